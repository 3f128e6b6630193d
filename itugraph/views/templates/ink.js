'use strict';
/* The colours of the style sheet, for the canvas; read anew when the scheme changes. */
const ink = (() => {
  const ink = {};
  function read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['ground', 'soft', 'grid', 'line', 'ink', 'dim', 'accent', 'pick', ...Object.keys(kinds.LINKS)]) {
      ink[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }
  Object.defineProperty(ink, 'read', { value: read });
  return ink;
})();

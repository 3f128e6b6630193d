'use strict';
/* The colours of the style sheet, for the canvas; read anew when the scheme changes. */
const ink = (() => {
  const ink = {};
  const paler = (colour, lift) => `#${[1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16);
    return Math.round(part + (255 - part) * lift).toString(16).padStart(2, '0');
  }).join('')}`;
  function read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['ground', 'soft', 'grid', 'line', 'ink', 'dim', 'accent', 'pick', ...Object.keys(kinds.LINKS)]) {
      ink[name] = style.getPropertyValue(`--${name}`).trim();
    }
    // Bodies' colours are made for a light ground: outlines would sink into a dark one.
    const lift = Number(style.getPropertyValue('--lift'));
    for (const lane of texts.lanes) {
      lane.plain ??= lane.colour;
      lane.colour = paler(lane.plain, lift);
    }
  }
  Object.defineProperty(ink, 'read', { value: read });
  return ink;
})();

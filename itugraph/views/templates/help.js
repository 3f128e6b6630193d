'use strict';
/* The list of keys, over the page. */
const help = (() => {
  const box = document.getElementById('help');
  const open = () => { if (!box.open) box.showModal(); };
  function start() {
    document.getElementById('keys').addEventListener('click', open);
    box.querySelector('button').addEventListener('click', () => box.close());
    box.addEventListener('click', (event) => { if (event.target === box) box.close(); });
  }
  return Object.freeze({ start, open, get shown() { return box.open; } });
})();

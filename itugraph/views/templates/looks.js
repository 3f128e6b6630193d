'use strict';
/* Light or dark: as the system says, until the reader says otherwise; and paper, which is always light. */
const looks = (() => {
  const root = document.documentElement, system = matchMedia('(prefers-color-scheme: dark)');
  const $ = (id) => document.getElementById(id);
  let anew = null;

  const dark = () => (root.dataset.scheme ? root.dataset.scheme === 'dark' : system.matches);
  function tell() {
    ink.read();
    $('scheme').textContent = dark() ? 'Light' : 'Dark';
    $('scheme').setAttribute('aria-label', dark() ? 'Light colours' : 'Dark colours');
    anew();
  }
  function flip() { root.dataset.scheme = dark() ? 'light' : 'dark'; tell(); }

  /* On paper the picture is a drawing of its own, for a canvas keeps the size of the window. */
  function print() {
    const before = root.dataset.scheme;
    if (sheet.shows) return;
    root.dataset.scheme = 'light';
    ink.read();
    $('paper').replaceChildren(save.svg().svg);
    if (before) root.dataset.scheme = before; else delete root.dataset.scheme;
    ink.read();
  }
  /* `act` draws all that has colours of its own again. */
  function start(act) {
    anew = act;
    system.addEventListener('change', tell);
    $('scheme').addEventListener('click', flip);
    window.addEventListener('beforeprint', print);
    window.addEventListener('afterprint', () => $('paper').replaceChildren());
    tell();
  }
  return Object.freeze({ start, flip });
})();

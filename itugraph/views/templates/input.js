'use strict';
/* Pointer, wheel, keyboard, buttons and history, each tied to an act. */
const input = (() => {
  const $ = (id) => document.getElementById(id);
  const stage = $('stage');

  function pointer() {
    const hand = gestures.pointers({
      click(event) {
        if (scale.cells) { const cell = cellPicture.at(event.clientX, event.clientY); if (cell) sizes.open(cell); return; }
        const node = places.textAt(event.clientX, event.clientY);
        if (node) acts.choose(node, false);
        else if (state.chosen) acts.clear();
      },
      start() { card.hover(null); card.hoverCell(null); state.moved = true; },
    });
    stage.addEventListener('mousemove', (event) => {
      if (hand.dragging || event.buttons) return;
      if (scale.cells) { card.hoverCell(cellPicture.at(event.clientX, event.clientY), event.clientX, event.clientY); return; }
      const node = places.textAt(event.clientX, event.clientY);
      card.hover(node, event.clientX, event.clientY, node ? null : places.lineAt(event.clientX, event.clientY));
    });
    stage.addEventListener('mouseleave', () => { card.hover(null); card.hoverCell(null); });
    for (const element of [stage, $('gutter')]) gestures.wheel(element, () => { card.hover(null); card.hoverCell(null); });
    $('gutter').addEventListener('click', (event) => {
      const element = event.target.closest('.row');
      if (element) acts.chooseRow(Number(element.dataset.row));
    });
  }
  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio)$/.test(target.type);
  const KEYS = {
    '/': () => $('search').select(), '?': help.open,
    t: () => acts.flip(sheet.shows ? null : 'texts'), l: () => acts.flip(sheet.shows === 'links' ? null : 'links'),
    o: () => acts.revision(true), n: () => acts.revision(false), d: looks.flip,
  };
  function keyboard() {
    stage.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { event.preventDefault(); (scale.cells ? sizes : acts).walk(...step); }
      else if (event.key === 'Enter' && scale.cells && state.cell) sizes.open(state.cell);
      else if (event.key === '+' || event.key === '=') camera.zoom(1.4);
      else if (event.key === '-') camera.zoom(1 / 1.4);
    });
    document.addEventListener('keydown', (event) => {
      if (help.shown) return;
      if (event.key === 'Escape' && $('save').open) { $('save').open = false; $('save').querySelector('summary').focus(); }
      else if (event.key === 'Escape') {
        const table = Boolean(sheet.shows);
        acts.flip(null);
        if (acts.clear() && !table) sizes.back();
        card.hoverCell(null);
        $('search').blur();
      }
      else if (Object.hasOwn(KEYS, event.key) && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); KEYS[event.key](); }
    });
  }
  function buttons() {
    $('rows').addEventListener('click', acts.rows);
    $('closer').addEventListener('click', () => camera.zoom(1.4));
    $('farther').addEventListener('click', () => camera.zoom(1 / 1.4));
    $('table').addEventListener('click', () => acts.flip(sheet.shows ? null : 'texts'));
    for (const what of ['texts', 'links']) $(`list-${what}`).addEventListener('click', () => acts.flip(what));
    $('panel').addEventListener('click', () => acts.wide(!document.querySelector('main').classList.contains('wide')));
  }
  function start() {
    pointer(); keyboard(); buttons(); sizes.start(); save.start(); help.start();
    sheet.start((node) => acts.choose(node, true));
    for (const change of ['hashchange', 'popstate']) window.addEventListener(change, acts.follow);
  }
  return Object.freeze({ start });
})();

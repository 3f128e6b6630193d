'use strict';
/* Pointer, wheel, keyboard, buttons and history, each tied to an act. */
const input = (() => {
  const $ = (id) => document.getElementById(id);
  const stage = $('stage');

  function pointer() {
    camera.on('click', ({ event }) => {
      const node = places.textAt(event.center.x, event.center.y);
      stage.focus({ preventScroll: true });
      if (node) acts.choose(node, false);
      else if (state.chosen) acts.clear();
    });
    camera.on('dragStart', () => { state.dragging = true; card.hover(null); });
    camera.on('dragEnd', () => { state.dragging = false; state.moved = true; camera.settle(); camera.redraw(); });
    camera.on('zoom', () => { state.moved = true; camera.settle(); });
    stage.addEventListener('mousemove', (event) => {
      if (state.dragging || event.buttons) return;
      const node = places.textAt(event.clientX, event.clientY);
      card.hover(node, event.clientX, event.clientY, node ? null : places.lineAt(event.clientX, event.clientY));
    });
    stage.addEventListener('mouseleave', () => card.hover(null));
    $('gutter').addEventListener('click', (event) => {
      const element = event.target.closest('.row');
      if (element) acts.chooseRow(Number(element.dataset.row));
    });
  }
  // A plain wheel scrolls the rows; vis-network gets only the wheel with Ctrl, and zooms.
  function roll(event) {
    if ((event.ctrlKey || event.metaKey) && event.currentTarget === stage) return;
    event.stopPropagation();
    const unit = event.deltaMode === 1 ? 18 : 1;
    const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    if (!camera.shift(dx * unit, dy * unit)) return;
    event.preventDefault();
    card.hover(null);
  }
  function wheel() {
    stage.addEventListener('wheel', roll, { capture: true, passive: false });
    $('gutter').addEventListener('wheel', roll, { passive: false });
  }
  function keyboard() {
    stage.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) { event.preventDefault(); acts.walk(...step); }
      else if (event.key === '+' || event.key === '=') camera.zoom(1.4);
      else if (event.key === '-') camera.zoom(1 / 1.4);
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { acts.flip(false); acts.clear(); $('search').blur(); }
      else if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); $('search').select(); }
    });
  }
  function buttons() {
    $('rows').addEventListener('click', acts.rows);
    $('closer').addEventListener('click', () => camera.zoom(1.4));
    $('farther').addEventListener('click', () => camera.zoom(1 / 1.4));
    $('table').addEventListener('click', () => acts.flip($('sheet').hidden));
    $('panel').addEventListener('click', () => acts.wide(!document.querySelector('main').classList.contains('wide')));
  }
  function start() {
    pointer(); wheel(); keyboard(); buttons();
    window.addEventListener('hashchange', acts.follow);
  }
  return Object.freeze({ start });
})();

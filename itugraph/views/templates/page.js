'use strict';
/* Puts the page together from its parts, and shows it. Every word of the data goes in as text, never as HTML. */
(() => {
  const stage = document.getElementById('stage'), { X, Y } = camera;

  /* For those who embed the page, and for its tests: where a text and a line are on the screen. */
  window.itugraph = Object.freeze({
    where(id) {
      const node = texts.named(id), box = stage.getBoundingClientRect();
      return node && node.on && !scale.cells ? { x: box.left + X(node.wx), y: box.top + Y(node.wy) } : null;
    },
    halfway(from, to, kind) {
      const link = state.drawn.find((one) => one.from.id === from && one.to.id === to && one.kind === kind);
      const box = stage.getBoundingClientRect(), point = link && places.along(places.course(link), 0.5);
      return point ? { x: box.left + point.x, y: box.top + point.y } : null;
    },
    choose(id) { const node = texts.named(id); if (node) acts.choose(node, true); },
    get chosen() { return state.chosen ? state.chosen.id : null; },
    get shown() { return state.shown.length; },
    get labels() { return picture.labels; },
    get cells() {
      const box = stage.getBoundingClientRect();
      if (!scale.cells) return null;
      return cells.all.map((cell) => ({ lane: texts.lanes[cell.lane].code, year: texts.ticks[cell.column].label, count: cell.count, within: cell.within, x: box.left + X(cell.wx), y: box.top + Y(cell.wy) }));
    },
    get weights() { return scale.cells ? cells.lines.map(({ kind, weight }) => ({ kind, weight })) : null; },
  });

  camera.onDraw((ctx) => { picture.draw(ctx); margins.draw(); });
  input.start();
  new ResizeObserver(() => {
    if (!stage.clientWidth || (stage.clientWidth === plan.size.w && stage.clientHeight === plan.size.h)) return;
    camera.resize();
    acts.refresh(true);
  }).observe(stage);

  if (innerWidth <= 780) acts.wide(true);
  if (texts.changes) filters.view('changes');
  ink.read();
  filters.apply();
  camera.resize();
  acts.arrange();
  acts.fillFilters();
  address.start();
  looks.start(() => { legend.fill(acts.refresh); camera.redraw(); picture.forget(); });
  camera.onceDrawn(() => {
    window.itugraphReady = true;
    document.documentElement.dataset.ready = 'true';
  });
  camera.home();
  camera.redraw();
  document.addEventListener('DOMContentLoaded', acts.follow);
})();

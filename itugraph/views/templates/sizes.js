'use strict';
/* The acts of size: open a cell, go back, draw all; and the line that tells what is not drawn. */
const sizes = (() => {
  const $ = (id) => document.getElementById(id), number = new Intl.NumberFormat('en');

  function tell() {
    const quiet = state.drawn.reduce((sum, link) => sum + (scale.quiet(link.kind) ? link.now : 0), 0);
    const many = state.shown.length > scale.EVERYTHING && quiet > 0 && !scale.cells;
    const count = number.format(state.shown.length);
    const most = Math.min(cellPicture.LINES, cells.lines.length), all = cells.lines.length;
    const lines = most < all ? `the ${number.format(most)} heaviest of ${number.format(all)} lines` : 'all lines between them';
    $('how').textContent = scale.cells
      ? `as ${number.format(cells.all.length)} cells of a body and a year with ${lines}: click one for its texts`
      : [scale.told, many && !scale.citations() ? 'citations are drawn for the text pointed at or chosen' : ''].filter(Boolean).join('; ');
    $('all').hidden = !scale.cells;
    $('all').textContent = `Draw all ${count} texts`;
    $('citations').hidden = !many;
    $('citations').textContent = scale.citations() ? 'Citations on choice only' : `Draw all ${number.format(quiet)} citations`;
    $('back').hidden = !scale.opened && !(scale.whole && state.shown.length > scale.TEXTS);
  }
  function open(cell) {
    scale.open({ lane: cell.lane, column: cell.column });
    card.hoverCell(null);
    acts.refresh();
  }
  function back() {
    if (!scale.opened && !scale.whole) return;
    const chosen = state.chosen;
    scale.open(null);
    scale.drawAll(false);
    if (chosen) acts.clear();
    acts.refresh();
  }
  function walk(dx, dy) {
    const next = state.cell ? cells.beside(state.cell, dx, dy) : cells.all[cells.all.length - 1];
    if (!next) return;
    if (camera.X(next.wx) < 20 || camera.X(next.wx) > plan.size.w - 20 || camera.Y(next.wy) < 20 || camera.Y(next.wy) > plan.size.h - 20) camera.look(next.wx, next.wy, camera.s);
    const box = $('stage').getBoundingClientRect();
    card.hoverCell(next, box.left + camera.X(next.wx), box.top + camera.Y(next.wy));
  }
  function start() {
    $('all').addEventListener('click', () => { scale.open(null); scale.drawAll(true); acts.refresh(); });
    $('citations').addEventListener('click', () => { scale.drawCitations(!scale.citations()); acts.refresh(true); });
    $('back').addEventListener('click', back);
  }
  return Object.freeze({ tell, open, back, walk, start });
})();

'use strict';
/* Cells: an area for all texts of a body and a year, filled for those that are current, with their count. */
const cellPicture = (() => {
  const { lanes } = texts, { LINKS } = kinds, { X, Y } = camera;
  const LEAST = 3, GRADES = 6, LINES = 120;

  const most = () => cells.all.reduce((all, cell) => Math.max(all, cell.count), 1);
  const radius = (count, all) => Math.max(LEAST, plan.reach * camera.s * Math.sqrt(count / all));
  const spot = (cell) => ({ x: X(cell.wx), y: Y(cell.wy) - 5 });

  /* Lines bow away from the lane, so that they pass the cells between; later over, earlier under. */
  function course({ from, to, kind }, all) {
    const [first, second] = kind === 'replaces' ? [to, from] : [from, to];
    const a = spot(first), b = spot(second), dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
    const bend = first.lane === second.lane ? Math.min(14 + far * 0.16, plan.pitch * camera.s * 0.8) * (kind === 'replaces' ? 0.5 : 1) : Math.min(24, far * 0.12);
    const c = { x: (a.x + b.x) / 2 + (dy / far) * bend, y: (a.y + b.y) / 2 - (dx / far) * bend };
    const tx = b.x - c.x, ty = b.y - c.y, t = Math.hypot(tx, ty) || 1;
    return { a, c, b, ux: tx / t, uy: ty / t, stop: radius(second.count, all) + 1, self: false };
  }
  /* Width and strength by weight, in grades, so that lines of a grade are one stroke. */
  function strokes(ctx, lines, strength, all) {
    const heaviest = lines.reduce((sum, line) => Math.max(sum, line.weight), 1), grades = new Map();
    for (const line of lines) {
      const grade = Math.ceil(GRADES * Math.sqrt(line.weight / heaviest)), key = `${grade} ${line.kind}`;
      if (!grades.has(key)) grades.set(key, { grade, kind: line.kind, list: [] });
      grades.get(key).list.push(line);
    }
    for (const { grade, kind, list } of [...grades.values()].sort((a, b) => a.grade - b.grade)) {
      const share = grade / GRADES, alpha = Math.min(1, strength * (0.12 + share * 0.35));
      marks.strokes(ctx, list.map((line) => course(line, all)), { colour: ink[kind], alpha, width: 0.8 + share * (kind === 'replaces' ? 1.6 : 4), dash: LINKS[kind].dash, head: strength > 1 ? 7 + share * 4 : 0 });
    }
  }
  function mark(ctx, cell, all) {
    const { x, y } = spot(cell), r = radius(cell.count, all), current = cell.status.current || 0, lane = lanes[cell.lane];
    marks.mark(ctx, ink, lane, current === cell.count ? 'current' : 'superseded', x, y, r, 1);
    if (current && current < cell.count) marks.mark(ctx, ink, lane, 'current', x, y, Math.max(1.5, r * Math.sqrt(current / cell.count)), 1);
  }
  function draw(ctx) {
    const all = most(), focus = state.cell;
    const own = focus ? focus.lines : [];
    strokes(ctx, cells.lines.slice(0, LINES), focus ? 0.35 : 1, all);
    if (focus) strokes(ctx, own, 2.2, all);
    for (const cell of cells.all) mark(ctx, cell, all);
    if (focus) {
      const { x, y } = spot(focus);
      ctx.strokeStyle = ink.ink; ctx.lineWidth = 2;
      ctx.beginPath(); ctx.arc(x, y, radius(focus.count, all) + 5, 0, 2 * Math.PI); ctx.stroke();
    }
    return counts(ctx, all);
  }
  /* The count below its mark, which is never wider than the cell; gives the boxes. */
  function counts(ctx, all) {
    const boxes = [];
    ctx.textAlign = 'center'; ctx.textBaseline = 'middle'; ctx.lineJoin = 'round'; ctx.lineWidth = 3;
    for (const cell of cells.all) {
      const { x, y } = spot(cell), bold = cell === state.cell, text = cell.count < 10000 ? String(cell.count) : `${Math.floor(cell.count / 1000)}k`;
      ctx.font = `${bold ? 700 : 500} 10.5px system-ui, "DejaVu Sans", sans-serif`;
      ctx.strokeStyle = ink.ground; ctx.fillStyle = ink.ink;
      const w = ctx.measureText(text).width / 2, cy = y + radius(cell.count, all) + 8;
      ctx.strokeText(text, x, cy);
      ctx.fillText(text, x, cy);
      boxes.push([x - w, cy - 5.5, x + w, cy + 5.5]);
    }
    return boxes;
  }
  function at(clientX, clientY) {
    const box = camera.canvas.getBoundingClientRect(), x = clientX - box.left, y = clientY - box.top;
    return cells.all.find((cell) => Math.abs(X(cell.wx) - x) <= (plan.column * camera.s) / 2 && Math.abs(Y(cell.wy) - y) <= (plan.pitch * camera.s) / 2) || null;
  }
  return Object.freeze({ draw, at, LINES });
})();

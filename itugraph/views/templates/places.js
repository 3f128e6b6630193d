'use strict';
/* Where on the stage a text or a line stands, and what stands under a point of the screen. */
const places = (() => {
  const stage = document.getElementById('stage');
  const { X, Y } = camera;

  const inside = (node, m) => { const x = X(node.wx), y = Y(node.wy); return x > -m && y > -m && x < plan.size.w + m && y < plan.size.h + m; };
  function radius(node) {
    const { pitch, column } = plan;
    const room = Math.min(Math.min(texts.rows[node.row].step, pitch * 1.7) * camera.s * 0.44, column * camera.s * 0.16 + 2.5, 7.5);
    const weight = 0.8 + Math.min(0.5, Math.log2(1 + node.citing) * 0.1);
    return Math.max(pitch < 2 ? 1.5 : 2.4, room * weight * (node.level === 'part' ? 0.75 : 1));
  }
  /* From citing to cited; a revision runs with time, from the older text to the newer. Bends differ a
     little from link to link, so that those within a year or between one pair do not fall on one line. */
  function course(link) {
    const [from, to] = link.kind === 'replaces' ? [link.to, link.from] : [link.from, link.to];
    const a = { x: X(from.wx), y: Y(from.wy) }, b = { x: X(to.wx), y: Y(to.wy) };
    const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
    const straight = link.kind === 'replaces' && from.wy === to.wy;
    const bend = straight ? 0 : Math.min(30 + far * 0.05, far * 0.16 + 3) * (0.6 + link.turn / 10);
    const c = { x: (a.x + b.x) / 2 + (dy / far) * bend, y: (a.y + b.y) / 2 - (dx / far) * bend };
    const tx = b.x - c.x, ty = b.y - c.y, t = Math.hypot(tx, ty) || 1;
    return { a, c, b, ux: tx / t, uy: ty / t, stop: radius(to) + 1.5, self: link.from === link.to };
  }
  const along = ({ a, b, c }, t) => ({
    x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t ** 2 * b.x,
    y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t ** 2 * b.y,
  });
  function textAt(clientX, clientY) {
    if (scale.cells) return null;
    const box = stage.getBoundingClientRect(), x = clientX - box.left, y = clientY - box.top;
    let best = null, least = 12 ** 2;
    for (const node of state.shown) {
      const far = (X(node.wx) - x) ** 2 + (Y(node.wy) - y) ** 2;
      if (far < least) { least = far; best = node; }
    }
    return best;
  }
  /* Only lines of drafts and of what is undecided tell more than their ends. */
  function lineAt(clientX, clientY) {
    if (scale.cells || state.drawn.length > 6000) return null;
    const box = stage.getBoundingClientRect(), x = clientX - box.left, y = clientY - box.top;
    let best = null, least = 5 ** 2;
    for (const link of state.drawn) {
      if ((!kinds.LINKS[link.kind].change && link.kind !== 'undecided') || !scale.draws(link.kind)) continue;
      const bent = course(link), steps = Math.min(60, 4 + Math.hypot(bent.b.x - bent.a.x, bent.b.y - bent.a.y) / 6);
      if (bent.self) continue;
      for (let k = 1; k < steps; k += 1) {
        const point = along(bent, k / steps), far = (point.x - x) ** 2 + (point.y - y) ** 2;
        if (far < least) { least = far; best = link; }
      }
    }
    return best;
  }
  return Object.freeze({ inside, radius, course, along, textAt, lineAt });
})();

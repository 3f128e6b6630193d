'use strict';
/* How things look on a canvas: marks of texts, lines between them, labels. Knows nothing of the network. */
const marks = (() => {
  const UP = -Math.PI / 2;

  function polygon(ctx, x, y, r, sides, turn, inner) {
    const steps = inner ? sides * 2 : sides;
    for (let k = 0; k < steps; k += 1) {
      const angle = turn + (2 * Math.PI * k) / steps, reach = inner && k % 2 ? r * inner : r;
      ctx[k ? 'lineTo' : 'moveTo'](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    ctx.closePath();
  }
  const SHAPES = {
    circle: (c, x, y, r) => { c.moveTo(x + r, y); c.arc(x, y, r, 0, 2 * Math.PI); },
    square: (c, x, y, r) => c.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
    bar: (c, x, y, r) => c.rect(x - r * 1.2, y - r * 0.62, r * 2.4, r * 1.24),
    diamond: (c, x, y, r) => polygon(c, x, y, r * 1.2, 4, UP),
    triangle: (c, x, y, r) => polygon(c, x, y + r * 0.15, r * 1.25, 3, UP),
    wedge: (c, x, y, r) => polygon(c, x, y - r * 0.15, r * 1.25, 3, -UP),
    left: (c, x, y, r) => polygon(c, x, y, r * 1.25, 3, Math.PI),
    right: (c, x, y, r) => polygon(c, x, y, r * 1.25, 3, 0),
    pentagon: (c, x, y, r) => polygon(c, x, y, r * 1.12, 5, UP),
    hexagon: (c, x, y, r) => polygon(c, x, y, r * 1.1, 6, 0),
    star: (c, x, y, r) => polygon(c, x, y, r * 1.35, 5, UP, 0.48),
    plus(c, x, y, r) {
      const a = r * 1.1, b = r * 0.4, turns = [[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b], [b, a], [-b, a], [-b, b], [-a, b], [-a, -b], [-b, -b]];
      turns.forEach(([dx, dy], k) => c[k ? 'lineTo' : 'moveTo'](x + dx, y + dy));
      c.closePath();
    },
    shield(c, x, y, r) {
      [[-1, -1], [1, -1], [1, 0.2], [0, 1.2], [-1, 0.2]].forEach(([dx, dy], k) => c[k ? 'lineTo' : 'moveTo'](x + dx * r, y + dy * r));
      c.closePath();
    },
  };

  /* A text: filled when current, hollow when superseded, crossed when suppressed, ringed when a draft,
     pale when nobody knows. `strength` is 1 for full colour, less for what stands back. */
  function mark(ctx, ink, { shape, colour }, status, x, y, r, strength) {
    const draw = SHAPES[shape] || SHAPES.circle;
    const faded = status === 'superseded' || status === 'suppressed';
    const outline = (size) => { ctx.beginPath(); draw(ctx, x, y, size); };
    outline(r);
    ctx.globalAlpha = 1;
    ctx.fillStyle = ink.ground;
    ctx.fill();
    ctx.fillStyle = ctx.strokeStyle = colour;
    ctx.lineWidth = faded || status === 'unknown' ? Math.min(1.6, Math.max(0.8, r / 3)) : 1;
    ctx.globalAlpha = strength * (status === 'unknown' ? 0.35 : 1);
    if (status === 'current' || status === 'unknown') ctx.fill();
    ctx.globalAlpha = strength * (faded ? 0.8 : 1);
    ctx.stroke();
    ctx.globalAlpha = strength;
    if (status === 'suppressed') {
      const arm = r * 1.25;
      ctx.strokeStyle = ink.ink; ctx.lineWidth = 1.3;
      ctx.beginPath();
      ctx.moveTo(x - arm, y - arm); ctx.lineTo(x + arm, y + arm);
      ctx.moveTo(x + arm, y - arm); ctx.lineTo(x - arm, y + arm);
      ctx.stroke();
    } else if (status === 'draft') {
      outline(r * 0.45); ctx.fill();
      outline(r + 3.2);
      ctx.setLineDash([2.5, 2]); ctx.lineWidth = 1.4; ctx.stroke(); ctx.setLineDash([]);
    }
    ctx.globalAlpha = 1;
  }

  /* Many texts too small for a shape, as squares of one colour each; hollow ones are paler. */
  function dots(ctx, groups, r) {
    for (const { colour, strength, places } of groups) {
      ctx.fillStyle = colour;
      ctx.globalAlpha = strength;
      for (const [x, y] of places) ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
    }
    ctx.globalAlpha = 1;
  }

  /* Lines with arrow heads, in batches: one path for all is slow to rasterise, a path each slower still.
     A course has its ends a and b, the point c that bends it, the direction (ux, uy) in which it comes
     in, and the distance from b at which it stops. Many lines are drawn straight, which is quicker.
     What is no canvas brings paths of its own. */
  function strokes(ctx, courses, { colour, alpha, width, dash, head, straight = false }) {
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width;
    for (let start = 0; start < courses.length; start += 300) {
      const [line, heads] = ctx.paths ? ctx.paths() : [new Path2D(), new Path2D()];
      for (const { a, b, c, ux, uy, stop, self } of courses.slice(start, start + 300)) {
        if (self) {
          line.moveTo(a.x + 3, a.y - 4);
          line.arc(a.x, a.y - 8, 5, 1, 2.1, true);
          continue;
        }
        const x = b.x - ux * stop, y = b.y - uy * stop, w = head * 0.42;
        line.moveTo(a.x, a.y);
        if (straight) line.lineTo(x, y); else line.quadraticCurveTo(c.x, c.y, x, y);
        if (!head) continue;
        heads.moveTo(x, y);
        heads.lineTo(x - ux * head - uy * w, y - uy * head + ux * w);
        heads.lineTo(x - ux * head + uy * w, y - uy * head - ux * w);
      }
      ctx.setLineDash(dash);
      ctx.stroke(line);
      ctx.setLineDash([]);
      ctx.fill(heads);
    }
    ctx.globalAlpha = 1;
  }

  /* Labels of one size that never overlap: the first in the list find room first, the rest give way.
     `solid` are circles [x, y, r] that no label may cover. Gives the boxes [left, top, right, bottom] taken. */
  function labels(ctx, ink, wanted, solid, width) {
    const taken = new Map(), CELL = 48;
    const cells = ([x0, y0, x1, y1]) => {
      const keys = [];
      for (let gx = Math.floor(x0 / CELL); gx <= Math.floor(x1 / CELL); gx += 1) {
        for (let gy = Math.floor(y0 / CELL); gy <= Math.floor(y1 / CELL); gy += 1) keys.push(gx * 10000 + gy);
      }
      return keys;
    };
    const take = (box) => { for (const key of cells(box)) { if (taken.has(key)) taken.get(key).push(box); else taken.set(key, [box]); } };
    const apart = (a) => (b) => a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3];
    const free = (box) => box[0] > 2 && box[2] < width - 2 && cells(box).every((key) => (taken.get(key) || []).every(apart(box)));
    for (const [x, y, r] of solid) take([x - r, y - r, x + r, y + r]);
    ctx.lineJoin = 'round'; ctx.lineWidth = 3.5; ctx.strokeStyle = ink.ground;
    ctx.textAlign = 'center'; ctx.textBaseline = 'middle';
    const placed = [];
    for (const { x, y, r, text, bold, dim } of wanted) {
      if (placed.length === 300) break;
      ctx.font = `${bold ? 700 : 500} 11px system-ui, "DejaVu Sans", sans-serif`;
      const w = ctx.measureText(text).width / 2, up = y - r - 8, side = r + w + 5;
      const tries = [[x, up], [x, y + r + 9], [x + side, y - 7], [x - side, y - 7], [x + w - r, up], [x - w + r, up]];
      const spot = tries.find(([cx, cy]) => free([cx - w - 2, cy - 5.5, cx + w + 2, cy + 5.5]));
      if (!spot) continue;
      const [cx, cy] = spot;
      const box = [cx - w - 2, cy - 5.5, cx + w + 2, cy + 5.5];
      take(box);
      placed.push(box);
      ctx.strokeText(text, cx, cy);
      ctx.fillStyle = dim ? ink.dim : ink.ink;
      ctx.fillText(text, cx, cy);
    }
    return placed;
  }

  return Object.freeze({ mark, dots, strokes, labels });
})();

'use strict';
/* Draws what the filters leave, where the plan puts it, at constant size. */
const picture = (() => {
  const { lanes, rows, ticks } = texts, { LINKS } = kinds, { X, Y } = camera, { inside, radius, course } = places;
  const ink = {};

  function colours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['ground', 'soft', 'grid', 'ink', 'dim', 'accent', 'pick', ...Object.keys(LINKS)]) {
      ink[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }
  function ground(ctx) {
    const { size, world, column, PAD } = plan;
    ctx.fillStyle = ink.ground;
    ctx.fillRect(0, 0, size.w, size.h);
    plan.bands.forEach((band, k) => {
      if (k % 2) return;
      ctx.fillStyle = ink.soft;
      ctx.fillRect(0, Y(band.top), size.w, (band.bottom - band.top) * camera.s);
    });
    const bottom = Math.min(size.h, Y(world.h));
    ctx.fillStyle = ink.grid;
    for (const tick of ticks) ctx.fillRect(Math.round(X(PAD + tick.x * column)), 0, 1, bottom);
    for (const node of new Set([state.chosen, state.hover])) {
      if (!node || !node.on) continue;
      ctx.fillStyle = ink.pick;
      ctx.fillRect(0, Y(rows[node.row].top), size.w, Math.max(3, rows[node.row].lines * rows[node.row].step * camera.s));
    }
  }
  function lines(ctx, own, chosen) {
    const many = state.drawn.length, tight = Math.min(1, (plan.pitch * camera.s) / 5);
    const quiet = (chosen ? 0.35 : 1) * Math.min(0.5, Math.max(0.022, 5 / (many || 1) ** 0.55));
    for (const [kind, { dash, change }] of Object.entries(LINKS)) {
      if (state.dragging && kind === 'cites' && many > 3000) continue;
      const list = state.drawn.filter((link) => link.kind === kind && !own.has(link) && (inside(link.from, 20) || inside(link.to, 20)));
      const style = { colour: ink[kind], alpha: quiet, width: 1, dash, head: many > 2500 ? 0 : 6 };
      if (change) Object.assign(style, { alpha: chosen ? 0.25 : list.length > 400 ? 0.4 : 0.85, width: 1.6, head: 8 });
      if (kind === 'replaces') Object.assign(style, { alpha: (chosen ? 0.3 : 0.75) * Math.max(0.3, tight), width: Math.max(0.5, tight), head: Math.min(6, 2 + plan.pitch * camera.s * 0.3) });
      marks.strokes(ctx, list.map(course), style);
    }
    for (const [kind, { dash }] of Object.entries(LINKS)) {
      const list = state.drawn.filter((link) => link.kind === kind && own.has(link));
      marks.strokes(ctx, list.map(course), { colour: ink[kind], alpha: 0.95, width: 1.8, dash, head: 9 });
    }
  }
  function short(node) {
    const text = node.level === 'part' || !node.number ? node.label : `${rows[node.row].label}${node.year ? ` (${node.year})` : ''}`;
    const named = node.body && text !== node.label ? `${node.body} ${text}` : text;
    return named.length > 34 ? `${named.slice(0, 33)}…` : named;
  }
  function label(ctx, visible, hood, focus) {
    const roomy = plan.pitch * camera.s >= 19, chosen = Boolean(hood && state.chosen);
    const strong = (node) => Boolean(hood && hood.has(node)) || node.level === 'draft';
    const rank = (node) => (node === focus ? 1e6 : 0) + (hood && hood.has(node) ? 1e5 : 0) + (node.level === 'draft' ? 1e4 : 0) + node.citing;
    const wanted = visible.filter((node) => strong(node) || (roomy && !chosen)).sort((a, b) => rank(b) - rank(a) || a.i - b.i);
    if (!wanted.length) return;
    const items = wanted.map((node) => ({
      x: X(node.wx), y: Y(node.wy), r: Math.max(radius(node), 3), bold: node === focus, dim: !strong(node),
      text: strong(node) || !node.number ? short(node) : node.number,
    }));
    const solid = visible.filter((node) => !chosen || hood.has(node)).map((node) => [X(node.wx), Y(node.wy), radius(node)]);
    marks.labels(ctx, ink, items, solid, plan.size.w);
  }
  function draw(ctx) {
    const focus = state.chosen || state.hover, ratio = ctx.canvas.width / plan.size.w;
    const hood = focus && focus.on ? filters.near(focus) : null, chosen = Boolean(hood && state.chosen);
    const mark = (node, r, strength) => marks.mark(ctx, ink, lanes[node.lane], node.status, X(node.wx), Y(node.wy), r, strength);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ground(ctx);
    lines(ctx, new Set(hood ? focus.links : []), chosen);
    const visible = state.shown.filter((node) => inside(node, 12));
    for (const node of visible) if (!hood || !hood.has(node)) mark(node, radius(node), chosen ? 0.3 : 1);
    if (hood) {
      for (const node of hood) if (node.on) mark(node, Math.max(3.5, radius(node)), 1);
      ctx.strokeStyle = ink.ink; ctx.lineWidth = 2;
      ctx.beginPath(); ctx.arc(X(focus.wx), Y(focus.wy), Math.max(3.5, radius(focus)) + 5, 0, 2 * Math.PI); ctx.stroke();
    }
    if (!state.dragging || visible.length < 2000) label(ctx, visible, hood, focus);
    ctx.restore();
  }
  return Object.freeze({ ink, colours, draw });
})();

'use strict';
/* Texts and the lines between them, in lanes: the whole, and what stands out of it for one text. */
const lanePicture = (() => {
  const { lanes, rows } = texts, { LINKS } = kinds, { X, Y } = camera, { inside, radius, course } = places;
  const MANY = 4000, TINY = 2.2;

  function lines(ctx) {
    const links = state.drawn.filter((link) => scale.draws(link.kind) && (inside(link.from, 20) || inside(link.to, 20)));
    const many = links.length, tight = Math.min(1, (plan.pitch * camera.s) / 5);
    const quiet = Math.min(0.5, Math.max(0.022, 5 / (many || 1) ** 0.55));
    for (const [kind, { dash, change }] of Object.entries(LINKS)) {
      const list = links.filter((link) => link.kind === kind);
      const style = { colour: ink[kind], alpha: quiet, width: 1, dash: many > MANY ? [] : dash, head: many > 2500 ? 0 : 6, straight: many > MANY };
      if (change) Object.assign(style, { alpha: list.length > 400 ? 0.4 : 0.85, width: 1.6, head: 8 });
      if (kind === 'replaces') Object.assign(style, { alpha: 0.75 * Math.max(0.3, tight) * Math.min(1, Math.max(0.3, 2000 / (list.length || 1))), width: Math.max(0.5, tight), head: Math.min(6, 2 + plan.pitch * camera.s * 0.3) });
      marks.strokes(ctx, list.map(course), style);
    }
    return many;
  }
  const look = (ctx, node, r, strength = 1) => marks.mark(ctx, ink, lanes[node.lane], node.status, X(node.wx), Y(node.wy), r, strength);
  function small(ctx, visible) {
    const groups = new Map();
    for (const node of visible) {
      const pale = node.status === 'superseded' || node.status === 'suppressed', key = node.lane * 2 + pale;
      if (!groups.has(key)) groups.set(key, { colour: lanes[node.lane].colour, strength: pale ? 0.45 : 1, places: [] });
      groups.get(key).places.push([X(node.wx), Y(node.wy)]);
    }
    marks.dots(ctx, groups.values(), 1.3);
  }
  /* All that does not depend on what is chosen; gives how many things it drew. */
  function whole(ctx) {
    const many = lines(ctx), visible = state.shown.filter((node) => inside(node, 12));
    if (visible.length > MANY && radius(visible[0]) <= TINY) small(ctx, visible);
    else for (const node of visible) look(ctx, node, radius(node));
    return many + visible.length;
  }
  /* A text with its neighbours and the lines between. */
  function around(ctx, focus, hood) {
    for (const [kind, { dash }] of Object.entries(LINKS)) {
      const list = focus.links.filter((link) => link.kind === kind && link.from.on && link.to.on && hood.has(link.from) && hood.has(link.to) && link.now);
      marks.strokes(ctx, list.map(course), { colour: ink[kind], alpha: 0.95, width: 1.8, dash, head: 9 });
    }
    for (const node of hood) if (node.on) look(ctx, node, Math.max(3.5, radius(node)));
    ctx.strokeStyle = ink.ink; ctx.lineWidth = 2;
    ctx.beginPath(); ctx.arc(X(focus.wx), Y(focus.wy), Math.max(3.5, radius(focus)) + 5, 0, 2 * Math.PI); ctx.stroke();
  }
  function short(node) {
    const text = node.level === 'part' || !node.number ? node.label : `${rows[node.row].label}${node.year ? ` (${node.year})` : ''}`;
    const named = node.body && text !== node.label ? `${node.body} ${text}` : text;
    return named.length > 34 ? `${named.slice(0, 33)}…` : named;
  }
  /* Labels of the neighbourhood, of drafts, and of all where rows leave room; gives their boxes. */
  function labels(ctx, hood, focus) {
    const roomy = plan.pitch * camera.s >= 19, chosen = Boolean(hood && state.chosen);
    const strong = (node) => Boolean(hood && hood.has(node)) || node.level === 'draft';
    const rank = (node) => (node === focus ? 1e6 : 0) + (hood && hood.has(node) ? 1e5 : 0) + (node.level === 'draft' ? 1e4 : 0) + node.citing;
    const visible = state.shown.filter((node) => inside(node, 12));
    const wanted = visible.filter((node) => strong(node) || (roomy && !chosen)).sort((a, b) => rank(b) - rank(a) || a.i - b.i);
    if (!wanted.length) return [];
    const items = wanted.map((node) => ({
      x: X(node.wx), y: Y(node.wy), r: Math.max(radius(node), 3), bold: node === focus, dim: !strong(node),
      text: strong(node) || !node.number ? short(node) : node.number,
    }));
    const solid = visible.filter((node) => !chosen || hood.has(node)).map((node) => [X(node.wx), Y(node.wy), radius(node)]);
    return marks.labels(ctx, ink, items, solid, plan.size.w);
  }
  return Object.freeze({ whole, around, labels });
})();

'use strict';
/* What a reader can do, whatever the pointer or key: choose, clear, walk, filter, turn to the table. */
const acts = (() => {
  const { nodes, edgeCount } = texts, { X, Y } = camera, number = new Intl.NumberFormat('en');
  const $ = (id) => document.getElementById(id);
  const stage = $('stage'), view = $('view');
  const COLUMNS = [
    ['Text', (n) => n.label], ['Topic', (n) => n.title || ''], ['Body', (n) => n.body || ''], ['Year', (n) => n.year ?? ''],
    ['Status', (n) => kinds.STATUS_NAMES[n.status] || n.status], ['Evidence', (n) => n.evidence || ''], ['Cites', (n) => n.cited], ['Cited by', (n) => n.citing],
  ];
  const sheet = lists.sheet($('sheet'), COLUMNS, () => state.shown, (node) => choose(node, true));
  const search = lists.search($('search'), $('found'), nodes, (node) => choose(node, true));

  function tell() {
    const links = state.drawn.reduce((sum, link) => sum + link.edges, 0);
    $('shown').textContent = `Showing ${number.format(state.shown.length)} of ${number.format(nodes.length)} texts, ${number.format(links)} of ${number.format(edgeCount)} links`;
    $('empty').hidden = state.shown.length > 0;
    $('rows').hidden = scale.cells || plan.readable();
    $('rows').textContent = state.all ? 'Readable rows' : 'All rows';
    sizes.tell();
  }
  function arrange() {
    plan.arrange(stage.clientWidth, stage.clientHeight);
    tell();
  }
  /* Filters and arranges anew; with `keep` the reader stays about where he looked. */
  function refresh(keep) {
    const at = camera.here(), before = plan.world, all = state.all;
    if (!state.asked) state.all = null;
    filters.apply();
    arrange();
    if (!$('sheet').hidden) sheet.fill();
    if (keep && state.moved && state.all === all) camera.look(at.x / before.w * plan.world.w, at.y / before.h * plan.world.h, at.s);
    else camera.home();
    camera.redraw();
  }
  /* Inside a srcdoc frame the address must not be touched: the browser throws. */
  function address(id) {
    try {
      history.replaceState(null, '', id ? `#${encodeURI(id)}` : location.pathname + location.search);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  function fillPanel() { panel.fill({ choose, only, clear }); }
  function only() {
    state.only = !state.only;
    refresh();
    fillPanel();
  }
  function choose(node, go) {
    state.chosen = node;
    const hidden = filters.admit(node);
    if (scale.reach(node, state.shown) || hidden || state.only) { legend.fill(refresh); refresh(true); }
    card.hover(null);
    fillPanel();
    address(node.id);
    if (go) {
      const x = X(node.wx), y = Y(node.wy);
      if (x < 30 || y < 30 || x > plan.size.w - 30 || y > plan.size.h - 30) { camera.look(node.wx, node.wy, camera.s, true); state.moved = true; }
      flip(false);
    }
    camera.redraw();
  }
  function clear() {
    const whole = state.only, nothing = !state.chosen && $('found').hidden;
    state.chosen = null; state.only = false;
    card.hover(null); fillPanel(); address(''); search.close();
    if (whole) refresh(); else camera.redraw();
    return nothing;
  }
  function walk(dx, dy) {
    const from = state.chosen && state.chosen.on ? state.chosen : state.shown[0];
    if (!from || from !== state.chosen) { if (from) choose(from, true); return; }
    let best = null, least = Infinity;
    for (const node of state.shown) {
      const ax = node.wx - from.wx, ay = node.wy - from.wy, along = ax * dx + ay * dy, aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (along <= 0 || (dx && node.row !== from.row)) continue;
      const cost = dx ? along + aside : along * 4 + aside;
      if (cost < least) { least = cost; best = node; }
    }
    if (best) choose(best, true);
  }
  /* To the newest text of a row, the current one before others. */
  function chooseRow(r) {
    const own = state.shown.filter((node) => node.row === r && node.level !== 'part');
    if (own.length) choose(own.find((node) => node.status === 'current') || own[own.length - 1], true);
  }
  function rows() { state.all = !state.all; state.asked = true; arrange(); camera.home(); camera.redraw(); }
  function flip(open) {
    $('sheet').hidden = !open;
    view.inert = open;
    $('table').setAttribute('aria-pressed', String(open));
    if (open) sheet.fill();
  }
  function wide(on) {
    document.querySelector('main').classList.toggle('wide', on);
    $('panel').setAttribute('aria-pressed', String(!on));
  }
  /* The text that the address names is chosen, at the start and when the address changes. */
  function follow() {
    let wanted = '';
    try { wanted = decodeURI(location.hash.slice(1)); } catch (error) { if (!(error instanceof URIError)) throw error; }
    const node = wanted && texts.named(wanted);
    if (node && node !== state.chosen) choose(node, true);
  }
  return Object.freeze({ arrange, refresh, choose, clear, walk, chooseRow, rows, flip, wide, follow });
})();

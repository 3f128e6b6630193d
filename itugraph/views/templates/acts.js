'use strict';
/* What a reader can do, whatever the pointer or key: choose, clear, walk, filter, turn to the tables. */
const acts = (() => {
  const { nodes, edgeCount, chosen, of = nodes.length } = texts, { X, Y } = camera, number = new Intl.NumberFormat('en');
  const $ = (id) => document.getElementById(id);
  const stage = $('stage'), view = $('view');
  const search = lists.search($('search'), $('found'), nodes, (node) => choose(node, true));

  function tell() {
    const links = state.drawn.reduce((sum, link) => sum + link.now, 0), count = number.format.bind(number);
    const whole = state.shown.length === nodes.length;
    $('shown').textContent = `Showing ${count(state.shown.length)} of ${count(chosen && whole ? of : nodes.length)} texts, ${count(links)} of ${count(edgeCount)} links`
      + (!chosen ? '' : whole ? `: ${chosen}` : `; the page holds ${count(nodes.length)} of ${count(of)}: ${chosen}`);
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
    sheet.fill();
    if (keep && state.moved && state.all === all) camera.look(at.x / before.w * plan.world.w, at.y / before.h * plan.world.h, at.s);
    else camera.home();
    camera.redraw();
    address.write(false);
  }
  const fillFilters = () => { choices.fill(refresh); legend.fill(refresh); };
  function fillPanel() { panel.fill({ choose, only, clear, revision }); }
  function only() {
    state.only = !state.only;
    refresh();
    fillPanel();
  }
  /* `go` moves the picture there; `step` says whether Back is to come back from it. */
  function choose(node, go, step = true) {
    state.chosen = node;
    const hidden = filters.admit(node);
    address.write(step);
    if (scale.reach(node, state.shown) || hidden || state.only) { fillFilters(); refresh(true); }
    card.hover(null);
    fillPanel();
    if (go) {
      const x = X(node.wx), y = Y(node.wy);
      if (x < 30 || y < 30 || x > plan.size.w - 30 || y > plan.size.h - 30) { camera.look(node.wx, node.wy, camera.s, true); state.moved = true; }
      flip(null);
    }
    camera.redraw();
  }
  function clear() {
    const whole = state.only, nothing = !state.chosen && $('found').hidden;
    state.chosen = null; state.only = false;
    address.write(true);
    card.hover(null); fillPanel(); search.close();
    if (whole) refresh(); else camera.redraw();
    return nothing;
  }
  function walk(dx, dy) {
    const from = state.chosen && state.chosen.on ? state.chosen : state.shown[0];
    if (!from || from !== state.chosen) { if (from) choose(from, true, false); return; }
    let best = null, least = Infinity;
    for (const node of state.shown) {
      const ax = node.wx - from.wx, ay = node.wy - from.wy, along = ax * dx + ay * dy, aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (along <= 0 || (dx && node.row !== from.row)) continue;
      const cost = dx ? along + aside : along * 4 + aside;
      if (cost < least) { least = cost; best = node; }
    }
    if (best) choose(best, true, false);
  }
  /* To the text that the chosen one replaced, or to the one that replaced it. */
  function revision(older) {
    const from = state.chosen, next = from && panel.revised(from, older);
    if (next) choose(next, true);
    else if (from) $('saved').textContent = `${older ? 'Nothing in this graph is replaced by' : 'Nothing in this graph replaces'} ${from.label}`;
  }
  /* To the newest text of a row, the current one before others. */
  function chooseRow(r) {
    const own = state.shown.filter((node) => node.row === r && node.level !== 'part');
    if (own.length) choose(own.find((node) => node.status === 'current') || own[own.length - 1], true);
  }
  function rows() { state.all = !state.all; state.asked = true; arrange(); camera.home(); camera.redraw(); }
  /* Opens the table of texts or of links, or none. */
  function flip(what) {
    const was = sheet.shows;
    sheet.show(what);
    view.inert = Boolean(what);
    $('table').setAttribute('aria-pressed', String(Boolean(what)));
    if (was && !what && document.activeElement === document.body) stage.focus({ preventScroll: true });
    address.write(false);
  }
  function wide(on) {
    document.querySelector('main').classList.toggle('wide', on);
    $('panel').setAttribute('aria-pressed', String(!on));
  }
  /* What the address names is shown, at the start and when the address changes. */
  function follow() {
    const asked = address.read();
    if (!asked) return;
    state.chosen = asked.node; state.only = Boolean(asked.node && asked.only);
    fillFilters();
    refresh();
    fillPanel();
    flip(Object.hasOwn(tables.total, asked.table || '') ? asked.table : null);
    if (asked.node) { choose(asked.node, !sheet.shows, false); if (!sheet.shows) stage.focus({ preventScroll: true }); }
    $('saved').textContent = asked.wanted && !asked.node ? `This page holds no text ${asked.wanted}` : '';
  }
  return Object.freeze({ arrange, refresh, fillFilters, choose, clear, walk, revision, chooseRow, rows, flip, wide, follow });
})();

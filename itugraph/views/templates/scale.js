'use strict';
/* How much a picture shows, by the number of texts that the filters leave: everything; citations for
   one text at a time; or cells of a body and a year, each of which opens. What is left out is told. */
const scale = (() => {
  const EVERYTHING = 300, TEXTS = 2000, OPENED = 300;
  const { nodes, ticks, lanes } = texts, number = new Intl.NumberFormat('en');
  const state = { cells: false, opened: null, whole: false, citations: null, told: '', count: 0 };
  const quiet = (kind) => kind === 'cites' || kind === 'undecided';

  let k = 0;
  for (const node of [...nodes].sort((a, b) => a.x - b.x)) {
    while (k + 1 < ticks.length && ticks[k + 1].x <= node.x + 1e-6) k += 1;
    node.column = k;
  }
  const first = (a, b) => b.citing - a.citing || a.i - b.i;

  /* The texts of a cell, or around one text, then those linked with them, the most cited first. */
  function open(left, near) {
    const { lane, column, node } = state.opened;
    const own = (node ? left.filter((one) => one.row === node.row) : left.filter((one) => one.lane === lane && one.column === column)).sort(first);
    if (node && left.includes(node)) own.unshift(...own.splice(own.indexOf(node), 1));
    const inner = own.slice(0, OPENED), taken = new Set(inner), around = new Set(), on = new Set(left);
    const add = (text) => { for (const other of near(text)) if (on.has(other) && !taken.has(other)) around.add(other); };
    const linked = () => [...around].sort(first).slice(0, Math.max(0, OPENED - taken.size));
    if (node) { add(node); for (const other of linked()) taken.add(other); }
    const close = around.size;
    inner.forEach(add);
    for (const other of linked()) taken.add(other);
    const name = node ? node.label : `${lanes[lane].name}, ${ticks[column].label}`;
    const count = number.format.bind(number), rest = taken.size - inner.length;
    const all = own.length > inner.length ? `the ${count(inner.length)} most cited of the ${count(own.length)} texts` : `${own.length === 1 ? 'the text' : `the ${count(own.length)} texts`}`;
    const linkedTo = around.size > rest ? `the ${count(rest)} most cited of ${count(around.size)} linked with them` : `all ${count(rest)} linked with them`;
    state.told = node
      ? `${name}: its editions, and ${around.size > rest ? `${count(rest)} of ${count(around.size)} texts linked with them, its own ${count(close)} first, then by most cited` : `all ${count(rest)} texts linked with them`}`
      : `${name}: ${all}${own.length > inner.length ? '' : around.size ? `, and ${linkedTo}` : ''}`;
    return left.filter((one) => taken.has(one));
  }
  /* Which of the texts that the filters leave the picture shows; `near` gives the neighbours of one. */
  function pick(left, near) {
    state.told = '';
    const shown = state.opened ? open(left, near) : left;
    state.cells = shown.length > TEXTS && !state.whole;
    state.count = shown.length;
    return shown;
  }
  /* Opens what holds a text that has no mark in the picture; tells whether it had to. */
  function reach(node, shown) {
    if (!state.cells && (!state.opened || shown.includes(node))) return false;
    state.opened = { node };
    return true;
  }
  const citations = () => state.citations ?? state.count <= EVERYTHING;
  return Object.freeze({
    pick, reach, citations, EVERYTHING, TEXTS,
    draws: (kind) => citations() || !quiet(kind),
    quiet,
    get cells() { return state.cells; },
    get opened() { return state.opened; },
    get whole() { return state.whole; },
    get told() { return state.told; },
    open: (what) => { state.opened = what; },
    drawAll: (on) => { state.whole = on; state.citations = on || null; },
    drawCitations: (on) => { state.citations = on; },
  });
})();

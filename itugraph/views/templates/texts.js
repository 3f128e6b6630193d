'use strict';
/* The network in the element #data: texts with their neighbours and counts, and one link for all
   citations of a pair. Nothing in it changes after the page is read but places, the mark `on` and the count `now`. */
const texts = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);

  /* A column as a function from place to value, and records from columns, as packing.py makes them. */
  const reader = (column) => (!column ? () => undefined : Array.isArray(column) ? (i) => column[i] ?? undefined : (i) => column.of[column.at[i]]);
  function unpack({ length, columns }, make) {
    const records = Array.from({ length }, make);
    for (const [key, column] of Object.entries(columns)) {
      const value = reader(column);
      for (let i = 0; i < length; i += 1) records[i][key] = value(i);
    }
    return records;
  }
  /* Most edges of a large network are never asked for: they are unpacked with the first that is. */
  let edges = null;
  function unpackEdges() {
    if (edges) return edges;
    edges = unpack(data.edges, () => ({}));
    for (const node of nodes) { node.leaving = []; node.coming = []; }
    for (const edge of edges) { nodes[edge.from].leaving.push(edge); nodes[edge.to].coming.push(edge); }
    return edges;
  }
  class Text {
    constructor() { this.links = []; this.citing = 0; this.cited = 0; this.on = true; this.wx = 0; this.wy = 0; }
    get out() { unpackEdges(); return this.leaving; }
    get in() { unpackEdges(); return this.coming; }
  }
  const nodes = unpack(data.nodes, () => new Text()), rows = unpack(data.rows, () => ({})), links = [];
  nodes.forEach((node, i) => { node.i = i; node.lane = rows[node.row].lane; });
  /* Edges are sorted by ends and kind, so those of one link follow each other: `edges` of them from `at`
     on, of which the filters leave `now`. */
  const order = Object.keys(kinds.LINKS), stands = new Set(['cites', 'kept', 'added', 'retargeted']);
  const { from: starts = [], to: ends = [], kind, was, stands: standing, verb } = data.edges.columns, kindOf = reader(kind), wasOf = reader(was), standsOf = reader(standing), verbOf = reader(verb);
  let link = null;
  for (let i = 0; i < data.edges.length; i += 1) {
    const from = nodes[starts[i]], to = nodes[ends[i]], name = kindOf(i), before = wasOf(i);
    if (!link || link.from !== from || link.to !== to || link.kind !== name) {
      link = { from, to, kind: name, edges: 0, now: 0, at: i, stands: standsOf(i), was: null, turn: (from.i * 7 + to.i * 3 + order.indexOf(name) * 4) % 9 };
      links.push(link);
      from.links.push(link);
      if (to !== from) to.links.push(link);
    }
    link.edges += 1;
    link.now += 1;
    if (before) (link.was ??= new Set()).add(before);
  }
  /* How many texts stand at the other end of the citations that stand; two kinds of one pair are one. */
  let last = null;
  for (const one of links) {
    if (!stands.has(one.kind)) continue;
    if (!last || last.from !== one.from || last.to !== one.to) { one.from.cited += 1; one.to.citing += 1; }
    last = one;
  }
  const named = (id) => nodes.find((node) => node.id === id);
  /* Quotations stand behind the script, so that a large page draws before they are read. */
  let quotes = null;
  return Object.freeze({
    ...data, nodes, rows, links, named, edgeCount: data.edges.length,
    get edges() { return unpackEdges(); },
    /* The verb of the clause that an edge stands in; '' outside of clauses. */
    verb: (i) => verbOf(i) || '',
    get quotes() { return (quotes ??= JSON.parse(document.getElementById('quotes').textContent)); },
  });
})();

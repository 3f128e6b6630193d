'use strict';
/* Cells: all texts shown of one body and one year as one thing, with weighted lines between them. */
const cells = (() => {
  const { ticks, lanes } = texts;
  const now = { all: [], lines: [] };
  const order = Object.keys(kinds.LINKS);

  function group() {
    const byKey = new Map();
    for (const node of state.shown) {
      const key = node.lane * ticks.length + node.column;
      let cell = byKey.get(key);
      if (!cell) {
        cell = { key, lane: node.lane, column: node.column, count: 0, status: {}, places: new Map(), within: 0, out: 0, in: 0, lines: [] };
        byKey.set(key, cell);
      }
      cell.count += 1;
      cell.status[node.status] = (cell.status[node.status] || 0) + 1;
      if (node.place) cell.places.set(node.place, (cell.places.get(node.place) || 0) + 1);
      node.cell = cell;
    }
    return [...byKey.values()].sort((a, b) => a.key - b.key);
  }
  function join() {
    const lines = new Map(), keys = lanes.length * ticks.length;
    for (const { from: { cell: from }, to: { cell: to }, kind, now: edges } of state.drawn) {
      if (kind !== 'replaces') { from.out += edges; to.in += edges; }
      if (from === to) { from.within += edges; continue; }
      const id = (from.key * keys + to.key) * order.length + order.indexOf(kind), line = lines.get(id);
      if (line) line.weight += edges;
      else lines.set(id, { from, to, kind, weight: edges });
    }
    return [...lines.values()].sort((a, b) => b.weight - a.weight || a.from.key - b.from.key || a.to.key - b.to.key);
  }
  function gather() {
    now.all = group();
    now.lines = join();
    for (const line of now.lines) { line.from.lines.push(line); line.to.lines.push(line); }
  }
  const place = (cell) => [...cell.places].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name)[0];
  const name = (cell) => `${lanes[cell.lane].name}, ${ticks[cell.column].label}`;
  /* The next cell in a direction: along the lane, or the nearest year in the next lane that has any. */
  function beside(cell, dx, dy) {
    const found = now.all.filter((other) => (dx ? other.lane === cell.lane && (other.column - cell.column) * dx > 0 : (other.lane - cell.lane) * dy > 0));
    const far = (other) => (dx ? Math.abs(other.column - cell.column) : Math.abs(other.lane - cell.lane) * 1000 + Math.abs(other.column - cell.column));
    return found.sort((a, b) => far(a) - far(b))[0] || null;
  }
  return Object.freeze({ gather, name, place, beside, get all() { return now.all; }, get lines() { return now.lines; } });
})();

'use strict';
/* The arrangement: where lanes, rows and texts, or cells, stand, in pixels at zoom 1. Rows, lanes and
   years that hold nothing shown take no room. */
const plan = (() => {
  const { nodes, rows, ticks, width } = texts;
  const HEADER = 19, READABLE = 16, LEAST = 13, OPEN_ALL = 4, PAD = 24, CELL_WIDE = 30, CELL_HIGH = 46;
  const plan = { version: 0, reach: 1, size: { w: 1, h: 1 }, world: { w: 1, h: 1 }, column: 1, pitch: 1, fitting: 1, bands: [], lines: [], ticks: [] };

  /* How high a line is when all rows fit; a small lane keeps room for a name and a row. */
  function fit(heights) {
    const tall = [...heights.values()], total = tall.reduce((sum, height) => sum + height, 0);
    const room = plan.size.h - 8 - tall.length * HEADER;
    let fitting = room / (total || 1);
    for (let round = 0; round < 4; round += 1) {
      const small = tall.filter((height) => height * fitting < LEAST), rest = total - small.reduce((sum, height) => sum + height, 0);
      if (rest) fitting = Math.max(0.05, (room - small.length * LEAST) / rest);
    }
    return fitting;
  }
  /* Years that hold a text, each as wide as its texts need, or of one width; gives the whole width. */
  function years(even) {
    const present = new Set(state.shown.map((node) => node.column));
    const found = ticks.map((tick, k) => ({ ...tick, k, wide: (k + 1 < ticks.length ? ticks[k + 1].x : width + 1 / 3) - tick.x })).filter((tick) => present.has(tick.k));
    let at = even ? 0.5 : 0;
    for (const tick of found) { tick.at = at; at += even ? 1 : tick.wide; }
    const across = even ? at - 0.5 : Math.max(0, at - 1 / 3);
    plan.column = Math.min(280, Math.max(even ? CELL_WIDE : 13, (plan.size.w - 2 * PAD) / Math.max(across, 1)));
    for (const tick of found) tick.wx = PAD + tick.at * plan.column;
    plan.ticks = found;
    return 2 * PAD + across * plan.column;
  }
  function arrangeTexts() {
    const present = new Set(state.shown.map((node) => node.row)), heights = new Map();
    for (const r of present) heights.set(rows[r].lane, (heights.get(rows[r].lane) || 0) + rows[r].lines);
    plan.fitting = fit(heights);
    if (state.all === null) state.all = plan.fitting >= OPEN_ALL;
    plan.pitch = Math.min(60, state.all ? plan.fitting : Math.max(READABLE, plan.fitting));
    let y = 0;
    rows.forEach((row, r) => {
      if (!present.has(r)) return;
      let band = plan.bands[plan.bands.length - 1];
      if (!band || band.lane !== row.lane) {
        band = { lane: row.lane, top: y };
        plan.bands.push(band);
        y += HEADER;
      }
      row.step = Math.max(plan.pitch, LEAST / heights.get(row.lane));
      row.top = y;
      plan.lines.push({ r, y: y + row.step / 2 });
      y += row.lines * row.step;
      band.bottom = y;
    });
    plan.world = { w: years(false), h: y + 8 };
    const columns = new Map(plan.ticks.map((tick) => [tick.k, tick]));
    for (const node of state.shown) {
      const row = rows[node.row], tick = columns.get(node.column);
      node.wx = tick.wx + (node.x - tick.x) * plan.column;
      node.wy = row.top + (node.line + 0.5) * row.step;
    }
  }
  /* The radius of the largest cell: as large as leaves all neighbours of a lane apart, areas as their counts. */
  function widest() {
    const most = cells.all.reduce((all, cell) => Math.max(all, cell.count), 1), share = (cell) => Math.sqrt(cell.count / most);
    let reach = Math.min(plan.pitch * 0.34, 36);
    cells.all.forEach((cell, k) => {
      const next = cells.all[k + 1];
      if (next && next.lane === cell.lane) reach = Math.min(reach, (0.9 * (next.wx - cell.wx)) / (share(cell) + share(next)));
    });
    return reach;
  }
  function arrangeCells() {
    const present = [...new Set(cells.all.map((cell) => cell.lane))].sort((a, b) => a - b);
    plan.pitch = Math.min(240, Math.max(CELL_HIGH, (plan.size.h - 8) / present.length));
    plan.fitting = plan.pitch;
    plan.bands = present.map((lane, k) => ({ lane, top: k * plan.pitch, bottom: (k + 1) * plan.pitch }));
    plan.world = { w: years(true), h: present.length * plan.pitch + 8 };
    const columns = new Map(plan.ticks.map((tick) => [tick.k, tick.wx]));
    for (const cell of cells.all) {
      cell.wx = columns.get(cell.column);
      cell.wy = (present.indexOf(cell.lane) + 0.5) * plan.pitch;
    }
    plan.reach = widest();
  }
  plan.arrange = (w, h) => {
    plan.version += 1;
    plan.size = { w: Math.max(60, w), h: Math.max(60, h) };
    plan.bands = []; plan.lines = [];
    if (scale.cells) { cells.gather(); arrangeCells(); } else arrangeTexts();
  };
  plan.readable = () => plan.fitting >= READABLE;
  return plan;
})();

'use strict';
/* The arrangement: where lanes, rows and texts stand, in pixels at zoom 1. */
const plan = (() => {
  const { nodes, rows, width } = texts;
  const HEADER = 19, READABLE = 16, LEAST = 13, OPEN_ALL = 4, PAD = 24;
  const plan = { PAD, size: { w: 1, h: 1 }, world: { w: 1, h: 1 }, column: 1, pitch: 1, fitting: 1, bands: [], lines: [] };

  /* How high a line is when all rows fit: rows and lanes that hold nothing shown take no room; a small
     lane keeps room for a name and a row. */
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
  plan.arrange = (w, h) => {
    plan.size = { w: Math.max(60, w), h: Math.max(60, h) };
    const present = new Set(state.shown.map((node) => node.row)), heights = new Map();
    for (const r of present) heights.set(rows[r].lane, (heights.get(rows[r].lane) || 0) + rows[r].lines);
    plan.fitting = fit(heights);
    if (state.all === null) state.all = plan.fitting >= OPEN_ALL;
    plan.pitch = Math.min(60, state.all ? plan.fitting : Math.max(READABLE, plan.fitting));
    plan.column = Math.min(280, Math.max(13, (plan.size.w - 2 * PAD) / Math.max(width, 1)));
    plan.bands = []; plan.lines = [];
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
    plan.world = { w: 2 * PAD + width * plan.column, h: y + 8 };
    for (const node of state.shown) {
      const row = rows[node.row];
      node.wx = PAD + node.x * plan.column;
      node.wy = row.top + (node.line + 0.5) * row.step;
    }
  };
  plan.readable = () => plan.fitting >= READABLE;
  return plan;
})();

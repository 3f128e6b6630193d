'use strict';
/* The picture as it stands, with title, names, years, legend and counts around it: for files and paper. */
const poster = (() => {
  const { lanes } = texts, { LINKS, STATUS_NAMES } = kinds;
  const $ = (id) => document.getElementById(id);
  const TITLE = 40, AXIS = 26, ITEM = 18, FOOT = 26, OVER = 14, SANS = 'system-ui, "DejaVu Sans", sans-serif';

  function say(ctx, text, x, y, { size = 11, weight = 400, colour = ink.ink, align = 'left', room = Infinity } = {}) {
    ctx.font = `${weight} ${size}px ${SANS}`;
    ctx.textAlign = align; ctx.textBaseline = 'middle'; ctx.fillStyle = colour; ctx.globalAlpha = 1;
    let shown = text;
    for (let kept = text.length - 1; kept > 0 && ctx.measureText(shown).width > room; kept -= 1 + Math.floor(kept / 20)) shown = `${text.slice(0, kept)}…`;
    ctx.fillText(shown, x, y);
    return ctx.measureText(shown).width;
  }
  /* What the legend of the page explains, of what is in the picture. */
  function items() {
    const has = (list, key) => [...new Set(list.map(key))], found = [];
    for (const k of has(state.shown, (node) => node.lane).sort((a, b) => a - b)) found.push({ name: lanes[k].code === 'other' ? lanes[k].name : lanes[k].code, mark: (ctx, x, y) => marks.mark(ctx, ink, lanes[k], 'current', x, y, 5, 1) });
    const grey = { shape: 'circle', colour: ink.cites };
    for (const status of kinds.STATUS.filter((one) => state.shown.some((node) => node.status === one))) found.push({ name: STATUS_NAMES[status], mark: (ctx, x, y) => marks.mark(ctx, ink, grey, status, x, y, status === 'draft' ? 4 : 5, 1) });
    const drawn = new Set(state.drawn.map((link) => link.kind));
    for (const [kind, { name, dash }] of Object.entries(LINKS)) if (drawn.has(kind)) found.push({ name, wide: 14, mark: (ctx, x, y) => line(ctx, kind, dash, x, y) });
    return found;
  }
  function line(ctx, kind, dash, x, y) {
    const a = { x: x - 7, y }, b = { x: x + 19, y };
    marks.strokes(ctx, [{ a, b, c: { x: x + 6, y }, ux: 1, uy: 0, stop: 0, self: false }], { colour: ink[kind], alpha: 1, width: 1.6, dash, head: 7 });
  }
  /* Items in as many rows as they need; gives their places and the height. */
  function flow(ruler, found, width) {
    ruler.font = `400 11px ${SANS}`;
    let x = 16, y = 0;
    const placed = found.map((item) => {
      const w = 14 + (item.wide || 0) + ruler.measureText(item.name).width + 18;
      if (x + w > width - 16 && x > 16) { x = 16; y += ITEM; }
      const spot = { item, x, y };
      x += w;
      return spot;
    });
    return { placed, height: found.length ? y + ITEM : 0 };
  }
  function names(ctx, left) {
    for (const element of $('gutter').children) {
      if (element.hidden) continue;
      const y = new DOMMatrix(getComputedStyle(element).transform).m42;
      if (element.className === 'band') { ctx.fillStyle = element.style.background; ctx.fillRect(0, y, 5, parseFloat(element.style.height)); continue; }
      const [bold, ...rest] = [...element.childNodes].map((node) => node.textContent), lane = element.classList.contains('lane');
      if (lane) say(ctx, element.textContent, 14, y + 8, { size: 12, weight: 700, room: left - 20 });
      else { say(ctx, bold, 14, y + 8, { weight: 600, room: 40 }); say(ctx, rest.join(''), 52, y + 8, { colour: ink.dim, room: left - 58 }); }
    }
  }
  function years(ctx) {
    for (const element of $('axis').children) {
      if (element.hidden) continue;
      const x = new DOMMatrix(getComputedStyle(element).transform).m41 + parseFloat(element.style.width) / 2;
      say(ctx, element.textContent, x + OVER, AXIS / 2, { align: 'center', colour: element.className === 'on' ? ink.ink : ink.dim });
    }
  }
  /* Draws on a surface that `surface` makes of a size; gives the surface. */
  function draw(surface) {
    const left = $('gutter').clientWidth, { w, h } = plan.size, width = left + w;
    const { placed, height: legendHigh } = flow(document.createElement('canvas').getContext('2d'), items(), width);
    const top = TITLE + AXIS, height = top + h + 12 + legendHigh + FOOT, ctx = surface(width, height);
    ctx.fillStyle = ink.ground;
    ctx.fillRect(0, 0, width, height);
    say(ctx, document.title, 14, TITLE / 2 + 2, { size: 16, weight: 700, room: width - 28 });
    ctx.within(left - OVER, TITLE, w + OVER, AXIS, years);
    ctx.within(0, top, left, h, () => names(ctx, left));
    ctx.within(left, top, w, h, () => picture.plain(ctx, (strength, part) => ctx.faded(strength, part)));
    ctx.fillStyle = ink.line;
    ctx.globalAlpha = 1;
    ctx.fillRect(0, top, width, 1);
    ctx.fillRect(left, TITLE, 1, AXIS + h);
    ctx.fillRect(0, top + h, width, 1);
    const base = top + h + 12;
    for (const { item, x, y } of placed) {
      item.mark(ctx, x + 7, base + y + ITEM / 2);
      say(ctx, item.name, x + 18 + (item.wide || 0), base + y + ITEM / 2);
    }
    const told = [$('shown').textContent, $('how').textContent, state.chosen ? `chosen: ${state.chosen.label}` : ''].filter(Boolean).join('; ');
    say(ctx, told, 16, base + legendHigh + FOOT / 2 - 2, { colour: ink.dim, room: width - 32 });
    return ctx;
  }
  return Object.freeze({ draw });
})();

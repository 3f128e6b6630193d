'use strict';
/* The canvas, where the reader looks, and the way between places of the plan and of the stage. */
const camera = (() => {
  const stage = document.getElementById('stage'), still = matchMedia('(prefers-reduced-motion: reduce)');
  const canvas = stage.appendChild(document.createElement('canvas')), ctx = canvas.getContext('2d');
  const REST = 90, GLIDE = 220;
  let at = { x: 0, y: 0, s: 1 }, gliding = 0, asked = 0, resting = 0, held = false, draw = null, drawn = null;

  function frame() {
    asked = 0;
    if (!draw || !canvas.width) return;
    draw(ctx);
    if (drawn) { const act = drawn; drawn = null; act(); }
  }
  function redraw() { if (!asked) asked = requestAnimationFrame(frame); }

  /* Keeps the picture on the stage: years to the right edge, rows from the top. */
  function within(x, y, s) {
    const { size, world } = plan, factor = Math.min(12, Math.max(scale.cells || state.all ? 1 : 0.2, s));
    const halfW = size.w / 2 / factor, halfH = size.h / 2 / factor;
    return {
      x: world.w <= 2 * halfW ? world.w / 2 : Math.min(world.w - halfW, Math.max(halfW, x)),
      y: world.h <= 2 * halfH ? halfH : Math.min(world.h - halfH, Math.max(halfH, y)), s: factor,
    };
  }
  function put(next) {
    const far = Math.abs(next.x - at.x) + Math.abs(next.y - at.y) >= 0.01 || next.s !== at.s;
    at = next;
    if (!far) return false;
    clearTimeout(resting);
    resting = setTimeout(() => { resting = 0; redraw(); }, REST);
    redraw();
    return true;
  }
  function look(x, y, s, glide) {
    cancelAnimationFrame(gliding);
    gliding = 0;
    const from = at, to = within(x, y, s);
    if (!glide || still.matches) { put(to); return; }
    const begun = performance.now();
    const step = (time) => {
      const t = Math.min(1, Math.max(0, time - begun) / GLIDE), e = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2;
      gliding = t < 1 ? requestAnimationFrame(step) : 0;
      put(t < 1 ? { x: from.x + (to.x - from.x) * e, y: from.y + (to.y - from.y) * e, s: from.s * (to.s / from.s) ** e } : to);
    };
    gliding = requestAnimationFrame(step);
  }
  function home() { look(plan.world.w, 0, 1); state.moved = false; }
  /* Moves by pixels of the stage; tells whether there was room to. */
  function shift(dx, dy) {
    cancelAnimationFrame(gliding);
    gliding = 0;
    const far = put(within(at.x + dx / at.s, at.y + dy / at.s, at.s));
    if (far) state.moved = true;
    return far;
  }
  /* Zooms about a point of the stage, which stays where it is; about the middle without one. */
  function zoom(factor, point = null) {
    const { size } = plan, s = within(at.x, at.y, at.s * factor).s;
    const dx = point ? point.x - size.w / 2 : 0, dy = point ? point.y - size.h / 2 : 0;
    look(at.x + dx * (1 / at.s - 1 / s), at.y + dy * (1 / at.s - 1 / s), s, !point);
    state.moved = true;
  }
  function resize() {
    const ratio = devicePixelRatio || 1, w = stage.clientWidth, h = stage.clientHeight;
    canvas.width = Math.round(w * ratio); canvas.height = Math.round(h * ratio);
    canvas.style.width = `${w}px`; canvas.style.height = `${h}px`;
    redraw();
  }
  return Object.freeze({
    look, home, zoom, shift, resize, redraw, canvas,
    here: () => ({ ...at }),
    X: (x) => (x - at.x) * at.s + plan.size.w / 2,
    Y: (y) => (y - at.y) * at.s + plan.size.h / 2,
    get s() { return at.s; },
    get moving() { return held || Boolean(gliding || resting); },
    hold(on) { held = on; redraw(); },
    onDraw(act) { draw = act; },
    onceDrawn(act) { drawn = act; },
  });
})();

'use strict';
/* One frame: ground, the whole, and over it what is chosen or pointed at. The whole is kept as a bitmap,
   which stands in for it while a large picture moves, and stands back when a text is chosen. */
const picture = (() => {
  const { rows } = texts, { X, Y } = camera;
  const HEAVY = 2500;
  const layer = document.createElement('canvas');
  let kept = null, boxes = [];

  function ground(ctx) {
    const { size, world } = plan;
    ctx.fillStyle = ink.ground;
    ctx.fillRect(0, 0, size.w, size.h);
    plan.bands.forEach((band, k) => {
      if (k % 2) return;
      ctx.fillStyle = ink.soft;
      ctx.fillRect(0, Y(band.top), size.w, (band.bottom - band.top) * camera.s);
    });
    const bottom = Math.min(size.h, Y(world.h));
    ctx.fillStyle = ink.grid;
    for (const tick of plan.ticks) ctx.fillRect(Math.round(X(tick.wx)), 0, 1, bottom);
    for (const node of new Set([state.chosen, state.hover])) {
      if (!node || !node.on || scale.cells) continue;
      ctx.fillStyle = ink.pick;
      ctx.fillRect(0, Y(rows[node.row].top), size.w, Math.max(3, rows[node.row].lines * rows[node.row].step * camera.s));
    }
  }
  const same = (ctx, now) => kept && kept.version === plan.version && kept.w === ctx.canvas.width && kept.h === ctx.canvas.height && (!now || (kept.x === now.x && kept.y === now.y && kept.s === now.s));
  function keep(ctx, ratio, now) {
    layer.width = ctx.canvas.width; layer.height = ctx.canvas.height;
    const below = layer.getContext('2d');
    below.setTransform(ratio, 0, 0, ratio, 0, 0);
    const count = lanePicture.whole(below);
    kept = { ...now, count, version: plan.version, w: layer.width, h: layer.height };
  }
  function whole(ctx, ratio, strength) {
    const now = camera.here(), { size } = plan;
    const blurred = camera.moving && same(ctx) && kept.count > HEAVY;
    if (!blurred && !same(ctx, now)) keep(ctx, ratio, now);
    const grown = now.s / kept.s;
    const left = (size.w / 2) * (1 - grown) + (kept.x - now.x) * now.s, top = (size.h / 2) * (1 - grown) + (kept.y - now.y) * now.s;
    ctx.globalAlpha = strength;
    ctx.drawImage(layer, left, top, size.w * grown, size.h * grown);
    ctx.globalAlpha = 1;
    return blurred;
  }
  function draw(ctx) {
    const focus = state.chosen || state.hover, ratio = ctx.canvas.width / plan.size.w;
    const hood = focus && focus.on ? filters.near(focus) : null;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ground(ctx);
    if (scale.cells) boxes = cellPicture.draw(ctx);
    else {
      const blurred = whole(ctx, ratio, hood && state.chosen ? 0.3 : 1);
      if (hood) lanePicture.around(ctx, focus, hood);
      boxes = blurred ? [] : lanePicture.labels(ctx, hood, focus);
      camera.canvas.dataset.sharp = String(!blurred);
    }
    ctx.restore();
  }
  /* The same without a bitmap, for a surface that is printed or saved; `faded` draws a part paler. */
  function plain(ctx, faded) {
    const focus = state.chosen, hood = focus && focus.on ? filters.near(focus) : null;
    ground(ctx);
    if (scale.cells) { cellPicture.draw(ctx); return; }
    if (hood) faded(0.3, lanePicture.whole); else lanePicture.whole(ctx);
    if (hood) lanePicture.around(ctx, focus, hood);
    lanePicture.labels(ctx, hood, focus);
  }
  return Object.freeze({ draw, plain, forget() { kept = null; }, get labels() { return boxes; } });
})();

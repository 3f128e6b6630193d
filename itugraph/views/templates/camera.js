'use strict';
/* Where the reader looks, and the way between places of the plan and of the stage. vis-network gives
   canvas, gestures and zoom; its own nodes and edges stay empty. */
const camera = (() => {
  const stage = document.getElementById('stage'), still = matchMedia('(prefers-reduced-motion: reduce)');
  const network = new vis.Network(stage, { nodes: new vis.DataSet(), edges: new vis.DataSet() }, {
    autoResize: false, physics: false, layout: { improvedLayout: false },
    interaction: { dragNodes: false, hover: false, selectable: false, keyboard: false, zoomSpeed: 0.6 },
  });
  let frame = { x: 0, y: 0, s: 1 };

  function here() {
    const at = network.getViewPosition();
    return { x: at.x, y: at.y, s: network.getScale() };
  }
  /* Keeps the picture on the stage: years to the right edge, rows from the top. */
  function look(x, y, s, glide) {
    const { size, world } = plan, scale = Math.min(12, Math.max(state.all ? 1 : 0.2, s));
    const halfW = size.w / 2 / scale, halfH = size.h / 2 / scale;
    const position = {
      x: world.w <= 2 * halfW ? world.w / 2 : Math.min(world.w - halfW, Math.max(halfW, x)),
      y: world.h <= 2 * halfH ? halfH : Math.min(world.h - halfH, Math.max(halfH, y)),
    };
    const animation = glide && !still.matches && state.drawn.length < 3000 ? { duration: 220, easingFunction: 'easeInOutQuad' } : false;
    network.moveTo({ position, scale, animation });
  }
  function home() { look(plan.world.w, 0, 1); state.moved = false; }
  function settle() {
    const at = here();
    look(at.x, at.y, at.s);
  }
  function zoom(factor) {
    const now = here();
    look(now.x, now.y, now.s * factor, true);
    state.moved = true;
  }
  /* Moves by pixels of the stage; tells whether there was room to. */
  function shift(dx, dy) {
    const before = here();
    look(before.x + dx / before.s, before.y + dy / before.s, before.s);
    const after = here();
    const far = Math.abs(after.x - before.x) + Math.abs(after.y - before.y) >= 0.01;
    if (far) state.moved = true;
    return far;
  }
  function resize() { network.setSize(`${stage.clientWidth}px`, `${stage.clientHeight}px`); }

  return Object.freeze({
    here, look, home, settle, zoom, shift, resize,
    X: (x) => (x - frame.x) * frame.s + plan.size.w / 2,
    Y: (y) => (y - frame.y) * frame.s + plan.size.h / 2,
    get s() { return frame.s; },
    redraw: () => network.redraw(),
    onDraw: (draw) => network.on('beforeDrawing', (ctx) => { frame = here(); draw(ctx); }),
    onceDrawn: (act) => network.once('afterDrawing', act),
    on: (name, act) => network.on(name, act),
  });
})();

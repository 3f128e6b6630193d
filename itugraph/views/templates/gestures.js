'use strict';
/* Pointers and wheel on the stage: drag moves, two fingers or Ctrl and wheel zoom, a touch without a move clicks. */
const gestures = (() => {
  const SLACK = 5;
  const stage = document.getElementById('stage');
  const here = (event) => { const box = stage.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };

  function pointers({ click, start }) {
    const down = new Map();
    let moved = false;
    const middle = () => { const all = [...down.values()]; return { x: all.reduce((sum, p) => sum + p.x, 0) / all.length, y: all.reduce((sum, p) => sum + p.y, 0) / all.length }; };
    const spread = () => { const [a, b] = [...down.values()]; return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0; };
    stage.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      if (!down.size) moved = false; else moved = true;
      down.set(event.pointerId, here(event));
      stage.setPointerCapture(event.pointerId);
      stage.focus({ preventScroll: true });
    });
    stage.addEventListener('pointermove', (event) => {
      if (!down.has(event.pointerId)) return;
      const old = middle(), wide = spread(), point = here(event), last = down.get(event.pointerId);
      if (!moved && Math.hypot(point.x - last.x, point.y - last.y) < SLACK) return;
      if (!moved) { moved = true; start(); }
      camera.hold(true);
      down.set(event.pointerId, point);
      const now = middle();
      camera.shift(old.x - now.x, old.y - now.y);
      if (wide > 0) camera.zoom(spread() / wide, now);
    });
    const up = (event) => {
      if (!down.delete(event.pointerId)) return;
      if (!down.size) camera.hold(false);
      if (!moved && event.type === 'pointerup') click(event);
    };
    stage.addEventListener('pointerup', up);
    stage.addEventListener('pointercancel', up);
    return { get dragging() { return down.size > 0 && moved; } };
  }
  /* A plain wheel scrolls, so that a page around this one scrolls on where there is no room. */
  function wheel(element, moved) {
    element.addEventListener('wheel', (event) => {
      const unit = event.deltaMode === 1 ? 18 : 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        camera.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * unit)) / 160), here(event));
        return;
      }
      const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      if (!camera.shift(dx * unit, dy * unit)) return;
      event.preventDefault();
      moved();
    }, { passive: false });
  }
  return Object.freeze({ pointers, wheel });
})();

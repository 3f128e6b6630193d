'use strict';
/* Axis and row names beside the canvas, at constant size whatever the zoom; and how far one has scrolled. */
const margins = (() => {
  const { lanes, rows } = texts, { X, Y } = camera, { make } = lists;
  const axis = document.getElementById('axis'), gutter = document.getElementById('gutter'), thumb = document.getElementById('thumb'), across = document.getElementById('across');
  const pools = new Map();
  function place(parent, items, fill) {
    const pool = pools.get(parent) || [];
    pools.set(parent, pool);
    while (pool.length < items.length) pool.push(parent.appendChild(make('span')));
    pool.forEach((element, k) => {
      element.hidden = k >= items.length;
      if (!element.hidden) fill(element, items[k]);
    });
  }
  function years(focus) {
    const { size, ticks } = plan, gap = plan.column * camera.s, step = Math.ceil(18 / gap), brief = gap < 33, last = ticks.length - 1;
    const all = ticks.map((tick, k) => {
      const wordy = !/^-?\d+$/.test(tick.label), on = tick.k === focus;
      const w = wordy ? 46 : brief && !on ? 18 : 27, x = X(tick.wx);
      const text = brief && !wordy && !on ? `’${tick.label.slice(-2)}` : tick.label;
      return { text, on, w, x, left: Math.min(size.w - w, Math.max(0, x - w / 2)), regular: wordy || on || (last - k) % step === 0, first: on * 2 + wordy, full: tick.label };
    }).filter((m) => m.regular && m.x > 4 && m.x < size.w - 4);
    const kept = [];
    for (const m of all.sort((a, b) => b.first - a.first || b.x - a.x)) {
      if (kept.every((k) => m.left > k.left + k.w + 2 || m.left + m.w + 2 < k.left)) kept.push(m);
    }
    place(axis, kept, (element, m) => {
      element.textContent = m.text;
      element.title = m.full;
      element.className = m.on ? 'on' : '';
      element.style.width = `${m.w}px`;
      element.style.textAlign = 'center';
      element.style.transform = `translateX(${m.left}px)`;
    });
  }
  function names() {
    const { size } = plan, wanted = [], spaces = [];
    const free = (y) => spaces.every((other) => Math.abs(other - y) >= 13);
    plan.bands.forEach((band) => {
      const top = Y(band.top), end = Y(band.bottom);
      if (end < 4 || top > size.h - 4) return;
      wanted.push({ type: 'band', y: Math.max(0, top), h: Math.min(size.h, end) - Math.max(0, top), lane: lanes[band.lane] });
      const y = Math.min(Math.max(top + 1, 1), Math.max(top + 1, end - 17));
      if (!free(y)) return;
      spaces.push(y);
      wanted.push({ type: 'lane', y, lane: lanes[band.lane] });
    });
    const marked = new Set([state.chosen, state.hover].filter(Boolean).map((node) => node.row));
    const inView = plan.lines.filter((line) => Y(line.y) > 2 && Y(line.y) < size.h);
    for (const line of inView.sort((a, b) => marked.has(b.r) - marked.has(a.r) || a.y - b.y)) {
      const y = Y(line.y) - 8;
      if (!free(y)) continue;
      spaces.push(y);
      wanted.push({ type: 'row', y, row: rows[line.r], on: marked.has(line.r), r: line.r });
    }
    place(gutter, wanted, (element, item) => {
      element.className = item.on ? `${item.type} on` : item.type;
      element.style.transform = `translateY(${item.y}px)`;
      element.style.height = item.type === 'band' ? `${item.h}px` : '';
      element.style.background = item.type === 'band' ? item.lane.colour : '';
      element.title = item.type === 'lane' ? item.lane.name : item.type === 'row' ? `${item.row.label} ${item.row.title || ''}` : '';
      const [first, rest] = item.type === 'lane' ? ['', item.lane.code === 'other' ? item.lane.name : item.lane.code] : item.type === 'row' ? [item.row.label, item.row.title || ''] : ['', ''];
      element.dataset.row = item.type === 'row' ? item.r : '';
      const bold = make('b', '', first);
      element.replaceChildren(...(first ? [bold] : []), document.createTextNode(rest));
      if (item.type === 'lane' && item.lane.name !== rest) element.append(make('i', '', `  ${item.lane.name}`));
    });
  }
  /* Which part of the whole is in view, along one side; hidden when all is. */
  function bar(element, begin, room, whole, side, long) {
    const share = room / whole;
    element.hidden = share >= 0.999;
    element.style[long] = `${Math.max(24, share * room)}px`;
    element.style[side] = `${Math.min(room - Math.max(24, share * room), Math.max(0, begin / whole) * room)}px`;
  }
  function draw() {
    const { size, world } = plan, focus = scale.cells ? state.cell : state.chosen || state.hover;
    years(focus ? focus.column : null);
    names();
    bar(thumb, -Y(0), size.h, world.h * camera.s, 'top', 'height');
    bar(across, -X(0), size.w, world.w * camera.s, 'left', 'width');
  }
  return Object.freeze({ draw });
})();

'use strict';
/* Shows the network in the element #data. vis-network gives canvas, gestures and zoom; everything on the
   canvas is drawn by marks.js at constant size. Every word of the data goes in as text, never as HTML. */
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { nodes, edges, lanes, rows, ticks, quotes } = data;

  const LINKS = {
    cites: { name: 'cites', dash: [] },
    kept: { name: 'citation kept', dash: [6, 2], change: true },
    added: { name: 'citation added', dash: [12, 2], change: true },
    removed: { name: 'citation removed', dash: [2, 5], change: true },
    retargeted: { name: 'citation retargeted', dash: [9, 3, 2, 3], change: true },
    undecided: { name: 'perhaps cites, undecided', dash: [1, 2.5] },
    replaces: { name: 'revised, replaced by', dash: [5, 5] },
  };
  const STATUS = ['current', 'superseded', 'suppressed', 'draft', 'unknown'];
  const STATUS_NAMES = { current: 'current', superseded: 'superseded', suppressed: 'suppressed', draft: 'draft', unknown: 'status not known' };
  const LEVEL_NAMES = { edition: 'edition', instrument: 'instrument, no edition named', part: 'part of a text', draft: 'draft', source: 'document read' };
  const HEADER = 19, READABLE = 16, LEAST = 13, OPEN_ALL = 4, PAD = 24;

  const $ = (id) => document.getElementById(id);
  const stage = $('stage'), view = $('view'), card = $('card');
  const { make, button } = lists;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const number = new Intl.NumberFormat('en');

  // ---- the network: neighbours, counts, one line for all citations of a pair -------------------
  nodes.forEach((node, i) => {
    node.i = i; node.lane = rows[node.row].lane; node.out = []; node.in = []; node.links = [];
  });
  const links = [];
  {
    const pairs = new Map();
    for (const edge of edges) {
      nodes[edge.from].out.push(edge);
      nodes[edge.to].in.push(edge);
      const key = `${edge.from} ${edge.to} ${edge.kind}`;
      let link = pairs.get(key);
      if (!link) {
        const turn = (edge.from * 7 + edge.to * 3 + Object.keys(LINKS).indexOf(edge.kind) * 4) % 9;
        link = { from: nodes[edge.from], to: nodes[edge.to], kind: edge.kind, edges: 0, was: new Set(), turn };
        pairs.set(key, link);
        links.push(link);
        link.from.links.push(link);
        if (link.to !== link.from) link.to.links.push(link);
      }
      link.edges += 1;
      if (edge.was) link.was.add(edge.was);
    }
  }
  const stands = (edge) => edge.kind === 'cites' || edge.kind === 'kept' || edge.kind === 'added' || edge.kind === 'retargeted';
  for (const node of nodes) {
    node.citing = new Set(node.in.filter(stands).map((edge) => edge.from)).size;
    node.cited = new Set(node.out.filter(stands).map((edge) => edge.to)).size;
    node.words = lists.words(`${node.body || ''} ${node.number || ''} ${node.label} ${node.title || ''} ${node.place || ''} ${node.year || ''} ${node.kind || ''}`);
  }

  // ---- state, filters, and the arrangement in pixels at zoom 1 --------------------------------
  const state = { chosen: null, hover: null, link: null, only: false, all: null, asked: false, moved: false };
  const hidden = { lane: new Set(), link: new Set(), status: new Set(), level: new Set(), kind: new Set() };
  const groups = { lane: (n) => n.lane, status: (n) => n.status, level: (n) => n.level, kind: (n) => n.kind || 'not known' };
  let shown = [], drawn = [], bands = [], lines = [], size = { w: 1, h: 1 }, world = { w: 1, h: 1 }, column = 1, pitch = 1;
  let camera = { x: 0, y: 0, s: 1 };

  function near(node) {
    const set = new Set([node]);
    for (const link of node.links) if (!hidden.link.has(link.kind)) { set.add(link.from); set.add(link.to); }
    return set;
  }
  function filter() {
    const around = state.only && state.chosen ? near(state.chosen) : null;
    for (const node of nodes) {
      node.on = (!around || around.has(node)) && !Object.keys(groups).some((g) => hidden[g].has(groups[g](node)));
    }
    shown = nodes.filter((node) => node.on);
    drawn = links.filter((link) => link.from.on && link.to.on && !hidden.link.has(link.kind));
    const edgeCount = drawn.reduce((sum, link) => sum + link.edges, 0);
    $('shown').textContent = `Showing ${number.format(shown.length)} of ${number.format(nodes.length)} texts, ${number.format(edgeCount)} of ${number.format(edges.length)} links`;
    $('empty').hidden = shown.length > 0;
    if (!$('sheet').hidden) sheet.fill();
  }

  /* Rows and lanes that hold nothing shown take no room; a small lane keeps room for a name and a row. */
  function arrange() {
    size = { w: Math.max(60, stage.clientWidth), h: Math.max(60, stage.clientHeight) };
    const present = new Set(shown.map((node) => node.row)), heights = new Map();
    for (const r of present) heights.set(rows[r].lane, (heights.get(rows[r].lane) || 0) + rows[r].lines);
    const tall = [...heights.values()], total = tall.reduce((sum, height) => sum + height, 0);
    const room = size.h - 8 - tall.length * HEADER;
    let fitting = room / (total || 1);
    for (let round = 0; round < 4; round += 1) {
      const small = tall.filter((height) => height * fitting < LEAST), rest = total - small.reduce((sum, height) => sum + height, 0);
      if (rest) fitting = Math.max(0.05, (room - small.length * LEAST) / rest);
    }
    if (state.all === null) state.all = fitting >= OPEN_ALL;
    pitch = Math.min(60, state.all ? fitting : Math.max(READABLE, fitting));
    column = Math.min(280, Math.max(13, (size.w - 2 * PAD) / Math.max(data.width, 1)));
    bands = []; lines = [];
    let y = 0;
    rows.forEach((row, r) => {
      if (!present.has(r)) return;
      let band = bands[bands.length - 1];
      if (!band || band.lane !== row.lane) {
        band = { lane: row.lane, top: y };
        bands.push(band);
        y += HEADER;
      }
      row.step = Math.max(pitch, LEAST / heights.get(row.lane));
      row.top = y;
      lines.push({ r, y: y + row.step / 2 });
      y += row.lines * row.step;
      band.bottom = y;
    });
    world = { w: 2 * PAD + data.width * column, h: y + 8 };
    for (const node of shown) {
      const row = rows[node.row];
      node.wx = PAD + node.x * column;
      node.wy = row.top + (node.line + 0.5) * row.step;
    }
    $('rows').hidden = fitting >= READABLE;
    $('rows').textContent = state.all ? 'Readable rows' : 'All rows';
  }

  const network = new vis.Network(stage, { nodes: new vis.DataSet(), edges: new vis.DataSet() }, {
    autoResize: false, physics: false, layout: { improvedLayout: false },
    interaction: { dragNodes: false, hover: false, selectable: false, keyboard: false, zoomSpeed: 0.6 },
  });

  /* Keeps the picture on the stage: years to the right edge, rows from the top. */
  function look(x, y, s, glide) {
    const scale = Math.min(12, Math.max(state.all ? 1 : 0.2, s));
    const halfW = size.w / 2 / scale, halfH = size.h / 2 / scale;
    const position = {
      x: world.w <= 2 * halfW ? world.w / 2 : Math.min(world.w - halfW, Math.max(halfW, x)),
      y: world.h <= 2 * halfH ? halfH : Math.min(world.h - halfH, Math.max(halfH, y)),
    };
    const animation = glide && !still.matches && drawn.length < 3000 ? { duration: 220, easingFunction: 'easeInOutQuad' } : false;
    network.moveTo({ position, scale, animation });
  }
  function here() {
    const at = network.getViewPosition();
    return { x: at.x, y: at.y, s: network.getScale() };
  }
  function home() { look(world.w, 0, 1); state.moved = false; }
  function settle() {
    const at = here();
    look(at.x, at.y, at.s);
  }
  function refresh(keep) {
    const at = here(), before = world, all = state.all;
    if (!state.asked) state.all = null;
    filter();
    arrange();
    if (keep && state.moved && state.all === all) look(at.x / before.w * world.w, at.y / before.h * world.h, at.s);
    else home();
    network.redraw();
  }
  const X = (x) => (x - camera.x) * camera.s + size.w / 2;
  const Y = (y) => (y - camera.y) * camera.s + size.h / 2;

  // ---- drawing --------------------------------------------------------------------------------
  let ink = {};
  function colours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['ground', 'soft', 'grid', 'ink', 'dim', 'accent', 'pick', ...Object.keys(LINKS)]) {
      ink[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }
  function radius(node) {
    const room = Math.min(Math.min(rows[node.row].step, pitch * 1.7) * camera.s * 0.44, column * camera.s * 0.16 + 2.5, 7.5);
    const weight = 0.8 + Math.min(0.5, Math.log2(1 + node.citing) * 0.1);
    return Math.max(pitch < 2 ? 1.5 : 2.4, room * weight * (node.level === 'part' ? 0.75 : 1));
  }

  /* From citing to cited; a revision runs with time, from the older text to the newer. Bends differ a
     little from link to link, so that those within a year or between one pair do not fall on one line. */
  function course(link) {
    const [from, to] = link.kind === 'replaces' ? [link.to, link.from] : [link.from, link.to];
    const a = { x: X(from.wx), y: Y(from.wy) }, b = { x: X(to.wx), y: Y(to.wy) };
    const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
    const straight = link.kind === 'replaces' && from.wy === to.wy;
    const bend = straight ? 0 : Math.min(30 + far * 0.05, far * 0.16 + 3) * (0.6 + link.turn / 10);
    const c = { x: (a.x + b.x) / 2 + (dy / far) * bend, y: (a.y + b.y) / 2 - (dx / far) * bend };
    const tx = b.x - c.x, ty = b.y - c.y, t = Math.hypot(tx, ty) || 1;
    return { a, c, b, ux: tx / t, uy: ty / t, stop: radius(to) + 1.5, self: link.from === link.to };
  }
  const inside = (node, m) => { const x = X(node.wx), y = Y(node.wy); return x > -m && y > -m && x < size.w + m && y < size.h + m; };
  let dragging = false;
  function draw(ctx) {
    camera = here();
    const ratio = ctx.canvas.width / size.w, focus = state.chosen || state.hover;
    const hood = focus && focus.on ? near(focus) : null;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = ink.ground;
    ctx.fillRect(0, 0, size.w, size.h);
    bands.forEach((band, k) => {
      if (k % 2) return;
      ctx.fillStyle = ink.soft;
      ctx.fillRect(0, Y(band.top), size.w, (band.bottom - band.top) * camera.s);
    });
    const bottom = Math.min(size.h, Y(world.h));
    ctx.fillStyle = ink.grid;
    for (const tick of ticks) ctx.fillRect(Math.round(X(PAD + tick.x * column)), 0, 1, bottom);
    for (const node of new Set([state.chosen, state.hover])) {
      if (!node || !node.on) continue;
      ctx.fillStyle = ink.pick;
      ctx.fillRect(0, Y(rows[node.row].top), size.w, Math.max(3, rows[node.row].lines * rows[node.row].step * camera.s));
    }
    const many = drawn.length, tight = Math.min(1, (pitch * camera.s) / 5), chosen = Boolean(hood && state.chosen);
    const quiet = (chosen ? 0.35 : 1) * Math.min(0.5, Math.max(0.022, 5 / (many || 1) ** 0.55));
    const own = new Set(hood ? focus.links : []);
    for (const [kind, { dash, change }] of Object.entries(LINKS)) {
      if (dragging && kind === 'cites' && many > 3000) continue;
      const list = drawn.filter((link) => link.kind === kind && !own.has(link) && (inside(link.from, 20) || inside(link.to, 20)));
      const style = { colour: ink[kind], alpha: quiet, width: 1, dash, head: many > 2500 ? 0 : 6 };
      if (change) Object.assign(style, { alpha: chosen ? 0.25 : list.length > 400 ? 0.4 : 0.85, width: 1.6, head: 8 });
      if (kind === 'replaces') Object.assign(style, { alpha: (chosen ? 0.3 : 0.75) * Math.max(0.3, tight), width: Math.max(0.5, tight), head: Math.min(6, 2 + pitch * camera.s * 0.3) });
      marks.strokes(ctx, list.map(course), style);
    }
    for (const [kind, { dash }] of Object.entries(LINKS)) {
      const list = drawn.filter((link) => link.kind === kind && own.has(link));
      marks.strokes(ctx, list.map(course), { colour: ink[kind], alpha: 0.95, width: 1.8, dash, head: 9 });
    }
    const visible = [];
    for (const node of shown) {
      if (!inside(node, 12)) continue;
      visible.push(node);
      if (!hood || !hood.has(node)) marks.mark(ctx, ink, lanes[node.lane], node.status, X(node.wx), Y(node.wy), radius(node), chosen ? 0.3 : 1);
    }
    if (hood) {
      for (const node of hood) if (node.on) marks.mark(ctx, ink, lanes[node.lane], node.status, X(node.wx), Y(node.wy), Math.max(3.5, radius(node)), 1);
      ctx.strokeStyle = ink.ink; ctx.lineWidth = 2;
      ctx.beginPath(); ctx.arc(X(focus.wx), Y(focus.wy), Math.max(3.5, radius(focus)) + 5, 0, 2 * Math.PI); ctx.stroke();
    }
    if (!dragging || visible.length < 2000) label(ctx, visible, hood, focus);
    ctx.restore();
    overlays(focus);
  }

  function label(ctx, visible, hood, focus) {
    const roomy = pitch * camera.s >= 19, chosen = Boolean(hood && state.chosen);
    const strong = (node) => Boolean(hood && hood.has(node)) || node.level === 'draft';
    const rank = (node) => (node === focus ? 1e6 : 0) + (hood && hood.has(node) ? 1e5 : 0) + (node.level === 'draft' ? 1e4 : 0) + node.citing;
    const wanted = visible.filter((node) => strong(node) || (roomy && !chosen)).sort((a, b) => rank(b) - rank(a) || a.i - b.i);
    if (!wanted.length) return;
    const items = wanted.map((node) => ({
      x: X(node.wx), y: Y(node.wy), r: Math.max(radius(node), 3), bold: node === focus, dim: !strong(node),
      text: strong(node) || !node.number ? short(node) : node.number,
    }));
    const solid = visible.filter((node) => !chosen || hood.has(node)).map((node) => [X(node.wx), Y(node.wy), radius(node)]);
    marks.labels(ctx, ink, items, solid, size.w);
  }
  function short(node) {
    const text = node.level === 'part' || !node.number ? node.label : `${rows[node.row].label}${node.year ? ` (${node.year})` : ''}`;
    const named = node.body && text !== node.label ? `${node.body} ${text}` : text;
    return named.length > 34 ? `${named.slice(0, 33)}…` : named;
  }

  // ---- axis and row names, at constant size beside the canvas ---------------------------------
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
  function overlays(focus) {
    const gap = column * camera.s, step = Math.ceil(18 / gap), brief = gap < 30.5, last = ticks.length - 1;
    const all = ticks.map((tick, k) => {
      const wordy = !/^-?\d+$/.test(tick.label), on = Boolean(focus && String(focus.year) === tick.label);
      const w = wordy ? 46 : brief && !on ? 18 : 27, x = X(PAD + tick.x * column);
      const text = brief && !wordy && !on ? `’${tick.label.slice(-2)}` : tick.label;
      return { text, on, w, x, left: Math.min(size.w - w, Math.max(0, x - w / 2)), regular: wordy || on || (last - k) % step === 0, first: on * 2 + wordy, full: tick.label };
    }).filter((m) => m.regular && m.x > 4 && m.x < size.w - 4);
    const kept = [];
    for (const m of all.sort((a, b) => b.first - a.first || b.x - a.x)) {
      if (kept.every((k) => m.left > k.left + k.w + 2 || m.left + m.w + 2 < k.left)) kept.push(m);
    }
    place($('axis'), kept, (element, m) => {
      element.textContent = m.text;
      element.title = m.full;
      element.className = m.on ? 'on' : '';
      element.style.width = `${m.w}px`;
      element.style.textAlign = 'center';
      element.style.transform = `translateX(${m.left}px)`;
    });

    const names = [], spaces = [];
    const free = (y) => spaces.every((other) => Math.abs(other - y) >= 13);
    bands.forEach((band) => {
      const top = Y(band.top), end = Y(band.bottom);
      if (end < 4 || top > size.h - 4) return;
      names.push({ type: 'band', y: Math.max(0, top), h: Math.min(size.h, end) - Math.max(0, top), lane: lanes[band.lane] });
      const y = Math.min(Math.max(top + 1, 1), Math.max(top + 1, end - 17));
      if (!free(y)) return;
      spaces.push(y);
      names.push({ type: 'lane', y, lane: lanes[band.lane] });
    });
    const marked = new Set([state.chosen, state.hover].filter(Boolean).map((node) => node.row));
    for (const line of [...lines].sort((a, b) => marked.has(b.r) - marked.has(a.r) || a.y - b.y)) {
      const y = Y(line.y) - 8;
      if (y < -6 || y > size.h - 8 || !free(y)) continue;
      spaces.push(y);
      names.push({ type: 'row', y, row: rows[line.r], on: marked.has(line.r), r: line.r });
    }
    place($('gutter'), names, (element, item) => {
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
    const ratio = size.h / (world.h * camera.s), thumb = $('thumb');
    thumb.hidden = ratio >= 0.999;
    thumb.style.height = `${Math.max(24, ratio * size.h)}px`;
    thumb.style.top = `${28 + Math.min(1 - ratio, Math.max(0, (camera.y - size.h / 2 / camera.s) / world.h)) * size.h}px`;
  }

  // ---- card, selection, search, legend, table -------------------------------------------------
  const plural = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  function facts(node) {
    const list = make('dl'), lane = lanes[node.lane];
    const adopted = [node.place, node.year].filter((value) => value !== undefined).join(', ');
    const entries = [
      ['Body', node.body && lane.name !== node.body ? `${node.body}, ${lane.name}` : node.body || 'not known'],
      ['Adopted', adopted || (node.level === 'draft' ? 'not yet' : 'no date named')],
      ['Status', STATUS_NAMES[node.status] || node.status],
      ['Evidence', node.evidence || 'none in the registry'],
      ['Cites', plural(node.cited, 'text', 'texts')],
      ['Cited by', plural(node.citing, 'text', 'texts')],
    ];
    for (const [term, value] of entries) list.append(make('dt', '', term), make('dd', '', value));
    return list;
  }
  function hover(node, x, y, link = null) {
    if (state.hover !== node || state.link !== link) {
      state.hover = node;
      state.link = link;
      stage.style.cursor = node ? 'pointer' : 'grab';
      network.redraw();
      card.replaceChildren();
      if (node) card.append(make('strong', '', node.label), ...(node.title ? [make('span', '', node.title)] : []), facts(node));
      else if (link) {
        const was = [...link.was].sort();
        card.append(make('strong', '', `${link.from.label} → ${link.to.label}`), make('div', '', LINKS[link.kind].name));
        if (was.length) card.append(make('div', '', `from ${was.join(', ')}`));
      }
    }
    card.hidden = !node && !link;
    if (card.hidden) return;
    const box = view.getBoundingClientRect(), w = card.offsetWidth, h = card.offsetHeight;
    const left = x - box.left + 16 + w > box.width ? x - box.left - 16 - w : x - box.left + 16;
    const top = Math.min(y - box.top + 12, box.height - h - 6);
    card.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
  function at(clientX, clientY) {
    const box = stage.getBoundingClientRect(), x = clientX - box.left, y = clientY - box.top;
    let best = null, least = 12 ** 2;
    for (const node of shown) {
      const far = (X(node.wx) - x) ** 2 + (Y(node.wy) - y) ** 2;
      if (far < least) { least = far; best = node; }
    }
    return best;
  }
  const along = ({ a, b, c }, t) => ({
    x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t ** 2 * b.x,
    y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t ** 2 * b.y,
  });
  /* The line under the pointer; only those of drafts and of what is undecided tell more than their ends. */
  function lineAt(clientX, clientY) {
    if (drawn.length > 6000) return null;
    const box = stage.getBoundingClientRect(), x = clientX - box.left, y = clientY - box.top;
    let best = null, least = 5 ** 2;
    for (const link of drawn) {
      if (!LINKS[link.kind].change && link.kind !== 'undecided') continue;
      const bent = course(link), steps = Math.min(60, 4 + Math.hypot(bent.b.x - bent.a.x, bent.b.y - bent.a.y) / 6);
      if (bent.self) continue;
      for (let k = 1; k < steps; k += 1) {
        const point = along(bent, k / steps), far = (point.x - x) ** 2 + (point.y - y) ** 2;
        if (far < least) { least = far; best = link; }
      }
    }
    return best;
  }
  function entry(edge, other) {
    const item = make('li');
    item.append(button(other.label, () => choose(other, true)));
    if (edge.kind !== 'cites' && edge.kind !== 'replaces') item.append(make('span', `badge ${edge.kind}`, edge.kind));
    if (edge.was) item.append(make('small', '', `from ${edge.was}`));
    const where = [edge.clause, edge.item].filter(Boolean).join(' › ');
    if (other.title) item.append(make('small', '', other.title));
    if (where) item.append(make('small', '', `in: ${where}`));
    if (edge.quote !== undefined) item.append(make('blockquote', '', quotes[edge.quote]));
    return item;
  }
  function list(heading, found, end) {
    if (!found.length) return [];
    const ul = make('ul'), most = 200;
    for (const edge of found.slice(0, most)) ul.append(entry(edge, nodes[edge[end]]));
    if (found.length > most) ul.append(make('li', '', `and ${number.format(found.length - most)} more, not listed here`));
    return [make('h3', '', `${heading} (${number.format(found.length)})`), ul];
  }
  function panel() {
    const box = $('chosen'), node = state.chosen;
    box.hidden = !node;
    box.replaceChildren();
    if (!node) return;
    const acts = make('div', 'acts');
    const only = button(state.only ? 'Show all' : 'Only neighbours', () => { state.only = !state.only; refresh(); panel(); });
    only.setAttribute('aria-pressed', String(state.only));
    acts.append(only, button('Clear', clear));
    box.append(make('h2', '', node.label), ...(node.title ? [make('span', '', node.title)] : []), facts(node), acts);
    const cites = (edge) => edge.kind !== 'replaces' && edge.kind !== 'undecided';
    const kind = (name) => (edge) => edge.kind === name;
    box.append(
      ...list('Cites', node.out.filter(cites), 'to'), ...list('Perhaps cites', node.out.filter(kind('undecided')), 'to'),
      ...list('Cited by', node.in.filter(cites), 'from'), ...list('Perhaps cited by', node.in.filter(kind('undecided')), 'from'),
      ...list('Replaces', node.out.filter(kind('replaces')), 'to'), ...list('Replaced by', node.in.filter(kind('replaces')), 'from'));
    box.parentElement.scrollTop = 0;
  }
  /* Inside a srcdoc frame the address must not be touched: the browser throws. */
  function address(id) {
    try {
      history.replaceState(null, '', id ? `#${encodeURI(id)}` : location.pathname + location.search);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  function choose(node, go) {
    state.chosen = node;
    let changed = state.only;
    for (const group of Object.keys(groups)) changed = hidden[group].delete(groups[group](node)) || changed;
    if (changed) { legend(); refresh(true); }
    hover(null);
    panel();
    address(node.id);
    if (go) {
      const x = X(node.wx), y = Y(node.wy);
      if (x < 30 || y < 30 || x > size.w - 30 || y > size.h - 30) { look(node.wx, node.wy, camera.s, true); state.moved = true; }
      flip(false);
    }
    network.redraw();
  }
  function clear() {
    const whole = state.only;
    state.chosen = null; state.only = false;
    hover(null); panel(); address(''); search.close();
    if (whole) refresh(); else network.redraw();
  }

  function swatch(paint) {
    const canvas = make('canvas'), ctx = canvas.getContext('2d');
    canvas.width = 52; canvas.height = 36;
    canvas.style.width = '26px'; canvas.style.height = '18px';
    ctx.scale(2, 2);
    paint(ctx);
    return canvas;
  }
  const grey = { shape: 'circle', get colour() { return ink.cites; } };
  const swatches = {
    lane: (key) => swatch((ctx) => marks.mark(ctx, ink, lanes[key], 'current', 13, 9, 5.5, 1)),
    status: (key) => swatch((ctx) => marks.mark(ctx, ink, grey, key, 13, 9, key === 'draft' ? 4.5 : 5.5, 1)),
    link: (key) => swatch((ctx) => {
      ctx.strokeStyle = ctx.fillStyle = ink[key]; ctx.lineWidth = 1.8; ctx.setLineDash(LINKS[key].dash);
      ctx.beginPath(); ctx.moveTo(0, 9); ctx.lineTo(19, 9); ctx.stroke();
      ctx.beginPath(); ctx.moveTo(25, 9); ctx.lineTo(18, 5.5); ctx.lineTo(18, 12.5); ctx.fill();
    }),
  };
  function tally(items, key) {
    const counts = new Map();
    for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
    return counts;
  }
  function legendGroup(group, title, counts, keys, name, folded) {
    if (counts.size < 2 && folded) return [];
    const outer = make(folded ? 'details' : 'fieldset'), all = keys.filter((key) => counts.has(key));
    outer.append(make(folded ? 'summary' : 'legend', '', title));
    if (folded && hidden[group].size) outer.open = true;
    for (const key of all) {
      const line = make('div', 'choice'), label = make('label'), box = make('input');
      box.type = 'checkbox';
      box.checked = !hidden[group].has(key);
      box.dataset.filter = `${group} ${group === 'lane' ? lanes[key].code : key}`;
      box.addEventListener('change', () => { hidden[group][box.checked ? 'delete' : 'add'](key); refresh(true); });
      label.append(box, ...(swatches[group] ? [swatches[group](key)] : []), make('span', '', name(key)));
      label.title = name(key);
      const only = button('only', () => {
        const alone = all.every((other) => hidden[group].has(other) === (other !== key));
        for (const other of all) hidden[group][other === key || alone ? 'delete' : 'add'](other);
        legend();
        refresh(true);
      }, 'only');
      only.setAttribute('aria-label', `Only ${name(key)}, or all again`);
      line.append(label, ...(all.length > 1 ? [only] : []), make('output', '', number.format(counts.get(key))));
      outer.append(line);
    }
    return [outer];
  }
  function legend() {
    const counts = Object.fromEntries(Object.entries(groups).map(([group, key]) => [group, tally(nodes, key)]));
    const sorted = (group, first) => [...new Set([...first, ...[...counts[group].keys()].sort()])];
    $('legend').replaceChildren(
      ...legendGroup('lane', 'Bodies', counts.lane, lanes.map((_, k) => k), (key) => (lanes[key].name === lanes[key].code || lanes[key].code === 'other' ? lanes[key].name : `${lanes[key].code} – ${lanes[key].name}`)),
      ...legendGroup('link', 'Links', tally(edges, (edge) => edge.kind), Object.keys(LINKS), (key) => LINKS[key].name),
      ...legendGroup('status', 'Status', counts.status, sorted('status', STATUS), (key) => STATUS_NAMES[key] || key),
      ...legendGroup('level', 'What a mark is', counts.level, sorted('level', Object.keys(LEVEL_NAMES)), (key) => LEVEL_NAMES[key] || key, true),
      ...legendGroup('kind', 'Kinds of text', counts.kind, sorted('kind', []), (key) => key, true));
  }

  const COLUMNS = [
    ['Text', (n) => n.label], ['Topic', (n) => n.title || ''], ['Body', (n) => n.body || ''], ['Year', (n) => n.year ?? ''],
    ['Status', (n) => STATUS_NAMES[n.status] || n.status], ['Evidence', (n) => n.evidence || ''], ['Cites', (n) => n.cited], ['Cited by', (n) => n.citing],
  ];
  const sheet = lists.sheet($('sheet'), COLUMNS, () => shown, (node) => choose(node, true));
  const search = lists.search($('search'), $('found'), nodes, (node) => choose(node, true));
  function flip(open) {
    $('sheet').hidden = !open;
    view.inert = open;
    $('table').setAttribute('aria-pressed', String(open));
    if (open) sheet.fill();
  }

  // ---- events ---------------------------------------------------------------------------------
  function zoom(factor) {
    const now = here();
    look(now.x, now.y, now.s * factor, true);
    state.moved = true;
  }
  function walk(dx, dy) {
    const from = state.chosen && state.chosen.on ? state.chosen : shown[0];
    if (!from || from !== state.chosen) { if (from) choose(from, true); return; }
    let best = null, least = Infinity;
    for (const node of shown) {
      const ax = node.wx - from.wx, ay = node.wy - from.wy, along = ax * dx + ay * dy, aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (along <= 0 || (dx && node.row !== from.row)) continue;
      const cost = dx ? along + aside : along * 4 + aside;
      if (cost < least) { least = cost; best = node; }
    }
    if (best) choose(best, true);
  }
  function wide(on) {
    document.querySelector('main').classList.toggle('wide', on);
    $('panel').setAttribute('aria-pressed', String(!on));
  }
  network.on('beforeDrawing', draw);
  network.on('click', ({ event }) => {
    const node = at(event.center.x, event.center.y);
    stage.focus({ preventScroll: true });
    if (node) choose(node, false);
    else if (state.chosen) clear();
  });
  network.on('dragStart', () => { dragging = true; hover(null); });
  network.on('dragEnd', () => { dragging = false; state.moved = true; settle(); network.redraw(); });
  network.on('zoom', () => { state.moved = true; settle(); });
  stage.addEventListener('mousemove', (event) => {
    if (dragging || event.buttons) return;
    const node = at(event.clientX, event.clientY);
    hover(node, event.clientX, event.clientY, node ? null : lineAt(event.clientX, event.clientY));
  });
  stage.addEventListener('mouseleave', () => hover(null));
  stage.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) { event.preventDefault(); walk(...step); }
    else if (event.key === '+' || event.key === '=') zoom(1.4);
    else if (event.key === '-') zoom(1 / 1.4);
  });
  // A plain wheel scrolls the rows; vis-network gets only the wheel with Ctrl, and zooms.
  function roll(event) {
    if ((event.ctrlKey || event.metaKey) && event.currentTarget === stage) return;
    event.stopPropagation();
    const before = here(), unit = event.deltaMode === 1 ? 18 : 1;
    const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    look(before.x + (dx * unit) / before.s, before.y + (dy * unit) / before.s, before.s);
    const after = here();
    if (Math.abs(after.x - before.x) + Math.abs(after.y - before.y) < 0.01) return;
    event.preventDefault();
    state.moved = true;
    hover(null);
  }
  stage.addEventListener('wheel', roll, { capture: true, passive: false });
  $('gutter').addEventListener('wheel', roll, { passive: false });
  $('gutter').addEventListener('click', (event) => {
    const element = event.target.closest('.row');
    const own = element ? shown.filter((node) => node.row === Number(element.dataset.row) && node.level !== 'part') : [];
    if (own.length) choose(own.find((node) => node.status === 'current') || own[own.length - 1], true);
  });
  $('rows').addEventListener('click', () => { state.all = !state.all; state.asked = true; arrange(); home(); network.redraw(); });
  $('closer').addEventListener('click', () => zoom(1.4));
  $('farther').addEventListener('click', () => zoom(1 / 1.4));
  $('table').addEventListener('click', () => flip($('sheet').hidden));
  $('panel').addEventListener('click', () => wide(!document.querySelector('main').classList.contains('wide')));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { flip(false); clear(); $('search').blur(); }
    else if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); $('search').select(); }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { colours(); legend(); network.redraw(); });
  new ResizeObserver(() => {
    if (!stage.clientWidth || (stage.clientWidth === size.w && stage.clientHeight === size.h)) return;
    network.setSize(`${stage.clientWidth}px`, `${stage.clientHeight}px`);
    refresh(true);
  }).observe(stage);
  function follow() {
    let wanted = '';
    try { wanted = decodeURI(location.hash.slice(1)); } catch (error) { if (!(error instanceof URIError)) throw error; }
    const node = wanted && nodes.find((one) => one.id === wanted);
    if (node && node !== state.chosen) choose(node, true);
  }
  window.addEventListener('hashchange', follow);

  /* For those who embed the page, and for its tests: where a text and a line are on the screen. */
  window.itugraph = Object.freeze({
    where(id) {
      const node = nodes.find((one) => one.id === id), box = stage.getBoundingClientRect();
      return node && node.on ? { x: box.left + X(node.wx), y: box.top + Y(node.wy) } : null;
    },
    halfway(from, to, kind) {
      const link = drawn.find((one) => one.from.id === from && one.to.id === to && one.kind === kind);
      const box = stage.getBoundingClientRect(), point = link && along(course(link), 0.5);
      return point ? { x: box.left + point.x, y: box.top + point.y } : null;
    },
    choose(id) { const node = nodes.find((one) => one.id === id); if (node) choose(node, true); },
    get chosen() { return state.chosen ? state.chosen.id : null; },
    get shown() { return shown.length; },
  });

  if (innerWidth <= 780) wide(true);
  colours();
  legend();
  filter();
  network.setSize(`${stage.clientWidth}px`, `${stage.clientHeight}px`);
  arrange();
  network.once('afterDrawing', () => {
    window.itugraphReady = true;
    document.documentElement.dataset.ready = 'true';
  });
  home();
  follow();
  network.redraw();
})();

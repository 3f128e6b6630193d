'use strict';
/* The card under the pointer, and the facts of a text that it shares with the panel. */
const card = (() => {
  const { make } = lists, number = new Intl.NumberFormat('en');
  const stage = document.getElementById('stage'), view = document.getElementById('view'), box = document.getElementById('card');

  const plural = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  function facts(node) {
    const list = make('dl'), lane = texts.lanes[node.lane];
    const adopted = [node.place, node.year].filter((value) => value !== undefined).join(', ');
    const entries = [
      ['Body', node.body && lane.name !== node.body ? `${node.body}, ${lane.name}` : node.body || 'not known'],
      ['Adopted', adopted || (node.level === 'draft' ? 'not yet' : 'no date named')],
      ['Status', kinds.STATUS_NAMES[node.status] || node.status],
      ['Evidence', node.evidence || 'none in the registry'],
      ['Cites', plural(node.cited, 'text', 'texts')],
      ['Cited by', plural(node.citing, 'text', 'texts')],
    ];
    for (const [term, value] of entries) list.append(make('dt', '', term), make('dd', '', value));
    return list;
  }
  function fill(node, link) {
    box.replaceChildren();
    if (node) box.append(make('strong', '', node.label), ...(node.title ? [make('span', '', node.title)] : []), facts(node));
    else if (link) {
      const was = [...(link.was || [])].sort();
      box.append(make('strong', '', `${link.from.label} → ${link.to.label}`), make('div', '', kinds.LINKS[link.kind].name));
      if (was.length) box.append(make('div', '', `from ${was.join(', ')}`));
    }
  }
  function fillCell(cell) {
    const place = cells.place(cell), list = make('dl');
    box.replaceChildren(make('strong', '', cells.name(cell)), ...(place ? [make('span', '', place)] : []));
    const entries = [
      ['Texts', number.format(cell.count)],
      ...kinds.STATUS.filter((status) => cell.status[status]).map((status) => [kinds.STATUS_NAMES[status], number.format(cell.status[status])]),
      ['Cites', plural(cell.out, 'time', 'times')], ['Cited', plural(cell.in, 'time', 'times')], ['Within', plural(cell.within, 'link', 'links')],
    ];
    for (const [term, value] of entries) list.append(make('dt', '', term), make('dd', '', value));
    box.append(list);
  }
  function put(x, y) {
    const frame = view.getBoundingClientRect(), w = box.offsetWidth, h = box.offsetHeight;
    const left = x - frame.left + 16 + w > frame.width ? x - frame.left - 16 - w : x - frame.left + 16;
    const top = Math.min(y - frame.top + 12, frame.height - h - 6);
    box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
  /* Shows a cell beside a point of the screen, or hides. */
  function hoverCell(cell, x, y) {
    if (state.cell !== cell) {
      state.cell = cell;
      stage.style.cursor = cell ? 'pointer' : 'grab';
      camera.redraw();
      if (cell) fillCell(cell);
    }
    box.hidden = !cell;
    if (cell) put(x, y);
  }
  /* Shows a text, or a line, at a point of the screen; without either it hides. */
  function hover(node, x, y, link = null) {
    if (state.hover !== node || state.link !== link) {
      state.hover = node;
      state.link = link;
      stage.style.cursor = node ? 'pointer' : 'grab';
      camera.redraw();
      fill(node, link);
    }
    box.hidden = !node && !link;
    if (!box.hidden) put(x, y);
  }
  return Object.freeze({ facts, hover, hoverCell });
})();

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
      const was = [...link.was].sort();
      box.append(make('strong', '', `${link.from.label} → ${link.to.label}`), make('div', '', kinds.LINKS[link.kind].name));
      if (was.length) box.append(make('div', '', `from ${was.join(', ')}`));
    }
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
    if (box.hidden) return;
    const frame = view.getBoundingClientRect(), w = box.offsetWidth, h = box.offsetHeight;
    const left = x - frame.left + 16 + w > frame.width ? x - frame.left - 16 - w : x - frame.left + 16;
    const top = Math.min(y - frame.top + 12, frame.height - h - 6);
    box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
  return Object.freeze({ facts, hover });
})();

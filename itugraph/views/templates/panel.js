'use strict';
/* The chosen text with its citations both ways, beside the picture. */
const panel = (() => {
  const { make, button } = lists, number = new Intl.NumberFormat('en');
  const box = document.getElementById('chosen'), MOST = 200;

  function entry(edge, other, choose) {
    const item = make('li');
    item.append(button(other.label, () => choose(other, true)));
    if (edge.kind !== 'cites' && edge.kind !== 'replaces') item.append(make('span', `badge ${edge.kind}`, edge.kind === 'former' ? 'retargeted' : edge.kind));
    if (edge.becomes) item.append(make('small', '', `now ${edge.becomes}`));
    if (edge.was) item.append(make('small', '', `from ${edge.was}`));
    const where = [edge.clause, edge.item].filter(Boolean).join(' › ');
    if (other.title) item.append(make('small', '', other.title));
    if (where) item.append(make('small', '', `in: ${where}`));
    if (edge.quote !== undefined) item.append(make('blockquote', '', texts.quotes[edge.quote]));
    return item;
  }
  function list(heading, found, end, choose) {
    if (!found.length) return [];
    const ul = make('ul');
    for (const edge of found.slice(0, MOST)) ul.append(entry(edge, texts.nodes[edge[end]], choose));
    if (found.length > MOST) ul.append(make('li', '', `and ${number.format(found.length - MOST)} more, not listed here`));
    return [make('h3', '', `${heading} (${number.format(found.length)})`), ul];
  }
  /* The texts of its instrument in the order of their years; parts stand with their edition. */
  function editions(node, choose) {
    const own = texts.nodes.filter((other) => other.row === node.row && other.level !== 'part');
    if (own.length < 2) return [];
    const ol = make('ol', 'editions');
    for (const other of own.sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity) || a.i - b.i)) {
      const item = make('li'), step = button([other.place, other.year].filter(Boolean).join(', ') || kinds.LEVEL_NAMES[other.level] || other.label, () => choose(other, true));
      if (other === node) step.setAttribute('aria-current', 'true');
      item.append(step, make('span', `state ${other.status === 'current' ? 'current' : ''}`, kinds.STATUS_NAMES[other.status] || other.status), make('small', '', `cited by ${number.format(other.citing)}`));
      ol.append(item);
    }
    return [make('h3', '', `Editions here (${number.format(own.length)})`), ol];
  }
  /* The text that one replaced, or that replaced it: of its own instrument before others. */
  function revised(node, older) {
    const edges = (older ? node.out : node.in).filter((edge) => edge.kind === 'replaces').map((edge) => texts.nodes[older ? edge.to : edge.from]);
    return edges.find((other) => other.row === node.row) || edges[0] || null;
  }
  /* What a reader can do there: `choose` another text, go to an older or newer `revision`, see `only`
     its neighbours or all, `clear`. */
  function fill({ choose, only, clear, revision }) {
    const node = state.chosen;
    box.hidden = !node;
    box.replaceChildren();
    if (!node) return;
    const acts = make('div', 'acts');
    const alone = button(state.only ? 'Show all' : 'Only neighbours', only);
    alone.setAttribute('aria-pressed', String(state.only));
    const steps = [[true, '← Older'], [false, 'Newer →']].filter(([older]) => revised(node, older)).map(([older, name]) => button(name, () => revision(older)));
    acts.append(...steps, alone, button('Clear', clear));
    box.append(make('h2', '', node.label), ...(node.title ? [make('span', '', node.title)] : []), card.facts(node), acts, ...editions(node, choose));
    const cites = (edge) => edge.kind !== 'replaces' && edge.kind !== 'undecided';
    const kind = (name) => (edge) => edge.kind === name;
    box.append(
      ...list('Cites', node.out.filter(cites), 'to', choose), ...list('Perhaps cites', node.out.filter(kind('undecided')), 'to', choose),
      ...list('Cited by', node.in.filter(cites), 'from', choose), ...list('Perhaps cited by', node.in.filter(kind('undecided')), 'from', choose),
      ...list('Replaces', node.out.filter(kind('replaces')), 'to', choose), ...list('Replaced by', node.in.filter(kind('replaces')), 'from', choose));
    box.parentElement.scrollTop = 0;
  }
  return Object.freeze({ fill, revised });
})();

'use strict';
/* The legend: what marks and lines mean, how many there are, and boxes that filter them. */
const legend = (() => {
  const { lanes, nodes, links } = texts, { make, button } = lists, { LINKS, STANDS, STATUS, STATUS_NAMES, LEVEL_NAMES } = kinds;
  const { hidden, groups, linkGroups } = filters, number = new Intl.NumberFormat('en');

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
  function tally(items, key, weight = () => 1) {
    const counts = new Map();
    for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + weight(item));
    return counts;
  }
  const laneName = ({ name, code }) => (name === code || code === 'other' ? name : `${code} – ${name}`);

  /* How many citations stand in clauses of each verb; edges of a link follow each other. */
  function verbs() {
    const counts = new Map();
    for (const link of links) {
      if (link.kind === 'replaces') continue;
      for (let i = link.at; i < link.at + link.edges; i += 1) counts.set(texts.verb(i), (counts.get(texts.verb(i)) || 0) + 1);
    }
    return counts;
  }
  const verbName = (key) => texts.verbs[key] || key.replace(/-/g, ' ') || 'outside of clauses';

  /* `refresh` is called when a filter changes. */
  function fill(refresh) {
    function group(name, title, counts, keys, read, folded) {
      if (counts.size < 2 && folded) return [];
      const outer = make(folded ? 'details' : 'fieldset'), all = keys.filter((key) => counts.has(key));
      outer.append(make(folded ? 'summary' : 'legend', '', title));
      if (folded && hidden[name].size) outer.open = true;
      for (const key of all) {
        const line = make('div', 'choice'), label = make('label'), box = make('input');
        box.type = 'checkbox';
        box.checked = !hidden[name].has(key);
        box.dataset.filter = `${name} ${name === 'lane' ? lanes[key].code : key}`;
        box.addEventListener('change', () => { hidden[name][box.checked ? 'delete' : 'add'](key); refresh(true); });
        label.append(box, ...(swatches[name] ? [swatches[name](key)] : []), make('span', '', read(key)));
        label.title = read(key);
        const only = button('only', () => {
          const alone = all.every((other) => hidden[name].has(other) === (other !== key));
          for (const other of all) hidden[name][other === key || alone ? 'delete' : 'add'](other);
          fill(refresh);
          refresh(true);
        }, 'only');
        only.setAttribute('aria-label', `Only ${read(key)}, or all again`);
        line.append(label, ...(all.length > 1 ? [only] : []), make('output', '', number.format(counts.get(key))));
        outer.append(line);
      }
      return [outer];
    }
    const counts = Object.fromEntries(Object.entries(groups).map(([name, key]) => [name, tally(nodes, key)]));
    counts.verb = verbs();
    const often = [...counts.verb.keys()].sort((a, b) => counts.verb.get(b) - counts.verb.get(a) || (a < b ? -1 : 1));
    const cited = links.filter((link) => link.stands);
    const sorted = (name, first) => [...new Set([...first, ...[...counts[name].keys()].sort()])];
    document.getElementById('legend').replaceChildren(
      ...group('lane', 'Bodies', counts.lane, lanes.map((_, k) => k), (key) => laneName(lanes[key])),
      ...group('link', 'Links', tally(links, (link) => link.kind, (link) => link.edges), Object.keys(LINKS), (key) => LINKS[key].name),
      ...group('stands', 'Edition cited', tally(cited, linkGroups.stands, (link) => link.edges), Object.keys(STANDS), (key) => STANDS[key]),
      ...group('status', 'Status', counts.status, sorted('status', STATUS), (key) => STATUS_NAMES[key] || key),
      ...group('level', 'What a mark is', counts.level, sorted('level', Object.keys(LEVEL_NAMES)), (key) => LEVEL_NAMES[key] || key, true),
      ...group('kind', 'Kinds of text', counts.kind, sorted('kind', []), (key) => key, true),
      ...group('verb', 'Clauses that cite', counts.verb, often, verbName, true));
  }
  return Object.freeze({ fill });
})();

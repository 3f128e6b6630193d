'use strict';
/* What is chosen, and what the filters leave: `shown` texts and `drawn` links. */
const state = { chosen: null, hover: null, link: null, only: false, all: null, asked: false, moved: false, cell: null, shown: [], drawn: [] };

const filters = (() => {
  const { nodes, links, ticks } = texts, { LINKS, ENDED, GONE } = kinds;
  /* The groups of the legend that sort texts, each with the key of a text in it; then those that sort
     links, and the verbs of clauses, of which a link may have several. */
  const groups = { lane: (n) => n.lane, status: (n) => n.status, level: (n) => n.level, kind: (n) => n.kind || 'not known' };
  const linkGroups = { link: (l) => l.kind, stands: (l) => l.stands };
  const hidden = { verb: new Set() };
  for (const group of [...Object.keys(groups), ...Object.keys(linkGroups)]) hidden[group] = new Set();
  const years = { from: 0, to: Math.max(0, ticks.length - 1) };

  const within = ({ column }) => column >= Math.min(years.from, years.to) && column <= Math.max(years.from, years.to);

  /* Drafts that change citations, and the questions that leave a part of all links. */
  const redlines = new Set(links.filter((link) => LINKS[link.kind].change).map((link) => link.from));
  const own = (link) => LINKS[link.kind].change || (link.kind === 'undecided' && redlines.has(link.from));
  const VIEWS = {
    all: () => true,
    changes: (link) => link.kind === 'replaces' || own(link),
    ended: (link) => ENDED.has(link.stands) && !GONE.has(link.kind),
  };
  const seen = { view: 'all' };
  function count(link) {
    if (!hidden.verb.size || link.kind === 'replaces') return link.edges;
    let sum = 0;
    for (let i = link.at; i < link.at + link.edges; i += 1) sum += !hidden.verb.has(texts.verb(i));
    return sum;
  }
  /* Sets how many citations of a link are left, and tells whether any are. */
  function passes(link) {
    const open = !hidden.link.has(link.kind) && VIEWS[seen.view](link) && !hidden.stands.has(link.stands);
    link.now = open ? count(link) : 0;
    return link.now > 0;
  }
  function near(node) {
    const set = new Set([node]);
    for (const link of node.links) if (link.now) { set.add(link.from); set.add(link.to); }
    return set;
  }
  /* Editions of one instrument that lie between two texts of a set. */
  function between(set) {
    const ends = new Map(), found = [];
    for (const { row, year } of set) {
      if (!year) continue;
      const [low, high] = ends.get(row) || [year, year];
      ends.set(row, [Math.min(low, year), Math.max(high, year)]);
    }
    for (const node of nodes) {
      const [low, high] = ends.get(node.row) || [];
      if (node.level === 'edition' && node.year > low && node.year < high) found.push(node);
    }
    return found;
  }
  /* Where a question or a filter of citations leaves few of them, so are the texts: those that they join. */
  const narrow = () => seen.view !== 'all' || hidden.verb.size > 0 || hidden.stands.size > 0;
  function joined() {
    const set = new Set(seen.view === 'changes' ? redlines : []);
    for (const link of links) if (link.kind !== 'replaces' && link.now && link.from.on && link.to.on) { set.add(link.from); set.add(link.to); }
    if (seen.view === 'changes') for (const node of between(set)) set.add(node);
    return set;
  }
  function apply() {
    for (const link of links) passes(link);
    const around = state.only && state.chosen ? near(state.chosen) : null;
    const hiding = Object.keys(groups).filter((g) => hidden[g].size);
    for (const node of nodes) {
      node.on = (!around || around.has(node)) && within(node) && !hiding.some((g) => hidden[g].has(groups[g](node)));
    }
    if (narrow()) { const set = joined(); for (const node of nodes) node.on = node.on && set.has(node); }
    const left = nodes.filter((node) => node.on);
    state.shown = scale.pick(left, near);
    if (state.shown.length < left.length) {
      for (const node of left) node.on = false;
      for (const node of state.shown) node.on = true;
    }
    state.drawn = links.filter((link) => link.now && link.from.on && link.to.on);
  }
  /* Shows a part of all links: 'all', 'changes' of drafts without what they keep, or those of ended texts. */
  function view(name) {
    if (seen.view === 'changes' || name === 'changes') hidden.link[name === 'changes' ? 'add' : 'delete']('kept');
    seen.view = name;
  }
  /* Lets a text through that a filter hides; tells whether that changed anything. */
  function admit(node) {
    let changed = !within(node);
    if (changed) { years.from = 0; years.to = Math.max(0, ticks.length - 1); }
    for (const group of Object.keys(groups)) changed = hidden[group].delete(groups[group](node)) || changed;
    if (!narrow() || joined().has(node)) return changed;
    hidden.verb.clear(); hidden.stands.clear();
    view('all');
    return true;
  }
  return Object.freeze({ groups, linkGroups, hidden, years, redlines, near, apply, admit, view, get seen() { return seen.view; } });
})();

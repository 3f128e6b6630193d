'use strict';
/* What is chosen, and what the filters leave: `shown` texts and `drawn` links. */
const state = { chosen: null, hover: null, link: null, only: false, all: null, asked: false, moved: false, cell: null, shown: [], drawn: [] };

const filters = (() => {
  const { nodes, links } = texts;
  /* The groups of the legend that sort texts, each with the key of a text in it; links have theirs. */
  const groups = { lane: (n) => n.lane, status: (n) => n.status, level: (n) => n.level, kind: (n) => n.kind || 'not known' };
  const hidden = { link: new Set() };
  for (const group of Object.keys(groups)) hidden[group] = new Set();

  function near(node) {
    const set = new Set([node]);
    for (const link of node.links) if (!hidden.link.has(link.kind)) { set.add(link.from); set.add(link.to); }
    return set;
  }
  function apply() {
    const around = state.only && state.chosen ? near(state.chosen) : null;
    const hiding = Object.keys(groups).filter((g) => hidden[g].size);
    for (const node of nodes) node.on = (!around || around.has(node)) && !hiding.some((g) => hidden[g].has(groups[g](node)));
    const left = nodes.filter((node) => node.on);
    state.shown = scale.pick(left, near);
    if (state.shown.length < left.length) {
      for (const node of left) node.on = false;
      for (const node of state.shown) node.on = true;
    }
    state.drawn = links.filter((link) => link.from.on && link.to.on && !hidden.link.has(link.kind));
  }
  /* Lets a text through that a filter hides; tells whether that changed anything. */
  function admit(node) {
    let changed = false;
    for (const group of Object.keys(groups)) changed = hidden[group].delete(groups[group](node)) || changed;
    return changed;
  }
  return Object.freeze({ groups, hidden, near, apply, admit });
})();

'use strict';
/* The network in the element #data: texts with their neighbours and counts, and one link for all
   citations of a pair. Nothing in it changes after the page is read but places and the mark `on`. */
const texts = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { nodes, edges, rows } = data;
  const order = Object.keys(kinds.LINKS);
  nodes.forEach((node, i) => {
    node.i = i; node.lane = rows[node.row].lane; node.out = []; node.in = []; node.links = [];
  });
  const links = [], pairs = new Map();
  for (const edge of edges) {
    nodes[edge.from].out.push(edge);
    nodes[edge.to].in.push(edge);
    const key = `${edge.from} ${edge.to} ${edge.kind}`;
    let link = pairs.get(key);
    if (!link) {
      const turn = (edge.from * 7 + edge.to * 3 + order.indexOf(edge.kind) * 4) % 9;
      link = { from: nodes[edge.from], to: nodes[edge.to], kind: edge.kind, edges: 0, was: new Set(), turn };
      pairs.set(key, link);
      links.push(link);
      link.from.links.push(link);
      if (link.to !== link.from) link.to.links.push(link);
    }
    link.edges += 1;
    if (edge.was) link.was.add(edge.was);
  }
  const stands = (edge) => edge.kind === 'cites' || edge.kind === 'kept' || edge.kind === 'added' || edge.kind === 'retargeted';
  for (const node of nodes) {
    node.citing = new Set(node.in.filter(stands).map((edge) => edge.from)).size;
    node.cited = new Set(node.out.filter(stands).map((edge) => edge.to)).size;
    node.words = lists.words(`${node.body || ''} ${node.number || ''} ${node.label} ${node.title || ''} ${node.place || ''} ${node.year || ''} ${node.kind || ''}`);
  }
  const named = (id) => nodes.find((node) => node.id === id);
  return Object.freeze({ ...data, links, named });
})();

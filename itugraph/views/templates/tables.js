'use strict';
/* What the tables say of a text and of a link, column by column; files of them say the same. */
const tables = (() => {
  const { nodes, links } = texts, { LINKS, LEVEL_NAMES, STANDS, STATUS_NAMES } = kinds;

  /* Name, reader, and how it is shown: `go` gives the text that the cell leads to. */
  const TEXTS = [
    { name: 'Text', read: (n) => n.label, go: (n) => n },
    { name: 'Topic', read: (n) => n.title || '' },
    { name: 'Body', read: (n) => n.body || '', brief: true },
    { name: 'Year', read: (n) => n.year ?? '', brief: true },
    { name: 'Place', read: (n) => n.place || '', brief: true },
    { name: 'Status', read: (n) => STATUS_NAMES[n.status] || n.status, brief: true },
    { name: 'Evidence', read: (n) => n.evidence || '', brief: true },
    { name: 'Cites', read: (n) => n.cited, count: true },
    { name: 'Cited by', read: (n) => n.citing, count: true },
    { name: 'What it is', read: (n) => LEVEL_NAMES[n.level] || n.level, file: true },
    { name: 'Kind', read: (n) => n.kind || '', file: true },
    { name: 'Path', read: (n) => n.id, file: true },
  ];
  const quote = (e) => (e.quote === undefined ? '' : texts.quotes[e.quote]);
  const EDGES = [
    { name: 'From', read: (e) => nodes[e.from].label, go: (e) => nodes[e.from] },
    { name: 'Link', read: (e) => LINKS[e.kind].means || LINKS[e.kind].name, brief: true },
    { name: 'To', read: (e) => nodes[e.to].label, go: (e) => nodes[e.to] },
    { name: 'Edition cited', read: (e) => STANDS[e.stands] || '' },
    { name: 'Clause', read: (e) => [e.clause, e.item].filter(Boolean).join(' › ') },
    { name: 'Before or after', read: (e) => (e.was ? `before: ${e.was}` : e.becomes ? `after: ${e.becomes}` : '') },
    { name: 'Quotation', read: quote, wide: true },
    { name: 'Verb', read: (e) => e.verb || '', file: true },
    { name: 'Path from', read: (e) => nodes[e.from].id, file: true },
    { name: 'Path to', read: (e) => nodes[e.to].id, file: true },
  ];
  /* Every edge of the links that the filters leave, but those of verbs that are hidden. */
  function edges() {
    const all = texts.edges, hidden = filters.hidden.verb, found = [];
    for (const link of state.drawn) {
      for (let i = link.at; i < link.at + link.edges; i += 1) {
        if (link.kind === 'replaces' || !hidden.has(texts.verb(i))) found.push(all[i]);
      }
    }
    return found;
  }
  return Object.freeze({
    texts: { title: 'Texts', columns: TEXTS, rows: () => state.shown },
    links: { title: 'Links', columns: EDGES, rows: edges },
    total: { texts: nodes.length, links: links.reduce((sum, link) => sum + link.edges, 0) },
  });
})();

'use strict';
/* What the page tells apart, with the names that it prints. */
const kinds = Object.freeze({
  LINKS: {
    cites: { name: 'cites', dash: [] },
    kept: { name: 'citation kept', dash: [6, 2], change: true },
    added: { name: 'citation added', dash: [12, 2], change: true },
    removed: { name: 'citation removed', dash: [2, 5], change: true },
    retargeted: { name: 'citation retargeted', dash: [9, 3, 2, 3], change: true },
    undecided: { name: 'perhaps cites, undecided', dash: [1, 2.5] },
    replaces: { name: 'revised, replaced by', dash: [5, 5] },
  },
  STATUS: ['current', 'superseded', 'suppressed', 'draft', 'unknown'],
  STATUS_NAMES: { current: 'current', superseded: 'superseded', suppressed: 'suppressed', draft: 'draft', unknown: 'status not known' },
  LEVEL_NAMES: { edition: 'edition', instrument: 'instrument, no edition named', part: 'part of a text', draft: 'draft', source: 'document read' },
});

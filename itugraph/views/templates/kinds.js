'use strict';
/* What the page tells apart, with the names that it prints. */
const kinds = Object.freeze({
  LINKS: {
    cites: { name: 'cites', dash: [] },
    kept: { name: 'citation kept', dash: [6, 2], change: true },
    added: { name: 'citation added', dash: [12, 2], change: true },
    removed: { name: 'citation removed', dash: [2, 5], change: true },
    retargeted: { name: 'citation retargeted', dash: [9, 3, 2, 3], change: true },
    former: { name: 'what was retargeted', dash: [2, 3, 2, 9], change: true },
    undecided: { name: 'perhaps cites, undecided', dash: [1, 2.5] },
    replaces: { name: 'revised, replaced by', dash: [5, 5], means: 'replaces' },
  },
  STATUS: ['current', 'superseded', 'suppressed', 'draft', 'unknown'],
  STATUS_NAMES: { current: 'current', superseded: 'superseded', suppressed: 'suppressed', draft: 'draft', unknown: 'status not known' },
  /* Citations that a draft takes away. */
  GONE: new Set(['removed', 'former']),
  /* How a cited text stands for the text that cites it, as standing.py tells; the first four have ended. */
  STANDS: { before: 'had ended when it was cited', same: 'ended by the conference that cites it', ended: 'has ended, when is not known', since: 'ended since it was cited', current: 'current', undated: 'no edition named', unknown: 'not known' },
  ENDED: new Set(['before', 'same', 'ended', 'since']),
  LEVEL_NAMES: { edition: 'edition', instrument: 'instrument, no edition named', part: 'part of a text', draft: 'draft', source: 'document read' },
});

'use strict';
/* The choices above the legend: which question the page answers, and from which year to which. */
const choices = (() => {
  const { ticks, links } = texts, { make } = lists, { ENDED, GONE, LINKS } = kinds, number = new Intl.NumberFormat('en');
  const box = document.getElementById('choices');

  const count = (test) => links.reduce((sum, link) => sum + (test(link) ? link.edges : 0), 0);
  const questions = () => [
    ['all', 'Everything', null],
    ['changes', 'Changes only', count((link) => LINKS[link.kind].change && link.kind !== 'kept' && link.kind !== 'former')],
    ['ended', 'Superseded citations only', count((link) => ENDED.has(link.stands) && !GONE.has(link.kind))],
  ].filter(([name, , many]) => many !== 0 || name === filters.seen);

  function views(refresh) {
    const offered = questions();
    if (offered.length < 2) return [];
    const set = make('fieldset');
    set.append(make('legend', '', 'Show'));
    for (const [name, title, many] of offered) {
      const line = make('div', 'choice'), label = make('label'), radio = make('input');
      radio.type = 'radio'; radio.name = 'view'; radio.value = name;
      radio.checked = filters.seen === name;
      radio.addEventListener('change', () => { filters.view(name); legend.fill(refresh); refresh(); });
      label.append(radio, make('span', '', title));
      line.append(label, ...(many === null ? [] : [make('output', '', number.format(many))]));
      set.append(line);
    }
    return [set];
  }
  /* Columns of the axis, so that undated texts and drafts can be left out too. Which end is which does not
     matter: one who types a year passes others on the way. */
  function years(refresh) {
    if (ticks.length < 2) return [];
    const set = make('fieldset', 'years'), { years: range } = filters;
    set.append(make('legend', '', 'Years'));
    for (const [end, title] of [['from', 'from'], ['to', 'to']]) {
      const label = make('label', '', title), select = make('select');
      select.dataset.years = end;
      ticks.forEach((tick, k) => { const option = make('option', '', tick.label); option.value = k; select.append(option); });
      select.value = range[end];
      select.addEventListener('change', () => {
        range[end] = Number(select.value);
        refresh();
      });
      label.append(select);
      set.append(label);
    }
    return [set];
  }
  function fill(refresh) { box.replaceChildren(...views(refresh), ...years(refresh)); }
  return Object.freeze({ fill });
})();

'use strict';
/* The address: what is chosen and filtered, after the mark #, so that a link opens the page as it was.
   "#path?show=ended&hide=lane:PP&from=2008&to=2018&table=links". Nothing is written in a frame that
   has no address of its own, where the browser throws. */
const address = (() => {
  const { lanes, ticks } = texts, { hidden, years } = filters;
  const last = Math.max(0, ticks.length - 1);
  let known = '', base = null;

  const nameOf = (group, key) => (group === 'lane' ? lanes[key].code : key);
  function keyOf(group, name) {
    if (group !== 'lane') return name;
    const k = lanes.findIndex((lane) => lane.code === name);
    return k < 0 ? null : k;
  }
  /* The filters as parameters, in an order of their own. */
  function filtered() {
    const said = [`show=${filters.seen}`];
    for (const group of Object.keys(hidden).sort()) for (const key of [...hidden[group]].sort()) said.push(`hide=${encodeURIComponent(`${group}:${nameOf(group, key)}`)}`);
    if (years.from > 0) said.push(`from=${encodeURIComponent(ticks[years.from].label)}`);
    if (years.to < last) said.push(`to=${encodeURIComponent(ticks[years.to].label)}`);
    return said.join('&');
  }
  function full() {
    const id = state.chosen ? encodeURI(state.chosen.id).replace(/[?#]/g, encodeURIComponent) : '', said = [];
    const now = filtered();
    if (now !== base) said.push(now);
    if (state.only && state.chosen) said.push('only=1');
    if (sheet.shows) said.push(`table=${sheet.shows}`);
    return id || said.length ? `#${id}${said.length ? `?${said.join('&')}` : ''}` : '';
  }
  /* Writes what is shown; as a step to go back from where `step` says so. */
  function write(step) {
    const wanted = full();
    if (wanted === known) return;
    known = wanted;
    try {
      history[step ? 'pushState' : 'replaceState'](null, '', wanted || location.pathname + location.search);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { if (!(error instanceof URIError)) throw error; }
    return text;
  }
  function filter(said) {
    for (const group of Object.keys(hidden)) hidden[group].clear();
    filters.view(['changes', 'ended'].includes(said.get('show')) ? said.get('show') : 'all');
    hidden.link.delete('kept');
    for (const one of said.getAll('hide')) {
      const [, group, name] = /^(\w+):(.*)$/s.exec(one) || [], key = group && Object.hasOwn(hidden, group) ? keyOf(group, name) : null;
      if (key !== null) hidden[group].add(key);
    }
    const column = (label) => ticks.findIndex((tick) => tick.label === label);
    years.from = Math.max(0, column(said.get('from')));
    years.to = column(said.get('to')) < 0 ? last : column(said.get('to'));
  }
  /* What the address asks for, null where that is shown already: filters are set, the rest is told. */
  function read() {
    if (location.hash === known || (location.hash === '#' && !known)) return null;
    known = location.hash;
    const [, id, rest] = /^#?([^?]*)\??(.*)$/s.exec(location.hash), said = new URLSearchParams(rest);
    filter(said.has('show') ? said : new URLSearchParams(base));
    const wanted = decoded(id);
    return { wanted, node: wanted ? texts.named(wanted) || null : null, only: said.has('only'), table: said.get('table') };
  }
  return Object.freeze({ write, read, start: () => { base = filtered(); } });
})();

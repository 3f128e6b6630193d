'use strict';
/* Parts of a page made of elements, and the search box. All text goes in as textContent. */
const lists = (() => {
  const number = new Intl.NumberFormat('en');
  const MOST = 12;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) { element.textContent = text; element.dir = 'auto'; }
    return element;
  }
  function button(text, act, className) {
    const element = make('button', className, text);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  }
  const words = (text) => text.toLowerCase().split(/[\s,;:()"“”]+/).filter(Boolean);

  /* How well a text answers a query, each word of which must be found in it; null when one is not.
     Number and body count most: "WTSA 44" is to find Resolution 44 before anything of 2044. */
  function score(node, query) {
    let sum = node.status === 'current' ? 1 : 0;
    node.words ??= words(`${node.body || ''} ${node.number || ''} ${node.label} ${node.title || ''} ${node.place || ''} ${node.year || ''} ${node.kind || ''}`);
    for (const word of query) {
      if (word === (node.number || '').toLowerCase() || word === (node.body || '').toLowerCase()) sum += 20;
      else if (node.words.includes(word)) sum += 8;
      else if (node.words.some((own) => own.startsWith(word))) sum += 4;
      else if (word.length > 2 && node.words.some((own) => own.includes(word))) sum += 2;
      else return null;
    }
    return sum;
  }

  /* The words of a text are read at the first search: of many texts that takes a moment. */
  function search(input, found, nodes, choose) {
    let results = [], cursor = 0;
    function option(text, className) {
      const item = make('li', className, text);
      item.setAttribute('role', 'option');
      return item;
    }
    function point() {
      [...found.children].forEach((item, k) => item.setAttribute('aria-selected', String(k === cursor && k < results.length)));
      if (results.length && !found.hidden) input.setAttribute('aria-activedescendant', `found-${cursor}`);
      else input.removeAttribute('aria-activedescendant');
    }
    function close() {
      found.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      point();
    }
    function pick(k) {
      if (!results[k]) return;
      close();
      choose(results[k].node);
    }
    function open() {
      const query = words(input.value);
      if (!query.length) { close(); return; }
      results = nodes.map((node) => ({ node, score: score(node, query) })).filter((result) => result.score !== null)
        .sort((a, b) => b.score - a.score || (b.node.year || 0) - (a.node.year || 0) || a.node.i - b.node.i);
      cursor = 0;
      found.replaceChildren(...results.slice(0, MOST).map(({ node }, k) => {
        const item = option(node.label, '');
        item.id = `found-${k}`;
        if (node.title) item.append(make('small', '', node.title));
        item.addEventListener('mousedown', (event) => { event.preventDefault(); pick(k); });
        return item;
      }));
      const more = results.length - MOST;
      if (!results.length || more > 0) {
        const note = option(more > 0 ? `${number.format(more)} more: type another word` : 'Nothing found', 'none');
        note.setAttribute('aria-disabled', 'true');
        found.append(note);
      }
      found.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      point();
    }
    input.addEventListener('input', open);
    input.addEventListener('focus', open);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      const most = Math.min(MOST, results.length);
      if (event.key === 'Enter') pick(cursor);
      else if (most && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        cursor = (cursor + (event.key === 'ArrowDown' ? 1 : most - 1)) % most;
        event.preventDefault();
        point();
      }
    });
    return { close };
  }

  return Object.freeze({ make, button, words, search });
})();

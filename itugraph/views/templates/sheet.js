'use strict';
/* The tables of texts and of links beside the picture: sorted by any column, a page of rows at a time, so
   that thousands do not hang the browser. Says how many there are; all can be reached. */
const sheet = (() => {
  const { make, button } = lists, number = new Intl.NumberFormat('en'), collate = new Intl.Collator('en', { numeric: true }).compare;
  const MOST = 500, box = document.getElementById('sheet'), place = document.getElementById('rows-of');
  const sorting = { texts: { by: null, down: false }, links: { by: null, down: false } };
  let shows = null, first = 0, rows = [], choose = null;

  function sorted(list, column, down) {
    if (!column) return list;
    const keyed = list.map((row, k) => ({ row, k, key: column.read(row) })), way = down ? -1 : 1;
    /* Where there is nothing to compare a row stands last, whichever way. */
    const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : a === '' || b === '' ? ((a === '') - (b === '')) * way : collate(a, b));
    return keyed.sort((a, b) => way * compare(a.key, b.key) || a.k - b.k).map((entry) => entry.row);
  }
  /* The rows of a table as it is sorted, all of them. */
  const sortedRows = (what) => sorted(tables[what].rows(), tables[what].columns.find((column) => column.name === sorting[what].by), sorting[what].down);
  function head(table, columns, sort) {
    const line = table.createTHead().insertRow();
    columns.forEach((column, k) => {
      const cell = make('th');
      cell.scope = 'col';
      cell.setAttribute('aria-sort', sort.by !== column.name ? 'none' : sort.down ? 'descending' : 'ascending');
      cell.append(button(column.name, () => {
        sort.down = sort.by === column.name ? !sort.down : Boolean(column.count);
        sort.by = column.name;
        first = 0;
        fill();
        place.querySelectorAll('th button')[k].focus();
      }));
      line.append(cell);
    });
  }
  function body(table, columns) {
    const part = table.createTBody();
    for (const row of rows.slice(first, first + MOST)) {
      const line = part.insertRow();
      columns.forEach((column, k) => {
        const cell = make(k ? 'td' : 'th'), value = String(column.read(row));
        if (!k) cell.scope = 'row';
        if (column.go) cell.append(button(value, () => choose(column.go(row))));
        else { cell.textContent = value; cell.dir = 'auto'; }
        cell.className = column.count ? 'count' : column.brief ? 'brief' : column.wide ? 'wide' : column.go ? 'name' : '';
        line.append(cell);
      });
    }
  }
  /* The bar above: which table, how many rows, and the way to the others. */
  function bar() {
    const last = Math.min(rows.length, first + MOST), more = rows.length > MOST;
    for (const name of ['texts', 'links']) document.getElementById(`list-${name}`).setAttribute('aria-pressed', String(name === shows));
    document.getElementById('row-count').textContent = rows.length ? `Rows ${number.format(first + 1)}–${number.format(last)} of ${number.format(rows.length)}` : 'No rows';
    for (const [id, off] of [['rows-first', first === 0], ['rows-before', first === 0], ['rows-after', last === rows.length], ['rows-last', last === rows.length]]) {
      const one = document.getElementById(id);
      one.hidden = !more;
      one.setAttribute('aria-disabled', String(off));
    }
  }
  function fill() {
    if (!shows) return;
    const { title, columns } = tables[shows], sort = sorting[shows];
    rows = sortedRows(shows);
    /* A column that is empty in every row only takes room. */
    const seen = columns.filter((column, k) => !column.file && (!k || column.name === sort.by || rows.some((row) => column.read(row) !== '')));
    first = Math.max(0, Math.min(first, Math.floor((rows.length - 1) / MOST) * MOST));
    const table = make('table', shows);
    table.createCaption().textContent = `${title}: ${number.format(rows.length)} of ${number.format(tables.total[shows])}`;
    head(table, seen, sort);
    body(table, seen);
    place.replaceChildren(table);
    bar();
  }
  function turn(to) {
    if (to < 0 || to >= rows.length) return;
    first = to;
    fill();
    place.scrollTop = 0;
  }
  /* Shows the table of `what`, or none. */
  function show(what) {
    if (what !== shows) first = 0;
    shows = what;
    box.hidden = !what;
    if (what) fill(); else place.replaceChildren();
  }
  function start(act) {
    choose = act;
    const last = () => Math.floor((rows.length - 1) / MOST) * MOST;
    const turns = { 'rows-first': () => 0, 'rows-before': () => first - MOST, 'rows-after': () => first + MOST, 'rows-last': last };
    for (const [id, where] of Object.entries(turns)) document.getElementById(id).addEventListener('click', () => turn(where()));
  }
  return Object.freeze({ show, fill, start, sortedRows, get shows() { return shows; } });
})();

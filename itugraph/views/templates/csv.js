'use strict';
/* Tables as files of comma-separated values (RFC 4180) that a spreadsheet opens: UTF-8 with a byte order
   mark, lines end in CR LF, and no cell is taken for a formula. */
const csv = (() => {
  function cell(value) {
    const plain = String(value);
    const text = typeof value !== 'number' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }
  function table(columns, rows) {
    const lines = [columns.map((column) => cell(column.name)), ...rows.map((row) => columns.map((column) => cell(column.read(row))))];
    return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
  }
  return Object.freeze({ table });
})();

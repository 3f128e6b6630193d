'use strict';
/* Files of what is shown: the picture as PNG and SVG, the texts and the links as tables. */
const save = (() => {
  const $ = (id) => document.getElementById(id), FINE = 2;
  const framed = window.parent !== window;

  function name(what, ending) {
    const title = document.title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
    return `${[title || 'itugraph', what].filter(Boolean).join('-')}.${ending}`;
  }
  function give(blob, file) {
    const link = document.createElement('a'), url = URL.createObjectURL(blob);
    link.href = url;
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    $('saved').textContent = framed ? `${file} is saved, where the frame around this page allows it` : `Saved ${file}`;
  }
  /* A canvas with the two ways of drawing inside a box and paler that a Drawing has. */
  function fine(width, height) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * FINE); canvas.height = Math.round(height * FINE);
    const ctx = canvas.getContext('2d');
    ctx.scale(FINE, FINE);
    ctx.within = (x, y, w, h, draw) => {
      ctx.save();
      ctx.beginPath(); ctx.rect(x, y, w, h); ctx.clip();
      ctx.translate(x, y);
      draw(ctx);
      ctx.restore();
    };
    ctx.faded = (strength, draw) => {
      const layer = document.createElement('canvas'), below = layer.getContext('2d');
      layer.width = canvas.width; layer.height = canvas.height;
      below.setTransform(ctx.getTransform());
      draw(below);
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.globalAlpha = strength;
      ctx.drawImage(layer, 0, 0);
      ctx.restore();
    };
    return ctx;
  }
  const svg = () => poster.draw((width, height) => new Drawing(width, height));
  const ways = {
    png: () => poster.draw(fine).canvas.toBlob((blob) => give(blob, name('', 'png')), 'image/png'),
    svg: () => give(new Blob([svg().text()], { type: 'image/svg+xml' }), name('', 'svg')),
    texts: () => give(new Blob([csv.table(tables.texts.columns, sheet.sortedRows('texts'))], { type: 'text/csv;charset=utf-8' }), name('texts', 'csv')),
    links: () => give(new Blob([csv.table(tables.links.columns, sheet.sortedRows('links'))], { type: 'text/csv;charset=utf-8' }), name('links', 'csv')),
  };
  function start() {
    for (const [way, act] of Object.entries(ways)) {
      $(`save-${way}`).addEventListener('click', () => { $('save').open = false; $('save').querySelector('summary').focus(); act(); });
    }
    $('save-table').addEventListener('click', () => ways[sheet.shows]());
    $('save-print').hidden = framed;
    $('save-print').addEventListener('click', () => { $('save').open = false; window.print(); });
    document.addEventListener('click', (event) => { if (!$('save').contains(event.target)) $('save').open = false; });
  }
  return Object.freeze({ start, svg });
})();

'use strict';
/* A drawing surface that gives SVG instead of pixels: as much of a canvas's manner as the pictures use.
   It is built of elements, so that every text in it is escaped by the browser. */
class Drawing {
  static NAME = 'http://www.w3.org/2000/svg';

  constructor(width, height) {
    this.svg = this.make('svg', { xmlns: Drawing.NAME, viewBox: `0 0 ${width} ${height}`, width, height });
    this.at = this.svg;
    this.ruler = document.createElement('canvas').getContext('2d');
    this.clips = 0;
    this.path = [];
    Object.assign(this, { fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, globalAlpha: 1, font: '11px sans-serif', textAlign: 'start', lineJoin: 'miter', dash: [], halo: null });
  }
  static short(number) { return Math.round(number * 100) / 100; }
  make(tag, attributes) {
    const element = document.createElementNS(Drawing.NAME, tag);
    for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') element.setAttribute(key, typeof value === 'number' ? Drawing.short(value) : value);
    return element;
  }
  put(tag, attributes, alpha = this.globalAlpha) {
    const element = this.make(tag, attributes);
    if (alpha < 1) element.setAttribute('opacity', Drawing.short(alpha));
    this.at.append(element);
    return element;
  }

  /* Two paths of their own, as `new Path2D()` would be. */
  paths() { return [new Trace(), new Trace()]; }
  beginPath() { this.current = new Trace(); }
  moveTo(x, y) { this.current.moveTo(x, y); }
  lineTo(x, y) { this.current.lineTo(x, y); }
  quadraticCurveTo(...all) { this.current.quadraticCurveTo(...all); }
  arc(...all) { this.current.arc(...all); }
  rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
  closePath() { this.current.closePath(); }
  setLineDash(dash) { this.dash = dash; }
  fill(path = this.current) { if (!path.empty) this.put('path', { d: path.d, fill: this.fillStyle }); }
  stroke(path = this.current) {
    if (path.empty) return;
    const dash = this.dash.length ? { 'stroke-dasharray': this.dash.join(' ') } : {};
    this.put('path', { d: path.d, fill: 'none', stroke: this.strokeStyle, 'stroke-width': this.lineWidth, ...dash });
  }
  fillRect(x, y, width, height) { if (width > 0 && height > 0) this.put('rect', { x, y, width, height, fill: this.fillStyle }); }

  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  /* The outline of a text is told before the text: both become one element. */
  strokeText() { this.halo = { stroke: this.strokeStyle, 'stroke-width': this.lineWidth, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }; }
  fillText(text, x, y) {
    const [, weight, size] = /^(?:(\d+) )?([\d.]+)px/.exec(this.font) || [null, null, '11'];
    const anchor = { center: 'middle', right: 'end' }[this.textAlign] || 'start';
    const style = { 'font-family': 'system-ui, "DejaVu Sans", sans-serif', 'font-size': Number(size), ...(weight ? { 'font-weight': weight } : {}) };
    const element = this.put('text', { x, y: y + Number(size) * 0.35, 'text-anchor': anchor, fill: this.fillStyle, ...style, ...(this.halo || {}) });
    // What XML cannot hold would make the whole file impossible to open.
    element.textContent = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
    this.halo = null;
  }

  group(attributes, draw) {
    const outer = this.at;
    this.at = outer.appendChild(this.make('g', attributes));
    draw(this);
    this.at = outer;
  }
  /* Draws inside a box of its own, whose corner is then 0, 0. */
  within(x, y, width, height, draw) {
    const clip = this.make('clipPath', { id: `box-${this.clips += 1}` });
    clip.append(this.make('rect', { x: 0, y: 0, width, height }));
    this.at.append(clip);
    this.group({ transform: `translate(${Drawing.short(x)} ${Drawing.short(y)})` }, () => this.group({ 'clip-path': `url(#${clip.id})` }, draw));
  }
  faded(opacity, draw) { this.group({ opacity }, draw); }
  text() { return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.svg)}\n`; }
}

/* A path as its commands. */
class Trace {
  constructor() { this.steps = []; }
  get d() { return this.steps.join(''); }
  get empty() { return !this.steps.length; }
  to(letter, ...numbers) { this.steps.push(letter + numbers.map(Drawing.short).join(' ')); }
  moveTo(x, y) { this.to('M', x, y); }
  lineTo(x, y) { this.to('L', x, y); }
  quadraticCurveTo(cx, cy, x, y) { this.to('Q', cx, cy, x, y); }
  closePath() { this.steps.push('Z'); }
  arc(x, y, r, begin, end, back = false) {
    const point = (angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)], whole = Math.abs(end - begin) >= 2 * Math.PI - 1e-6;
    const turn = back ? (begin - end + 4 * Math.PI) % (2 * Math.PI) : (end - begin + 4 * Math.PI) % (2 * Math.PI), flag = back ? 0 : 1;
    this.to(this.empty ? 'M' : 'L', ...point(begin));
    if (whole) { this.to('A', r, r, 0, 1, flag, ...point(begin + Math.PI)); this.to('A', r, r, 0, 1, flag, ...point(begin)); }
    else this.to('A', r, r, 0, turn > Math.PI ? 1 : 0, flag, ...point(end));
  }
}

// Draws one view's frames, cards and ties on vis-network's canvas, at the places that Python computed.

const NARROW_BELOW = 700; // pixels of room under which the narrow layout is used
const LEAST_SCALE = 0.8; // smaller, and labels could not be read
const MOST_SCALE = 1;
const MARGIN = 4, FRAME_GAP = 14, PADDING = 8, GLYPH = 16, GLYPH_GAP = 7; // as in cards.py
const FADED = 0.14;
const CROWD = 80; // ties on the map above which they are drawn paler
const OVERVIEW = 0.45; // scale under which a card shows its colour instead of its text
const LEAST_VIEW = 160; // pixels of the map to keep in sight

// The cards and frames of a layout with the drawers of the opened folds pulled out: stacked() of cards.py.
function stack(layout, opened) {
  const frames = layout.frames.map(([kind, left, width, height, shelf, drawn]) =>
    ({ kind, left, width, shelf, drawn, end: height }));
  const pulled = layout.drawers.filter(drawer => opened.has(drawer.fold)).map(drawer => {
    const frame = frames[drawer.frame], drop = frame.end;
    frame.end += drawer.height;
    return { drawer, frame, drop };
  });
  const shelves = measureShelves(frames);
  const cards = layout.cards.map(card => placeCard(card, shelves[card[6]].top));
  for (const { drawer, frame, drop } of pulled) {
    cards.push(...drawer.cards.map(card => placeCard(card, shelves[frame.shelf].top + drop)));
  }
  const shown = frames.filter(frame => frame.end)
    .map(frame => ({ ...frame, top: shelves[frame.shelf].top, height: shelves[frame.shelf].height }));
  const height = Math.max(0, ...shown.map(frame => frame.top + frame.height)) + MARGIN;
  return { cards, frames: shown, width: layout.width, height, byKey: new Map(cards.map(card => [card.key, card])) };
}

function measureShelves(frames) {
  const shelves = [];
  for (const { shelf, end } of frames) {
    shelves[shelf] = { height: Math.max(shelves[shelf]?.height ?? 0, end) };
  }
  let top = MARGIN;
  for (const shelf of shelves) {
    shelf.top = top;
    top += shelf.height ? shelf.height + FRAME_GAP : 0;
  }
  return shelves;
}

function placeCard([key, role, left, top, width, height, , lines, note, kind], shelfTop) {
  const y = top + shelfTop;
  return { key, role, left, top: y, width, height, lines, note, kind, x: left + width / 2, y: y + height / 2 };
}

class TieMap {
  constructor(holder, data, listener, allTies) {
    Object.assign(this, { holder, data, listener, allTies });
    Object.assign(this, { opened: new Set(), zoom: 1, active: null, chosen: null });
    this.matches = null;
    this.near = new Set();
    this.styles = new Map(data.nodes.map(node => [node.id, node]));
    this.extent = holder.appendChild(makeElement("div", "map-extent"));
    this.window = this.extent.appendChild(makeElement("div", "map-window"));
    this.layout = data.layouts[this.format()];
    this.picture = stack(this.layout, this.opened);
    this.fitWindow();
    this.startNetwork();
    this.arrange();
    this.listen();
  }

  format() {
    return this.holder.clientWidth < NARROW_BELOW ? "narrow" : "wide";
  }

  startNetwork() {
    const ctxRenderer = event => this.drawCard(event);
    this.nodes = new vis.DataSet(this.data.nodes.map(node =>
      ({ id: node.id, label: node.label, shape: "custom", x: 0, y: 0, hidden: true, ctxRenderer })));
    this.edges = new vis.DataSet([]);
    this.network = new vis.Network(this.window, { nodes: this.nodes, edges: this.edges }, this.data.options);
    this.network.on("beforeDrawing", context => this.drawGround(context));
    this.network.on("click", event => this.click(event.pointer));
  }

  listen() {
    this.holder.addEventListener("scroll", () => this.aim());
    this.window.addEventListener("mousemove", event => {
      this.window.style.cursor = this.cardAt(this.pointOf(event)) ? "pointer" : "";
    });
    new ResizeObserver(() => this.resize()).observe(this.holder);
  }

  pointOf(event) {
    const box = this.window.getBoundingClientRect();
    return this.network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
  }

  // ---- places

  arrange() {
    this.layout = this.data.layouts[this.format()];
    this.picture = stack(this.layout, this.opened);
    this.nodes.update(this.data.nodes.map(({ id }) => {
      const card = this.picture.byKey.get(id);
      return card ? { id, x: card.x, y: card.y, hidden: false } : { id, hidden: true };
    }));
    this.drawTies();
    this.fitWindow();
    this.aim();
    this.learnSizes();
  }

  // vis-network hears a card's size when it draws it and believes it after the next update: else ties end inside.
  learnSizes() {
    this.network.redraw();
    this.nodes.update(this.picture.cards.filter(card => card.key).map(card => ({ id: card.key })));
  }

  baseScale() {
    const room = this.holder.clientWidth / this.picture.width;
    return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, room));
  }

  scale() {
    return this.baseScale() * this.zoom;
  }

  // The window is as large as what can be seen; only the extent around it is as large as the map, for canvases are limited.
  fitWindow() {
    const height = this.picture.height * this.baseScale();
    this.holder.style.height = `${Math.min(height + 2, this.mostHeight())}px`;
    const { clientWidth, clientHeight } = this.holder;
    this.width = clientWidth;
    this.extent.style.width = `${Math.max(clientWidth, this.picture.width * this.scale())}px`;
    this.extent.style.height = `${Math.max(clientHeight, this.picture.height * this.scale())}px`;
    this.window.style.width = `${clientWidth}px`;
    this.window.style.height = `${clientHeight}px`;
    this.network?.setSize(`${clientWidth}px`, `${clientHeight}px`);
  }

  // A map at the top of the page ends with the browser's window; one further down takes most of it.
  mostHeight() {
    const top = this.holder.getBoundingClientRect().top + window.scrollY;
    const room = top < window.innerHeight / 2 ? window.innerHeight - top - 16 : window.innerHeight * 0.8;
    return Math.max(420, room);
  }

  // Points vis-network's camera at what the scroll bars say.
  aim() {
    const scale = this.scale(), { clientWidth, clientHeight, scrollLeft, scrollTop } = this.holder;
    const spare = Math.max(0, clientWidth - this.picture.width * scale) / 2;
    const position = {
      x: (scrollLeft - spare + clientWidth / 2) / scale,
      y: (scrollTop + clientHeight / 2) / scale,
    };
    this.network.moveTo({ position, scale, animation: false });
  }

  resize() {
    if (this.width === this.holder.clientWidth) return;
    if (this.data.layouts[this.format()] !== this.layout) this.arrange();
    this.fitWindow();
    this.aim();
    this.network.redraw();
  }

  setZoom(zoom) {
    const { scrollTop, scrollLeft, clientWidth, clientHeight } = this.holder;
    const ratio = zoom / this.zoom;
    this.zoom = zoom;
    this.fitWindow();
    this.holder.scrollTop = (scrollTop + clientHeight / 2) * ratio - clientHeight / 2;
    this.holder.scrollLeft = (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2;
    this.aim();
  }

  zoomBy(factor) {
    this.setZoom(Math.min(4, Math.max(0.1, this.zoom * factor)));
  }

  showWhole() {
    const { clientWidth, clientHeight } = this.holder, { width, height } = this.picture;
    this.setZoom(Math.min(clientWidth / width, clientHeight / height, this.baseScale()) / this.baseScale());
  }

  // A map that can be read while all of it is in sight opens so.
  openWhole() {
    const { clientWidth, clientHeight } = this.holder, { width, height } = this.picture;
    const scale = Math.min(clientWidth / width, clientHeight / height);
    if (scale >= LEAST_SCALE && scale < this.scale()) this.setZoom(scale / this.baseScale());
  }

  // Brings a card into the part of the map that can be seen above the line `bottom` of the browser's window.
  reveal(key, bottom = window.innerHeight) {
    const card = this.picture.byKey.get(key);
    if (!card) return;
    const scale = this.scale(), { clientWidth, scrollLeft, scrollTop } = this.holder;
    const spare = Math.max(0, clientWidth - this.picture.width * scale) / 2;
    const [start, end] = this.seen(bottom);
    this.holder.scrollTop = intoView(scrollTop + start, end - start, card.top * scale, card.height * scale) - start;
    this.holder.scrollLeft = intoView(scrollLeft, clientWidth, card.left * scale + spare, card.width * scale);
    this.aim();
    this.scrollPageTo(card.y * scale - this.holder.scrollTop, bottom);
  }

  // From where to where the map can be seen, counted from its top; the page moves where that is too little.
  seen(bottom) {
    const stretch = () => {
      const { top, height } = this.holder.getBoundingClientRect();
      return [Math.max(0, -top), Math.min(height, bottom - top)];
    };
    const [start, end] = stretch();
    if (end - start < LEAST_VIEW) window.scrollBy(0, this.holder.getBoundingClientRect().top - 8);
    return stretch();
  }

  // A map that cannot scroll far enough is moved with the page.
  scrollPageTo(y, bottom) {
    const at = this.holder.getBoundingClientRect().top + y;
    if (at < 0 || at > bottom) window.scrollBy(0, at - bottom / 2);
  }

  centreOn(key) {
    const card = this.picture.byKey.get(key);
    if (!card) return;
    this.holder.scrollTop = card.y * this.scale() - this.holder.clientHeight / 2;
    this.holder.scrollLeft = card.x * this.scale() - this.holder.clientWidth / 2;
    this.aim();
  }

  // ---- folds

  standIn(key) {
    return this.picture.byKey.has(key) ? key : this.data.standIns[key];
  }

  isFold(key) {
    return key.startsWith("f");
  }

  folds() {
    return this.data.nodes.map(node => node.id).filter(key => this.isFold(key));
  }

  setOpened(keys) {
    this.opened = new Set(keys);
    this.arrange();
  }

  toggle(key) {
    const opened = new Set(this.opened);
    if (!opened.delete(key)) opened.add(key);
    this.setOpened(opened);
  }

  bringOut(key) {
    if (!this.picture.byKey.has(key)) this.toggle(this.data.standIns[key]);
  }

  // ---- ties

  drawTies() {
    this.spans = this.findSpans();
    this.edges.clear();
    this.edges.add(this.spans.map(span => ({ ...this.look(span), id: span.id })));
  }

  restyleTies() {
    this.edges.update(this.spans.map(span => ({ ...this.look(span), id: span.id })));
  }

  // What is drawn: each tie between the cards in sight, once for each look; spans() of drawing.py.
  findSpans() {
    const found = new Map();
    for (const tie of this.data.edges) {
      const from = this.standIn(tie.from), to = this.standIn(tie.to);
      const hidden = from !== tie.from || to !== tie.to;
      if (tie.framed || from === to || (hidden && this.shareFrame(from, to))) continue;
      const look = JSON.stringify([from, to, tie.color, tie.dashes, tie.arrows, hidden ? 0 : tie.smooth]);
      if (found.has(look)) found.get(look).ties.push(tie.id);
      else found.set(look, { id: tie.id, tie, from, to, ties: [tie.id] });
    }
    return [...found.values()];
  }

  shareFrame(a, b) {
    return this.data.homes[a] !== undefined && this.data.homes[a] === this.data.homes[b];
  }

  look({ tie, from, to, ties }) {
    const near = this.isNear(from, to, ties);
    const usual = this.spans.length > CROWD ? 0.45 : 0.75;
    const opacity = this.chosen === null ? usual : near ? 1 : FADED;
    const title = ties.length > 1 ? `${ties.length} ties` : this.tieText(tie);
    return {
      from, to, title, hidden: !near && !this.allTies, dashes: tie.dashes, arrows: tie.arrows,
      smooth: tie.smooth, width: near ? 2.6 : 1.6, color: { color: tie.color, opacity },
    };
  }

  isNear(from, to, ties) {
    return this.chosen !== null && ([from, to].includes(this.chosen) || ties.includes(this.chosen));
  }

  tieText(tie) {
    const text = `${this.styles.get(tie.from).label} ${tie.relation} ${this.styles.get(tie.to).label}`;
    return tie.dates ? `${text} (${tie.dates})` : text;
  }

  // ---- choosing

  choose(key) {
    this.chosen = key;
    this.near = this.findNear();
    this.active = this.picture.byKey.has(key) ? key : this.active;
    this.restyleTies();
    this.network.redraw();
  }

  // The cards that the chosen card or tie touches.
  findNear() {
    if (this.chosen === null) return new Set();
    const near = this.spans.filter(span => this.isNear(span.from, span.to, span.ties));
    return new Set(near.flatMap(span => [span.from, span.to]));
  }

  setMatches(keys) {
    this.matches = keys && new Set([...keys].map(key => this.standIn(key)));
    this.network.redraw();
  }

  setAllTies(all) {
    this.allTies = all;
    this.restyleTies();
  }

  click(pointer) {
    const card = this.cardAt(pointer.canvas);
    if (card) this.listener.card(card.key);
    else this.clickTie(this.network.getEdgeAt(pointer.DOM));
  }

  clickTie(id) {
    const span = this.spans.find(found => found.id === id);
    if (span) this.listener.ties(span.ties);
    else this.listener.nothing();
  }

  cardAt({ x, y }) {
    return this.picture.cards.find(card => card.key && x >= card.left && x <= card.left + card.width
      && y >= card.top && y <= card.top + card.height);
  }

  // The nearest card in a direction, cards far off to the side counting as further away.
  beside(key, [dx, dy]) {
    const from = this.picture.byKey.get(key);
    const cost = card => {
      const x = card.x - from.x, y = card.y - from.y;
      const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
      return along > 3 ? along + 2.5 * across : Infinity;
    };
    const cards = this.picture.cards.filter(card => card.key && card.key !== key && cost(card) < Infinity);
    return cards.sort((a, b) => cost(a) - cost(b))[0]?.key;
  }

  first() {
    return this.data.start ?? this.picture.cards.find(card => card.key)?.key;
  }

  setActive(key) {
    this.active = key;
    this.reveal(key);
    this.network.redraw();
  }

  // ---- drawing

  drawGround(context) {
    for (const { kind, left, top, width, height } of this.picture.frames.filter(frame => frame.drawn)) {
      [context.fillStyle, context.strokeStyle] = this.frameColours(kind);
      context.lineWidth = 1;
      roundedPath(context, left, top, width, height, 8);
      context.fill();
      context.stroke();
    }
    for (const card of this.picture.cards) {
      if (card.role === "heading") this.drawText(context, card, 0, true);
    }
  }

  frameColours(kind) {
    return this.data.frames[kind] ?? this.data.frames[""];
  }

  drawCard({ ctx, id }) {
    const card = this.picture.byKey.get(id), node = this.styles.get(id);
    const nodeDimensions = { width: card?.width ?? 1, height: card?.height ?? 1 };
    const drawNode = () => {
      if (card.role !== "title") this.drawPlate(ctx, card);
      ctx.globalAlpha = this.isFaded(id) ? 0.35 : 1;
      this.drawBody(ctx, card, node);
    };
    return { drawNode: card ? drawNode : () => {}, nodeDimensions };
  }

  isFaded(id) {
    if (id === this.chosen || this.near.has(id)) return false;
    if (this.matches !== null) return !this.matches.has(id);
    return this.near.size > 0;
  }

  drawBody(context, card, node) {
    const plate = card.role !== "title";
    if (plate) this.drawBorder(context, card, node);
    if (plate && this.scale() < OVERVIEW) this.drawColour(context, card, node);
    else this.drawWords(context, card, node, plate);
    if (card.key === this.active || card.key === this.chosen) this.drawRing(context, card, 3);
    else if (this.near.has(card.key)) this.drawRing(context, card, 1.5);
  }

  drawWords(context, card, node, plate) {
    const inset = plate ? PADDING : 0, y = plate ? card.y : card.top + 10;
    this.drawGlyph(context, card, node, card.left + inset + GLYPH / 2, y);
    this.drawText(context, card, inset + GLYPH + GLYPH_GAP, !plate || node.emphasis === "key");
  }

  drawPlate(context, card) {
    context.fillStyle = card.key === this.data.start ? this.data.ink : "#ffffff";
    roundedPath(context, card.left, card.top, card.width, card.height, 5);
    context.fill();
  }

  // The whole map at once is too small to be read: a card shows its colour and its digit.
  drawColour(context, card, node) {
    context.fillStyle = node.color;
    context.fill();
    context.fillStyle = "#ffffff";
    context.font = `bold 30px ${this.data.face}`;
    context.textAlign = "center";
    context.fillText(node.digit || "", card.x, card.y + 11);
  }

  drawBorder(context, card, node) {
    context.strokeStyle = card.key === this.data.start ? this.data.ink : node.color;
    context.lineWidth = node.emphasis === "key" ? 2 : 1;
    context.setLineDash(card.role === "fold" ? [4, 3] : []);
    roundedPath(context, card.left, card.top, card.width, card.height, 5);
    context.stroke();
    context.setLineDash([]);
  }

  drawRing(context, card, width) {
    context.strokeStyle = this.data.ink;
    context.lineWidth = width;
    roundedPath(context, card.left - 3, card.top - 3, card.width + 6, card.height + 6, 7);
    context.stroke();
  }

  drawGlyph(context, card, node, x, y) {
    const name = this.opened.has(card.key) ? "opened" : node.glyph;
    context.fillStyle = card.key === this.data.start ? "#ffffff" : node.color;
    context.beginPath();
    for (const [a, b] of this.data.glyphs[name]) context.lineTo(x + a * GLYPH / 2, y + b * GLYPH / 2);
    context.fill();
    if (!node.digit) return;
    context.fillStyle = card.key === this.data.start ? this.data.ink : "#ffffff";
    context.font = `bold 11px ${this.data.face}`;
    context.textAlign = "center";
    context.fillText(node.digit, x, y + 4);
  }

  drawText(context, card, inset, bold) {
    const large = card.role === "title" || card.role === "heading";
    const step = large ? 16 : 15, x = card.left + inset, room = card.width - inset - (large ? 0 : PADDING);
    const high = card.lines.length * step + card.note.length * 13;
    let y = card.top + (card.height - high) / 2;
    context.textAlign = "left";
    context.direction = "ltr";
    context.textBaseline = "alphabetic";
    // A title has no plate of its own: lines that cross it are held off by the colour of its frame.
    [context.strokeStyle, context.lineWidth, context.lineJoin] = [this.frameColours(card.kind)[0], 4, "round"];
    const inverse = card.key === this.data.start; // the centre of the view stands out: light on dark
    const faint = this.styles.get(card.key)?.emphasis === "faint";
    context.fillStyle = inverse ? "#ffffff" : faint ? this.data.muted : this.data.ink;
    context.font = `${bold ? "bold " : ""}${large ? 13 : 12}px ${this.data.face}`;
    const write = (line, baseline) => {
      if (large) context.strokeText(line, x, baseline, room);
      context.fillText(line, x, baseline, room);
    };
    for (const line of card.lines) write(line, (y += step) - 4);
    context.fillStyle = inverse ? "#ffffff" : this.data.muted;
    context.font = `11px ${this.data.face}`;
    for (const line of card.note) write(line, (y += 13) - 3);
  }
}

function makeElement(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// The present scroll position if a stretch is in view at it, else the nearest at which it is, with some air around.
function intoView(scroll, room, start, length) {
  if (start >= scroll && start + length <= scroll + room) return scroll;
  const air = Math.min(40, (room - length) / 2);
  return Math.min(start - air, Math.max(scroll, start + length + air - room));
}

function roundedPath(context, left, top, width, height, radius) {
  context.beginPath();
  context.roundRect(left, top, width, height, radius);
}

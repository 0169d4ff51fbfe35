// One view: its map, its tables, its search and its evidence panel.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAUSE = 200; // milliseconds after the last letter before the search answers

class View {
  constructor(root) {
    this.root = root;
    this.data = JSON.parse(this.part("data").textContent);
    this.labels = new Map(this.data.nodes.map(node => [node.id, node.label]));
    this.ties = new Map(this.data.edges.map(tie => [tie.id, tie]));
    this.rows = new Map([...root.querySelectorAll("tr[data-key]")].map(row => [row.dataset.key, row]));
    this.matches = [];
    this.hint = this.part("evidence-body").firstElementChild;
    this.reveal();
    this.map = new TieMap(this.part("map"), this.data, {
      card: key => this.press(key), ties: keys => this.showTies(keys), nothing: () => this.clear(),
    }, this.part("all-ties").checked);
    this.listen();
    this.map.openWhole();
    this.map.centreOn(this.data.start);
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  reveal() {
    this.root.classList.add("live");
    for (const name of ["tools", "map", "evidence"]) this.part(name).hidden = false;
    this.part("map").hidden = this.data.nodes.length === 0;
    this.part("legend").open = !window.matchMedia("(max-width: 900px)").matches;
    window.addEventListener("beforeprint", () => { this.part("legend").open = true; });
  }

  listen() {
    const announce = text => this.announce(text);
    for (const table of [this.part("nodes"), this.part("ties")]) makeSortable(table, announce);
    makeNameButtons(this.part("nodes"), key => this.showNode(key));
    makeNameButtons(this.part("ties"), key => this.showTies([key]));
    this.part("map").addEventListener("keydown", event => this.mapKey(event));
    this.part("map").addEventListener("focus", () => this.enterMap());
    this.part("search").addEventListener("input", () => this.searchSoon());
    this.part("search").addEventListener("keydown", event => this.searchKey(event));
    this.part("all-ties").addEventListener("change", event => this.map.setAllTies(event.target.checked));
    this.part("tools").addEventListener("click", event => this.tool(event.target.closest("[data-do]")));
    this.root.addEventListener("keydown", event => event.key === "Escape" && this.clear());
  }

  announce(text) {
    this.part("status").textContent = text;
  }

  // ---- tools

  tool(button) {
    const actions = {
      in: () => this.map.zoomBy(1.25), out: () => this.map.zoomBy(0.8), whole: () => this.showWhole(button),
      unfold: () => this.unfoldAll(button),
    };
    if (button) actions[button.dataset.do]();
  }

  showWhole(button) {
    const whole = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(whole));
    if (whole) this.map.showWhole();
    else this.map.setZoom(1);
  }

  unfoldAll(button) {
    const unfold = button.getAttribute("aria-pressed") === "false";
    this.map.setOpened(unfold ? this.map.folds() : []);
    this.showFoldState();
    this.announce(unfold ? "All folds are open" : "All folds are closed");
  }

  showFoldState() {
    const button = this.root.querySelector('[data-do="unfold"]');
    button?.setAttribute("aria-pressed", String(this.map.opened.size === this.map.folds().length));
  }

  // ---- search

  searchSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  searchKey(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(this.timer);
      this.search();
      this.nextMatch();
    } else if (event.key === "Escape" && event.target.value) {
      event.stopPropagation();
      event.target.value = "";
      this.search();
    }
  }

  search() {
    const wanted = folded(this.part("search").value.trim());
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.turn = -1;
    const named = this.data.nodes.filter(node => !this.map.isFold(node.id) && folded(node.label).includes(wanted));
    this.matches = wanted ? named.map(node => node.id) : [];
    this.part("found").textContent = wanted ? this.foundText() : "";
    this.map.setMatches(wanted ? this.matches : null);
    this.filterTables(wanted);
  }

  foundText() {
    const count = this.matches.length;
    return count === 0 ? "None found" : `${count} found: Enter goes to ${count === 1 ? "it" : "the next"}`;
  }

  filterTables(wanted) {
    const found = new Set(this.matches), keep = key => !wanted || found.has(key);
    const keepTie = key => keep(this.ties.get(key).from) || keep(this.ties.get(key).to);
    this.part("count-nodes").textContent = filterRows(this.part("nodes"), keep);
    this.part("count-ties").textContent = filterRows(this.part("ties"), keepTie);
  }

  nextMatch() {
    if (!this.matches.length) return;
    this.turn = (this.turn + 1) % this.matches.length;
    this.showNode(this.matches[this.turn]);
  }

  // ---- keyboard on the map

  enterMap() {
    if (!this.map.active && this.map.first()) this.map.setActive(this.map.first());
    this.announceActive();
  }

  mapKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event, zooms = { "+": 1.25, "=": 1.25, "-": 0.8 };
    if (ARROWS[key]) this.walk(event, this.map.beside(this.map.active, ARROWS[key]));
    else if (key === "Home") this.walk(event, this.map.first());
    else if (key === "Enter" || key === " ") this.pressActive(event);
    else if (zooms[key]) this.map.zoomBy(zooms[key]);
  }

  walk(event, key) {
    event.preventDefault();
    if (!key) return;
    this.map.setActive(key);
    this.announceActive();
  }

  announceActive() {
    const key = this.map.active;
    if (key) this.announce(this.describe(key));
  }

  describe(key) {
    const label = this.labels.get(key);
    if (this.map.isFold(key)) return `${label}, ${this.map.opened.has(key) ? "open" : "folded"}`;
    return [label, ...this.kinds(key)].join(", ");
  }

  // Type, group and rung of a node, as far as it has them.
  kinds(key) {
    const cells = this.rows.get(key).querySelectorAll('[data-part="type"], [data-part="group"], [data-part="rung"]');
    return [...cells].map(cell => cell.textContent.trim()).filter(Boolean);
  }

  pressActive(event) {
    event.preventDefault();
    if (this.map.active) this.press(this.map.active);
  }

  // ---- evidence

  press(key) {
    if (!this.map.isFold(key)) return this.showNode(key);
    this.map.toggle(key);
    this.map.setActive(key);
    this.showFoldState();
    this.announceActive();
  }

  showNode(key) {
    this.map.bringOut(key);
    this.showFoldState();
    this.map.choose(key);
    this.mark([key]);
    const ties = [...this.ties.values()].filter(tie => tie.from === key || tie.to === key);
    this.fill(this.labels.get(key), this.kinds(key).join(" · "), [this.copyMore(key), this.tieList(ties, key)]);
    this.map.reveal(key, this.sheetTop());
  }

  showTies(keys) {
    const ties = keys.map(key => this.ties.get(key));
    if (keys.length === 1) [ties[0].from, ties[0].to].forEach(key => this.map.bringOut(key));
    this.showFoldState();
    this.map.choose(keys[0]);
    this.mark(keys);
    this.fill(keys.length > 1 ? `${keys.length} ties` : "A tie", "", [this.tieList(ties, null)]);
    this.map.reveal(this.map.standIn(ties[0].from), this.sheetTop());
  }

  // On a narrow screen the evidence lies over the page: how far down the page can be seen.
  sheetTop() {
    const sheet = this.part("evidence");
    return getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : window.innerHeight;
  }

  mark(keys) {
    for (const row of this.root.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
    for (const key of keys) this.rows.get(key)?.classList.add("chosen");
  }

  clear() {
    this.map.choose(null);
    this.mark([]);
    this.part("evidence").classList.remove("open");
    this.part("evidence-body").replaceChildren(this.hint);
  }

  fill(title, facts, pieces) {
    const head = makeElement("div", "evidence-head"), close = makeElement("button", "evidence-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close the evidence");
    close.addEventListener("click", () => this.clear());
    head.append(withText("h3", title), close);
    this.part("evidence-body").replaceChildren(head, makeElement("p", "kind", facts), ...pieces);
    this.part("evidence").classList.add("open");
    this.part("evidence").scrollTop = 0;
    this.announce(`Evidence: ${title}`);
  }

  copyMore(key) {
    const block = makeElement("div");
    block.append(...[...this.rows.get(key).querySelector('[data-part="more"]').childNodes].map(node => node.cloneNode(true)));
    return block;
  }

  tieList(ties, key) {
    const block = makeElement("div");
    if (key) block.append(makeElement("h4", "", ties.length ? `Ties (${ties.length})` : "No tie is known"));
    const list = block.appendChild(makeElement("ul", "walk"));
    list.append(...ties.map(tie => this.tieItem(tie, key)));
    return block;
  }

  tieItem(tie, key) {
    const item = makeElement("li"), line = item.appendChild(makeElement("div"));
    line.append(this.end(tie.from, key), " ", withText("bdi", tie.relation), " ", this.end(tie.to, key));
    item.append(makeElement("div", "when", [tie.dates, tie.standing].filter(Boolean).join(" · ")), this.copyMore(tie.id));
    return item;
  }

  end(key, here) {
    if (key === here) return withText("bdi", this.labels.get(key));
    const button = makeElement("button", "link");
    button.type = "button";
    button.append(withText("bdi", this.labels.get(key)));
    button.addEventListener("click", () => this.showNode(key));
    return button;
  }
}

function withText(tag, text) {
  const element = makeElement(tag);
  element.append(tag === "bdi" ? text : withText("bdi", text));
  return element;
}

for (const root of document.querySelectorAll("[data-view]")) {
  try {
    root.view = new View(root); // within reach of a page that embeds it
  } catch (fault) {
    // The drawing and the tables are on the page already: without scripts they stay.
    root.classList.replace("live", "plain");
    for (const part of root.querySelectorAll(".screen")) part.hidden = true;
    throw fault;
  }
}

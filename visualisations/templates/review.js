// A person decides: every key is a question to the local server, which saves and answers with what to show.

const part = name => document.querySelector(`[data-part="${name}"]`);
const dialogOf = name => document.querySelector(`[data-dialog="${name}"]`);
const cards = () => [...document.querySelectorAll(".fact")];
const SAID = { accept: "Accepted", reject: "Rejected", amend: "Corrected", merge: "Joined", split: "Parted", undo: "Taken back" };
let state = JSON.parse(part("data").textContent);
let chosen = null;
let waiting = false;

const cardOf = number => document.getElementById(`fact-${number}`);
const current = () => (chosen === null ? null : cardOf(chosen));
const factOf = card => state.facts.find(fact => fact.id === card.dataset.key);
const nameOf = id => state.names.find(name => name.id === id);

function choose(card, { focus = true } = {}) {
  if (!card) return;
  for (const other of document.querySelectorAll('.fact[aria-current]')) other.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  chosen = card.dataset.number;
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  showWords();
}

// The quote may be cut into several marks where others overlap it.
function showWords() {
  for (const mark of document.querySelectorAll("mark.now")) mark.classList.remove("now");
  const marks = [...document.querySelectorAll("mark")].filter(mark => mark.dataset.facts.split(" ").includes(chosen));
  for (const mark of marks) mark.classList.add("now");
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
}

function step(by) {
  const all = cards();
  const at = all.indexOf(current());
  choose(all[Math.max(0, Math.min(all.length - 1, at + by))]);
}

function nextToDecide() {
  const all = cards();
  const at = all.indexOf(current());
  const open = card => card.dataset.state === "proposed";
  choose(all.slice(at + 1).find(open) || all.find(open) || current());
}

function complain(message, dialog) {
  const place = dialog ? dialog.querySelector('[data-part="dialog-fault"]') : part("fault");
  place.textContent = message;
  place.hidden = !message;
}

async function ask(what, fields, dialog) {
  if (waiting) return false;
  waiting = true;
  complain("", dialog);
  try {
    const answer = await fetch("do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ do: what, ...fields }),
    });
    const said = await answer.json();
    if (!answer.ok) complain(said.fault, dialog);
    else show(what, said);
    return answer.ok;
  } catch {
    complain("The review was stopped: start it again. What was decided is saved.", dialog);
    return false;
  } finally {
    waiting = false;
  }
}

function show(what, said) {
  state = said.state;
  part("progress").textContent = said.progress;
  if (said.card) current().outerHTML = said.card;
  else part("list").innerHTML = said.list;
  part("said").textContent = `${SAID[what] || ""}. Saved.`;
  choose(current() || cards()[0]);
}

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function offerNames(select, names, empty) {
  select.replaceChildren(...(empty ? [option("", empty)] : []), ...names.map(name => option(name.id, `${name.name} (${name.type.replace("_", " ")})`)));
}

function offerEnds(select, fact, byEnd) {
  const ends = ["source", "target"].filter(end => fact[end]);
  select.replaceChildren(...ends.map(end => option(byEnd ? end : fact[end], nameOf(fact[end])?.name ?? fact[end])));
}

const fillers = {
  amend(form, fact) {
    offerNames(form.source, state.names);
    offerNames(form.target, state.names, "nobody");
    for (const key of ["type", "source", "target", "role", "from", "to", "certainty"]) form[key].value = fact[key];
    form.negated.checked = fact.negated;
    const named = state.names.find(name => name.id === fact.source);
    form.elements.name.value = named.name;
    form.name_type.value = named.type;
    form.group_kind.value = named.kind;
  },
  merge(form, fact) {
    offerEnds(form.gone, fact, false);
    const offer = () => {
      const type = nameOf(form.gone.value)?.type;
      offerNames(form.into, state.names.filter(name => name.type === type && name.id !== form.gone.value));
    };
    form.gone.onchange = offer;
    offer();
  },
  split(form, fact) {
    offerEnds(form.end, fact, true);
    form.elements.name.value = "";
  },
  help() {},
};

function open(name) {
  const card = current();
  const dialog = dialogOf(name);
  if (!card && name !== "help") return;
  complain("", dialog.querySelector('[data-part="dialog-fault"]') ? dialog : null);
  fillers[name](dialog.querySelector("form"), card && factOf(card));
  dialog.showModal();
}

function given(form, key) {
  const fields = Object.fromEntries(new FormData(form));
  if (form.negated) fields.negated = form.negated.checked;
  return { key, ...fields };
}

for (const name of ["amend", "merge", "split"]) {
  const dialog = dialogOf(name);
  dialog.querySelector("form").addEventListener("submit", async event => {
    if (event.submitter && event.submitter.value !== "keep") return;
    event.preventDefault();
    const kept = await ask(name, given(event.target, current().dataset.key), dialog);
    if (!kept) return;
    dialog.close();
    nextToDecide();
  });
}

for (const dialog of document.querySelectorAll("dialog")) dialog.addEventListener("close", () => current()?.focus());

async function decide(what) {
  const card = current();
  if (card && await ask(what, { key: card.dataset.key })) nextToDecide();
}

const deeds = {
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  undo: () => ask("undo", {}),
  amend: () => open("amend"),
  merge: () => open("merge"),
  split: () => open("split"),
  help: () => open("help"),
  next: () => step(1),
  previous: () => step(-1),
  finish: async () => {
    if (await ask("finish", {})) part("said").textContent = "Finished. You can close this page.";
  },
};
const KEYS = { j: "next", k: "previous", a: "accept", r: "reject", e: "amend", m: "merge", s: "split", u: "undo", "?": "help" };

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const deed = KEYS[event.key];
  if (!deed) return;
  event.preventDefault();
  deeds[deed]();
});
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => deeds[button.dataset.do]());
part("list").addEventListener("click", event => choose(event.target.closest(".fact")));
part("raw").addEventListener("click", event => {
  const mark = event.target.closest("mark");
  if (mark) choose(cardOf(mark.dataset.facts.split(" ")[0]));
});

choose(cards().find(card => card.dataset.state === "proposed") || cards()[0], { focus: false });

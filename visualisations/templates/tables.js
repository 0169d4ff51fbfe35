// Sorting and filtering of the tables, and their names as buttons.

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

// Letters without case and accents, so that a search for "llan" finds "Llân".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");
}

function makeSortable(table, announce) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = makeElement("button", "screen", header.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const way = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      sortBy(table, column, way);
      announce(`Sorted by ${button.textContent}, ${way}`);
    });
    // A browser that repeats a table's head on each sheet repeats its text only.
    header.replaceChildren(makeElement("span", "print-only", header.textContent), button);
  });
}

function sortBy(table, column, way) {
  for (const header of table.tHead.rows[0].cells) header.removeAttribute("aria-sort");
  table.tHead.rows[0].cells[column].setAttribute("aria-sort", way);
  const key = row => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const sign = way === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map(row => [key(row), row]);
  // What is not known goes last, whichever way is asked for.
  rows.sort(([a], [b]) => (a === "") - (b === "") || sign * collator.compare(a, b));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

// The names become buttons with one tab stop between them; arrow keys go from row to row.
function makeNameButtons(table, choose) {
  for (const row of table.tBodies[0].rows) {
    const cell = row.querySelector('[data-part="name"]'), button = makeElement("button", "link");
    button.type = "button";
    button.tabIndex = -1;
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => choose(row.dataset.key));
  }
  table.addEventListener("keydown", event => walkRows(table, event));
  setTabStop(table, shownButtons(table)[0]);
}

function shownButtons(table) {
  return [...table.querySelectorAll("tbody tr:not([hidden]) .link")];
}

function setTabStop(table, button) {
  table.querySelector('.link[tabindex="0"]')?.setAttribute("tabindex", "-1");
  button?.setAttribute("tabindex", "0");
}

function walkRows(table, event) {
  const buttons = shownButtons(table), here = buttons.indexOf(event.target);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 };
  const next = here < 0 ? undefined : buttons[steps[event.key]];
  if (!next) return;
  event.preventDefault();
  setTabStop(table, next);
  next.focus();
}

// Shows the rows for which `keep(key)` is true; returns how many those are.
function filterRows(table, keep) {
  let count = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !keep(row.dataset.key);
    count += row.hidden ? 0 : 1;
  }
  setTabStop(table, shownButtons(table)[0]);
  return count;
}

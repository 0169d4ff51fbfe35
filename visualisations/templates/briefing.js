// What a briefing adds to its views: opening all evidence at once, and copying the snippet.

const proofs = () => document.querySelectorAll(".briefing details:not(.legend)");

function openAll(button) {
  const open = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", String(open));
  for (const proof of proofs()) proof.open = open;
}

// The modern clipboard is closed to pages that stand on a plain http intranet; the old way works everywhere.
function copySnippet() {
  const snippet = document.querySelector('[data-part="snippet"]');
  snippet.select();
  const done = document.execCommand("copy");
  document.querySelector('[data-part="copied"]').textContent = done ? "Copied" : "Press Ctrl+C to copy";
}

function whenPressed(name, act) {
  const button = document.querySelector(`[data-do="${name}"]`);
  button.hidden = false;
  button.addEventListener("click", () => act(button));
}

whenPressed("open-all", openAll);
whenPressed("copy", copySnippet);

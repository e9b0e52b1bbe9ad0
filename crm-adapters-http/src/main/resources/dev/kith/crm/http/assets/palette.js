// The command palette: Ctrl/Cmd+K, type, arrow keys, Enter. A combobox that owns a listbox.
"use strict";

(() => {
  const dialog = document.querySelector("#palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const commands = JSON.parse(dialog.dataset.commands);
  const icons = document.querySelector("use").getAttribute("href").split("#")[0];
  const searchesLeads = dialog.dataset.leads;
  let shown = [];
  let at = 0;
  let asked = 0;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const fits = (text, words) => words.every((word) => plain(text).includes(word));

  function option(entry, index) {
    const item = document.createElement("div");
    item.id = `palette-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(index === at));
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("class", "icon");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${icons}#${entry.icon}`);
    icon.append(use);
    const label = document.createElement("span");
    label.textContent = entry.label;
    item.append(icon, label);
    if (entry.hint) {
      const hint = document.createElement("span");
      hint.className = "quiet";
      hint.textContent = entry.hint;
      item.append(hint);
    }
    item.addEventListener("click", () => go(index));
    item.addEventListener("pointermove", () => { if (at !== index) choose(index); });
    return item;
  }

  function draw() {
    list.replaceChildren(...shown.map(option));
    status.textContent = shown.length ? `${shown.length} found` : "Nothing found";
    status.className = shown.length ? "hidden-text" : "palette-none";
    mark();
  }

  function mark() {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (list.children[at]) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(index) {
    at = (index + shown.length) % Math.max(1, shown.length);
    mark();
  }

  function go(index) {
    const entry = shown[index];
    if (!entry) return;
    dialog.close();
    if (entry.press) {
      document.querySelector(entry.press)?.click();
    } else {
      location.assign(entry.href);
    }
  }

  async function leads(text, number) {
    const answer = await fetch(`${searchesLeads}?q=${encodeURIComponent(text)}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok || number !== asked) return;
    const found = await answer.json();
    shown = [...shown.filter((entry) => !entry.found), ...found.map((lead) => ({ ...lead, icon: "lead", found: true }))];
    if (number === asked) draw();
  }

  let waiting;
  function look() {
    const text = input.value.trim();
    const words = plain(text).split(/\s+/).filter(Boolean);
    shown = commands.filter((entry) => fits(`${entry.label} ${entry.hint ?? ""}`, words));
    at = 0;
    draw();
    const number = ++asked;
    clearTimeout(waiting);
    if (searchesLeads && text.length >= 2) {
      waiting = setTimeout(() => leads(text, number).catch(() => {}), 120);
    }
  }

  function open() {
    if (dialog.open) return;
    document.querySelectorAll("dialog[open]").forEach((other) => other.close());
    input.value = "";
    look();
    dialog.showModal();
    input.focus();
  }

  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    const act = {
      ArrowDown: () => choose(at + 1),
      ArrowUp: () => choose(at - 1),
      Home: () => choose(0),
      End: () => choose(shown.length - 1),
      Enter: () => go(at),
    }[event.key];
    if (act && !event.isComposing) {
      event.preventDefault();
      act();
    }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-palette]")) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      dialog.open ? dialog.close() : open();
    }
  });
})();

// What pages do besides being pages. Everything here only adds to what works without it.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The theme is a cookie, so that the server sends the right page at once.
function chooseTheme(button) {
  const now = document.documentElement.dataset.theme
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `kith-theme=${next};path=/;max-age=31536000;samesite=lax${secure}`;
  all("[data-theme-switch]").forEach((each) => each.setAttribute("aria-pressed", String(next === "dark")));
}

// The server groups what is due by days, and must know whose days.
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = location.protocol === "https:" ? ";secure" : "";
  if (zone) document.cookie = `kith-zone=${zone};path=/;max-age=31536000;samesite=lax${secure}`;
}

// Moments are sent in UTC; people read them in their own zone.
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
function ago(instant) {
  const seconds = (instant.getTime() - Date.now()) / 1000;
  const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
  if (Math.abs(seconds) > 6 * 86400) return moment.format(instant);
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return "just now";
}
function localTimes(within) {
  all("time[datetime]", within).forEach((time) => {
    const instant = new Date(time.dateTime);
    if (Number.isNaN(instant.getTime())) return;
    time.title = moment.format(instant);
    if (time.dataset.day !== undefined) time.textContent = day.format(instant);
    else time.textContent = time.dataset.ago === undefined ? moment.format(instant) : ago(instant);
  });
  all("input[data-utc]", within).forEach((input) => {
    input.value = String(-new Date().getTimezoneOffset());
  });
}

// The side navigation on phones.
function openSide(open) {
  const side = one("#navigation");
  side.classList.toggle("open", open);
  one("[data-open-side]").setAttribute("aria-expanded", String(open));
  (open ? one("a, button", side) : one("[data-open-side]")).focus();
}

// Rows of a list: click anywhere, or move with j and k and open with Enter.
const rows = () => all("tr[data-href]");
function moveRow(step) {
  const list = rows();
  if (!list.length) return;
  const at = list.findIndex((row) => row.classList.contains("chosen"));
  const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
  list.forEach((row) => row.classList.toggle("chosen", row === next));
  one("a", next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function toast(text) {
  const item = document.createElement("div");
  item.className = "toast";
  item.textContent = text;
  one("#toasts").append(item);
  setTimeout(() => item.remove(), 6000);
}

async function copy(button) {
  const field = one(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
  toast("Copied");
}

// What was probably meant takes the place of what was typed, and is looked over in its turn.
function applySuggestion(button) {
  const field = one(button.dataset.apply);
  field.value = button.dataset.text;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// A field that was looked over while somebody typed is marked as what is said below it.
function markField(findings) {
  const field = one(`[aria-describedby~="${findings.id}"]`);
  if (one(".problem", findings)) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

// A file may be dropped anywhere on the drop area; the form shows what was chosen.
function dropArea(area) {
  const input = one("input[type=file]", area);
  const name = one("[data-file-name]", area);
  const show = () => {
    const file = input.files[0];
    name.textContent = file ? `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} kB` : "";
  };
  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach((type) => area.addEventListener(type, (event) => {
    event.preventDefault();
    area.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((type) => area.addEventListener(type, () => area.classList.remove("over")));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const switcher = on("[data-theme-switch]");
  if (switcher) {
    event.preventDefault();
    chooseTheme(switcher);
  } else if (on("[data-open-side]")) {
    event.preventDefault();
    openSide(!one("#navigation").classList.contains("open"));
  } else if (on("[data-close-side]")) {
    event.preventDefault();
    openSide(false);
  } else if (on("[data-copy]")) {
    copy(on("[data-copy]"));
  } else if (on("[data-apply]")) {
    applySuggestion(on("[data-apply]"));
  } else if (on("[data-dismiss]")) {
    on(".toast").remove();
  } else if (on("[data-close-dialog]")) {
    on("dialog").close();
  } else if (on("tr[data-href]") && !on("a, button, input, label, select, details") && !String(getSelection())) {
    location.assign(on("tr[data-href]").dataset.href);
  }
  all("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.dataset.sent) {
    event.preventDefault(); // A second click must not do it twice.
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    if (button) button.setAttribute("aria-busy", "true");
  }
  if (form.hasAttribute("data-short")) {
    all("input, select", form).forEach((input) => { input.disabled = input.value === ""; });
  }
});

// Filters apply at once when something is chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-short] select")) event.target.form.requestSubmit();
  if (event.target.closest(".tick")) choose(event.target);
  if (event.target.closest("[data-ticks]")) tick(event.target);
});

// A box for all others of its group ticks them, or none, and shows whether all of them are.
const inGroup = (group) => all("input[type=checkbox]:not([data-tick-all])", group);
function tick(box) {
  if (box.matches("[data-tick-all]")) {
    inGroup(box.closest("[data-ticks]")).forEach((each) => { each.checked = box.checked; });
  }
  showTicks();
}
function showTicks() {
  all("[data-tick-all]").forEach((whole) => {
    const boxes = inGroup(whole.closest("[data-ticks]"));
    const ticked = boxes.filter((each) => each.checked).length;
    whole.checked = ticked === boxes.length;
    whole.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}

// The box above the rows chooses all of them, or none; what is said counts them.
function choose(box) {
  const boxes = all("td.tick input[type=checkbox]");
  const whole = one("[data-choose-all]");
  if (box === whole) boxes.forEach((each) => { each.checked = box.checked; });
  const chosen = boxes.filter((each) => each.checked).length;
  whole.checked = chosen === boxes.length;
  whole.indeterminate = chosen > 0 && chosen < boxes.length;
  one("[data-chosen]").textContent = `${chosen} chosen`;
}

// Coming back with the browser's button must find usable forms.
addEventListener("pageshow", () => {
  all("form").forEach((form) => delete form.dataset.sent);
  all("[aria-busy]").forEach((busy) => busy.removeAttribute("aria-busy"));
  showTicks();
  all("form[data-short] :disabled").forEach((input) => { input.disabled = false; });
});

// The field of a dialog that has just closed keeps the focus until the next frame is drawn.
const typing = (target) =>
  target.closest("input, textarea, select, dialog, [contenteditable]") && !target.closest("dialog:not([open])");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (one("#navigation.open")) openSide(false);
    all("details.menu[open]").forEach((menu) => {
      menu.open = false;
      one("summary", menu).focus();
    });
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const inRow = /^[a-z]$/.test(event.key) && one(`tr.chosen [data-row-key="${event.key}"]`);
  if (inRow) {
    event.preventDefault();
    inRow.click();
    if (inRow.matches("summary")) one("select, button", inRow.nextElementSibling)?.focus();
    return;
  }
  const act = {
    j: () => moveRow(1),
    k: () => moveRow(-1),
    "/": () => (one("[data-list-search]") || one("[data-open-palette]"))?.focus(),
    "?": () => one("#shortcuts")?.showModal(),
    n: () => one("[data-key-new]")?.click(),
    e: () => one("[data-key-edit]")?.click(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  localTimes(event.target);
  if (event.target.matches(".findings")) markField(event.target);
});
document.addEventListener("htmx:afterSettle", (event) => localTimes(event.target));

// An import that is watched says aloud when it ends, and when the server cannot be reached.
let reached = true;
document.addEventListener("htmx:afterRequest", (event) => {
  // Looking a field over only helps; the form works without it.
  if (event.detail.target?.matches(".findings")) return;
  if (event.detail.successful) {
    reached = true;
    const part = one("#progress");
    if (event.detail.target?.id === "progress" && part && !part.hasAttribute("hx-get")) toast(part.dataset.end);
  } else if (reached) {
    reached = false;
    toast("The server does not answer. Trying again.");
  }
});
tellZone();
localTimes(document);
all("[data-drop]").forEach(dropArea);
all(".toast[data-brief]").forEach((item) => setTimeout(() => item.remove(), 7000));
(one("[data-problems]") || one("[aria-invalid=true]"))?.focus();

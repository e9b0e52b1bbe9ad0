// Cards of the board are moved by dragging them, and by keys. The server says what comes of it: its
// answer takes the place of the columns.
"use strict";

(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const says = document.querySelector("[data-board-says]");
  const cardsOf = (lane) => [...lane.querySelectorAll(".deal:not(.lifted-away)")];
  const lanes = () => [...board.querySelectorAll(".lane")];
  const listOf = (lane) => lane.querySelector(".lane-cards");
  const laneOf = (card) => card.closest(".lane");
  const allows = (card, lane) => card.dataset.goals.split(" ").includes(lane.dataset.stage);
  const say = (text) => { says.textContent = text; };
  const placeOf = (card) => {
    const lane = laneOf(card);
    const cards = cardsOf(lane);
    return `${lane.dataset.name}, place ${cards.indexOf(card) + 1} of ${cards.length}`;
  };
  const csrf = () => document.querySelector("input[name=_csrf]").value;
  let busy = false;

  // Where the card was, so that it can be put back.
  const spot = (card) => ({ parent: card.parentElement, next: card.nextElementSibling });
  const back = (card, from) => from.parent.insertBefore(card, from.next);

  async function send(card, from) {
    const lane = laneOf(card);
    if (card.parentElement === from.parent && card.nextElementSibling === from.next) return;
    if (lane.dataset.lost && listOf(lane) !== from.parent) {
      // A loss needs a reason: its form asks for it.
      location.href = `/opportunities/${card.dataset.card}/move?stage=${encodeURIComponent(lane.dataset.stage)}`;
      return;
    }
    const after = card.previousElementSibling;
    const before = card.nextElementSibling;
    const form = new URLSearchParams({
      _csrf: csrf(),
      card: card.dataset.card,
      version: card.dataset.version,
      stage: lane.dataset.stage,
      after: after ? after.dataset.card : "",
      before: before ? before.dataset.card : "",
    });
    await ask("/board", form, card.dataset.card, card.contains(document.activeElement), () => back(card, from));
  }

  // The answer takes the place of the columns; `failed` is done where there is none.
  async function ask(path, form, id, focused, failed) {
    busy = true;
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${path}${location.search}`, { method: "POST", body: form });
      const html = await answer.text();
      if (!html.includes("class=\"board\"")) throw new Error(String(answer.status));
      put(html);
      const moved = board.querySelector(`[data-card="${id}"]`);
      const trouble = board.querySelector("[data-board-trouble]");
      if (trouble) say(trouble.textContent.trim());
      else if (moved) say(`${moved.dataset.name} is in ${placeOf(moved)}.`);
      if (moved && focused) moved.querySelector(".deal-name").focus();
    } catch {
      failed();
      say("The server does not answer. The card is where it was.");
    } finally {
      busy = false;
      board.removeAttribute("aria-busy");
      renewSoon();
    }
  }
  // Whoever looks stays where they are: in the columns, and at a card.
  function put(html) {
    const old = board.querySelector(".board");
    const scrolled = old.scrollLeft;
    const depths = new Map(lanes().map((lane) => [lane.dataset.stage, listOf(lane).scrollTop]));
    const known = new Map([...old.querySelectorAll(".deal")].map((card) => [card.dataset.card, mark(card)]));
    const focused = board.contains(document.activeElement) ? document.activeElement.closest(".deal")?.dataset.card : null;
    board.innerHTML = html;
    board.querySelector(".board").scrollLeft = scrolled;
    lanes().forEach((lane) => { listOf(lane).scrollTop = depths.get(lane.dataset.stage) || 0; });
    if (focused) board.querySelector(`[data-card="${focused}"] .deal-name`)?.focus({ preventScroll: true });
    board.querySelectorAll(".deal").forEach((card) => {
      if (known.get(card.dataset.card) !== mark(card)) card.classList.add("fresh");
    });
    // What can be taken back stays in sight while the columns are renewed.
    const moved = board.querySelector("[data-board-moved]");
    if (!moved) return;
    forget();
    toasts.append(moved);
  }

  const mark = (card) => `${laneOf(card).dataset.stage} ${card.dataset.version}`;

  // ── What others do ──
  // The server says that something changed; what there is to see is then asked for as ever. While
  // a card is in somebody's hand, and while nobody looks, it waits.
  const OFTEN = 2000;
  let source = null;
  let heard = 0;
  let asked = 0;
  let timer = null;
  const shownUpTo = () => Number(board.querySelector(".board")?.dataset.position || 0);

  function listen() {
    const shown = board.querySelector(".board");
    if (source || !shown || shown.dataset.past || document.hidden || !window.EventSource) return;
    source = new EventSource(`/board/events?pipeline=${shown.dataset.pipeline}&after=${Math.max(heard, shownUpTo())}`);
    source.addEventListener("open", () => { board.dataset.live = ""; });
    source.addEventListener("changed", (event) => {
      heard = Number(event.lastEventId);
      renewSoon();
    });
    source.addEventListener("error", () => {
      delete board.dataset.live;
      if (source?.readyState !== EventSource.CLOSED) return;
      // The server would not have it; perhaps it will later.
      hush();
      setTimeout(listen, 30000);
    });
  }
  function hush() {
    source?.close();
    source = null;
    delete board.dataset.live;
  }
  function renewSoon() {
    if (timer || heard <= shownUpTo()) return;
    timer = setTimeout(renew, Math.max(100, asked + OFTEN - Date.now()));
  }
  async function renew() {
    timer = null;
    if (busy || drag || lifted || document.hidden || heard <= shownUpTo()) return;
    asked = Date.now();
    try {
      const answer = await fetch(`/board/columns${location.search}`);
      const html = await answer.text();
      if (!answer.ok || !html.includes("class=\"board\"") || busy || drag || lifted) return;
      put(html);
      renewSoon();
    } catch {
      // The next event comes when the server is there again.
    }
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hush();
    else listen();
  });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  // ── Taking a move back ──
  const toasts = document.querySelector("#toasts");
  const undoButton = () => toasts.querySelector("[data-board-undo]");
  const forget = () => toasts.querySelector("[data-board-moved]")?.remove();
  function undo() {
    const id = undoButton().dataset.boardUndo;
    forget();
    ask("/board/undo", new URLSearchParams({ _csrf: csrf(), card: id }), id, true, () => {});
  }
  toasts.addEventListener("click", (event) => {
    if (event.target.closest("[data-board-undo]") && !busy) undo();
  });
  document.addEventListener("keydown", (event) => {
    const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isUndo || busy || lifted || !undoButton() || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    undo();
  });

  // ── With the mouse, a pen or a finger ──
  let drag = null;

  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".deal.movable");
    if (!card || event.button !== 0 || busy || event.pointerType === "touch" || lifted) return;
    drag = { card, from: spot(card), x: event.clientX, y: event.clientY, started: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.started) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
      start(event);
    }
    event.preventDefault();
    drag.ghost.style.transform = `translate(${event.clientX - drag.x}px, ${event.clientY - drag.y}px) rotate(1.5deg)`;
    const lane = document.elementFromPoint(event.clientX, event.clientY)?.closest(".lane");
    lanes().forEach((each) => each.classList.toggle("over", each === lane && allows(drag.card, each)));
    if (!lane || !allows(drag.card, lane)) return;
    const below = cardsOf(lane)
      .filter((each) => each !== drag.card)
      .find((each) => {
        const box = each.getBoundingClientRect();
        return event.clientY < box.top + box.height / 2;
      });
    listOf(lane).insertBefore(drag.card, below || null);
  });
  function start() {
    const box = drag.card.getBoundingClientRect();
    drag.started = true;
    drag.ghost = drag.card.cloneNode(true);
    drag.ghost.removeAttribute("data-card");
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.className = "deal ghost lifted-away";
    Object.assign(drag.ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    document.body.append(drag.ghost);
    drag.card.classList.add("lifted");
    document.documentElement.classList.add("dragging");
    lanes().forEach((lane) => lane.classList.toggle("closed", !allows(drag.card, lane)));
  }
  function end(keep) {
    if (!drag) return;
    const { card, from, started, ghost } = drag;
    drag = null;
    if (!started) return;
    ghost.remove();
    card.classList.remove("lifted");
    document.documentElement.classList.remove("dragging");
    lanes().forEach((lane) => lane.classList.remove("over", "closed"));
    // The click that follows on a release over the card itself would open it.
    const still = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", still, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
    if (keep) send(card, from);
    else back(card, from);
    renewSoon();
  }
  document.addEventListener("pointerup", () => end(true));
  document.addEventListener("pointercancel", () => end(false));

  // ── With keys ──
  let lifted = null;

  function lift(card) {
    lifted = { card, from: spot(card) };
    card.classList.add("lifted");
    lanes().forEach((lane) => lane.classList.toggle("closed", !allows(card, lane)));
    say(`${card.dataset.name} lifted from ${placeOf(card)}. Arrow keys carry it, Space lets it go, Escape puts it back.`);
  }
  function letGo(keep) {
    const { card, from } = lifted;
    lifted = null;
    card.classList.remove("lifted");
    lanes().forEach((lane) => lane.classList.remove("closed"));
    if (keep) {
      send(card, from);
    } else {
      back(card, from);
      say(`${card.dataset.name} is back in ${placeOf(card)}.`);
    }
    renewSoon();
  }
  function carry(card, key) {
    const lane = laneOf(card);
    if (key === "ArrowUp" && card.previousElementSibling) card.previousElementSibling.before(card);
    if (key === "ArrowDown" && card.nextElementSibling) card.nextElementSibling.after(card);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const open = lanes().filter((each) => allows(card, each));
      const goal = open[open.indexOf(lane) + (key === "ArrowRight" ? 1 : -1)];
      if (goal) {
        const place = [...listOf(lane).children].indexOf(card);
        listOf(goal).insertBefore(card, listOf(goal).children[place] || null);
      }
    }
    card.querySelector(".deal-name").focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(placeOf(card));
  }
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest(".deal");
    if (!card || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const onName = event.target.matches(".deal-name");
    if (!lifted && onName && event.key === " " && card.matches(".movable")) {
      event.preventDefault();
      lift(card);
    } else if (lifted) {
      if ([" ", "Enter"].includes(event.key)) {
        event.preventDefault();
        letGo(true);
      } else if (event.key === "Escape" || event.key === "Tab") {
        event.preventDefault();
        letGo(false);
        card.querySelector(".deal-name").focus();
      } else if (event.key.startsWith("Arrow")) {
        event.preventDefault();
        carry(lifted.card, event.key);
      }
    }
  });
})();

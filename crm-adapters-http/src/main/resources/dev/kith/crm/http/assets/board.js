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
      _csrf: document.querySelector("input[name=_csrf]").value,
      card: card.dataset.card,
      version: card.dataset.version,
      stage: lane.dataset.stage,
      after: after ? after.dataset.card : "",
      before: before ? before.dataset.card : "",
    });
    const focused = card.contains(document.activeElement);
    busy = true;
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/board${location.search}`, { method: "POST", body: form });
      const html = await answer.text();
      if (!html.includes("class=\"board\"")) throw new Error(String(answer.status));
      const scrolled = board.querySelector(".board").scrollLeft;
      board.innerHTML = html;
      board.querySelector(".board").scrollLeft = scrolled;
      const moved = board.querySelector(`[data-card="${card.dataset.card}"]`);
      const trouble = board.querySelector("[data-board-trouble]");
      if (trouble) say(trouble.textContent.trim());
      else if (moved) say(`${moved.dataset.name} is in ${placeOf(moved)}.`);
      if (moved && focused) moved.querySelector(".deal-name").focus();
    } catch {
      back(card, from);
      say("The server does not answer. The card is where it was.");
    } finally {
      busy = false;
      board.removeAttribute("aria-busy");
    }
  }

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

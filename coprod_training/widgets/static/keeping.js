// keeping.js: joined after page.js and waiting.js. How an answer is kept.
//
// The truth about saving: an answer is put in the browser first (pending), then sent. "Saved" is
// shown only when Python says that it is on the disk, and only then is the pending copy erased.
// Until then it is sent again: every few seconds, when the network is back, and when the activity
// is drawn again after the page or the server was gone. One that fits the question no more is sent no
// more, and stays until there is a new one. So does one that a newer answer from another computer has
// overtaken: it is never sent over that one, unless its writer says so. Who comes back to a tab in
// which nothing waits sees the newest answer, wherever it was given.

// Until we say that an answer is not saved yet: seen within 5 s (features L4), with GRACE, on a slow machine.
const WAIT = 3000; // ms
const GRACE = 1500; // ms for the reply to an answer that waited before its page was drawn again
const LATE = 1500; // ms until a page around this one, if there is one, hears that no reply came
const BEING_DRAWN = ".jp-Notebook[aria-busy]"; // what the course's own pages say of a lesson (running.ts)
const TYPING = 700; // ms of quiet before words being typed are sent

// ------------------------------------------------------------------------ what this page knows

// The same activity may be drawn twice on a page, or drawn again from what was read a moment before
// the newest answer was stored. So the views of one page share which ids they sent and heard of, in
// that order. No answer can come from anywhere else unless another computer stored it.
function pageMemory(key) {
  const all = (globalThis.coprodKnown ??= new Map());
  if (!all.has(key)) all.set(key, { ids: [], kept: null });
  const known = all.get(key);
  const add = (id) => { if (!known.ids.includes(id)) known.ids.push(id); };
  return {
    sent: add,
    // Somebody says that this is stored: the newest of all that this page was ever told.
    heard(kept) {
      if (kept) add(kept.id);
      const newer = !kept || !known.kept || known.ids.indexOf(kept.id) >= known.ids.indexOf(known.kept.id);
      if (newer) known.kept = kept; // none at all: their answers were deleted
      return known.kept;
    },
    // What may lie on the disk: all that was sent since the newest that does, and a few before it.
    ids: () => known.ids.slice(Math.max(0, known.ids.indexOf(known.kept?.id) - 20)),
  };
}

// ------------------------------------------------------------------------- keeping one activity

function keeper(model, view, show) {
  const store = pendingStore(view);
  const memory = pageMemory(store.key);
  const banner = waitingBanner();
  const others = otherTabs(store.key);
  const senders = otherTabs(`${store.key}:sent`);
  let kept = memory.heard(model.get("kept"));
  let here = null; // the answer that this view holds: the one it was drawn from, or was given since
  let unsent = null; // id of words that are still being typed
  let late = null, unheard = null, typing = null, gone = false;
  let asked = null; // what was kept when this view asked for the newest

  function fresh(pending) {
    // A waiting answer is newer than the stored one unless a different answer, of which this
    // browser did not know, has been stored since (on another computer, say).
    return !kept || pending.id === kept.id || pending.known.includes(kept.id);
  }

  // Milliseconds until it has to be said that this answer waits, counted from the press.
  function left(pending) {
    return Math.min(WAIT, WAIT - (Date.now() - (pending.since ?? 0))); // the clock may be set back
  }

  function quiet() {
    [late, unheard, send.again].forEach(clearTimeout);
  }

  function failed(why) {
    quiet();
    if (!store.read()) { banner.remove(view.id); return; } // another tab has had it stored
    show.state("failed", why);
    banner.add(view.id, () => { show.state("saving"); send(); });
    send.again = setTimeout(send, WAIT);
  }

  function send() {
    const pending = store.read();
    if (gone) return;
    quiet();
    if (!pending) { banner.remove(view.id); return; } // another tab has had it stored
    if (pending.refused) { // or it met a newer one, or a question that changed
      if (pending.overtaken && kept) show.saved(kept); else show.state("idle");
      takeUp();
      return;
    }
    unsent = null;
    memory.sent(pending.id);
    senders.tell(pending.id);
    late = setTimeout(() => failed(), Math.max(GRACE, left(pending)));
    unheard = setTimeout(() => document.dispatchEvent(new CustomEvent("coprod:late")), LATE);
    try {
      const { id, response, check, known, wording, words } = pending;
      model.send({ type: "keep", id, response, check, known, wording, words });
    } catch { /* the way to Python is closed: the clock above says so and tries again */ }
  }

  // words: what the response says, where its options may be gone by the time it arrives. wording: of
  // the question that it answers, which may be another one by then.
  function keep(response, { check = false, wait = 0, words = "", wording = view.wording } = {}) {
    const before = store.read();
    const id = uuid();
    // Every answer that this one comes after; one that was never sent is stored nowhere.
    const known = new Set([...(before?.known ?? []), ...memory.ids()]);
    if (before && before.id !== unsent) known.add(before.id);
    here = { id, response, words, wording, check, known: [...known], since: Date.now() };
    store.write(here);
    unsent = id;
    clearTimeout(typing);
    clearTimeout(send.again);
    show.state(wait ? "typing" : "saving");
    if (gone) handOver(); else if (wait) typing = setTimeout(send, wait); else send();
  }

  // What this view holds gives way to an answer that was given in another one, or to none.
  function follow(answer) {
    if (here?.id === answer?.id) return;
    const held = show.leave();
    here = answer;
    show.again(held);
  }

  // It is stored, and this view did not send it: null where their answers were deleted.
  function meet(stored) {
    const pending = store.read(); // may still be this very answer: storage reaches other tabs late
    if (pending && !pending.refused && pending.id !== stored?.id) return;
    if (stored?.id === kept?.id && here?.id === stored?.id) return; // shown already
    quiet();
    banner.remove(view.id);
    kept = memory.heard(stored);
    follow(kept);
    if (kept) show.saved(kept); else show.state("idle");
    if (pending?.refused) takeUp();
  }

  function look() {
    const pending = store.read();
    if (gone || (pending && !pending.refused)) return;
    asked = kept;
    try { model.send({ type: "look" }); } catch { /* the way to Python is closed; what is sent next says so */ }
  }

  function overtaken(pending, newest) {
    const inBox = show.hasFocus();
    quiet();
    store.write({ ...pending, refused: true, overtaken: true });
    kept = memory.heard(newest);
    others.tell(kept);
    follow(kept);
    show.saved(kept);
    takeUp();
    if (inBox) show.toBanner(); // the next letter is not for the answer that has taken the box
    tellThePage();
  }

  // What is stored is another answer than was known here: the counts of a course panel around this
  // page follow; nobody else need listen.
  function tellThePage() {
    document.dispatchEvent(new CustomEvent("coprod:saved", { detail: view.id }));
  }

  function settle(message) {
    const pending = store.read();
    if (message.type === "newest") {
      if (kept !== asked) return; // something was stored since: this may be older
      meet(message.kept);
      if (kept !== asked) tellThePage();
      return;
    }
    if (message.type === "saved") {
      kept = memory.heard(message.kept);
      tellThePage();
    }
    if (pending && message.id !== pending.id) return; // an older one: the newest is still waiting
    if (message.type === "failed") { failed(message.problem); return; }
    if (message.type === "overtaken") {
      if (pending) overtaken(pending, message.kept); // else another view of it has said so
      return;
    }
    quiet();
    banner.remove(view.id);
    if (message.type === "saved") {
      store.erase();
      others.tell(kept); // not before: what waits in the browser is the other tabs' too
      follow(kept);
      show.saved(kept);
      return;
    }
    if (message.type === "gone") { if (pending) show.gone(message.problem); return; } // a look may hear it too
    show.refused(message.problem);
    // Words that did not fit (too long, say) are in their box, so that they can be shortened.
    if (!pending || view.max_characters) return;
    store.write({ ...pending, refused: true });
    show.unfit(pending.words);
  }

  // An answer waits that no clock here runs for: it came from before, or from a view that has gone.
  function takeUp() {
    const pending = store.read();
    if (!pending) return;
    if (pending.refused) {
      banner.remove(view.id);
      if (pending.overtaken) show.overtaken(saidIn(pending), (mine) => choose(mine, pending)); else show.unfit(pending.words);
      return;
    }
    follow(pending);
    show.state("saving");
    send();
  }

  // Of the newer answer and the one that it overtook, somebody chose one: what they were shown,
  // whatever has been typed since, or said in another tab.
  function choose(mine, offered) {
    if (mine) {
      const { response, check, words, wording } = offered;
      keep(response, { check, words, wording });
      show.again();
    } else if (store.read()?.id === offered.id) store.erase();
  }

  function handOver() {
    document.dispatchEvent(new CustomEvent("coprod:waits", { detail: store.key }));
  }

  const handedOver = ({ detail }) => { if (detail === store.key) takeUp(); };
  model.on("msg:custom", settle);
  addEventListener("online", send);
  document.addEventListener("coprod:waits", handedOver);
  // The same page in another tab has stored an answer: this one shows it too.
  others.listen(meet);
  // Words being typed here were sent by a tab that was drawn meanwhile: what comes after knows them.
  senders.listen((id) => { if (id === unsent) unsent = null; });
  const stay = whenSomebodyComesBack(look);

  const waiting = store.read();
  if (waiting && !fresh(waiting)) {
    store.write({ ...waiting, refused: true, overtaken: true });
    others.tell(kept);
  }
  const still = store.read();
  here = still && !still.refused ? still : kept;
  return {
    keep,
    response: () => here?.response ?? null,
    start: takeUp,
    kept: () => kept,
    stop() {
      gone = true;
      quiet();
      clearTimeout(typing);
      const pending = store.read();
      if (pending && !pending.refused && document.querySelector(BEING_DRAWN)) banner.drawnAgain(view.id, Math.max(0, left(pending)));
      else banner.remove(view.id);
      others.close();
      senders.close();
      stay();
      removeEventListener("online", send);
      document.removeEventListener("coprod:waits", handedOver);
      model.off("msg:custom", settle);
      if (pending) handOver();
    },
  };
}

// What an answer says, where that is known: its words, or those of the options that were chosen.
function saidIn({ response, words }) {
  return typeof response === "string" ? words || response : words;
}

// Looks each time that somebody comes back to this tab, until what is returned is called.
function whenSomebodyComesBack(look) {
  let away = document.hidden;
  const leave = () => { away = true; };
  const come = () => { if (away && !document.hidden) { away = false; look(); } };
  const turn = () => { if (document.hidden) leave(); else come(); };
  addEventListener("blur", leave);
  addEventListener("focus", come);
  document.addEventListener("visibilitychange", turn);
  return () => {
    removeEventListener("blur", leave);
    removeEventListener("focus", come);
    document.removeEventListener("visibilitychange", turn);
  };
}

function uuid() {
  // It needs a secure address; a service's own network may have none.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

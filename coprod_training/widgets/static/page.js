// page.js: what every kind of activity shares. A kind's own file is joined after this one.
//
// The truth about saving: an answer is put in the browser first (pending), then sent. "Saved" is
// shown only when Python says that it is on the disk, and only then is the pending copy erased.
// Until then it is sent again: every few seconds, when the network is back, and when the activity
// is drawn again after the page or the server was gone.

const WAIT = 4000; // ms until we say that an answer is not saved yet (features L4: within 5 s)
const GRACE = 500; // ms for the reply to an answer that waited before its page was drawn again
const LATE = 1500; // ms until a page around this one, if there is one, hears that no reply came
const TYPING = 700; // ms of quiet before words being typed are sent

// Jupyter listens for its shortcuts before anything bubbles, and skips a focused element that has
// this attribute. Without it Notebook 7 takes the arrow keys away from radio buttons.
const TAKES_KEYS = new Set(["a", "button", "input", "select", "summary", "textarea"]);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (TAKES_KEYS.has(tag) || "tabindex" in attributes) node.dataset.lmSuppressShortcuts = "true";
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [type, fn] of Object.entries(value)) node.addEventListener(type, fn);
    else if (name === "checked" || name === "value" || name === "selected" || name === "hidden") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// ---------------------------------------------------------------- waiting answers in the browser

function pendingStore(view) {
  // Keyed by server, user and workspace (view.place) and activity: two people at one computer,
  // or two courses on one server, never see each other's answers.
  let base = "/";
  try {
    base = JSON.parse(document.getElementById("jupyter-config-data").textContent).baseUrl;
  } catch { /* another front end: the address alone tells servers apart */ }
  const key = `coprod:${location.origin}${base}:${view.place}:${view.id}`;
  let memory = null; // for browsers that allow no storage
  return {
    key,
    read() {
      try { return JSON.parse(localStorage.getItem(key)) ?? memory; } catch { return memory; }
    },
    write(pending) {
      memory = pending;
      try { localStorage.setItem(key, JSON.stringify(pending)); } catch { /* memory holds it */ }
    },
    erase() {
      memory = null;
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
  };
}

// ------------------------------------------------------- one banner, however many answers wait

function waitingBanner() {
  const shared = (globalThis.coprodWaiting ??= { answers: new Map(), banner: null });
  const redraw = () => {
    shared.banner?.remove();
    shared.banner = null;
    if (shared.answers.size === 0) return;
    const count = shared.answers.size;
    shared.banner = el("div", { class: "cp cp-waiting" },
      el("div", { class: "cp-banner cp-banner--bad", role: "alert" },
        el("div", {},
          el("p", {}, el("b", { text: count === 1 ? "One answer is not saved yet." : `${count} answers are not saved yet.` }),
            " Kept in this browser, and we keep trying."),
          el("button", { type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text: "Try now",
            on: { click: () => shared.answers.forEach((retry) => retry()) } }))));
    document.body.append(shared.banner);
  };
  return {
    add(name, retry) { if (!shared.answers.has(name)) { shared.answers.set(name, retry); redraw(); } else shared.answers.set(name, retry); },
    remove(name) { if (shared.answers.delete(name)) redraw(); },
  };
}

// ------------------------------------------------------------------------- keeping one activity

function keeper(model, view, show) {
  const store = pendingStore(view);
  const banner = waitingBanner();
  const others = otherTabs(store.key);
  let kept = model.get("kept");
  let late = null, unheard = null, typing = null, gone = false;

  function fresh(pending) {
    // A waiting answer is newer than the stored one unless a different answer, which this
    // browser never sent, has been stored since (on another computer, say).
    return pending && (!kept || pending.after === kept.id || pending.sent.includes(kept.id));
  }

  function quiet() {
    [late, unheard, send.again].forEach(clearTimeout);
  }

  function failed() {
    quiet();
    if (!store.read()) { banner.remove(view.id); return; } // another tab has had it stored
    show.state("failed");
    banner.add(view.id, () => { show.state("saving"); send(); });
    send.again = setTimeout(send, WAIT);
  }

  function send() {
    const pending = store.read();
    if (gone || !pending) return;
    quiet();
    // From the press on: a page that is drawn again meanwhile does not begin to count anew.
    late = setTimeout(failed, Math.max(GRACE, WAIT - (Date.now() - (pending.since ?? 0))));
    unheard = setTimeout(() => document.dispatchEvent(new CustomEvent("coprod:late")), LATE);
    try {
      model.send({ type: "keep", id: pending.id, response: pending.response, check: pending.check });
    } catch { /* the way to Python is closed: the clock above says so and tries again */ }
  }

  function keep(response, { check = false, wait = 0 } = {}) {
    const before = store.read();
    const id = crypto.randomUUID ? crypto.randomUUID() : uuid();
    const sent = before ? [...before.sent.slice(-50), id] : [id];
    const after = before ? before.after : kept?.id ?? null;
    store.write({ id, response, check, after, sent, since: Date.now() });
    clearTimeout(typing);
    clearTimeout(send.again);
    show.state(wait ? "typing" : "saving");
    if (wait) typing = setTimeout(send, wait); else send();
  }

  function settle(message) {
    const pending = store.read();
    if (message.type === "saved") {
      kept = message.kept;
      // For a course panel around this page, whose counts follow; nobody else need listen.
      document.dispatchEvent(new CustomEvent("coprod:saved", { detail: view.id }));
    }
    if (pending && message.id !== pending.id) return; // an older one: the newest is still waiting
    if (message.type === "failed") { failed(); return; }
    quiet();
    // Words that did not fit (too long, say) stay in the browser, so that they can be shortened.
    if (message.type === "saved" || !view.max_characters) store.erase();
    banner.remove(view.id);
    if (message.type === "saved") {
      others.tell(message.kept); // not before: what waits in the browser is the other tabs' too
      show.saved(message.kept);
    } else show.refused(message.problem);
  }

  model.on("msg:custom", settle);
  addEventListener("online", send);
  // The same page in another tab has stored an answer: this one shows it too.
  others.listen((stored) => {
    const pending = store.read(); // may still be this very answer: storage reaches other tabs late
    if ((pending && pending.id !== stored.id) || stored.id === kept?.id) return;
    kept = stored;
    show.replaced(kept);
  });

  const waiting = store.read();
  if (waiting && !fresh(waiting)) store.erase();
  return {
    keep,
    response: () => store.read()?.response ?? kept?.response ?? null,
    start() { if (store.read()) { show.state("saving"); send(); } },
    kept: () => kept,
    stop() {
      gone = true;
      quiet();
      clearTimeout(typing);
      banner.remove(view.id);
      others.close();
      removeEventListener("online", send);
      model.off("msg:custom", settle);
    },
  };
}

function otherTabs(key) {
  if (!globalThis.BroadcastChannel) return { tell() {}, listen() {}, close() {} };
  const channel = new BroadcastChannel(key);
  return {
    tell: (kept) => channel.postMessage(kept),
    listen: (fn) => { channel.onmessage = ({ data }) => fn(data); },
    close: () => channel.close(),
  };
}

function uuid() {
  // crypto.randomUUID needs a secure address; a service's own network may have none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --------------------------------------------------------------------------------- the frame

const SAVE_WORDS = { saving: "Saving…", typing: "Not saved yet. Keep writing.", failed: "Not saved yet. Your answer is kept in this browser, and we keep trying." };

function openPage({ model, el: root }, draw) {
  const view = model.get("view");
  // The same activity may stand twice on one page: its parts have ids of their own each time.
  const drawn = (globalThis.coprodDrawn = (globalThis.coprodDrawn ?? 0) + 1);
  const name = (part) => `cp-${view.id}-${drawn}-${part}`;
  const live = el("p", { class: "cp-hide", role: "status" });
  const saveWords = el("span");
  const saveLine = el("p", { class: "cp-save", role: "status", "data-state": "" }, saveWords);
  const onFeedback = [], onProblem = [];

  const show = {
    state(state) { saveLine.dataset.state = state === "typing" ? "saving" : state; saveWords.textContent = SAVE_WORDS[state]; },
    saved(kept) {
      const time = new Date(kept.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      saveLine.dataset.state = "saved";
      saveWords.textContent = `Saved at ${time}`;
      earlier.hidden = true;
      onProblem.forEach((fn) => fn(""));
      if (kept.feedback) onFeedback.forEach((fn) => fn(kept.feedback, kept.response));
    },
    refused(problem) {
      saveLine.dataset.state = "failed";
      saveWords.textContent = "Not saved.";
      onProblem.forEach((fn) => fn(problem));
      if (onProblem.length === 0) live.textContent = problem;
    },
    replaced(kept) {
      fill();
      show.saved(kept);
    },
  };

  const kept = model.get("kept");
  const earlier = el("div", { class: "cp-banner cp-banner--info", hidden: !kept?.earlier },
    el("div", {}, el("p", {}, el("b", { text: "This question has changed." }), ` Your earlier answer was: ${kept?.earlier ?? ""}`)));
  const keeping = view.place ? keeper(model, view, show) : null;

  const page = {
    el, level: view.level ?? 3, graded: Boolean(view.graded), id: name,
    get response() { return keeping?.response() ?? null; },
    keep: (response, { typing = false } = {}) => keeping.keep(response, { wait: typing ? TYPING : 0 }),
    check: (response) => keeping.keep(response, { check: true }),
    onFeedback: (fn) => { onFeedback.push(fn); const now = keeping?.kept(); if (now?.feedback) fn(now.feedback, now.response); },
    onProblem: (fn) => onProblem.push(fn),
    saveLine: () => saveLine,
    say: (text) => { live.textContent = ""; requestAnimationFrame(() => { live.textContent = text; }); },
  };

  const frame = el("section", { class: "cp cp-activity", "data-activity": view.id, "data-kind": view.kind });
  // Keys pressed in an answer must not reach the page around it (see also TAKES_KEYS).
  frame.addEventListener("keydown", (event) => event.stopPropagation());
  const fill = () => {
    const now = model.get("view");
    onFeedback.length = onProblem.length = 0;
    frame.replaceChildren(...heading(now, name, frame), earlier, draw(now, page), ...sources(now, name), live);
  };
  fill();
  if (!keeping) model.on("change:view", fill);
  if (kept && !kept.earlier) show.saved(kept);
  root.append(frame);
  keeping?.start();
  return () => { keeping?.stop(); model.off("change:view", fill); };
}

function heading(view, name, frame) {
  if (!view.title) return [];
  frame.setAttribute("aria-labelledby", name("title"));
  return [
    el("div", { class: "cp-row cp-row--apart" },
      el(`h${view.level}`, { id: name("title"), tabindex: "-1", text: view.title }),
      view.made_up ? el("span", { class: "cp-tag cp-tag--madeup", text: "Made-up scenario for practice" }) : null),
    view.minutes ? el("p", { class: "cp-soft cp-small", text: minutesWords(view.minutes) }) : null,
    view.intro ? el("p", { class: "cp-intro", text: view.intro }) : null,
  ].filter(Boolean);
}

function minutesWords(minutes) {
  const whole = Math.max(1, Math.round(minutes));
  return whole === 1 ? "About 1 minute" : `About ${whole} minutes`;
}

function sources(view, name) {
  if (!view.sources?.length) return [];
  return [el("details", { class: "cp-more" },
    el("summary", { text: "Where this comes from" }),
    el("div", {}, el("ul", { class: "cp-sources", id: name("sources") }, view.sources.map(({ text, url }) =>
      el("li", {}, url ? el("a", { href: url, target: "_blank", rel: "noopener", text }) : text)))))];
}

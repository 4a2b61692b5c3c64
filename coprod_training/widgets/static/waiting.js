// waiting.js: joined after page.js. What waits in this browser to be kept, what is
// said of it, and what other tabs of the same answer hear.

// ---------------------------------------------------------------- waiting answers in the browser

function pendingStore(view) {
  // Keyed by server, user and workspace (view.place) and activity: two people at one computer,
  // or two courses on one server, never see each other's answers.
  let base = "/";
  try {
    base = JSON.parse(document.getElementById("jupyter-config-data").textContent).baseUrl;
  } catch { /* another front end: the address alone tells servers apart */ }
  const key = `coprod:${location.origin}${base}:${view.place}:${view.id}`;
  // For a browser that stores nothing, or nothing more: the newest is here then, and an older one may
  // still be stored. One for all views of the page, as the storage is.
  const memory = (globalThis.coprodUnstored ??= new Map());
  return {
    key,
    read() {
      if (memory.has(key)) return memory.get(key);
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    write(pending) {
      try {
        localStorage.setItem(key, JSON.stringify(pending));
        memory.delete(key); // what another tab erases in the storage must not come back
      } catch { memory.set(key, pending); }
    },
    erase() {
      memory.delete(key);
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
  };
}

// ------------------------------------------------------- one banner, however many answers wait

function waitingBanner() {
  const shared = (globalThis.coprodWaiting ??= { answers: new Map(), clocks: new Map(), banner: null, before: null });
  // The focus that was in the banner goes back to where it came from. Where that is gone, or cannot
  // be seen, it goes to the heading of the activity that was kept last.
  const goBack = (kept) => {
    const heading = document.querySelector(`[data-activity="${CSS.escape(kept)}"] [tabindex="-1"]`);
    for (const place of [shared.before, heading]) {
      place?.focus();
      if (place && place === document.activeElement) return;
    }
  };
  const redraw = (kept = "") => {
    const count = shared.answers.size;
    if (count === 0) {
      const held = shared.banner?.contains(document.activeElement);
      shared.banner?.remove();
      shared.banner = null;
      if (held) goBack(kept);
      return;
    }
    // A banner that is there stays, with the focus that may be in it.
    if (!shared.banner) document.body.append(shared.banner = banner());
    shared.banner.querySelector("b").textContent = count === 1 ? "One answer is not saved yet." : `${count} answers are not saved yet.`;
  };
  const banner = () => el("div", { class: "cp cp-waiting" },
    el("div", { class: "cp-banner cp-banner--bad", role: "alert" },
      el("div", {},
        el("p", {}, el("b"), " Kept in this browser, and we keep trying."),
        el("button", { type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text: "Try now",
          on: {
            click: () => shared.answers.forEach((retry) => retry()),
            focus: ({ relatedTarget }) => { shared.before = relatedTarget ?? shared.before; },
          } }))));
  const add = (name, retry) => {
    const known = shared.answers.has(name);
    shared.answers.set(name, retry);
    if (!known) redraw();
  };
  return {
    add,
    remove(name) {
      clearTimeout(shared.clocks.get(name));
      shared.clocks.delete(name);
      if (shared.answers.delete(name)) redraw(name);
    },
    // A lesson that is drawn again takes its activities away for a while: the clock of an answer that
    // waits goes on without them, and the new one asks again.
    drawnAgain(name, left) {
      if (shared.answers.has(name)) shared.answers.set(name, () => {});
      else if (!shared.clocks.has(name)) shared.clocks.set(name, setTimeout(() => add(name, () => {}), left));
    },
  };
}

// ------------------------------------------------------------- the same answer in other tabs

function otherTabs(key) {
  if (!globalThis.BroadcastChannel) return { tell() {}, listen() {}, close() {} };
  const channel = new BroadcastChannel(key);
  return {
    tell: (kept) => channel.postMessage(kept),
    listen: (fn) => { channel.onmessage = ({ data }) => fn(data); },
    close: () => channel.close(),
  };
}

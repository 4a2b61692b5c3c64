// page.js: what every kind of activity shares. waiting.js, keeping.js, writing.js and a kind's own file
// are joined after this one.

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

// A problem: one sentence, read out when it comes. The fields that it is about say that they are wrong,
// and are described by it, until the next one or none is said. The focus is the caller's.
function problemLine(page, id = "problem") {
  const line = el("p", { class: "cp-error", role: "alert", id: page.id(id) });
  let about = []; // [field, what described it before]
  return {
    line,
    say(sentence, ...fields) {
      for (const [field, described] of about) {
        field.removeAttribute("aria-invalid");
        if (described) field.setAttribute("aria-describedby", described); else field.removeAttribute("aria-describedby");
      }
      about = sentence ? fields.map((field) => [field, field.getAttribute("aria-describedby")]) : [];
      for (const [field, described] of about) {
        if (field.tagName !== "BUTTON") field.setAttribute("aria-invalid", "true"); // a button holds nothing
        field.setAttribute("aria-describedby", described ? `${described} ${line.id}` : line.id);
      }
      line.textContent = sentence;
    },
  };
}

// What is said where a person marks it later, and nothing elsewhere.
function keptForMarking(page, what = "answer is") {
  if (!page.graded) return null;
  return el("p", { class: "cp-soft cp-small", text: `Your ${what} kept. You will see what we think after marking.` });
}

// The options of a question, each behind its own input; and what stands below them.
function choices(options, inputs) {
  return el("div", { class: "cp-choices" }, options.map((option, at) =>
    el("label", { class: "cp-choice" }, inputs[at], el("span", { text: option.text }))));
}

// The words of the options that are chosen.
function chosenWords(inputs) {
  return inputs.filter((input) => input.checked).map((input) => input.closest("label").textContent).join("; ");
}

// What is said of an answer. more: what a kind has to add below.
function feedbackBox(page, { heading, text, right }, ...more) {
  return el("div", { class: right ? "cp-fb cp-fb--ok" : "cp-fb" },
    el(`h${page.level + 1}`, { text: heading }), text ? el("p", { text }) : null, ...more);
}

function checkAndSaved(page, asks) {
  return el("div", { class: "cp-actions" },
    asks ? el("button", { type: "submit", class: "cp-btn", text: "Check my answer" }) : null,
    keptForMarking(page),
    page.saveLine());
}

// --------------------------------------------------------------------------------- the frame

const CHANGED = "This question has changed.";
const SAVE_WORDS = { idle: "", saving: "Saving…", typing: "Not saved yet. Keep writing.", failed: "Not saved yet. Your answer is kept in this browser, and we keep trying." };

function openPage({ model, el: root }, draw) {
  const view = model.get("view");
  // The same activity may stand twice on one page: its parts have ids of their own each time.
  const drawn = (globalThis.coprodDrawn = (globalThis.coprodDrawn ?? 0) + 1);
  const name = (part) => `cp-${view.id}-${drawn}-${part}`;
  const live = el("p", { class: "cp-hide", role: "status" });
  const saveWords = el("span");
  const saveLine = el("p", { class: "cp-save", role: "status", "data-state": "" }, saveWords);
  const onFeedback = [], onProblem = [];
  let refused = false; // whether what a problem line says came from the server

  const show = {
    // why: what the server said, when an answer could not be kept.
    state(state, why) {
      saveLine.dataset.state = state === "typing" ? "saving" : state;
      saveWords.textContent = why ? `Not saved yet. ${why}` : SAVE_WORDS[state];
    },
    saved(kept) {
      const time = new Date(kept.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      saveLine.dataset.state = "saved";
      saveWords.textContent = `Saved at ${time}`;
      changed(kept);
      if (refused) onProblem.forEach((fn) => fn("")); // what the page itself asks about still stands
      refused = false;
      if (kept.feedback) onFeedback.forEach((fn) => fn(kept.feedback, kept.response));
    },
    refused(problem) {
      saveLine.dataset.state = "refused"; // nothing is on its way: a hand-in says this, and not to wait
      saveWords.textContent = "Not saved.";
      refused = true;
      onProblem.forEach((fn) => fn(problem));
      if (onProblem.length === 0) live.textContent = problem;
    },
    // The course has the question no more: nothing is on its way, and there is nothing to mend.
    gone(problem) {
      saveLine.dataset.state = "gone"; // no hand-in waits for it
      saveWords.textContent = `Not saved. ${problem}`;
    },
    // An answer that was waiting fits the question no more. words: what it said, if that is known.
    unfit(words) {
      why.textContent = CHANGED;
      which.replaceChildren();
      before.textContent = ` What you answered does not fit it any more, so it is not saved. It stays in this browser until you answer again.${words ? ` Your earlier answer was: ${words}` : ""}`;
      earlier.hidden = false;
    },
    // An answer that was waiting is older than one that came from elsewhere. choose: says which stays.
    overtaken(words, choose) {
      why.textContent = "A newer answer was saved somewhere else.";
      before.textContent = ` It is shown here. ${words ? `What waited in this browser was: ${words}` : "Another one waits in this browser."}`;
      const button = (text, mine) => el("button", { type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text, on: { click: () => {
        earlier.hidden = true;
        choose(mine);
        top()?.focus();
      } } });
      which.replaceChildren(button("Use the one from this browser", true), button("Keep the newer answer", false));
      earlier.hidden = false;
    },
    hasFocus: () => frame.contains(document.activeElement),
    toBanner: () => earlier.focus(),
    // A box that is taken away is left too, and would keep what stands in it once more: so it is left
    // before another answer is held, and whoever was in it is not without a place afterwards.
    leave() {
      const held = show.hasFocus() ? document.activeElement : null;
      held?.blur();
      return held;
    },
    again(held) {
      fill();
      if (held) (held.id && document.getElementById(held.id) || top())?.focus();
    },
  };

  // An answer to other words than those of the course today; this page may still show them.
  const changed = (kept) => {
    earlier.hidden = !kept.changed;
    if (!kept.changed) return;
    why.textContent = CHANGED;
    which.replaceChildren();
    before.textContent = kept.wording === view.wording
      ? " Your answer to the words shown here is saved. Load the page again to see the new ones."
      : kept.earlier ? ` Your earlier answer was: ${kept.earlier}` : " You answered it before that.";
  };

  const keeping = view.place ? keeper(model, view, show) : null;
  const kept = keeping?.kept();
  const why = el("b"), before = el("span");
  const which = el("div", { class: "cp-actions" });
  const earlier = el("div", { class: "cp-banner cp-banner--info", tabindex: "-1", hidden: true },
    el("div", {}, el("p", {}, why, before), which));

  const page = {
    el, level: view.level ?? 3, graded: Boolean(view.graded), id: name,
    get response() { return keeping?.response() ?? null; },
    get stored() { return keeping?.kept()?.response ?? null; }, // and no answer that waits
    keep: (response, { typing = false, words } = {}) => keeping.keep(response, { wait: typing ? TYPING : 0, words }),
    check: (response, { words } = {}) => keeping.keep(response, { check: true, words }),
    onFeedback: (fn) => { onFeedback.push(fn); const now = keeping?.kept(); if (now?.feedback) fn(now.feedback, now.response); },
    onProblem: (fn) => onProblem.push(fn),
    saveLine: () => saveLine,
    say: (text) => { live.textContent = ""; requestAnimationFrame(() => { live.textContent = text; }); },
  };

  const frame = el("section", { class: "cp cp-activity", "data-activity": view.id, "data-kind": view.kind });
  // Keys pressed in an answer must not reach the page around it (see also TAKES_KEYS).
  frame.addEventListener("keydown", (event) => event.stopPropagation());
  const top = () => frame.querySelector('[tabindex="-1"]:not([hidden])') ?? frame.querySelector("input, textarea, select, button");
  const fill = () => {
    const now = model.get("view");
    onFeedback.length = onProblem.length = 0;
    frame.replaceChildren(...heading(now, name, frame), earlier, draw(now, page), ...sources(now, name), live);
  };
  fill();
  if (!keeping) model.on("change:view", fill);
  if (kept?.changed) changed(kept); else if (kept) show.saved(kept);
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

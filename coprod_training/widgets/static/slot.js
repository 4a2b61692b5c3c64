// slot.js: joined after page.js. The place of what a contributor gives, visibly empty until then.
// What they agreed to is shown as text, never as HTML. A recording never starts by itself. Without a
// yes for paper nothing of it is printed.

function draw(view, page, model) {
  const { el } = page;
  const cap = el("p", { class: "cp-voice__cap", text: view.label || "In a contributor’s own words" });
  if (view.words) {
    const screenOnly = view.not_for_paper ? " cp-voice--screen" : "";
    return el("figure", { class: `cp-voice${screenOnly}` },
      cap,
      view.not_for_paper ? el("p", { class: "cp-voice__paper", text: view.not_for_paper }) : null,
      view.recording ? recorded(view, page, model) : null,
      view.parts?.length ? together(view, page) : null,
      said(view, page),
      view.terms ? el("p", { class: "cp-small cp-soft", text: view.terms }) : null,
      el("figcaption", { class: "cp-small", text: view.words.credit || view.no_name }));
  }
  if (view.removed) {
    return el("div", { class: "cp-voice cp-voice--wait" }, cap, el("p", { text: view.removed_words }));
  }
  return el("div", { class: "cp-voice cp-voice--wait" },
    cap,
    el("p", {}, el("b", { text: "Waiting for a lived-experience contributor." })),
    el("p", { class: "cp-small", text: `The question we are asking: ${view.prompt}` }),
    view.form ? el("p", { class: "cp-small cp-soft", text: `What we are asking for: ${view.form}` }) : null,
    view.purpose ? el("p", { class: "cp-small cp-soft", text: `Why we ask: ${view.purpose}` }) : null,
    view.not_to_include ? el("p", { class: "cp-small cp-soft", text: `Please leave out: ${view.not_to_include}` }) : null);
}

// Their words; of a recording its transcript; of work what they did, which is no quotation.
function said(view, { el }) {
  const paragraphs = view.words.text.split(/\n\s*\n/).filter((one) => one.trim()).map((text) => el("p", { text }));
  if (view.is_work || paragraphs.length === 0) return paragraphs;
  return [
    view.recording ? el("p", {}, el("b", { text: "What is said, in full" })) : null,
    el("blockquote", {}, paragraphs),
  ];
}

function together(view, { el }) {
  return [el("p", { text: view.parts_words }), el("ul", {}, view.parts.map((text) => el("li", { text })))];
}

// With an address the browser fetches it once somebody presses play. Without our server the lesson's
// own process sends it, when asked: it is in no notebook, and costs nothing until then.
function recorded(view, page, model) {
  const { el } = page;
  const holder = el("div", { class: "cp-player" });
  const problem = problemLine(page, "recording");
  const put = (address, { focus = false } = {}) => {
    const player = playerOf(view, page, address);
    player.addEventListener("error", () => problem.say("The recording cannot be reached at the moment. You can read what is said below."));
    player.addEventListener("playing", () => problem.say(""));
    holder.replaceChildren(player);
    if (focus) player.focus();
  };
  if (view.recording.address) {
    put(view.recording.address);
    return [holder, problem.line];
  }
  const press = el("button", { type: "button", class: "cp-btn cp-btn--2", text: `Get the recording (${view.recording.size})` });
  press.addEventListener("click", async () => {
    press.disabled = true;
    problem.say("");
    page.say("Getting the recording…");
    try {
      const content = await sent(model);
      put(URL.createObjectURL(new Blob([content], { type: view.recording.type })), { focus: true });
      page.say("The recording is ready.");
    } catch {
      press.disabled = false;
      press.focus();
      page.say("");
      problem.say("The recording cannot be reached at the moment. You can read what is said below.");
    }
  });
  holder.append(press);
  return [holder, problem.line];
}

function playerOf(view, { el }, address) {
  const film = view.recording.type.startsWith("video/");
  const track = view.recording.captions
    ? el("track", { kind: "captions", srclang: "en", label: "Captions", default: true,
      src: URL.createObjectURL(new Blob([view.recording.captions], { type: "text/vtt" })) })
    : null;
  return el(film ? "video" : "audio", {
    controls: true, preload: "none", src: address, "aria-label": view.label, "data-lm-suppress-shortcuts": "true",
  }, track);
}

const PATIENCE = 60_000; // ms; the largest recording, over a slow line to a hub

function sent(model) {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(late); model.off("msg:custom", heard); };
    const late = setTimeout(() => { stop(); reject(new Error("late")); }, PATIENCE);
    const heard = (message, buffers) => {
      if (message?.type !== "recording") return;
      stop();
      if (buffers?.length) resolve(buffers[0]); else reject(new Error("none"));
    };
    model.on("msg:custom", heard);
    model.send({ type: "recording" });
  });
}

export default { render: (context) => openPage(context, (view, page) => draw(view, page, context.model)) };

// rewrite.js: joined after page.js. Two labelled boxes: the old text, to read, and the new one, kept as it is written.

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { text: "", checks: [] };
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const box = el("textarea", {
    class: "cp-input", id: page.id("after"), rows: 7, value: earlier.text,
    on: {
      input: () => { quiet(); page.keep(response(), { typing: true }); },
      blur: () => { if (JSON.stringify(response()) !== JSON.stringify(page.response ?? { text: "", checks: [] })) page.keep(response()); },
    },
  });
  const old = el("textarea", {
    class: "cp-input", id: page.id("before"), readonly: true, value: view.before,
    // A browser that cannot fit a box to its words takes this many lines, of about 45 letters each.
    rows: view.before.split("\n").reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 45)), 0),
  });
  const ticks = view.checklist.map((one) => el("input", {
    type: "checkbox", value: one.id, checked: earlier.checks.includes(one.id),
    on: { change: () => { quiet(); page.keep(response()); } },
  }));
  const response = () => ({
    text: plainWords(box.value),
    checks: ticks.filter((one) => one.checked).map((one) => one.value),
  });

  function quiet() {
    said.replaceChildren();
    problem.say("");
  }

  function begin() {
    // What is written already stays: a press must not cost anybody their words.
    box.value = box.value.trim() ? `${box.value}\n\n${view.before}` : view.before;
    box.focus();
    box.dispatchEvent(new Event("input"));
  }

  function check(event) {
    event.preventDefault();
    if (!asks) return;
    quiet();
    if (box.value.trim()) { page.check(response()); return; }
    problem.say("Write your version first.", box);
    box.focus();
  }

  page.onProblem((sentence) => problem.say(sentence, box));
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    const notes = new Map(feedback.notes);
    const left = view.checklist.filter((one) => notes.has(one.id));
    said.replaceChildren(feedbackBox(page, feedback,
      left.length ? el("ul", { class: "cp-notes" }, left.map((one) =>
        el("li", {}, el("b", { text: one.text }), el("span", { text: notes.get(one.id) })))) : null,
      notes.has("ours") ? el("p", {}, el("b", { text: "One way to write it. Yours may be better for your place." })) : null,
      notes.has("ours") ? el("p", { class: "cp-before", text: notes.get("ours") }) : null));
  });

  const asks = view.checks && !page.graded;
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("p", { class: "cp-legend", text: view.question }),
    problem.line,
    el("div", { class: "cp-twotexts" },
      el("div", {}, el("label", { for: old.id, text: "Before" }), old),
      el("div", {}, el("label", { for: box.id, text: "After: your version" }), box)),
    el("p", {}, el("button", { type: "button", class: "cp-btn cp-btn--q cp-btn--s", text: "Start from the old words", on: { click: begin } })),
    el("fieldset", { class: "cp-checklist" },
      el("legend", { text: "Tick what your version does." }),
      choices(view.checklist, ticks)),
    el("div", { class: "cp-actions" },
      asks ? el("button", { type: "submit", class: "cp-btn", text: "Compare with our version" }) : null,
      page.graded ? el("p", { class: "cp-soft cp-small", text: "Your version is kept. You hand it in with the exercise." }) : null,
      page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

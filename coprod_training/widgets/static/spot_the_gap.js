// spot_the_gap.js: joined after page.js. A line is marked by pressing it; then its reason is chosen.
// Every change keeps the marks; none of them scores.

function draw(view, page) {
  const { el } = page;
  const marks = new Map(Object.entries(page.response ?? {}));
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const count = el("span", { class: "cp-soft cp-small", role: "status" });
  const rows = view.lines.map((line, at) => row(line, at + 1));

  function row(line, number) {
    const word = el("span", { class: "cp-markword" });
    const button = el("button", { type: "button", class: "cp-line", on: { click: () => toggle(line.id) } },
      el("span", { class: "cp-num", text: number }), el("span", { text: line.text }), word);
    const select = el("select", { class: "cp-input", id: page.id(`why-${line.id}`), on: { change: () => choose(line.id) } },
      el("option", { value: "", text: "Choose a reason" }),
      view.reasons.map((reason) => el("option", { value: reason.id, text: reason.text })));
    const why = el("div", { class: "cp-why" },
      el("label", { for: select.id, text: `${view.ask} ${number}?` }), select);
    const note = el("div");
    return { line, button, word, select, why, note, item: el("li", {}, button, why, note) };
  }

  function show() {
    for (const { line, button, word, select, why } of rows) {
      const marked = marks.has(line.id);
      button.setAttribute("aria-pressed", String(marked));
      word.textContent = marked ? "Marked" : "Mark";
      why.hidden = !marked;
      select.value = marks.get(line.id) ?? "";
    }
    count.textContent = marks.size === 1 ? "1 line marked" : `${marks.size} lines marked`;
  }

  function toggle(line) {
    if (!marks.delete(line)) marks.set(line, "");
    changed();
  }

  function choose(line) {
    marks.set(line, rows.find((one) => one.line.id === line).select.value);
    changed();
  }

  function changed() {
    quiet();
    show();
    if (marks.size) page.keep(response());
    else problem.say("Mark at least one line. Your earlier marks are kept until you do.", ...rows.map(({ button }) => button));
  }

  // In the order of the document, so that the same marks are the same answer.
  const response = () => Object.fromEntries(
    view.lines.filter(({ id }) => marks.has(id)).map(({ id }) => [id, marks.get(id)]));

  function quiet() {
    said.replaceChildren();
    problem.say("");
    for (const { note } of rows) note.replaceChildren();
  }

  function check() {
    const open = rows.find(({ line }) => marks.get(line.id) === "");
    if (marks.size && !open) { quiet(); page.check(response()); return; }
    const [sentence, fields] = marks.size
      ? ["Choose a reason for each line that you marked.", rows.filter(({ line }) => marks.get(line.id) === "").map(({ select }) => select)]
      : ["Mark at least one line first.", rows.map(({ button }) => button)];
    problem.say(sentence, ...fields);
    fields[0].focus();
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    said.replaceChildren(feedbackBox(page, feedback));
    const notes = new Map(feedback.notes);
    for (const { line, note } of rows) {
      if (notes.has(line.id)) note.replaceChildren(el("p", { class: "cp-linenote", text: notes.get(line.id) }));
    }
  });

  show();
  const asks = view.checks && !page.graded;
  const question = page.id("question"), title = page.id("document");
  return el("div", { class: "cp-q" },
    el("div", { role: "group", "aria-labelledby": question, "aria-describedby": title },
      el("p", { class: "cp-legend", id: question, text: view.question }),
      problem.line,
      el("div", { class: "cp-doc" },
        el("p", { class: "cp-doc__title", id: title, text: view.document }),
        el("ol", { class: "cp-lines", role: "list" }, rows.map(({ item }) => item)))),
    el("div", { class: "cp-actions" },
      asks ? el("button", { type: "button", class: "cp-btn", text: "Check my marks", on: { click: check } }) : null,
      count,
      keptForMarking(page, "marks are"),
      page.saveLine()),
    said);
}

export default { render: (context) => openPage(context, draw) };

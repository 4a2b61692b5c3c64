// story_plan.js: joined after page.js, writing.js and stepping.js. It never asks for the story.

function draw(view, page) {
  const { el } = page;
  const answers = { ...(page.response ?? {}) };
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const kept = keepsForm(page, () => answers, () => quiet());
  const written = []; // the boxes for words, in the order of their steps
  const form = stepped(page, {
    steps: view.steps.map((one) => ({ title: one.title, body: body(one), done: () => words(one) !== "" })),
    whole: "plan", lines, mayLeave: () => true,
    check: page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Look at my plan" }),
    more: el("button", { type: "button", class: "cp-btn cp-btn--2", text: "Print this plan", on: { click: () => printed(view.title, lines()) } }),
  });

  function body(one) {
    const label = one.optional ? `${one.question} (You can leave this out.)` : one.question;
    if (!one.options.length) {
      const { box, field } = labelled(page, { id: one.id, label, hint: one.hint, value: answers[one.id], rows: 3,
        on: (typing) => {
          if (!box.value && !(one.id in answers)) return; // only looked at
          answers[one.id] = plainWords(box.value);
          kept(typing);
        } });
      written.push({ box, label: one.question });
      return field;
    }
    const inputs = one.options.map((option) => el("input", {
      type: "radio", name: page.id(one.id), value: option.id, checked: answers[one.id] === option.id,
      on: { change: () => { answers[one.id] = option.id; kept(false); } },
    }));
    return el("fieldset", {}, el("legend", { class: "cp-small", text: label }),
      one.hint ? el("p", { class: "cp-hint", text: one.hint }) : null,
      choices(one.options, inputs));
  }

  function quiet() {
    said.replaceChildren();
    problem.say("");
  }

  function words(one) {
    return one.options.find(({ id }) => id === answers[one.id])?.text ?? answers[one.id]?.trim() ?? "";
  }

  function lines() {
    return view.steps.map((one) => [one.title, words(one) || "Still open"]);
  }

  function submit(event) {
    event.preventDefault();
    if (!form.last()) { form.next(); return; }
    quiet();
    page.check({ ...answers });
  }

  page.onProblem(saysProblem(view, problem, written, form.bring));
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(answers)) return;
    const titles = new Map(view.steps.map(({ id, title }) => [id, title]));
    said.replaceChildren(feedbackBox(page, feedback,
      feedback.notes.length ? el("ul", { class: "cp-notes" }, feedback.notes.map(([id, note]) =>
        el("li", {}, el("b", { text: titles.get(id) }), el("span", { text: note })))) : null));
  });

  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit } },
    el("p", { class: "cp-legend", text: view.question }),
    view.keep_safe ? el("p", { class: "cp-hint", text: view.keep_safe }) : null,
    problem.line, form.place,
    el("div", { class: "cp-actions" }, page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

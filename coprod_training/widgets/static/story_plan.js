// story_plan.js: joined after page.js and writing.js. One step at a time, then the whole plan.

function draw(view, page) {
  const { el } = page;
  const answers = { ...(page.response ?? {}) };
  const said = el("div", { role: "status" });
  const problem = el("p", { class: "cp-error", role: "alert" });
  const place = el("div");
  const steps = view.steps.map(step);
  let at = Math.max(0, view.steps.findLastIndex(({ id }) => answers[id]?.trim())); // where it was left
  const kept = keepsForm(page, () => answers, () => quiet());

  function step(one, index) {
    const title = el(`h${page.level + 1}`, { tabindex: "-1", text: `Step ${index + 1} of ${view.steps.length}: ${one.title}` });
    const label = one.optional ? `${one.question} (You can leave this out.)` : one.question;
    if (!one.options.length) {
      const { box, field } = labelled(page, { id: one.id, label, hint: one.hint, value: answers[one.id], rows: 3,
        on: (typing) => {
          if (!box.value && !(one.id in answers)) return; // only looked at
          answers[one.id] = plainWords(box.value);
          kept(typing);
        } });
      return { title, body: field };
    }
    const inputs = one.options.map((option) => el("input", {
      type: "radio", name: page.id(one.id), value: option.id, checked: answers[one.id] === option.id,
      on: { change: () => { answers[one.id] = option.id; kept(false); } },
    }));
    return { title, body: el("fieldset", {}, el("legend", { class: "cp-small", text: label }),
      one.hint ? el("p", { class: "cp-hint", text: one.hint }) : null,
      el("div", { class: "cp-choices" }, one.options.map((option, number) =>
        el("label", { class: "cp-choice" }, inputs[number], el("span", { text: option.text }))))) };
  }

  function quiet() {
    said.replaceChildren();
    problem.textContent = "";
  }

  function show(focus) {
    const last = at === view.steps.length;
    const button = (words, to, quietly) => el("button", { type: "button", class: quietly ? "cp-btn cp-btn--2" : "cp-btn", text: words, on: { click: () => { at = to; show(true); } } });
    const title = last ? el(`h${page.level + 1}`, { tabindex: "-1", text: "The whole plan" }) : steps[at].title;
    place.replaceChildren(title, last ? whole() : steps[at].body, el("div", { class: "cp-actions" },
      last && !page.graded ? el("button", { type: "button", class: "cp-btn", text: "Look at my plan", on: { click: () => { quiet(); page.check({ ...answers }); } } })
        : last ? null : button(at + 1 === view.steps.length ? "See the whole plan" : "Next step", at + 1),
      at > 0 ? button("Back one step", at - 1, true) : null,
      last ? el("button", { type: "button", class: "cp-btn cp-btn--2", text: "Print this plan", on: { click: () => printed(view.title, lines()) } }) : null));
    if (focus) title.focus();
  }

  const lines = () => view.steps.map((one) => [one.title, words(one) || "Still open"]);
  const words = (one) => one.options.find(({ id }) => id === answers[one.id])?.text ?? answers[one.id]?.trim() ?? "";
  const whole = () => el("dl", { class: "cp-plan" }, lines().flatMap(([label, value]) => [el("dt", { text: label }), el("dd", { text: value })]));

  page.onProblem((sentence) => { problem.textContent = sentence; });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(answers)) return;
    const titles = new Map(view.steps.map(({ id, title }) => [id, title]));
    said.replaceChildren(el("div", { class: "cp-fb" },
      el(`h${page.level + 1}`, { text: feedback.heading }), el("p", { text: feedback.text }),
      feedback.notes.length ? el("ul", { class: "cp-notes" }, feedback.notes.map(([id, note]) =>
        el("li", {}, el("b", { text: titles.get(id) }), el("span", { text: note })))) : null));
  });

  show(false);
  return el("div", { class: "cp-q", role: "group", "aria-label": view.question },
    el("p", { class: "cp-legend", text: view.question }),
    view.keep_safe ? el("p", { class: "cp-hint", text: view.keep_safe }) : null,
    problem, place,
    el("div", { class: "cp-actions" }, page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

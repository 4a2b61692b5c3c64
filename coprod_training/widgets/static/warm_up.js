// warm_up.js: joined after page.js. Single choices one after the other, each with its own check.

function draw(view, page) {
  const { el } = page;
  const names = view.questions.map(({ id }) => id);
  const earlier = page.response ?? { chosen: {}, checked: [] };
  // What is no longer asked here stays on the disk and is not sent again.
  const chosen = new Map(view.questions
    .filter(({ id, options }) => options.some((option) => option.id === earlier.chosen[id]))
    .map(({ id }) => [id, earlier.chosen[id]]));
  const checked = new Set(earlier.checked.filter((id) => chosen.has(id)));
  const asks = view.checks && !page.graded;
  const rows = view.questions.map(row);

  function row(question, at) {
    const { id } = question;
    const number = at + 1;
    const said = el("div", { role: "status" });
    const problem = problemLine(page, `${id}-problem`);
    const about = page.id(`${id}-about`);
    const inputs = question.options.map((option) =>
      el("input", {
        type: "radio", name: page.id(id), value: option.id, checked: chosen.get(id) === option.id,
        on: { change: () => choose(id, option.id) },
      }));
    const form = el("form", { class: "cp-q", novalidate: true, on: { submit: (event) => check(event, id) } },
      el(`h${page.level + 1}`, { text: `Question ${number} of ${view.questions.length}` }),
      el("fieldset", { "aria-describedby": about },
        el("legend", { text: question.question }),
        el("p", { class: "cp-hint", id: about, text: fromWhere(question) }),
        problem.line,
        choices(question.options, inputs)),
      asks ? el("div", { class: "cp-actions" },
        el("button", { type: "submit", class: "cp-btn", text: `Check answer ${number}` })) : null,
      said);
    return { id, inputs, said, problem, form };
  }

  function fromWhere({ about, comes_back: again }) {
    const from = about ? `From the module: ${about}.` : "From an earlier module.";
    return again ? `${from} You met this one before, and it comes back now.` : from;
  }

  const named = (id) => rows.find((one) => one.id === id);

  function choose(id, option) {
    chosen.set(id, option);
    checked.delete(id);
    named(id).said.replaceChildren();
    named(id).problem.say("");
    keep();
  }

  function check(event, id) {
    event.preventDefault();
    if (!asks) return;
    const { problem, inputs } = named(id);
    if (!chosen.has(id)) {
      problem.say("Choose an answer first.", ...inputs);
      inputs[0].focus();
      return;
    }
    problem.say("");
    checked.add(id);
    keep();
  }

  function keep() {
    const response = { asked: names, chosen: Object.fromEntries(chosen), checked: [...checked] };
    // With a check among the answers, what we think of that one comes back each time.
    if (checked.size) page.check(response); else page.keep(response);
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback(({ notes, good }, response) => {
    for (const [id, words] of notes) {
      const one = named(id);
      if (!one || !checked.has(id) || response.chosen[id] !== chosen.get(id)) continue;
      if (one.said.textContent.endsWith(words)) continue; // said again, it would be read out again
      const right = good.includes(id);
      one.said.replaceChildren(el("div", { class: right ? "cp-fb cp-fb--ok" : "cp-fb" },
        el(`h${page.level + 2}`, { text: right ? "Yes" : "Not quite" }), el("p", { text: words })));
    }
  });

  const problem = problemLine(page);
  const title = page.id("question");
  return el("div", { role: "group", "aria-labelledby": title },
    el("p", { class: "cp-legend", id: title, text: view.question }),
    problem.line,
    rows.map(({ form }) => form),
    el("div", { class: "cp-actions" },
      keptForMarking(page, "answers are"),
      page.saveLine()));
}

export default { render: (context) => openPage(context, draw) };

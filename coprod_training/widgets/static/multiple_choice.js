// multiple_choice.js: joined after page.js. Every tick keeps the answer; it does not score.

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? [];
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const inputs = view.options.map((option) =>
    el("input", {
      type: "checkbox", value: option.id, checked: earlier.includes(option.id),
      on: { change: () => { quiet(); if (chosen().length) page.keep(chosen(), { words: chosenWords(inputs) }); else empty(); } },
    }));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value).sort();

  function quiet() {
    said.replaceChildren();
    problem.say("");
  }

  function empty() {
    problem.say("Choose at least one answer. Your earlier choice is kept until you do.", ...inputs);
  }

  function check(event) {
    event.preventDefault();
    if (!asks) return;
    if (chosen().length) { quiet(); page.check(chosen(), { words: chosenWords(inputs) }); return; }
    problem.say("Choose at least one answer first.", ...inputs);
    inputs[0].focus();
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, response) => {
    if (String(response) !== String(chosen())) return;
    const notes = new Map(feedback.notes);
    said.replaceChildren(feedbackBox(page, feedback,
      el("ul", { class: "cp-notes" }, view.options.filter((option) => notes.has(option.id)).map((option) =>
        el("li", {}, el("b", { text: option.text }), el("span", { text: notes.get(option.id) }))))));
  });

  const asks = view.checks && !page.graded;
  const hint = page.id("hint");
  return el("form", { class: "cp-q", novalidate: true, on: { submit: check } },
    el("fieldset", { "aria-describedby": hint },
      el("legend", { text: view.question }),
      el("p", { class: "cp-hint", id: hint, text: "You can choose more than one." }),
      problem.line,
      choices(view.options, inputs)),
    checkAndSaved(page, asks),
    said);
}

export default { render: (context) => openPage(context, draw) };

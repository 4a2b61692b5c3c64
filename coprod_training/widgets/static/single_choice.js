// single_choice.js: joined after page.js. Choosing keeps the answer; it does not score.

function draw(view, page) {
  const { el } = page;
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const inputs = view.options.map((option) =>
    el("input", {
      type: "radio", name: page.id("option"), value: option.id, checked: option.id === page.response,
      on: { change: () => { quiet(); page.keep(option.id, { words: chosenWords(inputs) }); } },
    }));

  function quiet() {
    said.replaceChildren();
    problem.say("");
  }

  function check(event) {
    event.preventDefault();
    const chosen = inputs.find((input) => input.checked);
    if (!asks) return;
    if (chosen) { quiet(); page.check(chosen.value, { words: chosenWords(inputs) }); return; }
    problem.say("Choose an answer first.", ...inputs);
    inputs[0].focus();
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, response) => {
    if (response !== page.response) return;
    said.replaceChildren(feedbackBox(page, feedback));
  });

  const asks = view.checks && !page.graded;
  return el("form", { class: "cp-q", novalidate: true, on: { submit: check } },
    el("fieldset", {},
      el("legend", { text: view.question }),
      problem.line,
      choices(view.options, inputs)),
    checkAndSaved(page, asks),
    said);
}

export default { render: (context) => openPage(context, draw) };

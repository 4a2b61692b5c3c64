// scenario.js: joined after page.js. A story that goes where the choices lead.

function draw(view, page) {
  const { el } = page;
  let path = page.response ?? [];
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const soFar = el("div", {});
  const heading = el(`h${page.level + 1}`, { id: page.id("now"), tabindex: "-1", "aria-describedby": page.id("text") });
  const text = el("p", { class: "cp-now__text", id: page.id("text") });
  const choices = el("div", { class: "cp-opts" });
  const back = el("button", { type: "button", class: "cp-btn cp-btn--q cp-back", text: "Back one choice", on: { click: () => go(path.slice(0, -1)) } });
  const again = el("button", { type: "button", class: "cp-btn cp-btn--q", text: "Start again", on: { click: () => go([]) } });

  // Every moment on the way: the node, and the choice that was made there.
  function walk() {
    const steps = [];
    let here = view.nodes[view.start];
    for (const id of path) {
      const turn = here.choices.find((one) => one.id === id);
      if (!turn) break;
      steps.push([here, turn]);
      here = view.nodes[turn.goto];
    }
    return { steps, here };
  }

  function go(next) {
    path = next;
    said.replaceChildren();
    problem.say("");
    show();
    if (walk().here.choices.length || page.graded) page.keep(path); else page.check(path);
    heading.focus();
  }

  function show() {
    const { steps, here } = walk();
    const end = here.choices.length === 0;
    soFar.replaceChildren(...(steps.length ? [
      el(`h${page.level + 1}`, { text: "So far" }),
      el("ol", { class: "cp-story" }, steps.map(([node, turn]) =>
        el("li", {}, el("span", { text: node.text }), el("b", { text: `You chose: ${turn.text}` })))),
    ] : []));
    heading.textContent = end ? "What happened" : "Now";
    text.textContent = here.text;
    choices.replaceChildren(...here.choices.map((turn) =>
      el("button", { type: "button", class: "cp-opt", text: turn.text, on: { click: () => go([...path, turn.id]) } })));
    back.hidden = again.hidden = steps.length === 0;
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, response) => {
    if (String(response) !== String(path) || feedback.notes.length === 0) return;
    said.replaceChildren(el("div", { class: "cp-ending" },
      el(`h${page.level + 1}`, { text: feedback.heading }),
      el("dl", { class: "cp-effects" }, feedback.notes.map(([name, sentence]) =>
        el("div", {}, el("dt", { text: name }), el("dd", { text: sentence })))),
      el("p", { text: feedback.text }),
      view.empty_chair ? el("p", { class: "cp-chair", text: "The other side is not yet written. We will not invent it." }) : null));
  });

  show();
  return el("div", { class: "cp-q", role: "group", "aria-labelledby": page.id("question") },
    view.placeholder ? el("p", {}, el("span", { class: "cp-tag", text: "Placeholder, to be replaced with contributors" })) : null,
    el("p", { class: "cp-legend", id: page.id("question"), text: view.question }),
    problem.line, soFar,
    el("div", { class: "cp-now" }, heading, text, choices),
    said,
    el("div", { class: "cp-actions" }, back, again,
      keptForMarking(page),
      page.saveLine()));
}

export default { render: (context) => openPage(context, draw) };

// payment_plan.js: joined after page.js and writing.js. Hours and money; Python adds them up.

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { people: null, rate: null, times: {}, costs: {}, advice: "" };
  const said = el("div", { role: "status" });
  const problem = el("p", { class: "cp-error", role: "alert" });
  const on = (typing) => keep(typing);
  const number = (id, label, value, hint) => labelled(page, { id, label, hint, value: value ?? "", mode: "decimal", on });
  const people = number("people", "How many people", earlier.people);
  const rate = number("rate", "Pounds an hour", earlier.rate, view.rate_hint);
  const amounts = (part, of) => of.map(({ id, text }) => ({ id, ...number(`${part}-${id}`, text, earlier[part][id]) }));
  const times = amounts("times", view.times), costs = amounts("costs", view.costs);
  const advice = labelled(page, { id: "advice", label: "How will people get benefits advice?", hint: view.advice_hint, value: earlier.advice, rows: 2, on });
  const lines = view.lines.map(({ id, label }) => ({ id, ...labelled(page, { id, label, value: earlier[id], rows: 2, on }) }));

  // What cannot be read as a number is told, and never quietly taken for nothing.
  const unread = () => [people, rate, ...times, ...costs].find(({ box }) => box.value.trim() && !Number.isFinite(read(box)));
  // A comma parts thousands and nothing else: 2,5 is asked about, and never taken for 25.
  const read = (box) => {
    const words = box.value.trim().replace(/^£\s*/, "");
    return /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(words) ? Number(words.replaceAll(",", "")) : NaN;
  };
  const typed = ({ box }) => (Number.isFinite(read(box)) ? read(box) : null);
  const all = (of) => Object.fromEntries(of.filter((one) => typed(one) !== null).map((one) => [one.id, typed(one)]));
  // A line that is empty is left out: an answer from before it was asked stays as it was kept.
  const written = () => Object.fromEntries(lines.filter(({ box }) => box.value).map(({ id, box }) => [id, plainWords(box.value)]));
  const response = () => ({ people: typed(people), rate: typed(rate), times: all(times), costs: all(costs), advice: plainWords(advice.box.value), ...written() });
  const kept = keepsForm(page, response, () => quiet());

  function keep(typing) {
    kept(typing); // everything else that is typed is kept, also beside a number that cannot be read
    const wrong = unread();
    if (!wrong) unsay();
    else if (!typing) tell(wrong);
  }

  function tell(wrong) {
    unsay();
    problem.textContent = `${wrong.label}: type a number, such as 2 or 2.5.`;
    wrong.box.setAttribute("aria-invalid", "true");
  }

  function unsay() {
    problem.textContent = "";
    for (const { box } of [people, rate, ...times, ...costs]) box.setAttribute("aria-invalid", "false");
  }

  function quiet() {
    said.replaceChildren();
    unsay();
  }

  function check(event) {
    event.preventDefault();
    const wrong = unread();
    if (wrong) { tell(wrong); wrong.box.focus(); return; }
    quiet();
    page.check(response());
  }

  page.onProblem((sentence) => { problem.textContent = sentence; });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    said.replaceChildren(el("div", { class: "cp-fb" },
      el(`h${page.level + 1}`, { text: feedback.heading }), el("p", { text: feedback.text }),
      feedback.notes.length ? el("ul", {}, feedback.notes.map(([, words]) => el("li", { text: words }))) : null));
  });

  const group = (title, of, unit) => el("fieldset", { class: "cp-amounts", "aria-describedby": page.id(title.replaceAll(" ", "-")) },
    el("legend", { class: "cp-small", text: title }), el("p", { class: "cp-hint", id: page.id(title.replaceAll(" ", "-")), text: unit }), of.map(({ field }) => field));
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("p", { class: "cp-legend", text: view.question }),
    problem,
    people.field, rate.field,
    group("Hours of time", times, "For each person, over the whole of it."),
    group("Other costs in pounds", costs, "In all, for everybody."),
    advice.field,
    lines.map(({ field }) => field),
    el("div", { class: "cp-actions" },
      page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Work it out" }), page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

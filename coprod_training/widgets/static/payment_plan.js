// payment_plan.js: joined after page.js, writing.js and stepping.js. Hours and money; Python adds them up.

const MOST = 1_000_000; // people, hours or pounds, as payment_plan.py has it

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { people: null, rate: null, times: {}, costs: {}, advice: "" };
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const on = (typing) => keep(typing);
  const pounds = (amount) => `£${amount.toLocaleString("en-GB", { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 })}`;
  const hours = (amount) => (amount === 1 ? "1 hour" : `${amount.toLocaleString("en-GB")} hours`);
  const number = (id, label, value, inWords, hint) => ({ inWords, ...labelled(page, { id, label, hint, value: value ?? "", mode: "decimal", on }) });
  const people = number("people", "How many people", earlier.people, String);
  const rate = number("rate", "Pounds an hour", earlier.rate, pounds, view.rate_hint);
  const amounts = (part, of, inWords) => of.map(({ id, text }) => ({ id, ...number(`${part}-${id}`, text, earlier[part][id], inWords) }));
  const times = amounts("times", view.times, hours), costs = amounts("costs", view.costs, pounds);
  const advice = { name: "Benefits advice", ...labelled(page, { id: "advice", label: "How will people get benefits advice?", hint: view.advice_hint, value: earlier.advice, rows: 2, on }) };
  const written = view.lines.map(({ id, label, name, beside }) => ({ id, name, beside, ...labelled(page, { id, label, value: earlier[id], rows: 2, on }) }));
  const beside = (id) => written.filter((line) => line.beside === id);

  // What cannot be kept as a number is told, and never quietly taken for nothing.
  const numbers = [people, rate, ...times, ...costs];
  const unread = () => numbers.find((one) => one.box.isConnected && one.box.value.trim() && typed(one) === null); // in the step on the screen
  // A comma parts thousands and nothing else: 2,5 is asked about, and never taken for 25.
  const read = (box) => {
    const words = box.value.trim().replace(/^£\s*/, "");
    return /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(words) ? Number(words.replaceAll(",", "")) : NaN;
  };
  const typed = (one) => {
    const number = read(one.box);
    const fits = one === people ? Number.isInteger(number) : Number.isFinite(number);
    return fits && number <= MOST ? number : null;
  };
  const all = (of) => Object.fromEntries(of.filter((one) => typed(one) !== null).map((one) => [one.id, typed(one)]));
  // A line that is empty is left out: an answer from before it was asked stays as it was kept.
  const words = () => Object.fromEntries(written.filter(({ box }) => box.value).map(({ id, box }) => [id, plainWords(box.value)]));
  const response = () => ({ people: typed(people), rate: typed(rate), times: all(times), costs: all(costs), advice: plainWords(advice.box.value), ...words() });
  let told = false; // whether the problem line holds what this page itself says, not the server
  const kept = keepsForm(page, response, () => quiet());

  function keep(typing) {
    kept(typing); // everything else that is typed is kept, also beside a number that cannot be read
    const wrong = unread();
    if (wrong && !typing) tell(wrong);
    if (!wrong && told) untell();
  }

  function tell(wrong) {
    told = true;
    const one = wrong === people ? "a whole number, such as 4" : "a number, such as 2 or 2.5";
    const what = read(wrong.box) > MOST ? `a number up to ${MOST.toLocaleString("en-GB")}` : one;
    problem.say(`${wrong.label}: type ${what}.`, wrong.box);
  }

  function untell() {
    told = false;
    problem.say("");
  }

  function quiet() {
    said.replaceChildren();
    untell();
  }

  // ------------------------------------------------------------------------------- the steps

  const parts = [
    { title: "People and rate", of: [people, rate, ...beside("rate")] },
    { title: "Hours of time", of: times, unit: "For each person, in total." },
    { title: "Other costs in pounds", of: costs, unit: "In total, for everybody." },
    { title: "Before you make an offer", of: [advice, ...beside("advice")] },
  ];
  const form = stepped(page, {
    steps: parts.map((part) => ({ title: part.title, body: body(part), done: () => part.of.some(({ box }) => box.value.trim()) })),
    whole: "budget", mayLeave,
    lines: () => parts.flatMap(({ of }) => of.map((one) => [one.name ?? one.label, inWords(one) || "Still open"])),
    check: page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Work it out" }),
  });

  function body({ title, of, unit }) {
    const fields = of.map(({ field }) => field);
    if (!unit) return el("div", {}, fields);
    const hint = page.id(title.replaceAll(" ", "-"));
    // The heading above has the same words, so they are not written a second time.
    return el("fieldset", { class: "cp-amounts", "aria-label": title, "aria-describedby": hint },
      el("p", { class: "cp-hint", id: hint, text: unit }), fields);
  }

  function inWords(one) {
    return numbers.includes(one) && typed(one) !== null ? one.inWords(typed(one)) : one.box.value.trim();
  }

  function mayLeave() {
    const wrong = unread();
    if (wrong) { tell(wrong); wrong.box.focus(); }
    return !wrong;
  }

  function submit(event) {
    event.preventDefault();
    if (!form.last()) { form.next(); return; }
    quiet();
    page.check(response());
  }

  const refused = saysProblem(view, problem, [advice, ...written], form.bring);
  page.onProblem((sentence) => {
    if (!sentence && told) return; // what the page itself asks about still stands
    told = false;
    refused(sentence);
  });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    said.replaceChildren(feedbackBox(page, feedback,
      feedback.notes.length ? el("ul", {}, feedback.notes.map(([, words]) => el("li", { text: words }))) : null));
  });

  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit } },
    el("p", { class: "cp-legend", text: view.question }),
    problem.line,
    form.place,
    el("div", { class: "cp-actions" }, page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

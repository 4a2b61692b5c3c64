// action_plan.js: joined after page.js and writing.js. Four parts, one sentence, two dates.

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { situation: "", action: "", partner: "", date: "" };
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const sentence = el("p", { class: "cp-before" });
  const on = (typing) => keep(typing);
  const words = (id, hint) => labelled(page, { id, label: view.labels[id], hint, value: earlier[id], rows: 2, on });
  const parts = { situation: words("situation"), action: words("action"), partner: words("partner", view.partner_hint) };
  const date = dateFields(page, { label: view.labels.date, value: earlier.date, on, problem });

  const response = () => ({
    ...Object.fromEntries(Object.entries(parts).map(([id, { box }]) => [id, plainWords(box.value)])),
    date: date.iso(), // half a date is no date yet
  });
  const kept = keepsForm(page, response, () => quiet());

  function keep(typing) {
    show();
    kept(typing);
  }

  function quiet() {
    said.replaceChildren();
    if (!date.stillSaid()) problem.say("");
  }

  function show() {
    const now = response();
    sentence.textContent = `${view.labels.situation} ${now.situation || "…"}, ${view.labels.action} ${now.action || "…"}, ${view.labels.partner} ${now.partner || "…"}.`;
  }

  function check(event) {
    event.preventDefault();
    quiet();
    if (!date.refused()) page.check(response());
  }

  function calendar() {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, ""); // when the file was made: RFC 5545
    // A plan is the same when its page is drawn again, and nobody else's. Calendars take the one with the
    // higher number: it grows every ten seconds, and fits the 31 bits that RFC 5545 gives it.
    const plan = `${view.place}-${view.id}`, number = Math.floor(Date.now() / 10_000);
    const day = (weeks) => { const at = new Date(`${date.iso()}T12:00:00Z`); at.setUTCDate(at.getUTCDate() + 7 * weeks); return at.toISOString().slice(0, 10).replaceAll("-", ""); };
    // The words of the plan stay out of the calendar, which others may see.
    const events = view.look_again.flatMap((weeks) => ["BEGIN:VEVENT", `UID:${plan}-week-${weeks}`,
      `DTSTAMP:${stamp}`, `SEQUENCE:${number}`, `DTSTART;VALUE=DATE:${day(weeks)}`, `SUMMARY:Look at my plan again (week ${weeks})`, "END:VEVENT"]);
    const file = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coprod-training//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
    const link = el("a", { href: URL.createObjectURL(new Blob([file], { type: "text/calendar" })), download: "my-plan.ics" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const refused = saysProblem(view, problem, Object.values(parts));
  page.onProblem((sentence) => { if (sentence || !date.stillSaid()) refused(sentence); });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    said.replaceChildren(feedbackBox(page, feedback,
      feedback.notes.length ? el("ul", {}, feedback.notes.map(([, words]) => el("li", { text: words }))) : null,
      feedback.notes.length ? el("p", {}, el("button", { type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text: "Put both dates in my calendar", on: { click: calendar } })) : null));
  });

  show();
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("p", { class: "cp-legend", text: view.question }),
    Object.values(parts).map(({ field }) => field),
    problem.line,
    date.field,
    sentence,
    el("div", { class: "cp-actions" },
      page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Look at my plan" }), page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

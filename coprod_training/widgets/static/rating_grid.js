// rating_grid.js: joined after page.js. The self-check: one part a screen, any item may be left out.

function draw(view, page) {
  const { el } = page;
  const response = { ...page.response };
  const rows = view.parts.flatMap((part) => part.rows);
  const said = el("div", { role: "status" });
  const second = el("div", {}); // too long to be read out when it comes
  const leads = el("div", {}); // as above
  const problem = problemLine(page);
  const where = el("p", { class: "cp-soft cp-small", id: page.id("where") });
  const heading = el(`h${page.level + 1}`, { tabindex: "-1", "aria-describedby": page.id("where") });
  const items = el("div", {});
  const count = el("p", { class: "cp-soft cp-small" });
  const next = el("button", { type: "submit", class: "cp-btn" });
  const back = el("button", { type: "button", class: "cp-btn cp-btn--q", text: "Back", on: { click: () => show(at - 1) } });
  let at = startAt();

  // Where they left off: the last part with an answer in it, or the next once all of it is answered.
  function startAt() {
    if (response._done) return 0;
    const given = (row) => row.id in response;
    const last = view.parts.map((part) => part.rows.some(given)).lastIndexOf(true);
    const whole = last >= 0 && view.parts[last].rows.every(given);
    return Math.min(Math.max(last, 0) + (whole ? 1 : 0), view.parts.length - 1);
  }

  function answered(row, value) {
    response[row.id] = value;
    changed();
    if (topStepCheck()) page.say("One more question has opened below this one.");
    ask();
  }

  // Some questions have second words for people who are not staff of the service.
  const staff = () => !view.before?.not_staff && !rows.some((row) =>
    row.choices.some((choice) => choice.not_staff && response[row.id] === choice.value));
  const question = (row) => (row.text_not_staff && !staff() ? row.text_not_staff : row.text);

  function ask() {
    for (const row of view.parts[at].rows) {
      const legend = items.querySelector(`[data-item="${row.id}"] > legend`);
      if (legend && legend.textContent !== question(row)) legend.textContent = question(row);
    }
  }

  function changed() {
    said.replaceChildren();
    second.replaceChildren();
    leads.replaceChildren();
    problem.say("");
    if (!topRow()) { delete response.s5_decide; delete response.s5_do; }
    page.keep({ ...response });
    countUp();
  }

  const topRow = () => rows.find((row) => row.scale && response[row.id] === view.top_step);

  // ---------------------------------------------------------------------------------- items

  function item(row) {
    const hint = row.required ? el("p", { class: "cp-hint", id: page.id(`${row.id}-hint`), text: "An answer is needed here." }) : null;
    const short = row.choices.every((choice) => words(row, choice).length <= 22);
    return el("fieldset", { class: "cp-rate", "data-item": row.id, "aria-describedby": hint?.id },
      el("legend", { text: question(row) }), hint,
      short ? grid(row) : el("div", { class: "cp-choices cp-choices--pairs" }, row.choices.map((choice) =>
        el("label", { class: "cp-choice" }, radio(row, choice), el("span", { text: words(row, choice) })))));
  }

  function grid(row) {
    const steps = row.choices.filter((choice) => !choice.set_apart);
    const apart = row.choices.filter((choice) => choice.set_apart);
    const pick = (choice, index) => el("label", {
      class: "cp-pick", style: row.scale && !choice.set_apart ? `--s: var(--cp-s${index})` : null,
    }, radio(row, choice), el("span", { text: words(row, choice) }));
    return el("div", { class: "cp-rate__grid", style: `--n: ${steps.length}; --m: ${apart.length}` },
      el("div", { class: "cp-rate__steps" }, steps.map(pick)),
      apart.length ? el("div", { class: "cp-rate__apart" }, apart.map(pick)) : null);
  }

  function words(row, choice) {
    if (choice.set_apart || !choice.label) return choice.label || choice.text;
    return `${choice.value} ${choice.label}`; // a step is always its number and its word
  }

  const radio = (row, choice) => el("input", {
    type: "radio", name: page.id(row.id), value: choice.value, checked: response[row.id] === choice.value,
    on: { change: () => answered(row, choice.value) },
  });

  // The one check line, below the first item on the top step. True when it came just now.
  function topStepCheck() {
    const row = topRow();
    const old = items.querySelector(".cp-check5");
    if (old && old.dataset.after === row?.id) return false;
    old?.remove();
    const field = row && items.querySelector(`[data-item="${row.id}"]`);
    if (!field) return false;
    const pair = (name, question) => el("fieldset", { class: "cp-yesno" },
      el("legend", { text: question }),
      el("div", { class: "cp-yesno__pair" }, [["1", "Yes"], ["0", "No"]].map(([value, word]) =>
        el("label", { class: "cp-choice" },
          el("input", {
            type: "radio", name: page.id(name), value, checked: response[name] === value,
            on: { change: () => { response[name] = value; changed(); } },
          }),
          el("span", { text: word })))));
    field.after(el("fieldset", { class: "cp-check5", "data-after": row.id },
      el("legend", { text: view.step5_check }),
      pair("s5_decide", "The final decision was shared"), pair("s5_do", "The work was shared")));
    return true;
  }

  // ---------------------------------------------------------------------------- the screens

  function show(part, focus = true) {
    at = part;
    const { title, stem, hint, rows: here } = view.parts[at];
    said.replaceChildren();
    second.replaceChildren();
    where.textContent = `Part ${at + 1} of ${view.parts.length}`;
    heading.textContent = title;
    items.replaceChildren(
      ...(stem ? [el("p", { class: "cp-stem", text: stem })] : []),
      ...(hint ? [el("p", { class: "cp-hint", text: hint })] : []),
      ...(here.some((row) => row.scale) ? [whatStepsMean()] : []),
      ...here.map(item));
    topStepCheck();
    const following = view.parts[at + 1];
    next.textContent = following ? `Next: ${following.title}` : "Finish the self-check";
    back.hidden = at === 0;
    countUp();
    if (focus) heading.focus();
  }

  function whatStepsMean() {
    const { choices } = rows.find((row) => row.scale);
    return el("details", { class: "cp-more" },
      el("summary", { text: "What the six steps mean" }),
      el("div", {},
        el("ul", { class: "cp-scale" }, choices.filter((choice) => !choice.set_apart).map((choice) =>
          el("li", {}, el("b", { text: `${choice.value} ${choice.label}` }), el("span", { text: choice.text })))),
        view.people_means ? el("p", { class: "cp-small cp-soft", text: view.people_means }) : null));
  }

  function countUp() {
    const done = rows.filter((row) => row.id in response).length;
    count.textContent = `${done} of ${rows.length} answered. You can leave ${rows.some((row) => row.required) ? "most" : "any"} of them out.`;
  }

  function goOn(event) {
    event.preventDefault();
    if (view.parts[at + 1]) { show(at + 1); return; }
    const missing = rows.find((row) => row.required && !(row.id in response));
    if (missing) {
      show(view.parts.findIndex((part) => part.rows.includes(missing)), false);
      const wanted = items.querySelectorAll(`[data-item="${missing.id}"] input`);
      problem.say(`One answer is needed before you finish: ${question(missing)}`, ...wanted);
      wanted[0].focus();
      return;
    }
    response._done = true;
    page.check({ ...response });
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, checked) => {
    if (JSON.stringify(checked) !== JSON.stringify(page.response)) return;
    said.replaceChildren(feedbackBox(page, { ...feedback, right: true }));
    if (view.compares) second.replaceChildren(sideBySide(checked, new Map(feedback.notes)));
    showLeads(checked);
  });

  // ------------------------------- before the course: where it comes to what has a low answer

  function showLeads(given) {
    const low = (view.leads ?? []).filter((one) => one.values.includes(given[one.item]));
    leads.replaceChildren(...(low.length ? [leadsTo(page, low)] : []));
  }

  // ------------------------------------------- after the course: before, looking back, and now

  function sideBySide(now, sentences) {
    const lookingBack = Object.values(view.looking_back);
    const parts = view.parts.filter((part) => !part.rows.every((row) => lookingBack.includes(row.id)));
    return el("div", { class: "cp-second" },
      el(`h${page.level + 1}`, { text: "Then and now, side by side" }),
      el("p", { text: "Only you see this. It is a place to start talking, and not a mark." }),
      el("div", { class: "cp-note" }, el("p", {}, el("b", { text: "Why a score can fall" })), el("p", { text: view.why_scores_fall })),
      parts.flatMap((part) => [
        el(`h${page.level + 2}`, { text: part.title }),
        sentences.has(part.id) ? el("p", { text: sentences.get(part.id) }) : null,
        thenAndNow(part, now),
      ]));
  }

  function thenAndNow(part, now) {
    const given = (row, value) => {
      const choice = row.choices.find((one) => one.value === value);
      return choice ? words(row, choice) : "Not answered";
    };
    const back = rows.find((row) => row.id === view.looking_back[part.id]);
    const columns = ["Before, as you said then", ...(back ? [`Before, looking back at all of ${part.title}`] : []), "Now"];
    const cells = (row) => [given(row, view.before?.chosen[row.id]), ...(back ? [given(back, now[back.id])] : []), given(row, now[row.id])];
    // On a narrow page rows are blocks, and a table of blocks is none any more: hence the roles.
    return el("table", { class: "cp-figures cp-figures--stack", role: "table" },
      el("caption", { text: `${part.title}: before and now` }),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ["Question", ...columns].map((text) => el("th", { scope: "col", role: "columnheader", text })))),
      el("tbody", { role: "rowgroup" }, part.rows.map((row) => el("tr", { role: "row" },
        el("th", { scope: "row", role: "rowheader", text: question(row) }),
        cells(row).map((text, at) => el("td", { role: "cell", text, "data-label": columns[at] }))))));
  }

  // What was said at the start and is not asked again.
  function carriedOver() {
    return el("details", { class: "cp-more" }, el("summary", { text: "What you said about your service at the start" }),
      el("div", {}, el("dl", { class: "cp-own" }, view.before.about.flatMap(([asked, answer]) => [el("dt", { text: asked }), el("dd", { text: answer })])),
        el("p", { text: "If this has changed, change it in your first self-check." })));
  }

  show(at, false);
  if (response._done) showLeads(response);
  return el("form", { class: "cp-q", "aria-labelledby": page.id("question"), novalidate: true, on: { submit: goOn } },
    el("p", { class: "cp-legend", id: page.id("question"), text: view.question }),
    view.before?.about.length ? carriedOver() : null,
    el("div", { class: "cp-part" }, where, heading),
    problem.line, items,
    el("div", { class: "cp-actions" }, next, back, count, page.saveLine()),
    said, second, leads,
    el("div", { class: "cp-note" }, el("p", {}, el("b", { text: "Where your answers go" })),
      el("p", { text: "They stay with your own work. They join the survey only if you say yes in a separate question, and then without your name. The course is the same either way." })));
}

export default { render: (context) => openPage(context, draw) };

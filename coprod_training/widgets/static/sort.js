// sort.js: joined after page.js. Cards go on steps by buttons; dragging is an extra.
// A second stage asks about each card, if the activity does, before any answer is shown.

function draw(view, page) {
  const { el } = page;
  const part = `h${page.level + 1}`;
  const response = { ...page.response };
  const names = new Map(view.steps.map((step) => [step.value, `${step.value} ${step.label}`]));
  const words = new Map(view.cards.map((card) => [card.id, card.text]));
  const asks = view.who.length > 0 || view.why.length > 0;
  const waiting = () => view.cards.filter((card) => !(card.id in response));
  const problem = problemLine(page);
  const said = el("div", { role: "status" });
  const steps = new Map();
  let dragged = null, root = null;

  const next = deck();
  const forward = el("button", { type: "button", class: "cp-btn", text: asks ? "Next: think about each one" : "Check my sort", on: { click: goOn } });
  const left = el("p", { class: "cp-soft cp-small", id: page.id("left") });
  const saveLine = page.saveLine();
  const firstActions = el("div", { class: "cp-actions" }, asks || !page.graded ? forward : null, left, saveLine);
  const second = asks ? thinking() : null;

  // ------------------------------------------------------------------------------- placing

  function deck() {
    const count = el("span", { class: "cp-soft cp-small" });
    const text = el("p");
    const box = el("div", { class: "cp-sorter__card", draggable: "true", on: { dragstart: () => { dragged = waiting()[0]?.id; }, dragend: () => { dragged = null; } } },
      el("div", {}, el(part, { text: "Place this one" }), count), text);
    return {
      box,
      show() {
        const [card] = waiting();
        box.hidden = !card;
        if (!card) return;
        count.textContent = `${view.cards.length - waiting().length + 1} of ${view.cards.length}`;
        text.textContent = card.text;
      },
    };
  }

  function stepRow(step, at) {
    const placed = el("ul", { class: "cp-placed" });
    const button = el("button", {
      type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text: "Place here",
      "aria-label": `Place here: step ${step.value}, ${step.label}`,
      on: { click: () => place(waiting()[0].id, at) },
    });
    const row = el("li", {
      "data-step": at,
      on: {
        dragover: (event) => { if (dragged) { event.preventDefault(); row.dataset.over = ""; } },
        dragleave: () => { delete row.dataset.over; },
        drop: (event) => { event.preventDefault(); delete row.dataset.over; if (dragged) place(dragged, at); dragged = null; },
      },
    },
      el("div", { class: "cp-steps__name" }, el("b", { text: names.get(step.value) }), blocks(at)),
      el("span", { class: "cp-steps__what", text: step.what }), button, placed);
    steps.set(step.value, { placed, button });
    return row;
  }

  function blocks(at) {
    const marks = view.steps.slice(1).map((_, index) => el("i", { "data-on": index < at }));
    return el("span", { class: "cp-stepmark", "aria-hidden": "true" }, marks);
  }

  function place(id, at) {
    const { value } = view.steps[at];
    const moved = id in response;
    response[id] = value;
    keep();
    putCard(id, at);
    const more = waiting();
    const to = `${moved ? "Moved to" : "Placed on"} step ${names.get(value)}.`;
    page.say(moved ? to : `${to} ${more.length ? `${more.length} to go. Next: ${more[0].text}` : "All placed."}`);
    // The buttons that placed it are gone, and where a trainer marks it there may be none to go on.
    if (!moved && more.length === 0) (forward.isConnected ? forward : moveButton(id)).focus();
  }

  function moveButton(id, by = 1) {
    return root.querySelector(`[data-card="${id}"] [data-move="${by}"]`);
  }

  function putCard(id, at) {
    root.querySelector(`[data-card="${id}"]`)?.remove();
    const text = words.get(id);
    const move = (by, word) => {
      const to = view.steps[at + by];
      return el("button", {
        type: "button", class: "cp-btn cp-btn--2 cp-btn--s", text: word, "data-move": by,
        "aria-label": `${word}: ${text}`, "aria-disabled": to ? null : "true",
        on: {
          click: () => {
            if (!to) { page.say("Already at the end."); return; }
            place(id, at + by);
            moveButton(id, by).focus();
          },
        },
      });
    };
    steps.get(view.steps[at].value).placed.append(
      el("li", { "data-card": id, draggable: "true", on: { dragstart: () => { dragged = id; }, dragend: () => { dragged = null; } } },
        el("span", { text }), el("span", { class: "cp-moves" }, move(1, "Move up"), move(-1, "Move down"))));
    refresh();
  }

  // ------------------------------------------------------------- thinking, before any answer

  function thinking() {
    const list = el("div", {});
    const still = el("p", { class: "cp-soft cp-small", id: page.id("still") });
    const check = el("button", { type: "button", class: "cp-btn", text: "Check my sort", "aria-describedby": page.id("still"), on: { click: checkAll } });
    const heading = el(part, { tabindex: "-1", text: "Before we show ours" });
    const actions = el("div", { class: "cp-actions" }, page.graded ? null : check, still);
    const box = el("div", { class: "cp-thinking", hidden: true }, heading,
      el("p", { text: "Answer these first. They are for you: they do not count." }), list,
      actions);
    const asked = (id) => [view.who.length && `${id}.who`, view.why.length && `${id}.why`].filter(Boolean);
    const open = () => view.cards.filter((card) => asked(card.id).some((name) => !(name in response)));
    return {
      box, open,
      show() {
        list.replaceChildren(...view.cards.map(aboutCard));
        actions.append(saveLine); // where the eyes are now
        forward.hidden = true; // one thing to press at a time
        box.hidden = false;
        this.refresh();
      },
      refresh() {
        const more = open().length;
        still.textContent = more ? `${more} to go.` : "";
        check.setAttribute("aria-disabled", String(more > 0));
      },
      focus: () => heading.focus(),
    };
  }

  function aboutCard(card) {
    const answer = (name, value) => { response[name] = value; keep(); second.refresh(); };
    const where = el("p", { class: "cp-hint", text: `You placed it on ${names.get(response[card.id])}.` });
    const who = view.who.length ? el("fieldset", { class: "cp-rate" },
      el("legend", {}, card.text, el("span", { class: "cp-hint", text: `You placed it on ${names.get(response[card.id])}. Who made the final decision?` })),
      el("div", { class: "cp-choices cp-choices--row" }, view.who.map((one) =>
        el("label", { class: "cp-choice" },
          el("input", {
            type: "radio", name: page.id(`${card.id}-who`), value: one.id, checked: response[`${card.id}.who`] === one.id,
            on: { change: () => answer(`${card.id}.who`, one.id) },
          }),
          el("span", { text: one.text }))))) : null;
    const id = page.id(`${card.id}-why`);
    const why = view.why.length ? el("div", { class: who ? "cp-field" : "cp-rate" },
      who ? null : el("p", {}, el("b", { text: card.text })), who ? null : where,
      el("label", { class: "cp-label", for: id }, view.why_question, el("span", { class: "cp-hide", text: ` ${card.text}` })),
      el("select", { class: "cp-input", id, on: { change: (event) => answer(`${card.id}.why`, event.target.value) } },
        el("option", { value: "", disabled: true, selected: !response[`${card.id}.why`], text: "Choose a reason" }),
        view.why.map((one) => el("option", { value: one.id, selected: response[`${card.id}.why`] === one.id, text: one.text })))) : null;
    return el("div", {}, who, why);
  }

  // ------------------------------------------------------------------- keeping and checking

  function keep() {
    said.replaceChildren();
    problem.say("");
    page.keep({ ...response });
  }

  function goOn() {
    if (waiting().length) { page.say(left.textContent); return; }
    if (!asks) { page.check({ ...response }); return; }
    second.show();
    second.focus();
  }

  function checkAll() {
    const [missing] = second.open();
    if (missing) {
      page.say(`Answer for each one first. Next: ${missing.text}`);
      return;
    }
    page.check({ ...response });
  }

  function refresh() {
    next.show();
    const more = waiting().length;
    left.textContent = more ? `Place all ${view.cards.length} first. ${more} to go.` : "";
    forward.setAttribute("aria-disabled", String(more > 0));
    steps.forEach(({ button }) => { button.hidden = more === 0; });
    if (second && !second.box.hidden) second.show();
  }

  page.onProblem((sentence) => problem.say(sentence));
  page.onFeedback((feedback, checked) => {
    if (JSON.stringify(checked) !== JSON.stringify(page.response)) return;
    const notes = new Map(feedback.notes);
    said.replaceChildren(feedbackBox(page, feedback,
      el("ul", { class: "cp-notes" }, view.cards.filter((card) => notes.has(card.id)).map((card) =>
        el("li", {}, el("b", { text: card.text }),
          el("span", { class: "cp-soft", text: `You: ${names.get(response[card.id])}` }),
          el("span", { text: notes.get(card.id) }))))));
  });

  root = el("div", { class: "cp-q", role: "group", "aria-labelledby": page.id("question") },
    el("p", { class: "cp-legend", id: page.id("question"), text: view.question }),
    problem.line, next.box,
    el("ol", { class: "cp-steps", reversed: true }, view.steps.map(stepRow).reverse()),
    firstActions, second?.box ?? null,
    keptForMarking(page),
    said);
  view.cards.forEach((card) => {
    const at = view.steps.findIndex((step) => step.value === response[card.id]);
    if (at >= 0) putCard(card.id, at);
  });
  refresh();
  return root;
}

export default { render: (context) => openPage(context, draw) };

// national_compare.js: joined after page.js. Own answer in words first, then bars and the same table.

function draw(view, page) {
  const { el } = page;
  const items = view.parts.flatMap((part) => part.items);
  const said = (item) => item.own || "You left this out.";
  const shown = el("div", { class: "cp-compared" });
  const problem = problemLine(page);
  const looked = el("input", { type: "checkbox", checked: page.response === true, on: { change: () => page.keep(looked.checked) } });

  // ---------------------------------------------------------------- nothing is released, or readable

  function withoutFigures() {
    return el("div", { class: "cp-none" },
      el(`h${page.level + 1}`, { text: "Not enough answers yet" }),
      el("p", { text: view.standing }),
      view.own_from ? view.parts.flatMap(ownAnswers) : null);
  }

  function ownAnswers(part) {
    return [
      el(`h${page.level + 2}`, { text: `${part.title}: what you said` }),
      el("dl", { class: "cp-own" }, part.items.flatMap((item) => [el("dt", { text: item.text }), el("dd", { text: said(item) })])),
    ];
  }

  // ------------------------------------------------------------------------------ one item at a time

  function chooser() {
    const select = el("select", { class: "cp-input", id: page.id("which"), on: { change: () => {
      const item = items.find(({ id }) => id === select.value);
      show(item);
      page.say(`Shown below: ${item.text}`);
    } } }, view.parts.map((part) => el("optgroup", { label: part.title },
      part.items.map((item) => el("option", { value: item.id, text: item.text })))));
    return el("div", { class: "cp-field" }, el("label", { class: "cp-label", for: select.id, text: "Choose what to look at" }), select);
  }

  function show(item) {
    shown.replaceChildren(
      el(`h${page.level + 1}`, { text: item.text }),
      view.own_from ? el("p", {}, "You said: ", el("b", { text: said(item) })) : el("p", { text: "You have not said yet." }),
      ...(item.figures ? figures(item) : [el("p", { text: item.missing })]));
  }

  function figures({ text, figures: { base, counted, apart, sentence } }) {
    const number = (value, sign = "") => (value === null ? view.published.hidden_sign : `${value}${sign}`);
    return [
      el("p", { text: sentence }),
      el("div", { class: "cp-twin" },
        el("figure", {},
          el("figcaption", { text: "Share of the people who answered. The table has the same figures." }),
          el("ul", { class: "cp-bars", role: "list" }, counted.map(bar))),
        el("table", { class: "cp-figures" },
          el("caption", { text: `The same figures as a table: ${text}` }),
          el("thead", {}, el("tr", {}, ["Answer", "People", "Share", "You"].map((name) => el("th", { scope: "col", text: name })))),
          el("tbody", {}, [...counted, ...apart].map((line) => el("tr", {},
            el("th", { scope: "row", text: line.label }),
            el("td", { text: number(line.count) }),
            el("td", { text: apart.includes(line) ? "Left out" : number(line.share, "%") }),
            el("td", { text: line.yours ? "Your answer" : "–" })))))),
      el("p", { class: "cp-asat", text: `About ${base} people gave an answer that counts in the shares. ${view.published.when}` }),
    ];
  }

  function bar({ label, share, yours }) {
    return el("li", {}, el("span", { text: label }),
      share === null
        ? el("span", { class: "cp-bars__hidden", text: view.published.hidden })
        : [el("span", { class: "cp-bar", "aria-hidden": "true" }, el("span", { style: `width:${share}%` })), el("span", { class: "cp-bars__share", text: `${share}%` })],
      yours ? el("b", { class: "cp-bars__you", text: "Your answer" }) : null);
  }

  function howItWasMade() {
    const list = (words) => el("ul", {}, words.map((text) => el("li", { text })));
    return [
      el("details", { class: "cp-more" }, el("summary", { text: "What is hidden, and why" }), el("div", {}, list(view.published.rules))),
      el("details", { class: "cp-more" }, el("summary", { text: "What this cannot tell you" }), el("div", {}, list(view.limits))),
    ];
  }

  page.onProblem((sentence) => problem.say(sentence));
  if (view.published) show(items[0]);
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: (event) => event.preventDefault() } },
    el("p", { class: "cp-legend", text: view.question }),
    el("p", { class: "cp-hint", text: view.own_from || view.own_missing }),
    view.published ? [chooser(), shown, ...howItWasMade()] : withoutFigures(),
    problem.line,
    el("div", { class: "cp-choices" }, el("label", { class: "cp-choice" }, looked, el("span", { text: "I have looked at this" }))),
    el("div", { class: "cp-actions" }, page.saveLine()),
    el("div", { class: "cp-note" }, el("p", { text: "Only you see this page. Only the tick is kept." })));
}

export default { render: (context) => openPage(context, draw) };

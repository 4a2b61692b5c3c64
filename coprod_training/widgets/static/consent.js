// consent.js: joined after page.js. No is chosen until yes is said; nothing is kept until Save.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32: no I, L, O or U

function receiptCode() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const letters = [...bytes].map((byte) => LETTERS[byte & 31]).join("");
  return letters.replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3");
}

function draw(view, page) {
  const { el } = page;
  let leaving = false; // whether focus has to follow the button that is about to go
  const said = el("div");
  const receipt = el("div", { class: "cp-receipt", hidden: true });
  const problem = problemLine(page);
  const unsaved = el("p", { class: "cp-soft cp-small", hidden: true, text: "You have not saved this choice yet." });
  // An answer that waited may be to words that have changed since: nobody said yes to these.
  const given = page.response?.text_version === view.text_version ? page.response : null;
  const chosen = new Map(view.rows.map((row) => [row.id, given?.[row.id] ?? "0"]));
  const agrees = (answer) => view.rows.every((row) => answer?.[row.id] === "1");
  const takeOut = el("button", { type: "button", class: "cp-btn cp-btn--2", hidden: true, text: "Take my answers out", on: { click: withdraw } });

  function answer() {
    const kept = page.response;
    const next = { ...Object.fromEntries(chosen), text_version: view.text_version };
    if (agrees(next)) next.receipt = agrees(kept) && kept.receipt ? kept.receipt : receiptCode();
    return next;
  }

  function showReceipt(answer) {
    // Whenever the stored choice is a yes: the code is the way out, also after the page has changed.
    const yes = agrees(answer);
    takeOut.hidden = receipt.hidden = !yes;
    receipt.replaceChildren(...(yes ? [
      el("p", { text: "The receipt code of your yes:" }),
      el("p", { class: "cp-receipt__code", text: answer.receipt }),
      el("p", { text: "Keep this code. With it you can take your answers out later, even if you can no longer open this course." }),
    ] : []));
  }

  function save(event) {
    event.preventDefault();
    problem.say("");
    unsaved.hidden = true;
    send();
  }

  function send() {
    const next = answer();
    page.check(next, { words: agrees(next) ? "Yes" : "No" });
  }

  function withdraw() {
    const last = view.rows.at(-1).id;
    chosen.set(last, "0");
    form.querySelectorAll(`input[name="${page.id(last)}"]`).forEach((input) => { input.checked = input.value === "0"; });
    leaving = true;
    send();
  }

  function question(row) {
    return el("fieldset", { class: "cp-yesno" },
      el("legend", { text: row.text }),
      el("div", { class: "cp-yesno__pair" }, [["0", "No"], ["1", "Yes"]].map(([value, word]) =>
        el("label", { class: "cp-choice" },
          el("input", {
            type: "radio", name: page.id(row.id), value, checked: chosen.get(row.id) === value,
            on: { change: () => { chosen.set(row.id, value); unsaved.hidden = false; said.replaceChildren(); } },
          }),
          el("span", { text: word })))));
  }

  showReceipt(page.stored);
  page.onProblem((sentence) => {
    if (sentence) leaving = false;
    problem.say(sentence);
    showReceipt(page.stored);
  });
  page.onFeedback((feedback, response) => {
    showReceipt(response);
    const heading = el(`h${page.level + 1}`, { tabindex: "-1", text: feedback.heading });
    said.replaceChildren(el("div", { class: "cp-fb" }, heading, el("p", { text: feedback.text })));
    if (leaving && [document.body, takeOut].includes(document.activeElement)) heading.focus();
    leaving = false;
  });

  const form = el("form", { class: "cp-q", "aria-labelledby": page.id("question"), novalidate: true, on: { submit: save } },
    el("p", { class: "cp-legend", id: page.id("question"), text: view.question }),
    el("dl", { class: "cp-points" }, view.points.map((point) =>
      el("div", {}, el("dt", { text: point.title }), el("dd", { text: point.text })))),
    problem.line,
    view.rows.map(question),
    el("p", { class: "cp-hint", text: view.rows.length > 1 ? "Your answers are added only if every choice here is yes." : "Your answers are added only if you choose yes." }),
    el("div", { class: "cp-actions" },
      el("button", { type: "submit", class: "cp-btn", text: "Save my choice" }), takeOut, unsaved, page.saveLine()),
    el("div", { role: "status" }, said, receipt));
  return form;
}

export default { render: (context) => openPage(context, draw) };

// writing.js: joined after page.js. What every place to write freely shares.

// Words pasted from elsewhere bring signs that are no letters, such as Word's soft line break.
function plainWords(words) {
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\n");
}

function whoReads(view) {
  const days = view.help?.working_days || "[to be set by your service]";
  const contacts = view.help?.contacts ?? [];
  return el("div", { class: "cp-help" },
    el("p", { text: `Nobody reads private notes. Handed-in work is read within ${days} working days; it is not watched live.` }),
    contacts.length ? el("p", { text: "If you need to talk to somebody:" }) : null,
    contacts.length ? el("ul", {}, contacts.map((contact) =>
      el("li", {}, el("b", { text: contact.name }), ` ${contact.how}`))) : null);
}

// One labelled box. hint: said with it. on: what happens with every letter, and on leaving it.
function labelled(page, { id, label, hint, value, rows, on, mode }) {
  const { el } = page;
  const described = hint ? page.id(`${id}-hint`) : null;
  const box = el(rows ? "textarea" : "input", {
    class: "cp-input", id: page.id(id), value: value ?? "", "aria-describedby": described,
    ...(rows ? { rows } : { type: "text", inputmode: mode ?? null, autocomplete: "off" }),
    on: { input: () => on(true), blur: () => on(false) },
  });
  return { box, label, field: el("div", { class: "cp-field" },
    el("label", { for: box.id, text: label }),
    hint ? el("p", { class: "cp-hint", id: described, text: hint }) : null,
    box) };
}

// Keeps what a form holds: while typing after a moment of quiet, else at once if it has changed.
function keepsForm(page, response, before) {
  let last = JSON.stringify(page.response ?? response()); // a form that was only looked at is no answer
  return (typing) => {
    const now = JSON.stringify(response());
    if (now === last) return;
    last = now;
    before();
    page.keep(response(), { typing });
  };
}

// A plain page of this answer alone, on paper. title: its heading. lines: [label, words].
function printed(title, lines) {
  const frame = el("iframe", { style: "position:absolute;width:0;height:0;border:0", title: "Page to print", "aria-hidden": "true", tabindex: "-1" });
  document.body.append(frame);
  const paper = frame.contentDocument;
  paper.title = title;
  paper.documentElement.lang = "en-GB";
  paper.body.style.font = "14pt/1.5 sans-serif";
  paper.body.append(el("h1", { text: title }), ...lines.flatMap(([label, words]) => [el("h2", { text: label }), el("p", { text: words, style: "white-space:pre-line" })]));
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}

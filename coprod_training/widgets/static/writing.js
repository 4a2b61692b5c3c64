// writing.js: joined after page.js. What every place to write freely shares.

// Words pasted from elsewhere bring characters that are no letters, such as Word's soft line break.
function plainWords(words) {
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\n");
}

function whoReads(view) {
  const set = view.help?.working_days || "[to be set by your service]";
  const days = `${set} working ${set === "1" ? "day" : "days"}`;
  const contacts = view.help?.contacts ?? [];
  return el("div", { class: "cp-help" },
    el("p", { text: `Nobody reads private notes. Handed-in work is read within ${days}; nobody reads it as you write.` }),
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

// A day in three boxes: a date picker shows the American order on some computers.
// value: YYYY-MM-DD or "". iso(): "" until the boxes hold a day that there is, from 2000 to 8999.
// refused(): whether they hold half a date or no real one; the form's problem line says it, and the
// focus goes to them. On leaving them it is said too: it is not saved, and not every page has a button.
// stillSaid(): whether what was said of them is still so; then the line keeps it, or has it again.
function dateFields(page, { label, value, on, problem }) {
  const { el } = page;
  const parts = value ? value.split("-").map((part) => part.replace(/^0+/, "")) : ["", "", ""];
  let said = "";
  const typing = (going) => { if (going && said) say(""); on(going); };
  const number = (id, name, at) => labelled(page, { id, label: name, value: parts[at], mode: "numeric", on: typing });
  const date = { day: number("day", "Day", 2), month: number("month", "Month", 1), year: number("year", "Year", 0) };
  const typed = (part) => date[part].box.value.trim();
  const filled = () => ["year", "month", "day"].filter(typed).length;
  const iso = () => {
    if (!["year", "month", "day"].every((part) => /^\d+$/.test(typed(part)))) return "";
    const words = `${typed("year")}-${typed("month").padStart(2, "0")}-${typed("day").padStart(2, "0")}`;
    const at = new Date(`${words}T00:00:00Z`); // 31 February is another day, or none
    const real = at.getTime() && at.toISOString().startsWith(`${words}T`);
    return real && words >= "2000" && words < "9000" ? words : "";
  };
  const wrong = () => {
    if (filled() % 3) return "Give the day, the month and the year, such as 11 1 2027.";
    if (filled() && typed("year").length < 4) return "Write the year with four figures, such as 2027.";
    return filled() && !iso() ? "There is no such day. Give a real date, such as 11 1 2027." : "";
  };
  const say = (sentence) => problem.say((said = sentence), ...Object.values(date).map(({ box }) => box));
  const left = ({ relatedTarget }) => {
    // Whoever looks up a day in another window is still in its box.
    if (!field.contains(relatedTarget ?? document.activeElement) && wrong() !== said) say(wrong());
  };
  const field = el("fieldset", { class: "cp-datefields", "aria-describedby": page.id("date-hint"), on: { focusout: left } },
    el("legend", { class: "cp-small", text: label }),
    el("p", { class: "cp-hint", id: page.id("date-hint"), text: "For example, 11 1 2027." }),
    el("div", { class: "cp-row" }, Object.values(date).map(({ field }) => field)));
  const refused = () => {
    say(wrong());
    if (said) date.day.box.focus();
    return said !== "";
  };
  const stillSaid = () => {
    const stands = said && wrong();
    if (stands && problem.line.textContent !== stands) say(stands);
    return Boolean(stands);
  };
  return { iso, refused, stillSaid, field };
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

// What a form does with a problem that the server tells. Its sentence names no box: those that hold
// more than is kept are found here, and each is named by its label. boxes: [{ box, label }].
// bring: puts the step that holds a box on the screen, in a form that has steps.
function saysProblem(view, problem, boxes, bring = () => {}) {
  const over = ({ box }) => [...plainWords(box.value)].length - view.max_characters; // as Python counts them
  const many = (count) => count.toLocaleString("en-GB");
  return (sentence) => {
    const long = sentence ? boxes.filter((one) => over(one) > 0) : [];
    if (!long.length) { problem.say(sentence); return; }
    const each = long.map((one) => `“${one.label}” is ${many(over(one))} ${over(one) === 1 ? "character" : "characters"} too long.`);
    problem.say(`${each.join(" ")} The most is ${many(view.max_characters)}. Shorten this, then it will be saved.`, ...long.map(({ box }) => box));
    bring(long[0].box);
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

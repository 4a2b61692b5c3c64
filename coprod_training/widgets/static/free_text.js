// free_text.js: joined after page.js. Words are kept as they are written; no machine scores them.

function draw(view, page) {
  const { el } = page;
  const problem = el("p", { class: "cp-error", role: "alert", id: page.id("problem") });
  const count = el("p", { class: "cp-soft cp-small", id: page.id("count") });
  const box = el("textarea", {
    class: "cp-input", id: page.id("words"), rows: 8, value: page.response ?? "",
    "aria-describedby": `${page.id("aim")} ${page.id("count")} ${page.id("problem")}`,
    on: {
      input: () => { measure(); page.keep(words(), { typing: true }); },
      blur: () => { if (words() !== (page.response ?? "")) page.keep(words()); },
    },
  });

  // Words pasted from elsewhere bring signs that are no letters, such as Word's soft line break.
  const words = () => box.value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\n");

  function measure() {
    const many = box.value.split(/\s+/).filter(Boolean).length;
    const characters = [...box.value].length; // as Python counts them
    const near = characters > view.max_characters * 0.9;
    count.textContent = (many === 1 ? "1 word" : `${many.toLocaleString("en-GB")} words`)
      + (near ? `. ${characters.toLocaleString("en-GB")} of ${view.max_characters.toLocaleString("en-GB")} characters` : "");
    if (characters <= view.max_characters) problemIs("");
  }

  function problemIs(sentence) {
    problem.textContent = sentence;
    box.setAttribute("aria-invalid", sentence ? "true" : "false");
  }

  page.onProblem(problemIs);
  measure();
  return el("div", { class: "cp-q" },
    el("label", { class: "cp-legend", for: box.id, text: view.question }),
    otherWording(view, el),
    el("p", { class: "cp-hint", id: page.id("aim"), text: aim(view) }),
    problem,
    box,
    el("div", { class: "cp-actions" }, count,
      page.graded ? el("p", { class: "cp-soft cp-small", text: "Your words are kept. You hand them in with the exercise." }) : null,
      page.saveLine()),
    whoReads(view, el));
}

function aim(view) {
  const words = view.min_words ? `Aim for ${view.min_words} words or more. ` : "";
  return `${words}Do not name anyone, or describe a person so that others could know them.`;
}

function otherWording(view, el) {
  if (!view.question_alternative) return null;
  return el("details", { class: "cp-more" },
    el("summary", { text: "If you have lived experience: another way to ask this" }),
    el("div", {},
      el("p", { text: view.question_alternative }),
      el("p", { class: "cp-small cp-soft", text: "Answer either one. We do not store which." })));
}

function whoReads(view, el) {
  const days = view.help?.working_days || "[to be set by your service]";
  const contacts = view.help?.contacts ?? [];
  return el("div", { class: "cp-help" },
    el("p", { text: `Nobody reads private notes. Handed-in work is read within ${days} working days; it is not watched live.` }),
    contacts.length ? el("p", { text: "If you need to talk to somebody:" }) : null,
    contacts.length ? el("ul", {}, contacts.map((contact) =>
      el("li", {}, el("b", { text: contact.name }), ` ${contact.how}`))) : null);
}

export default { render: (context) => openPage(context, draw) };

// free_text.js: joined after page.js. Words are kept as they are written; no machine scores them.

function draw(view, page) {
  const { el } = page;
  const problem = problemLine(page);
  const count = el("p", { class: "cp-soft cp-small", id: page.id("count") });
  const box = el("textarea", {
    class: "cp-input", id: page.id("words"), rows: 8, value: page.response ?? "",
    "aria-describedby": `${page.id("aim")} ${page.id("count")}`,
    on: {
      input: () => { measure(); page.keep(words(), { typing: true }); },
      blur: () => { if (words() !== (page.response ?? "")) page.keep(words()); },
    },
  });

  const words = () => plainWords(box.value);

  function measure() {
    const many = box.value.split(/\s+/).filter(Boolean).length;
    const characters = [...box.value].length; // as Python counts them
    const near = characters > view.max_characters * 0.9;
    count.textContent = (many === 1 ? "1 word" : `${many.toLocaleString("en-GB")} words`)
      + (near ? `. ${characters.toLocaleString("en-GB")} of ${view.max_characters.toLocaleString("en-GB")} characters` : "");
    if (characters <= view.max_characters) problem.say("");
  }

  page.onProblem((sentence) => problem.say(sentence, box));
  measure();
  return el("div", { class: "cp-q" },
    el("label", { class: "cp-legend", for: box.id, text: view.question }),
    otherWording(view, el),
    el("p", { class: "cp-hint", id: page.id("aim"), text: aim(view) }),
    problem.line,
    box,
    el("div", { class: "cp-actions" }, count,
      page.graded ? el("p", { class: "cp-soft cp-small", text: "Your words are kept. You hand them in with the exercise." }) : null,
      page.saveLine()),
    whoReads(view));
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

export default { render: (context) => openPage(context, draw) };

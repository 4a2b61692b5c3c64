// leading.js: joined after page.js. Where the course comes to what had a low answer in a self-check.

function leadsTo(page, leads) {
  const { el } = page;
  // Such an address is read by the course's own page alone (chrome.ts names it). In JupyterLab or
  // Notebook 7 as they come a link would lead nowhere, so the words stand there without one.
  const part = ({ href, text }) => (document.body.classList.contains("coprod-learner") ? el("a", { href, text }) : text);
  // A link for each part: links are told apart by their own words.
  const parts = ({ sections }) => (sections.length
    ? sections.map((one) => el("span", {}, part(one)))
    : el("span", { text: "No part of the course covers this yet." }));
  return el("div", { class: "cp-note" },
    el(`h${page.level + 1}`, { text: "Where the course covers this" }),
    el("p", { text: "A lower answer is a place to begin, not a failure. This is worked out here, for you alone." }),
    el("ul", { class: "cp-notes" }, leads.map((one) => el("li", {}, el("b", { text: one.text }), parts(one)))));
}

// leading.js: joined after page.js. Where the course comes to what had a low answer in a self-check.

function leadsTo(page, leads) {
  const { el } = page;
  const known = leads.filter((one) => one.sections.length);
  const none = leads.filter((one) => !one.sections.length);
  // One item is one line, with a link for each part: links are told apart by their own words.
  return el("div", { class: "cp-note" },
    el(`h${page.level + 1}`, { text: "Where the course comes to this" }),
    el("p", { text: "A lower answer is a place to begin, not a failure. This is worked out here, for you alone." }),
    known.length ? el("ul", {}, known.map((one) => el("li", {}, el("span", { text: `${one.text}: ` }),
      one.sections.flatMap((part, at) => [at ? el("span", { text: "; " }) : null, el("a", { href: part.href, text: part.text })])))) : null,
    none.length ? el("p", { text: "The course has no part on this yet:" }) : null,
    none.length ? el("ul", {}, none.map((one) => el("li", { text: one.text }))) : null);
}

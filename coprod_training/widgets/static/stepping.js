// stepping.js: joined after writing.js. A plan form: one step a screen, and at the end the whole of it.

// steps: [{ title, body, done }]; done() says whether anything stands in it. whole: what the plan is
// called. lines(): [label, words] of the last screen. check: its button, or null. more: what stands
// beside it. mayLeave(): false when the step on the screen first has to be put right; it says so itself.
// bring(box): puts the step that holds it on the screen, unless somebody is writing in another one.
function stepped(page, { steps, whole, lines, check, more, mayLeave }) {
  const { el } = page;
  const place = el("div");
  const headings = [...steps.map(({ title }, at) => heading(title, `Step ${at + 1} of ${steps.length}`)), heading(`The whole ${whole}`)];
  let at = Math.max(0, steps.findLastIndex(({ done }) => done())); // where it was left

  function heading(title, count) {
    return el(`h${page.level + 1}`, { class: "cp-stephead", tabindex: "-1" },
      count ? el("span", { text: `${count}: ` }) : null, title);
  }

  function go(to) {
    if (to > at && at < steps.length && !mayLeave()) return;
    at = to;
    show();
    headings[at].focus();
  }

  function bring(box) {
    const to = steps.findIndex(({ body }) => body.contains(box));
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    if (to < 0 || to === at || focused?.matches("input, textarea")) return;
    at = to;
    show();
    if (focused) box.focus(); // what had it is gone
  }

  function show() {
    const last = at === steps.length;
    const next = at + 1 === steps.length ? `See the whole ${whole}` : "Next step";
    place.replaceChildren(
      el("ol", { class: "cp-stepbar", "aria-hidden": "true" }, steps.map((_, number) => el("li", { "data-on": number <= at }))),
      headings[at],
      last ? el("dl", { class: "cp-plan" }, lines().flatMap(([label, words]) => [el("dt", { text: label }), el("dd", { text: words })])) : steps[at].body,
      el("div", { class: "cp-actions" },
        last ? check : el("button", { type: "submit", class: "cp-btn", text: next }),
        at > 0 ? el("button", { type: "button", class: "cp-btn cp-btn--2", text: "Back one step", on: { click: () => go(at - 1) } }) : null,
        last ? more : null));
  }

  show();
  return {
    place,
    last: () => at === steps.length,
    next: () => go(at + 1),
    bring,
  };
}

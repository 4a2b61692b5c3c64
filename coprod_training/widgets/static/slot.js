// slot.js: joined after page.js. The place of a contributor's own words, visibly empty until then.
// What they agreed to is shown as text, never as HTML. Without a yes for paper it is not printed.

function draw(view, page) {
  const { el } = page;
  const cap = el("p", { class: "cp-voice__cap", text: "In a contributor’s own words" });
  if (view.words) {
    const paragraphs = view.words.text.split(/\n\s*\n/).filter((one) => one.trim());
    const screenOnly = view.not_for_paper ? " cp-voice--screen" : "";
    return el("figure", { class: `cp-voice${screenOnly}` },
      cap,
      view.not_for_paper ? el("p", { class: "cp-voice__paper", text: view.not_for_paper }) : null,
      el("blockquote", {}, ...paragraphs.map((text) => el("p", { text }))),
      view.terms ? el("p", { class: "cp-small cp-soft", text: view.terms }) : null,
      el("figcaption", { class: "cp-small", text: view.words.credit || view.no_name }));
  }
  if (view.removed) {
    return el("div", { class: "cp-voice cp-voice--wait" }, cap, el("p", { text: view.removed_words }));
  }
  return el("div", { class: "cp-voice cp-voice--wait" },
    cap,
    el("p", {}, el("b", { text: "Waiting for a lived-experience contributor." })),
    el("p", { class: "cp-small", text: `The question we are asking: ${view.prompt}` }),
    view.form ? el("p", { class: "cp-small cp-soft", text: `What we are asking for: ${view.form}` }) : null,
    view.purpose ? el("p", { class: "cp-small cp-soft", text: `Why we ask: ${view.purpose}` }) : null,
    view.not_to_include ? el("p", { class: "cp-small cp-soft", text: `Please leave out: ${view.not_to_include}` }) : null);
}

export default { render: (context) => openPage(context, draw) };

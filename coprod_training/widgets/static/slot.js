// slot.js: joined after page.js. The place of a contributor's own words, visibly empty until then.

function draw(view, page) {
  const { el } = page;
  return el("div", { class: "cp-voice cp-voice--wait" },
    el("p", { class: "cp-voice__cap", text: "In a contributor’s own words" }),
    el("p", {}, el("b", { text: "Waiting for a lived-experience contributor." })),
    el("p", { class: "cp-small", text: `The question we are asking: ${view.prompt}` }),
    view.form ? el("p", { class: "cp-small cp-soft", text: `What we are asking for: ${view.form}` }) : null,
    view.purpose ? el("p", { class: "cp-small cp-soft", text: `Why we ask: ${view.purpose}` }) : null,
    view.not_to_include ? el("p", { class: "cp-small cp-soft", text: `Please leave out: ${view.not_to_include}` }) : null);
}

export default { render: (context) => openPage(context, draw) };

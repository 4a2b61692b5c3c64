// variant.js: joined after page.js. One passage in the words of a setting; the others a press away.

function draw(view, page) {
  const { el } = page;
  const text = el("p", { class: "cp-variant__text", "aria-live": "polite" });
  const buttons = view.settings.map((setting) =>
    el("button", { type: "button", text: setting.name, on: { click: () => show(setting) } }));

  function show(setting) {
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(view.settings[at] === setting)));
    text.replaceChildren(
      el("span", { class: "cp-soft cp-small", text: setting.id === view.chosen ? `${setting.name}: your setting` : setting.name }),
      setting.text);
  }

  show(view.settings.find((setting) => setting.id === view.chosen) ?? view.settings[0]);
  return el("div", { class: "cp-variant" },
    el("div", { class: "cp-row cp-row--apart" },
      el("div", { class: "cp-tabs", role: "group", "aria-label": "Setting" }, buttons),
      view.made_up ? el("span", { class: "cp-tag cp-tag--madeup", text: "Made-up scenario for practice" }) : null),
    view.chosen ? null : el("p", { class: "cp-soft cp-small", text: "You have not chosen your setting yet. You can do that on course home or in module 1." }),
    text);
}

export default { render: (context) => openPage(context, draw) };

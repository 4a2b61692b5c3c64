// resource_finder.js: joined after page.js and writing.js. Filters narrow the list; ticks are kept.

const FIRST = 5; // how many are shown before somebody asks for the rest
const GAPS = "my-gaps"; // stands for the areas with the lowest steps in the learner's self-check

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { saved: [], date: "" };
  let saved = [...earlier.saved], all = false;
  let full = null; // what says that no more may be saved
  const known = new Map(view.resources.map((one) => [one.id, one]));
  const area = new Map(view.areas.map(({ id, text }) => [id, text]));
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const count = el("p", { class: "cp-count", role: "status" });
  const list = el("ul", { class: "cp-found" });
  const more = el("button", { type: "button", class: "cp-btn cp-btn--2", on: { click: showAll } });
  const basketTitle = el(`h${page.level + 1}`, { tabindex: "-1" });
  const basket = el("ul", { class: "cp-notes" });
  const date = view.check_back ? dateFields(page, { label: "When will you look at this again?", value: earlier.date ?? "", on: (typing) => keep(typing), problem }) : null;
  const response = () => ({ saved, date: date ? date.iso() : "" });
  const keep = keepsForm(page, response, () => quiet());

  const gaps = (view.gaps ?? []).filter((id) => area.has(id));
  const gapWords = new Intl.ListFormat("en-GB").format(gaps.map((id) => area.get(id)));
  const filter = (id, label, options, chosen) => {
    const select = el("select", { class: "cp-input", id: page.id(id), on: { change: () => show() } },
      options.map((one) => el("option", { value: one.id, text: one.text, selected: one.id === chosen })));
    return { select, field: el("div", { class: "cp-field" }, el("label", { for: select.id, text: label }), select) };
  };
  const mine = gaps.length ? [{ id: GAPS, text: `My self-check gaps: ${gapWords}` }] : [];
  const areas = filter("area", "Area", [{ id: "", text: "All areas" }, ...mine, ...view.areas], view.area);
  const settings = filter("setting", "Setting", [{ id: "", text: "All settings" }, ...view.settings], view.setting);
  const needs = filter("need", "What I need help with", [{ id: "", text: "Anything" }, ...view.needs], view.need);

  function fits(one) {
    const wanted = areas.select.value === GAPS ? gaps : [areas.select.value];
    return (!areas.select.value || wanted.some((id) => one.areas.includes(id)))
      && (!settings.select.value || one.settings.includes(settings.select.value))
      && (!needs.select.value || one.needs.includes(needs.select.value));
  }

  function show() {
    all = false;
    redraw();
  }

  function showAll() {
    all = true;
    const next = list.childElementCount;
    redraw();
    list.children[next].querySelector("a").focus();
  }

  function redraw() {
    const found = view.resources.filter(fits);
    const words = found.length === 1 ? "1 resource fits." : `${found.length} resources fit.`;
    count.textContent = found.length ? words : "No resource fits. Choose all areas, all settings or anything.";
    list.replaceChildren(...(all ? found : found.slice(0, FIRST)).map(row));
    const rest = found.length - list.childElementCount;
    more.hidden = rest === 0;
    more.textContent = rest === 1 ? "Show the one that is left" : `Show the other ${rest}`;
  }

  function row(one) {
    const names = (ids, of) => of.filter(({ id }) => ids.includes(id)).map(({ text }) => text).join("; ");
    const every = (ids, of, words) => (ids.length === of.length ? words : names(ids, of));
    const tick = el("input", { type: "checkbox", value: one.id, "aria-label": `Save this: ${one.title}`, checked: saved.includes(one.id), on: { change: () => turn(one.id, tick) } });
    const facts = [["From", one.owner], ["Helps with", names(one.needs, view.needs)], ["Area", every(one.areas, view.areas, "All areas")], ["Setting", every(one.settings, view.settings, "All settings")]];
    return el("li", {},
      el(`h${page.level + 1}`, {}, el("a", { href: one.link, target: "_blank", rel: "noopener", text: `${one.title} (opens in a new tab)` })),
      el("p", { text: one.about }),
      el("dl", { class: "cp-facts" }, facts.map(([name, words]) => el("div", {}, el("dt", { text: name }), el("dd", { text: words })))),
      el("p", { class: "cp-small cp-soft", text: `${one.checked} ${one.licence}` }),
      el("label", { class: "cp-choice" }, tick, el("span", { text: "Save this" })));
  }

  function turn(id, tick) {
    quiet();
    if (tick.checked && saved.length >= view.save) {
      tick.checked = false;
      // Beside what was pressed: the list is long.
      full = problemLine(page, "full");
      tick.closest("li").append(full.line);
      full.say(`You have saved ${saved.length}. Take one out first.`, tick);
      return;
    }
    saved = tick.checked ? [...saved, id] : saved.filter((one) => one !== id);
    showSaved();
    keep(false);
  }

  function takeOut(id) {
    quiet();
    saved = saved.filter((one) => one !== id);
    for (const tick of list.querySelectorAll("input")) tick.checked = saved.includes(tick.value);
    showSaved();
    basketTitle.focus();
    keep(false);
  }

  // Also what other filters hide, and what has left the list since: it stays the learner's.
  function titleOf(id) {
    if (known.has(id)) return known.get(id).title;
    const words = id.replaceAll("-", " ");
    return `${words[0].toUpperCase()}${words.slice(1)} (no longer in the list)`;
  }

  function showSaved() {
    basketTitle.textContent = `You have saved ${saved.length} of ${view.save}`;
    basket.hidden = saved.length === 0;
    basket.replaceChildren(...saved.map((id) => el("li", {}, el("b", { text: titleOf(id) }),
      el("button", { type: "button", class: "cp-btn cp-btn--2 cp-btn--s", "aria-label": `Take out: ${titleOf(id)}`, text: "Take out", on: { click: () => takeOut(id) } }))));
  }

  function quiet() {
    said.replaceChildren();
    if (!date?.stillSaid()) problem.say("");
    full?.say("");
    list.querySelectorAll(".cp-error").forEach((one) => one.remove());
  }

  function check(event) {
    event.preventDefault();
    quiet();
    if (!date?.refused()) page.check(response());
  }

  function selfCheck() {
    const where = view.self_check;
    if (!where) return null;
    if (view.gaps === null) {
      return el("p", { class: "cp-before", text: `Your self-check could choose the area for you. It is in the module ${where.module}, and is called ${where.title}. It takes about ${where.minutes} minutes. Then come back.` });
    }
    if (gaps.length === 0) return el("p", { class: "cp-before", text: "Your self-check does not point to one area. Start where you like." });
    return el("div", { class: "cp-before" },
      el("p", { text: `In your self-check, the lowest steps are in ${gapWords}. A lower step is a place to begin, not a failure. This is worked out here, for you alone.` }),
      el("button", { type: "button", class: "cp-btn cp-btn--2", text: "Start with my self-check gaps",
        on: { click: () => { areas.select.value = GAPS; needs.select.value = ""; show(); } } }),
      view.leads.length ? leadsTo(page, view.leads) : null);
  }

  page.onProblem((sentence) => { if (sentence || !date?.stillSaid()) problem.say(sentence); });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    said.replaceChildren(feedbackBox(page, feedback,
      feedback.notes.map(([, words]) => el("p", { text: words }))));
  });

  redraw();
  showSaved();
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("p", { class: "cp-legend", text: view.question }),
    selfCheck(),
    el("div", { class: "cp-filters" }, areas.field, settings.field, needs.field),
    view.note ? el("p", { class: "cp-hint", text: view.note }) : null,
    count,
    list,
    more,
    view.waiting.title ? el("div", { class: "cp-awaited" }, el(`h${page.level + 1}`, { text: view.waiting.title }), el("p", { text: view.waiting.text })) : null,
    el("div", { class: "cp-thinking" }, basketTitle, basket, problem.line, date?.field),
    el("div", { class: "cp-actions" },
      page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Look at what I saved" }), page.saveLine()),
    said);
}

export default { render: (context) => openPage(context, draw) };

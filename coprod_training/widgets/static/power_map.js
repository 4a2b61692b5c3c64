// power_map.js: joined after page.js and writing.js. The list is the data; the map is drawn from it.

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { places: {}, change: "" };
  const said = el("div", { role: "status" });
  const problem = el("p", { class: "cp-error", role: "alert" });
  const map = el("div", { class: "cp-map", "aria-hidden": "true" });
  const rows = view.roles.map(row);
  const change = labelled(page, { id: "change", label: view.change_question, value: earlier.change, rows: 3, on: (typing) => kept(typing) });
  const kept = keepsForm(page, response, () => quiet());

  function row(role) {
    const [say, affected] = earlier.places[role.id] ?? ["", ""];
    const scale = (part, label, words, value) => {
      const select = el("select", { class: "cp-input", id: page.id(`${role.id}-${part}`), on: { change: () => { show(); kept(false); } } },
        el("option", { value: "", text: "Choose" }),
        words.map((word, at) => el("option", { value: at, text: word })));
      select.value = value;
      return { select, field: el("div", {}, el("label", { for: select.id, text: label }, el("span", { class: "cp-hide", text: `: ${role.text}` })), select) };
    };
    return { role, affected: scale("affected", "How affected", view.affected, affected), say: scale("say", "How much say", view.say, say) };
  }

  function response() {
    const placed = rows.filter(({ say, affected }) => say.select.value !== "" && affected.select.value !== "");
    return {
      places: Object.fromEntries(placed.map(({ role, say, affected }) => [role.id, [Number(say.select.value), Number(affected.select.value)]])),
      change: plainWords(change.box.value),
    };
  }

  function quiet() {
    said.replaceChildren();
    problem.textContent = "";
  }

  function show() {
    const { places } = response();
    const end = (words, style) => el("span", { class: "cp-map__end", text: words, style });
    const together = new Map(); // roles in the same place stand in one box
    for (const { id, text } of view.roles.filter(({ id }) => places[id])) {
      const key = String(places[id]);
      together.set(key, [...(together.get(key) ?? []), text]);
    }
    map.replaceChildren(end("Most affected", "left:0;top:0"), end("Hardly affected", "left:0;bottom:0"), end("The final say", "right:0;bottom:0"),
      ...[...together].map(([key, names]) => {
        const [say, affected] = key.split(",").map(Number);
        return el("span", { class: "cp-map__role", text: names.join(", "), style: `left:${4 + say * 18}%;top:${10 + (4 - affected) * 18}%` });
      }));
  }

  function check(event) {
    event.preventDefault();
    quiet();
    const half = rows.find(({ say, affected }) => (say.select.value === "") !== (affected.select.value === ""));
    if (half) {
      problem.textContent = `${half.role.text}: choose both, or neither.`;
      (half.say.select.value === "" ? half.say : half.affected).select.focus();
    } else page.check(response());
  }

  page.onProblem((sentence) => { problem.textContent = sentence; });
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    const names = new Map(view.roles.map(({ id, text }) => [id, text]));
    said.replaceChildren(el("div", { class: "cp-fb" },
      el(`h${page.level + 1}`, { text: feedback.heading }), el("p", { text: feedback.text }),
      el("ul", { class: "cp-notes" }, feedback.notes.map(([id, note]) => el("li", {}, el("b", { text: names.get(id) }), el("span", { text: note }))))));
  });

  show();
  return el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("p", { class: "cp-legend", text: view.question }),
    el("p", { class: "cp-hint", text: "Roles only, never names. It stays with your own work." }),
    problem,
    el("ul", { class: "cp-roles", role: "list" }, rows.map(({ role, say, affected }) =>
      el("li", {}, el("b", { text: role.text }), affected.field, say.field))),
    map,
    change.field,
    el("div", { class: "cp-actions" },
      page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Look at my map" }), page.saveLine()),
    said,
    whoReads(view));
}

export default { render: (context) => openPage(context, draw) };

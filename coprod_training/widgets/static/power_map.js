// power_map.js: joined after page.js and writing.js. The list is the data; the map is drawn from it.

const LAST = 4; // both scales go from 0 to 4
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }; // [say, affected]
const MOVES = [["↑", "More say", "ArrowUp"], ["↓", "Less say", "ArrowDown"], ["→", "More affected", "ArrowRight"], ["←", "Less affected", "ArrowLeft"]];

const valueOf = (scale) => (scale.select.value === "" ? null : Number(scale.select.value));
const isPlaced = ({ say, affected }) => valueOf(say) !== null && valueOf(affected) !== null;

function draw(view, page) {
  const { el } = page;
  const earlier = page.response ?? { places: {}, change: "" };
  const said = el("div", { role: "status" });
  const problem = problemLine(page);
  const rows = view.roles.map(row);
  const map = powerField(view, page, rows, moved);
  const warned = el("ul", { class: "cp-warned", role: "list" });
  const list = el("ul", { class: "cp-roles", role: "list" }, rows.map(({ role, say, affected }) =>
    el("li", {}, el("b", { text: role.text }), affected.field, say.field)));
  const change = labelled(page, { id: "change", label: view.change_question, value: earlier.change, rows: 3, on: (typing) => kept(typing) });
  const kept = keepsForm(page, response, () => quiet());

  function row(role) {
    const [say, affected] = earlier.places[role.id] ?? ["", ""];
    const scale = (part, label, words, value) => {
      const select = el("select", { class: "cp-input", id: page.id(`${role.id}-${part}`), on: { change: () => changed(one) } },
        el("option", { value: "", text: "Choose" }),
        words.map((word, at) => el("option", { value: at, text: word })));
      select.value = value;
      return { select, field: el("div", {}, el("label", { for: select.id, text: label }, el("span", { class: "cp-hide", text: `: ${role.text}` })), select) };
    };
    const one = { role, affected: scale("affected", "How affected", view.affected, affected), say: scale("say", "How much say", view.say, say) };
    return one;
  }

  function changed(one) {
    map.choose(one);
    if (isPlaced(one)) page.say(map.inWords(one)); // the map says it itself, where it is on the screen
    moved();
  }

  function moved() {
    warn();
    kept(false);
  }

  // Whoever should have a say and has little or none. Drawn again only when it is about others than before.
  function warn() {
    const low = rows.filter(({ role, say }) => role.if_little_say && valueOf(say) !== null && valueOf(say) <= view.little_say);
    const ids = low.map(({ role }) => role.id).join(" ");
    if (warned.dataset.about === ids) return;
    warned.dataset.about = ids;
    warned.hidden = !low.length; // an empty list is nothing to hear of
    warned.replaceChildren(...low.map(({ role }) => el("li", {}, el("b", { text: role.text }), el("span", { text: role.if_little_say }))));
  }

  function response() {
    return {
      places: Object.fromEntries(rows.filter(isPlaced).map(({ role, say, affected }) => [role.id, [valueOf(say), valueOf(affected)]])),
      change: plainWords(change.box.value),
    };
  }

  function quiet() {
    said.replaceChildren();
    problem.say("");
  }

  function check(event) {
    event.preventDefault();
    quiet();
    const half = rows.find(({ say, affected }) => (valueOf(say) === null) !== (valueOf(affected) === null));
    if (half) {
      showAs("List");
      problem.say(`${half.role.text}: choose both, or neither.`, half.say.select, half.affected.select);
      (valueOf(half.say) === null ? half.say : half.affected).select.focus();
    } else page.check(response());
  }

  // ------------------------------------------------------------------------ map or list

  const views = { Map: map.node, List: list };
  const tabs = Object.keys(views).map((name) => el("button", { type: "button", text: name, on: { click: () => showAs(name) } }));

  function showAs(name) {
    for (const tab of tabs) {
      tab.setAttribute("aria-pressed", String(tab.textContent === name));
      views[tab.textContent].hidden = tab.textContent !== name;
    }
  }

  // Which one is first depends on the room there is, and that is known once this stands on the page.
  function showFirst(form) {
    showAs("List");
    new ResizeObserver((_, watch) => {
      const room = form.closest(".cp")?.clientWidth;
      if (!room) return;
      watch.disconnect();
      if (room >= 40 * parseFloat(getComputedStyle(document.documentElement).fontSize)) showAs("Map"); // 40rem, as in the stylesheet
    }).observe(form);
    return form;
  }

  warn();
  page.onProblem(saysProblem(view, problem, [change]));
  page.onFeedback((feedback, given) => {
    if (JSON.stringify(given) !== JSON.stringify(response())) return;
    const names = new Map(view.roles.map(({ id, text }) => [id, text]));
    said.replaceChildren(feedbackBox(page, feedback,
      el("ul", { class: "cp-notes" }, feedback.notes.map(([id, note]) => el("li", {}, el("b", { text: names.get(id) }), el("span", { text: note }))))));
  });

  return showFirst(el("form", { class: "cp-q", novalidate: true, "aria-label": view.question, on: { submit: check } },
    el("div", { class: "cp-row cp-row--apart" },
      el("p", { class: "cp-legend", text: view.question }),
      el("div", { class: "cp-tabs", role: "group", "aria-label": "Show as" }, tabs)),
    el("p", { class: "cp-hint", text: "Roles only, never names. It stays with your own work." }),
    problem.line,
    map.node,
    list,
    el("div", { role: "status" }, warned),
    change.field,
    el("div", { class: "cp-actions" },
      page.graded ? null : el("button", { type: "submit", class: "cp-btn", text: "Look at my map" }), page.saveLine()),
    said,
    whoReads(view)));
}

// ------------------------------------------------------------------------------- the map

// rows: as draw makes them; their select boxes hold where each role is. moved: after each change.
function powerField(view, page, rows, moved) {
  const { el } = page;
  let chosen = rows[0];
  const status = el("p", { role: "status", id: page.id("chosen") });
  const cells = view.say.flatMap((_, say) => view.affected.map((_, affected) => ({ say, affected,
    // For a mouse or a finger only: arrow keys and the four buttons do the same.
    node: el("span", { class: "cp-map__cell", "aria-hidden": "true", on: { click: () => { put(chosen, say, affected); chips.get(chosen).focus(); } } }) })));
  const chips = new Map(rows.map((one, at) => [one, el("button", {
    type: "button", class: "cp-chip",
    on: { click: () => choose(one), keydown: (event) => pressed(event, one) },
  }, el("span", { class: "cp-chip__number", text: at + 1 }), el("span", { class: "cp-chip__name", text: one.role.text }), el("span", { class: "cp-hide" }))]));
  const side = el("p", { class: "cp-map__y", "aria-hidden": "true" }, ends(view.say, "More say →"));
  const foot = el("p", { class: "cp-map__x", "aria-hidden": "true" }, ends(view.affected, "More affected →"));
  const waiting = el("p", { class: "cp-map__waiting", text: "Not on the map yet" });
  const buttons = MOVES.map(([sign, words, key]) => ({ key, node: el("button", {
    type: "button", class: "cp-btn cp-btn--2 cp-btn--s", "aria-describedby": status.id, on: { click: () => move(chosen, ARROWS[key]) },
  }, el("span", { "aria-hidden": "true", text: sign }), ` ${words}`) }));
  const moves = el("div", { class: "cp-map__moves", role: "group" }, buttons.map(({ node }) => node));

  function ends(words, between) {
    return [words[0], between, words[LAST]].map((text) => el("span", { text }));
  }

  const place = ({ say, affected }) => (isPlaced({ say, affected }) ? `${view.affected[valueOf(affected)].toLowerCase()}, ${view.say[valueOf(say)].toLowerCase()}` : "not on the map yet");
  const inWords = (one) => `${one.role.text}: ${place(one)}`;
  const canMove = (one, [up, right]) => !isPlaced(one) || [valueOf(one.say) + up, valueOf(one.affected) + right].every((at) => at >= 0 && at <= LAST);

  function choose(one) {
    chosen = one;
    show();
  }

  function put(one, say, affected) {
    one.say.select.value = say;
    one.affected.select.value = affected;
    choose(one);
    moved();
  }

  function move(one, way) {
    if (!canMove(one, way)) {
      choose(one);
      page.say(`${inWords(one)}. That is as far as it goes.`);
    } else if (isPlaced(one)) put(one, valueOf(one.say) + way[0], valueOf(one.affected) + way[1]);
    else put(one, valueOf(one.say) ?? LAST / 2, valueOf(one.affected) ?? LAST / 2); // a new one begins in the middle
  }

  function pressed(event, one) {
    if (!(event.key in ARROWS) || event.altKey || event.ctrlKey || event.metaKey) return; // those are the browser's own
    event.preventDefault();
    move(one, ARROWS[event.key]);
  }

  // Nothing changes its place in the document, so Tab keeps its order and the focus stays: only the
  // grid line changes. Roles in one cell stand below each other, each on a line of its own.
  function show() {
    let line = 1;
    for (let say = LAST; say >= 0; say -= 1) {
      const stacks = view.affected.map((_, affected) => rows.filter((one) => isPlaced(one) && valueOf(one.say) === say && valueOf(one.affected) === affected));
      const deep = Math.max(1, ...stacks.map((stack) => stack.length));
      for (const cell of cells.filter((one) => one.say === say)) cell.node.style.gridArea = `${line} / ${cell.affected + 2} / span ${deep}`;
      stacks.forEach((stack, affected) => stack.forEach((one, at) => {
        chips.get(one).style.gridArea = `${line + at} / ${affected + 2} / span ${stack.length === 1 ? deep : 1}`;
      }));
      line += deep;
    }
    side.style.gridArea = `1 / 1 / ${line}`;
    foot.style.gridRow = line;
    waiting.style.gridRow = line + 1;
    const away = rows.filter((one) => !isPlaced(one));
    waiting.hidden = away.length === 0;
    away.forEach((one, at) => { chips.get(one).style.gridArea = `${line + 2 + Math.floor(at / view.affected.length)} / ${2 + (at % view.affected.length)}`; });
    for (const [one, chip] of chips) {
      chip.setAttribute("aria-pressed", String(one === chosen));
      chip.lastChild.textContent = ` ${place(one)}`;
    }
    if (status.textContent !== inWords(chosen)) status.replaceChildren(el("b", { text: chosen.role.text }), `: ${place(chosen)}`);
    moves.setAttribute("aria-label", `Move: ${chosen.role.text}`);
    for (const { key, node } of buttons) node.setAttribute("aria-disabled", String(!canMove(chosen, ARROWS[key])));
  }

  show();
  return { choose, inWords, node: el("div", { class: "cp-mapped" },
    el("p", { class: "cp-hint", text: "Choose a role, then press its place. The arrow keys and the four buttons move it too." }),
    el("div", { class: "cp-map", role: "group", "aria-label": "Roles on the map" },
      side, cells.map(({ node }) => node), [...chips.values()], foot, waiting),
    el("div", { class: "cp-map__chosen" }, status, moves),
    el("ol", { class: "cp-map__key", "aria-hidden": "true" }, rows.map(({ role }) => el("li", { text: role.text })))) };
}

export default { render: (context) => openPage(context, draw) };

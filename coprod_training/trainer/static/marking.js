// Keeps a level and a comment as they are given, through formgrader's own addresses. "Saved" is
// shown only when the gradebook has them, and the next hand-in is opened only then.

const base = document.currentScript
  ? document.currentScript.src.replace(/coprod\/trainer\/static\/.*$/, "")
  : "/";
const TYPING = 800; // ms of quiet before a comment being typed is sent
const AGAIN = 4000; // ms until what did not come through is sent again, as on a learner's page
const REFUSED = [400, 404, 409]; // what the server says again until the trainer changes something
const TRIED = 20; // of what was sent without a reply, how many a page remembers
const COPY = " Copy your comment first: it is only on this page.";
const SIGNED_OUT = "You are signed out. It is still on this page. Sign in in a new tab, and it is saved by itself.";
const NO_SERVER = 424; // a hub, in place of a server that has ended (jupyterhub, UserUrlHandler)
const CLOSED = "The course is closed at the moment. It is still on this page. Open the course in a new tab, and it is saved by itself.";
const GONE_ON = "coprod-marking-gone-on";
// Sets the sign, or takes it away and says if it was there; some browsers allow no storage.
function goneOn(sign) {
  try {
    const before = sessionStorage.getItem(GONE_ON);
    if (sign) sessionStorage.setItem(GONE_ON, sign);
    else sessionStorage.removeItem(GONE_ON);
    return before;
  } catch {
    return null;
  }
}

async function send(method, address, body) {
  const reply = await fetch(base + address, {
    method,
    headers: { "Content-Type": "application/json", "X-XSRFToken": token() },
    body: JSON.stringify(body),
  });
  const said = await reply.json().catch(() => ({}));
  if (reply.ok) return said;
  const status = reply.status === 403 || reply.status === 405 ? await whyNot(reply.status) : reply.status;
  throw Object.assign(new Error(said.message ?? ""), { why: said.why, status });
}

// A hub refuses what is sent to a server that has ended as it refuses who is signed out; only what
// is asked for tells which it is.
async function whyNot(status) {
  const asked = { redirect: "manual", headers: { "X-XSRFToken": token() } };
  const there = await fetch(`${base}api/status`, asked).catch(() => null);
  // A server leads nowhere from there. A hub does, to its own host, where no server is any more.
  const closed = there?.type === "opaqueredirect" || there?.status === NO_SERVER;
  return closed ? NO_SERVER : status;
}

class Marking {
  constructor(part) {
    this.part = part;
    this.line = part.querySelector(".cp-save");
    this.comment = part.querySelector("textarea"); // none beside what the course marked
    this.why = part.querySelector("[data-why]"); // shown where there is a mark already
    this.levels = [...part.querySelectorAll("input[type=radio]")];
    // What the gradebook has. A browser may bring back what was on a page it left, so this comes
    // from the page as it was sent.
    this.kept = { level: this.levels.find((one) => one.defaultChecked)?.value, comment: this.comment?.defaultValue, why: "" };
    // All that the gradebook can hold as far as this page knows, what it had first: also what was
    // sent and had no reply. The server writes over nothing else, which is somebody else's.
    this.had = { level: [JSON.parse(part.dataset.had)], comment: [this.kept.comment] };
    this.sending = Promise.resolve();
    part.querySelector("fieldset").addEventListener("keydown", (event) => this.levelKey(event));
    part.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.next();
    });
    for (const level of this.levels) level.addEventListener("change", () => this.save());
    this.comment?.addEventListener("input", () => this.saveSoon());
    // Once it is written: half a reason would stand in the records.
    this.why.addEventListener("change", () => this.save());
    part.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    part.querySelector("[data-go]")?.addEventListener("click", () => this.next());
    if (this.comment) this.bank(part.querySelector("[data-bank]"));
    // A slow line: what was given before this script arrived had nobody to hear it.
    if (this.waiting().length > 0) this.saveSoon();
  }

  get level() {
    return this.levels.find((one) => one.checked)?.value;
  }

  // A digit chooses a level while the levels have the focus, and nowhere else (WCAG 2.1.4).
  levelKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const level = this.levels.find((one) => one.dataset.level === event.key);
    if (!level) return;
    level.focus();
    level.checked = true;
    level.dispatchEvent(new Event("change"));
  }

  // What stands on the page and not in the gradebook, with how to send it.
  waiting() {
    const { grade, comment, handedIn } = this.part.dataset;
    const found = [];
    const said = this.why.value.trim(); // also after the level: a reason that comes later counts
    if (this.level !== undefined && (this.level !== this.kept.level || (said && said !== this.kept.why))) {
      found.push(["level", this.level, `formgrader/api/grade/${grade}`, { manual_score: Number(this.level), why: said }]);
    }
    if (this.comment && this.comment.value !== this.kept.comment) {
      found.push(["comment", this.comment.value, `formgrader/api/comment/${comment}`, { manual_comment: this.comment.value }]);
    }
    return found.map(([what, value, address, body]) => [what, value, address, { ...body, handed_in: handedIn }]);
  }

  saveSoon() {
    this.say("saving", "Not saved yet. Keep writing.");
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.save(), TYPING);
  }

  // One after the other, so that what was given last is what stays. True: all of it is kept.
  save(words = "Saving…") {
    clearTimeout(this.typing);
    clearTimeout(this.again);
    this.sending = this.sending.then(() => this.sendAll(words));
    return this.sending;
  }

  // The line keeps what it says meanwhile, so that nobody hears of each try.
  saveAgain() {
    this.again = setTimeout(() => {
      if (document.activeElement === this.why) this.saveAgain(); // half a reason, as above
      else this.save("");
    }, AGAIN);
  }

  async sendAll(words) {
    for (let found = this.waiting(); found.length > 0; found = this.waiting()) {
      if (words) this.say("saving", words);
      for (const [what, value, address, body] of found) {
        try {
          await this.put(what, value, address, body);
          this.kept[what] = value;
          if (body.why) this.kept.why = body.why;
        } catch (error) {
          this.failed(error);
          if (error.why) this.part.querySelector("[data-why-field]").hidden = false;
          return false;
        }
      }
      if (this.waiting().length === 0) {
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        this.say("saved", `Saved at ${time}`);
      }
    }
    return true;
  }

  async put(what, value, address, body) {
    const given = what === "level" ? Number(value) : value;
    const [first, ...tried] = this.had[what];
    this.had[what] = [first, ...tried.filter((one) => one !== given).slice(-TRIED), given];
    try {
      await send("PUT", address, { ...body, had: [first, ...tried] });
      this.had[what] = [given];
    } catch (error) {
      if (REFUSED.includes(error.status)) this.had[what] = [first, ...tried];
      throw error;
    }
  }

  failed({ status, message }) {
    const refused = REFUSED.includes(status);
    const kept = { 403: SIGNED_OUT, [NO_SERVER]: CLOSED }[status] ?? "It is still on this page, and we keep trying.";
    const why = refused ? message || "Try again in a moment." : kept;
    // To open the page again, as is said then, takes away what is on no other.
    const copy = status === 409 && this.comment?.value !== this.kept.comment ? COPY : "";
    const words = `Not saved yet. ${why}${copy}`;
    if (this.line.textContent !== words) this.say("failed", words);
    clearTimeout(this.again);
    if (!refused) this.saveAgain();
  }

  async next() {
    const without = parts.find((one) => one.level === undefined);
    if (without) {
      without.say("failed", "Choose a level first.");
      without.levels[0].focus();
      return;
    }
    const kept = await Promise.all(parts.map((one) => one.save()));
    if (!kept.every(Boolean)) return;
    goneOn("yes");
    location.assign(this.part.dataset.next);
  }

  // A comment is added to the box and never sent by itself.
  bank(part) {
    part.addEventListener("click", async (event) => {
      const use = event.target.closest("[data-use]");
      if (use) {
        const words = use.querySelector("span").textContent;
        this.comment.value = [this.comment.value.trim(), words].filter(Boolean).join("\n");
        this.comment.dispatchEvent(new Event("input"));
        this.comment.focus();
      } else if (event.target.closest("[data-keep]")) {
        await this.keepForAll(part);
      }
    });
  }

  async keepForAll(part) {
    const words = this.comment.value.trim();
    if (!words) {
      this.say("failed", "Write a comment first.");
      this.comment.focus();
      return;
    }
    try {
      const { comments } = await send("POST", "coprod/trainer/api/comments", { activity: part.dataset.activity, words });
      const list = part.querySelector(".cp-bank");
      const icon = () => part.ownerDocument.querySelector("[data-use] svg")?.cloneNode(true) ?? "";
      list.replaceChildren(...comments.map((words) => {
        const item = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        button.dataset.use = "";
        const span = document.createElement("span");
        span.textContent = words;
        button.append(icon(), span);
        item.append(button);
        return item;
      }));
      part.querySelector("[data-none]").hidden = comments.length > 0;
      this.say("saved", "Kept for all trainers here.");
    } catch (error) {
      this.say("failed", `Not kept. ${error.message || "Try again in a moment."}`);
    }
  }

  say(state, words) {
    this.line.dataset.state = state;
    this.line.querySelector("span").textContent = words;
  }
}

for (const field of document.querySelectorAll("[data-token]")) field.value = token();
// After a flag: where it stands now, also for who only hears the page.
if (location.hash.startsWith("#flagged-")) document.getElementById(location.hash.slice(1))?.focus();
const parts = [...document.querySelectorAll(".cp-mark")].map((part) => new Marking(part));
// Who went on to the next answer goes on with it, and not with the menu above it.
if (goneOn(null)) {
  (document.querySelector(".cp-mark h2") ?? document.querySelector("h1"))?.focus();
}
// A form that opens the page anew, such as a flag's, goes when what was just written is kept. It goes
// also when that cannot be kept: the browser then asks.
const goes = new WeakSet();
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", async (event) => {
    if (goes.has(form) || parts.every((part) => part.waiting().length === 0)) return;
    event.preventDefault();
    goes.add(form);
    await Promise.all(parts.map((part) => part.save()));
    form.requestSubmit(event.submitter);
  });
}
addEventListener("online", () => parts.forEach((part) => part.waiting().length > 0 && part.save("")));
addEventListener("beforeunload", (event) => {
  if (parts.some((part) => part.waiting().length > 0)) event.preventDefault();
});

// Keeps a level and a comment as they are given, through formgrader's own addresses. "Saved" is
// shown only when the gradebook has them, and the next hand-in is opened only then.

const base = document.currentScript
  ? document.currentScript.src.replace(/coprod\/trainer\/static\/.*$/, "")
  : "/";
const TYPING = 800; // ms of quiet before a comment being typed is sent
const token = () => (document.cookie.match(/(?:^|; )_xsrf=([^;]*)/) ?? ["", ""])[1];

async function send(method, address, body) {
  const reply = await fetch(base + address, {
    method,
    headers: { "Content-Type": "application/json", "X-XSRFToken": token() },
    body: JSON.stringify(body),
  });
  const said = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(said.message ?? "");
  return said;
}

class Marking {
  constructor(part) {
    this.part = part;
    this.form = part.querySelector("form");
    this.line = part.querySelector(".cp-save");
    this.comment = part.querySelector("textarea");
    this.waiting = new Map(); // what is not saved yet: by address, how to send it
    this.sending = Promise.resolve();
    for (const level of part.querySelectorAll("input[type=radio]")) {
      level.addEventListener("change", () => this.keep("grade", { manual_score: Number(level.value) }));
    }
    this.comment.addEventListener("input", () => {
      this.say("saving", "Not saved yet. Keep writing.");
      this.hold();
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.save(), TYPING);
    });
    this.form.addEventListener("submit", (event) => this.next(event));
    this.bank(part.querySelector("[data-bank]"));
  }

  hold() {
    this.waiting.set(`formgrader/api/comment/${this.part.dataset.comment}`, { manual_comment: this.comment.value });
  }

  keep(kind, body) {
    this.waiting.set(`formgrader/api/${kind}/${this.part.dataset[kind]}`, body);
    return this.save();
  }

  // One after the other, so that what was given last is what stays. True: all of it is kept.
  save() {
    clearTimeout(this.typing);
    this.sending = this.sending.then(() => this.sendAll());
    return this.sending;
  }

  async sendAll() {
    if (this.waiting.size === 0) return true;
    this.say("saving", "Saving…");
    for (const [address, body] of [...this.waiting]) {
      try {
        await send("PUT", address, body);
        if (this.waiting.get(address) === body) this.waiting.delete(address);
      } catch (error) {
        this.say("failed", `Not saved yet. ${error.message || "Try again in a moment."}`);
        return false;
      }
    }
    if (this.waiting.size > 0) return this.sendAll();
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    this.say("saved", `Saved at ${time}`);
    return true;
  }

  async next(event) {
    event.preventDefault();
    const without = parts.find((one) => !one.form.querySelector("input:checked"));
    if (without) {
      without.say("failed", "Choose a level first.");
      without.form.querySelector("input[type=radio]").focus();
      return;
    }
    const kept = await Promise.all(parts.map((one) => one.save()));
    if (kept.every(Boolean)) location.assign(this.form.action);
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

const parts = [...document.querySelectorAll(".cp-mark")].map((part) => new Marking(part));
addEventListener("beforeunload", (event) => {
  if (parts.some((part) => part.waiting.size > 0)) event.preventDefault();
});

/* What is written on this page is kept in the page itself: saving makes a copy of the file with it.
   Nothing is sent anywhere. A browser keeps it meanwhile only where the reader ticks the box. */
"use strict";
(() => {
  const fields = [...document.querySelectorAll("[data-key]")];
  const note = document.getElementById("said");
  const status = document.getElementById("status");
  const keep = document.getElementById("keep");
  const shelf = document.body.dataset.shelf;
  // As the file was sent: the copy that is saved is made of this, never of what scripts changed.
  const asSent = document.documentElement.cloneNode(true);
  let saved = true;
  let kept = false; // whether the browser has what is on the page now: it may be full

  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";

  /** Everything that differs from the page as it was sent, by key. */
  const written = () => {
    const found = {};
    for (const field of fields) {
      if (isTicked(field)) {
        if (field.checked) found[field.dataset.key] = field.value;
      } else if (field.value !== field.defaultValue) {
        found[field.dataset.key] = field.value;
      }
    }
    return found;
  };

  const fill = (values) => {
    for (const field of fields) {
      const value = values[field.dataset.key];
      if (isTicked(field)) field.checked = value === field.value;
      else if (typeof value === "string") field.value = value;
      if (value !== undefined) field.closest("details")?.setAttribute("open", "");
    }
  };

  const browserKeeps = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf)) || null;
    } catch {
      return null; // a browser may refuse to keep anything
    }
  };

  const keepInBrowser = () => {
    try {
      if (keep.checked) localStorage.setItem(shelf, JSON.stringify(now()));
      else localStorage.removeItem(shelf);
      kept = keep.checked;
      return true;
    } catch {
      kept = false;
      return false;
    }
  };

  const forget = () => {
    try {
      localStorage.removeItem(shelf);
    } catch {
      // a browser that keeps nothing has nothing to forget
    }
  };

  const now = () => ({ at: new Date().toISOString(), values: written() });

  const say = (end) => {
    const count = Object.keys(written()).length;
    status.textContent = `${count === 1 ? "1 answer" : `${count} answers`} on this page. ${end}`;
  };

  const changed = () => {
    saved = false;
    if (keep.checked && keepInBrowser()) say("Kept in this browser, not in a file yet.");
    else say(keep.checked ? "This browser could not keep it. Save the file." : "Not saved yet.");
  };

  const save = () => {
    const copy = asSent.cloneNode(true);
    // A closing tag inside a text must not end the script that holds it.
    copy.querySelector("#said").textContent = JSON.stringify(now()).replaceAll("<", "\\u003c");
    const file = new Blob([`<!doctype html>\n${copy.outerHTML}`], { type: "text/html" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = document.body.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    saved = true;
    forget(); // what is in the file need not lie on a computer that others use
    // No page can know whether a browser has put the file down: it may have asked, and been told no.
    say(`Saved as ${link.download}, where your browser puts files. Send that file back. If it is not there, save again before you close this page.`);
  };

  /** What stands in a field, as it will look: a credit is shown exactly as it was typed. */
  const preview = () => {
    for (const shown of document.querySelectorAll("[data-shows]")) {
      const chosen = document.querySelector(`[data-key='${shown.dataset.with}']:checked`)?.value;
      const typed = document.querySelector(`[data-key='${shown.dataset.shows}']`).value;
      const none = !chosen || chosen === shown.dataset.without || !typed.trim();
      shown.textContent = none ? shown.dataset.none : typed;
    }
  };

  const inFile = JSON.parse(note.textContent) || { at: "", values: {} };
  const inBrowser = browserKeeps();
  keep.checked = inBrowser !== null;
  fill(inBrowser && inBrowser.at > inFile.at ? inBrowser.values : inFile.values);
  preview();
  document.addEventListener("input", (event) => {
    if (event.target.dataset.key) changed();
    preview();
  });
  document.querySelector(".leave a").addEventListener("click", (event) => {
    event.preventDefault();
    saved = true; // a question would keep the page on the screen
    location.replace("about:blank"); // and going back does not bring it again
  });
  keep.addEventListener("change", () => {
    const done = keepInBrowser();
    if (!done) keep.checked = false;
    say(
      !done
        ? "This browser cannot keep anything. Save the file instead."
        : keep.checked
          ? "Kept in this browser as you write."
          : "Nothing is kept in this browser.",
    );
  });
  document.getElementById("save").addEventListener("click", save);
  window.addEventListener("beforeunload", (event) => {
    if (!saved && !kept) event.preventDefault();
  });
  document.body.classList.add("ready");
  say("");
})();

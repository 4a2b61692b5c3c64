// Asks before a page is left with a comment that is not saved yet, also by another form of the page.

let saving = false;
const typed = () => [...document.querySelectorAll("form.cp-q textarea")].some((one) => one.value !== one.defaultValue);
for (const form of document.querySelectorAll("form.cp-q")) {
  form.addEventListener("submit", () => (saving = true));
}
addEventListener("beforeunload", (event) => {
  if (!saving && typed()) event.preventDefault();
});

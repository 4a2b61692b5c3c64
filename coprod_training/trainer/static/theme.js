// Light or dark as the reader's system has it, in the way that coprod.css asks for.

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => {
  document.documentElement.dataset.jpThemeLight = String(!dark.matches);
};
follow();
dark.addEventListener("change", follow);

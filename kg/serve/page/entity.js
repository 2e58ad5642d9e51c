// The page of an entity: marks in the colour of the class. All else is there without scripts.

function paintMarks() {
  const dark = document.documentElement.dataset.theme === "dark";
  for (const element of document.querySelectorAll("[data-colour]")) {
    element.style.setProperty("--mark-colour", dark ? element.dataset.dark : element.dataset.colour);
  }
}
document.documentElement.addEventListener("look", paintMarks);
paintMarks();
document.documentElement.dataset.ready = "page";

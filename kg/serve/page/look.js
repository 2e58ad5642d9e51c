// Runs before the page is drawn: light or dark, as chosen here before or as the system prefers.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "";
  try {
    chosen = localStorage.getItem("govkg-theme") || "";
  } catch {
    // storage is shut; the system's choice holds
  }
  const show = () => {
    root.dataset.theme = (chosen ? chosen === "dark" : dark.matches) ? "dark" : "light";
    root.dispatchEvent(new CustomEvent("look"));
  };
  show();
  dark.addEventListener("change", show);
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", () => {
      chosen = root.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("govkg-theme", chosen);
      } catch {
        // not kept, but shown
      }
      show();
    });
  });
})();

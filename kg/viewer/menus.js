// Menus, saved views, the drawer of the phone, printing.

/** Make a button open and close its menu; Escape and a click elsewhere close it. */
function menu(buttonId, menuId, before = () => {}) {
  const [opener, list] = [byId(buttonId), byId(menuId)];
  const set = (on) => {
    if (on) before();
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) list.querySelector("button:not([hidden]),input")?.focus();
  };
  opener.addEventListener("click", () => set(list.hidden));
  list.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) set(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.hidden && !list.contains(event.target) && !opener.contains(event.target)) set(false);
  });
  list.parentElement.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const items = [...list.querySelectorAll("button:not([hidden]),input")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "Escape") {
      event.stopPropagation();
      set(false);
      opener.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
    }
  });
}

// Saved views ------------------------------------------------------------------------------------------------------

function savedViews() {
  try {
    const views = JSON.parse(remember("views") || "[]");
    return Array.isArray(views) ? views.filter((one) => typeof one.name === "string" && typeof one.hash === "string") : [];
  } catch {
    return [];
  }
}

function saveView(name) {
  const views = savedViews().filter((one) => one.name !== name);
  if (remember("views", JSON.stringify([...views, { name, hash: encode() }])) === null) toast(say("noStorage"));
  renderViews();
}

function renderViews() {
  const rows = savedViews().map((one) => make("li", {},
    make("button", { type: "button", class: "row", "data-close": true, onclick: () => { decode(one.hash); change({}); fit(); } }, tame(one.name, 60)),
    make("button", {
      type: "button", class: "icon-button", "aria-label": say("deleteHint", tame(one.name, 60)),
      onclick: () => {
        remember("views", JSON.stringify(savedViews().filter((other) => other.name !== one.name)));
        renderViews();
      },
    }, icon("close"))));
  fill(byId("view-list"), rows.length ? rows : make("li", { class: "none" }, say("noViews")));
}

function startMenus() {
  menu("export", "export-menu");
  menu("views", "views-menu", renderViews);
  const actions = { png: exportPng, svg: exportSvg, "csv-nodes": exportNodes, "csv-edges": exportEdges, "copy-link": copyLink, print: () => window.print() };
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  byId("view-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = byId("view-name").value.trim();
    if (name) saveView(name);
    byId("view-name").value = "";
  });
  byId("legend-open").addEventListener("click", () => drawer(true));
  byId("legend-close").addEventListener("click", () => drawer(false));
  byId("scrim").addEventListener("click", () => drawer(false));
  window.addEventListener("beforeprint", preparePrint);
  window.addEventListener("afterprint", () => fill(byId("printed")));
}

/** Open or close the legend where it is a drawer. */
function drawer(on) {
  document.body.classList.toggle("with-drawer", on);
  byId("legend-open").setAttribute("aria-expanded", String(on));
  (on ? byId("legend-close") : byId("legend-open")).focus();
}

// The sheet on a phone ---------------------------------------------------------------------------------------------

/** On a narrow screen the panel is a sheet at the bottom; its handle drags it between half and full height. */
function startSheet() {
  const [panel, handle] = [byId("panel"), byId("panel-handle")];
  let start = null;
  handle.addEventListener("pointerdown", (event) => {
    start = { y: event.clientY, tall: panel.classList.contains("tall") };
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointerup", (event) => {
    if (!start) return;
    const moved = event.clientY - start.y;
    if (moved > 40 && !start.tall) closeDetail();
    else panel.classList.toggle("tall", Math.abs(moved) < 6 ? !start.tall : moved < 0);
    start = null;
  });
}

// Printing ---------------------------------------------------------------------------------------------------------

/** Put the picture as SVG, sharp at any size, and what the panel shows on the printed page, in light colours. */
function preparePrint() {
  readTheme("print");
  const picture = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  picture.removeAttribute("width");
  picture.removeAttribute("height");
  const detail = byId("panel").hidden ? null : make("div", { class: "print-detail" });
  if (detail) for (const child of byId("panel-body").cloneNode(true).children) detail.append(child.cloneNode(true));
  fill(byId("printed"), make("figure", {}, document.importNode(picture, true)), make("p", { class: "print-foot" }, `${say("printed")} ${tame(decodeSafe(location.href), 300)}`), detail);
  readTheme();
}

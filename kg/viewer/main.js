// The start: read the data, show the state that the address names, and follow what the reader does.

/** Show the state: filters, graph, legend, panel, table, words. */
function render() {
  const stored = remember("language");
  settings.language = state.language ?? (stored === null ? page.language : Number(stored) ? 1 : 0);
  document.documentElement.lang = settings.language ? "en" : "zh-CN";
  readTheme();
  translate();
  recompute();
  syncGraph();
  renderHead();
  renderLegend();
  renderPanel();
  renderTable();
  renderEmpty();
  redraw();
}

function renderHead() {
  const total = [count(page.nodes.length), count(page.edges.length)];
  const text = say("counts", count(view.nodes.size), total[0], count(view.edges.length), total[1]);
  if (byId("counts").textContent !== text) {
    byId("counts").textContent = text;
    announce(say("shown", count(view.nodes.size), count(view.edges.length)));
  }
  const title = tame(page.title || say("title"), 200);
  byId("title").textContent = title;
  document.title = title;
  byId("theme-name").textContent = say(theme.dark ? "light" : "dark");
  byId("theme").setAttribute("aria-label", say(theme.dark ? "light" : "dark"));
  byId("language").setAttribute("aria-label", say("languageHint"));
  byId("all").hidden = !state.all && view.pool <= view.nodes.size;
  byId("all").textContent = state.all ? say("showFirst") : say("showAll", count(view.pool));
  byId("all").setAttribute("aria-pressed", String(state.all));
  byId("about").setAttribute("aria-pressed", String(state.panel === "about"));
  byId("path").setAttribute("aria-pressed", String(Boolean(state.path)));
  byId("hint").hidden = state.node !== null || state.edge !== null || Boolean(state.path) || state.panel !== "";
  byId("cut").hidden = !page.cut;
  if (page.cut) byId("cut").textContent = say("cut", count(page.nodes.length), count(page.cut));
}

function renderEmpty() {
  const empty = view.nodes.size === 0;
  byId("empty").hidden = !empty;
  if (!empty) return;
  byId("empty-text").textContent = say(page.nodes.length ? "emptyFilters" : "emptyGraph");
  byId("empty-reset").hidden = !page.nodes.length;
}

function startButtons() {
  const actions = {
    fit: () => fit(true), "zoom-in": () => zoom(1.25), "zoom-out": () => zoom(0.8), all: showEverything,
    undo: () => history.back(), theme: switchTheme, language: switchLanguage, "panel-close": closeDetail, "empty-reset": resetFilters,
    about: () => change({ panel: state.panel === "about" ? "" : "about", node: null, edge: null, path: null }),
    path: () => (state.path ? change({ path: null }) : openPath(state.node)),
    "view-graph": () => change({ view: "graph" }), "view-table": () => change({ view: "table" }),
  };
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("canvas").focus();
  });
  searchBox(byId("search"), byId("search-hits"), (id) => {
    find(id);
    focusPanel();
  });
}

/** Set the window for the state the page opens with. */
function firstWindow() {
  if (state.path && pathNodes().length > 1) return showPath();
  fit();
  if (state.node !== null) centre(state.node);
  else if (state.edge !== null) show(extent([page.edges[state.edge].from, page.edges[state.edge].to]), 0.95);
  return undefined;
}

/** Choose the layout that suits the window; return whether that is another one than before. */
function measure() {
  const { clientWidth, clientHeight } = byId("canvas");
  const before = view.tall;
  view.tall = clientWidth < 0.95 * clientHeight;
  return view.tall !== before;
}

function watch() {
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  let width = byId("canvas").clientWidth;
  new ResizeObserver(() => {
    const now = byId("canvas").clientWidth;
    if (!now) return; // not on the screen: while printing
    graph.network.setSize("100%", "100%");
    if (measure()) render();
    if (Math.abs(now - width) > 40) fit();
    else redraw();
    width = now;
  }).observe(byId("canvas"));
}

/** A canvas does not wait for fonts: measure and draw again when they are there. */
function awaitFonts() {
  const faces = [`400 12px ${family}`, `600 12px ${family}`, `700 20px ${serif}`];
  const text = page.regions.join("") + page.nodes.slice(0, 40).map((node) => node.label).join("");
  Promise.all(faces.map((face) => document.fonts.load(face, text))).then(() => {
    widths.clear();
    repaintAll();
    redraw();
    document.documentElement.dataset.ready = "fonts";
  }).catch(() => redraw());
}

function fail() {
  byId("loading").hidden = true;
  byId("failed").hidden = false;
  document.body.classList.add("failed");
}

async function start() {
  try {
    await load();
  } catch {
    return fail();
  }
  memory.hash = location.hash.replace(/^#/, "");
  decode(memory.hash);
  if (!memory.hash && page.focus >= 0) state.node = page.focus;
  readTheme();
  measure();
  startGraph();
  startLegend();
  startMenus();
  startTable();
  startButtons();
  startKeyboard();
  startSheet();
  byId("loading").hidden = true;
  render();
  firstWindow();
  watch();
  awaitFonts();
  document.documentElement.dataset.ready = "graph";
  return undefined;
}

start();

// What the reader can do to the graph, whatever starts it: a click, a key, a button, a list.

function select(id) {
  change({ node: id, edge: null, panel: "" });
}

function selectEdge(id) {
  change({ edge: id, node: null, panel: "" });
}

/** Select an entity and bring it to the middle, as search and lists do. */
function find(id) {
  if (state.view === "table") state.view = "graph";
  state.hidden.delete(id);
  if (!view.nodes.has(id)) state.added = new Set([...state.added, id]);
  change({ node: id, edge: null, panel: "", path: null });
  centre(id);
}

/** Bring an entity into view with its neighbours around it, as far as they fit at a legible scale. */
function centre(id) {
  const at = spot(page.nodes[id]);
  if (!at) return;
  const open = openArea();
  const near = extent(around(id).nodes);
  const reach = Math.max(near[2] - at.x, at.x - near[0], 1) * 2;
  const rise = Math.max(near[3] - at.y, at.y - near[1], 1) * 2;
  moveTo(at, Math.min(1.1, Math.max(0.85, Math.min(open.width / reach, open.height / rise))), true);
}

/** Neighbours that pass the filters and are not drawn, most connected first. */
function missingNeighbours(id) {
  const ids = page.nodes[id].edges.map((number) => page.edges[number]).filter(edgeOn);
  const others = new Set(ids.map((edge) => (edge.from === id ? edge.to : edge.from)));
  return [...others].filter((other) => !view.nodes.has(other)).sort((a, b) => a - b);
}

function expand(id) {
  const missing = missingNeighbours(id);
  if (!missing.length) return;
  const hidden = new Set([...state.hidden].filter((other) => !missing.includes(other)));
  change({ added: new Set([...state.added, ...missing]), hidden, node: id, edge: null });
}

/** Hide the neighbours that hang on this entity alone. */
function collapse(id) {
  const leaves = hangingOn(id);
  const added = new Set([...state.added].filter((other) => !leaves.includes(other)));
  change({ hidden: new Set([...state.hidden, ...leaves]), added });
}

function hangingOn(id) {
  const drawn = new Map();
  for (const edge of view.edges) {
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (!drawn.has(one)) drawn.set(one, new Set());
      drawn.get(one).add(other);
    }
  }
  return [...(drawn.get(id) || [])].filter((other) => other !== id && [...drawn.get(other)].every((end) => end === id));
}

function hide(id) {
  const added = new Set([...state.added].filter((other) => other !== id));
  change({ hidden: new Set([...state.hidden, id]), added, node: state.node === id ? null : state.node, edge: null });
}

function showEverything() {
  change({ all: !state.all, added: new Set(), hidden: new Set() });
  fit();
}

function openPath(from = null) {
  change({ path: [from, null], node: null, edge: null, panel: "", view: "graph" });
}

function choosePathEnd(id) {
  const path = [...state.path];
  path[path[0] === null ? 0 : 1] = id;
  change({ path });
  showPath();
}

function showPath() {
  const nodes = pathNodes();
  if (nodes.length > 1) show(extent(nodes), 1.1, true);
}

function resetFilters() {
  const fresh = blank();
  const names = ["types", "reports", "relations", "statuses", "degree", "years", "confidence", "hidden"];
  change(Object.fromEntries(names.map((name) => [name, fresh[name]])));
}

function filtered() {
  return Boolean(
    state.types.size || state.reports.size || state.relations.size || state.statuses.size ||
    state.degree || state.years || state.confidence || state.hidden.size,
  );
}

function closeDetail() {
  change({ node: null, edge: null, panel: "", path: null });
  byId("canvas").focus({ preventScroll: true });
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(say("copied"));
  } catch {
    toast(say("copyFailed"));
  }
}

function switchTheme() {
  const chosen = theme.dark ? "light" : "dark";
  remember("theme", chosen);
  change({ theme: chosen }, false);
}

function switchLanguage() {
  const language = settings.language ? 0 : 1;
  remember("language", String(language));
  change({ language }, false);
}

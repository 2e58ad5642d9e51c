// The keyboard: everything the pointer can do.

function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input,select,textarea");
    if (event.key === "Escape") {
      if (document.body.classList.contains("with-drawer")) return drawer(false);
      if (!byId("panel").hidden) closeDetail();
      return undefined;
    }
    if (typing) return undefined;
    if (event.key === "/") {
      event.preventDefault();
      byId("search").focus();
      return undefined;
    }
    if (event.key === "t" || event.key === "T") return change({ view: state.view === "table" ? "graph" : "table" });
    return undefined;
  });
  byId("canvas").addEventListener("keydown", canvasKey);
}

function canvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = state.node;
  const act = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    Enter: () => (at === null ? step(0, 0) : focusPanel()),
    " ": () => (at === null ? step(0, 0) : focusPanel()),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), _: () => zoom(0.8), 0: () => fit(true),
    e: () => at !== null && expand(at), E: () => at !== null && expand(at),
    c: () => at !== null && collapse(at), C: () => at !== null && collapse(at),
    h: () => at !== null && hide(at), H: () => at !== null && hide(at), Delete: () => at !== null && hide(at),
    p: () => openPath(at), P: () => openPath(at),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Select the nearest drawn entity in a direction; from nowhere, the most connected one. */
function step(dx, dy) {
  const from = state.node === null ? null : spot(page.nodes[state.node]);
  if (!from) {
    if (view.nodes.size) selectByKey(Math.min(...view.nodes));
    return;
  }
  let best = [Infinity, null];
  for (const id of view.nodes) {
    const at = spot(page.nodes[id]);
    const [x, y] = [at.x - from.x, at.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (id === state.node || ahead <= 0 || aside > ahead * 1.8) continue;
    const cost = ahead + aside * 1.5;
    if (cost < best[0]) best = [cost, id];
  }
  if (best[1] !== null) selectByKey(best[1]);
}

function selectByKey(id) {
  select(id);
  const node = page.nodes[id];
  announce(say("at", tame(node.name, 200), className(node), node.neighbours.size));
  const at = spot(node);
  const area = visibleArea();
  const open = openArea();
  const right = area[2] - open.right / graph.network.getScale();
  if (at.x < area[0] || at.x > right || at.y < area[1] || at.y > area[3]) centre(id);
}

function focusPanel() {
  byId("panel-title")?.focus({ preventScroll: true });
}

function zoom(by) {
  const scale = Math.min(4, Math.max(0.05, graph.network.getScale() * by));
  graph.network.moveTo({ position: graph.network.getViewPosition(), scale });
}

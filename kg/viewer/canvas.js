// The graph on the screen: vis-network carries the window (pan, zoom, drag, hit tests of marks), the painter draws.

const graph = { network: null, hover: null, nodes: null, edges: null, dragging: false };

function startGraph() {
  graph.nodes = new vis.DataSet();
  graph.edges = new vis.DataSet();
  const options = JSON.parse(JSON.stringify(page.options));
  graph.network = new vis.Network(byId("canvas"), { nodes: graph.nodes, edges: graph.edges }, options);
  const { network } = graph;
  network.on("beforeDrawing", (pen) => {
    const scale = network.getScale();
    paintIslands(pen, scale);
    if (!(graph.dragging && view.edges.length > 1500)) paintLines(pen, scale);
    paintCaptions(pen, scale);
  });
  network.on("afterDrawing", (pen) => {
    const scale = network.getScale();
    const area = visibleArea();
    painter.focus = focusOf();
    const above = painter.focus ? painter.focus.nodes : new Set(); // these are drawn above the veil
    for (const { node, box } of visibleLabels(scale, painter.isles)) {
      if (touches(box, area) && !above.has(node.id)) paintLabel(pen, node, scale);
    }
    if (painter.focus) paintFocus(pen, scale, painter.focus, [area[0], area[1], area[2] - area[0], area[3] - area[1]]);
  });
  network.on("click", onClick);
  network.on("doubleClick", onDoubleClick);
  network.on("dragStart", () => { graph.dragging = true; });
  network.on("dragEnd", onDragEnd);
  network.on("dragging", onDragging);
  watchLines();
}

function touches(box, area) {
  return box[0] < area[2] && box[2] > area[0] && box[1] < area[3] && box[3] > area[1];
}

/** The window in drawing units. */
function visibleArea() {
  const { canvas } = graph.network.canvas.frame;
  const from = graph.network.DOMtoCanvas({ x: 0, y: 0 });
  const to = graph.network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  return [from.x, from.y, to.x, to.y];
}

/** Called by vis-network for each mark; says how large the mark is, for hit tests. */
function renderMark({ ctx, id }) {
  const node = page.nodes[id];
  const scale = graph.network.getScale();
  const side = node.size * markZoom(node, scale) * 2.3;
  return { drawNode: () => paintMark(ctx, node, scale), nodeDimensions: { width: side, height: side } };
}

/** Bring the entities that vis-network holds into line with those that are drawn. */
function syncGraph() {
  const { nodes, edges } = graph;
  const gone = nodes.getIds().filter((id) => !view.nodes.has(id));
  const items = [];
  for (const id of view.nodes) {
    const at = spot(page.nodes[id]);
    const old = nodes.get(id);
    if (!old || old.x !== at.x || old.y !== at.y) items.push({ id, x: at.x, y: at.y, shape: "custom", ctxRenderer: renderMark });
  }
  const kept = new Set(view.edges.map((edge) => edge.id));
  edges.remove(edges.getIds().filter((id) => !kept.has(id)));
  if (gone.length) nodes.remove(gone);
  if (items.length) nodes.update(items);
  edges.add(view.edges.filter((edge) => !edges.get(edge.id)).map(({ id, from, to }) => ({ id, from, to, hidden: true })));
  repaintAll();
}

function redraw() {
  graph.network.redraw();
}

function setHover(hover) {
  const same = graph.hover && hover && graph.hover.kind === hover.kind && graph.hover.id === hover.id && hover.kind !== "legend";
  if (same || (!graph.hover && !hover)) return;
  graph.hover = hover;
  byId("canvas").style.cursor = hover && hover.kind !== "legend" ? "pointer" : "";
  redraw();
}

// Clicks -----------------------------------------------------------------------------------------------------------

function onClick({ nodes, pointer }) {
  const hit = hitAt(pointer.canvas, nodes[0]);
  if (hit && hit.kind === "node") {
    if (state.path && state.path.includes(null)) choosePathEnd(hit.id);
    else select(hit.id);
  } else if (hit) selectEdge(hit.id);
  else if (state.node !== null || state.edge !== null) change({ node: null, edge: null });
}

function onDoubleClick({ nodes, pointer }) {
  const hit = hitAt(pointer.canvas, nodes[0]);
  if (hit && hit.kind === "node") expand(hit.id);
}

/** What is drawn at a point where vis-network found a mark or none; what stands out goes before what is under the veil. */
function hitAt(point, mark) {
  if (painter.focus) {
    if (painter.focus.nodes.has(mark)) return { kind: "node", id: mark };
    const name = painter.names.find(({ box }) => within(point, box));
    if (name) return { kind: "edge", id: name.id };
    const label = labelAt(point, (node) => painter.focus.nodes.has(node.id));
    if (label !== null) return { kind: "node", id: label };
    const strong = new Set(painter.focus.edges);
    const line = lineAt(point, (edge) => strong.has(edge.id));
    if (line !== null) return { kind: "edge", id: line };
  }
  if (mark !== undefined) return { kind: "node", id: mark };
  const label = labelAt(point);
  if (label !== null) return { kind: "node", id: label };
  const line = lineAt(point);
  return line === null ? null : { kind: "edge", id: line };
}

function within({ x, y }, box) {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function labelAt(point, wanted = () => true) {
  const scale = graph.network.getScale();
  for (const { node, box } of visibleLabels(scale, painter.isles)) if (within(point, box) && wanted(node)) return node.id;
  return null;
}

/** The line under a point, within a few pixels. */
function lineAt(point, wanted = () => true) {
  const reach = 6 / graph.network.getScale();
  let best = [reach, null];
  for (const { edge, path } of curves()) {
    if (!wanted(edge)) continue;
    const { start, via, end } = path;
    if (point.x < Math.min(start.x, via.x, end.x) - reach || point.x > Math.max(start.x, via.x, end.x) + reach) continue;
    if (point.y < Math.min(start.y, via.y, end.y) - reach || point.y > Math.max(start.y, via.y, end.y) + reach) continue;
    const away = awayFrom(path, point);
    if (away < best[0]) best = [away, edge.id];
  }
  return best[1];
}

function awayFrom(path, point) {
  let best = Infinity;
  let last = path.start;
  for (let i = 1; i <= 12; i++) {
    const next = along(path, i / 12);
    const [dx, dy] = [next.x - last.x, next.y - last.y];
    const t = Math.max(0, Math.min(1, ((point.x - last.x) * dx + (point.y - last.y) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(point.x - last.x - t * dx, point.y - last.y - t * dy));
    last = next;
  }
  return best;
}

/** Follow the pointer over marks, labels and lines. */
function watchLines() {
  let waiting = false;
  byId("canvas").addEventListener("pointermove", (event) => {
    if (waiting || graph.dragging || event.pointerType === "touch" || event.buttons) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const bounds = byId("canvas").getBoundingClientRect();
      const dom = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      setHover(hitAt(graph.network.DOMtoCanvas(dom), graph.network.getNodeAt(dom)));
    });
  });
  byId("canvas").addEventListener("pointerleave", () => setHover(null));
}

// Moving -----------------------------------------------------------------------------------------------------------

function onDragging({ nodes }) {
  for (const id of nodes) {
    const { x, y } = graph.network.getPosition(id);
    view.moved.set(id, { x, y });
  }
  if (nodes.length) repaintAll();
}

function onDragEnd(event) {
  onDragging(event);
  graph.dragging = false;
  redraw();
}

const FOOT = [20, 64]; // pixels kept free below the map: for the hint; on a narrow screen for the controls

/** The part of the canvas that no panel covers, in pixels. */
function openArea() {
  const bounds = byId("canvas").getBoundingClientRect();
  const covers = byId("panel").getBoundingClientRect();
  const open = !byId("panel").hidden && covers.width > 0;
  const narrow = matchMedia("(max-width: 720px)").matches;
  const right = open && !narrow ? Math.max(0, bounds.right - covers.left) : 0;
  const bottom = open && narrow ? Math.max(0, bounds.bottom - covers.top) : 0;
  const foot = bottom ? 0 : FOOT[Number(narrow)];
  return { width: bounds.width - right, height: Math.max(120, bounds.height - bottom - foot), right, bottom: bottom + foot };
}

/** Show a rectangle of the drawing as large as fits the open part of the canvas. */
function show([x0, y0, x1, y1], most = 1.25, animate = false) {
  const open = openArea();
  const margin = 28;
  const scale = Math.min((open.width - 2 * margin) / (x1 - x0), (open.height - 2 * margin) / (y1 - y0), most);
  moveTo({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, scale, animate);
}

/** Move the window, but not so far that much of it would be empty water. */
function moveTo(centre, scale, animate) {
  const open = openArea();
  const [x0, y0, x1, y1] = extent();
  const keep = (at, low, high, half) => (high - low > 2 * half ? Math.min(Math.max(at, low + half), high - half) : (low + high) / 2);
  const air = 28 / scale;
  const position = {
    x: keep(centre.x, x0 - air, x1 + air, open.width / 2 / scale) + open.right / 2 / scale,
    y: keep(centre.y, y0 - air, y1 + air, open.height / 2 / scale) + open.bottom / 2 / scale,
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = animate && !calm ? { duration: 280, easingFunction: "easeInOutQuad" } : false;
  graph.network.moveTo({ position, scale, animation });
}

/** The rectangle of everything drawn. */
function extent(ids = view.nodes) {
  const all = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = ([x0, y0, x1, y1]) => {
    [all[0], all[1], all[2], all[3]] = [Math.min(all[0], x0), Math.min(all[1], y0), Math.max(all[2], x1), Math.max(all[3], y1)];
  };
  for (const id of ids) grow(roomOf(page.nodes[id], spot(page.nodes[id])));
  if (ids === view.nodes) {
    for (const isle of painter.isles) {
      for (const [x, y] of isle.points) grow([x, y, x, y]);
      grow(captionBox(isle, 1));
    }
  }
  return Number.isFinite(all[0]) ? all : [-100, -100, 100, 100];
}

function fit(animate = false) {
  show(extent(), 1.25, animate);
}

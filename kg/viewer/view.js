// What is drawn: which entities and relations pass the filters, and where each stands.

const view = { nodes: new Set(), edges: [], spots: new Map(), coasts: new Map(), moved: new Map(), drawnMode: "", tall: false };

function reportOn(index) {
  if (state.reports.has(index)) return false;
  const year = page.reports[index].year;
  return !state.years || !year || (year >= state.years[0] && year <= state.years[1]);
}

/** Whether a passage passes the filters: its report, its status, its confidence. */
function passageOn(passage) {
  return (
    reportOn(page.sentences[passage[0]][0]) && !state.statuses.has(passage[3]) && passage[4] >= state.confidence
  );
}

function edgeOn(edge) {
  return !state.relations.has(page.relations[edge.relation][0]) && edge.evidence.some(passageOn);
}

function nodeOn(node) {
  if (state.types.has(typeOf(node)[0]) || node.degree < state.degree) return false;
  return !node.reports.length || node.reports.some(reportOn);
}

/** Recompute the drawn entities and relations from the state. */
function recompute() {
  const pool = page.nodes.filter(nodeOn);
  const everything = state.all || pool.length <= page.few;
  view.pool = pool.length;
  const drawn = new Set();
  for (const node of pool) if (everything || node.first) drawn.add(node.id);
  for (const id of state.added) drawn.add(id);
  for (const id of state.hidden) drawn.delete(id);
  for (const id of wanted()) drawn.add(id);
  const mode = state.all ? "all" : view.tall ? "tall" : "core";
  if (view.drawnMode !== mode) {
    view.spots.clear();
    view.moved.clear();
    view.drawnMode = mode;
  }
  view.nodes = drawn;
  view.edges = page.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to) && edgeOn(edge));
  settle();
}

/** Entities that are drawn whatever the filters say, because the reader asked for them. */
function wanted() {
  const ids = [];
  if (state.node !== null) ids.push(state.node);
  if (state.edge !== null) ids.push(page.edges[state.edge].from, page.edges[state.edge].to);
  if (state.path) ids.push(...pathNodes());
  return ids;
}

/** Where a drawn entity stands. */
function spot(node) {
  return view.moved.get(node.id) || view.spots.get(node.id);
}

/** The place that the page was made with, if this view has one. */
function given(node) {
  if (view.drawnMode === "all") return { x: node.x, y: node.y };
  const place = view.drawnMode === "tall" ? node.tall : node.first;
  return place ? { x: place[0], y: place[1] } : null;
}

/** Give every drawn entity a place: its own, or a free one near its neighbours. */
function settle() {
  const homeless = [];
  const taken = new Grid(80);
  for (const id of view.nodes) {
    const node = page.nodes[id];
    const place = view.spots.get(id) || given(node);
    if (place) {
      view.spots.set(id, place);
      taken.add(roomOf(node, spot(node)));
    } else homeless.push(node);
  }
  if (!homeless.length) return;
  if (view.drawnMode !== "all") {
    for (const [, x, y] of captions()) taken.add([x - 70, y - 16, x + 70, y + 16]);
  }
  view.coasts = homeCoasts();
  for (const node of homeless) {
    const place = freePlace(node, anchor(node), taken);
    view.spots.set(node.id, place);
    taken.add(roomOf(node, place));
  }
}

/** The rectangle of an entity's mark and label, with some air. */
function roomOf(node, at) {
  const size = labelSize(node);
  const widest = Math.max(...node.lines.map((line) => roughWidth(line))) * size;
  const half = Math.max(node.size, widest / 2) + 4;
  return [at.x - half, at.y - node.size - 4, at.x + half, at.y + node.size + 6 + node.lines.length * size * LEADING];
}

function roughWidth(line) {
  let width = 0;
  for (const character of line) width += character > "\u2e7f" || "“”‘’…—".includes(character) ? 1 : 0.64;
  return width;
}

/** The middle of an entity's drawn neighbours, else of its region, else the centre. */
function anchor(node) {
  const near = [...node.neighbours].map((id) => page.nodes[id]).filter((other) => view.spots.has(other.id));
  if (near.length) return middle(near.map(spot));
  const kin = page.nodes.filter((other) => view.spots.has(other.id) && other.homes.some((home) => node.homes.includes(home)));
  return kin.length ? middle(kin.slice(0, 40).map(spot)) : { x: 0, y: 0 };
}

function middle(places) {
  const sum = places.reduce((total, place) => [total[0] + place.x, total[1] + place.y], [0, 0]);
  return { x: sum[0] / places.length, y: sum[1] / places.length };
}

/**
 * Look for room on a spiral around a place: inside the coast of an entity's own region, else off every coast, else anywhere.
 * The spiral is the same every time, so that a link gives the same picture.
 */
function freePlace(node, start, taken) {
  const turn = Math.PI * (3 - Math.sqrt(5));
  const home = node.homes.length === 1 ? view.coasts.get(node.homes[0]) : null;
  const coasts = [...view.coasts.values()];
  const rules = [
    (room) => (home ? corners(room).every((corner) => inside(corner, home)) : coasts.every((coast) => !meets(room, coast))),
    (room) => coasts.every((coast) => coast === home || !meets(room, coast)),
    () => true,
  ];
  for (const allowed of rules) {
    for (let i = 1; i < 2200; i++) {
      const radius = 11 * Math.sqrt(i) + 14;
      const angle = i * turn + node.id;
      const at = { x: Math.round(start.x + radius * 1.2 * Math.cos(angle)), y: Math.round(start.y + radius * Math.sin(angle)) };
      const room = roomOf(node, at);
      if (allowed(room) && !taken.hits(room)) return at;
    }
  }
  return start;
}

function corners([x0, y0, x1, y1]) {
  return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
}

/** Whether a point lies inside a convex outline. */
function inside(point, outline) {
  return outline.every((corner, i) => cross(corner, outline[(i + 1) % outline.length], point) >= 0);
}

function meets(room, outline) {
  const [x0, y0, x1, y1] = room;
  return corners(room).some((corner) => inside(corner, outline)) || outline.some(([x, y]) => x > x0 && x < x1 && y > y0 && y < y1);
}

/** Rectangles in square cells, to find out quickly what touches what. */
class Grid {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys([x0, y0, x1, y1]) {
    const { cell } = this;
    for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++) {
      for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) yield i * 65536 + j;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }

  hits(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
      }
    }
    return false;
  }
}

/** The shortest path between two entities over relations that pass the filters: [{node, edge}], the first without edge. */
function shortestPath(from, to) {
  const came = new Map([[from, null]]);
  let frontier = [from];
  while (frontier.length && !came.has(to)) {
    const next = [];
    for (const id of frontier) {
      for (const number of page.nodes[id].edges) {
        const edge = page.edges[number];
        const other = edge.from === id ? edge.to : edge.from;
        if (came.has(other) || !edgeOn(edge)) continue;
        came.set(other, { node: id, edge: number });
        next.push(other);
      }
    }
    frontier = next;
  }
  if (!came.has(to)) return [];
  const steps = [];
  for (let at = to; at !== undefined; ) {
    const back = came.get(at);
    steps.unshift({ node: at, edge: back ? back.edge : null });
    at = back ? back.node : undefined;
  }
  return steps;
}

/** The steps of the chosen path, or none while an end is missing. */
function pathSteps() {
  if (!state.path || state.path.includes(null)) return [];
  return shortestPath(...state.path);
}

function pathNodes() {
  const chosen = state.path.filter((id) => id !== null);
  return [...new Set([...chosen, ...pathSteps().map((step) => step.node)])];
}

// The drawing: sea, islands, lines, marks, labels, and what is highlighted above a veil. One pen draws for the screen,
// for PNG and (with `SvgPen` in its place) for SVG.

const painter = { version: 0, isles: [], focus: null, names: [] };

/** Note that places, sizes or filters changed; what was worked out for the old drawing is thrown away. */
function repaintAll() {
  painter.version += 1;
  painter.isles = islands();
  painter.crowded = view.edges.length > 300;
  painter.curves = null;
}

function paintIslands(pen, scale) {
  const { land, coast } = theme.colours;
  for (const isle of painter.isles) {
    traceIsland(pen, isle.points);
    pen.strokeStyle = mix(coast, theme.colours.sea, 0.62);
    pen.lineWidth = 7;
    pen.stroke();
    pen.fillStyle = land;
    pen.fill();
    pen.strokeStyle = coast;
    pen.lineWidth = 1 / Math.min(1, scale);
    pen.stroke();
  }
}

function paintCaptions(pen, scale) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const size = captionSize(scale);
  pen.font = `700 ${size}px ${serif}`;
  pen.letterSpacing = `${size * 0.12}px`;
  for (const isle of painter.isles) {
    const box = captionBox(isle, scale);
    pen.fillStyle = mix(theme.colours.ink, theme.colours.sea, 0.25);
    pen.fillText(captionText(isle.region), (box[0] + box[2]) / 2 + size * 0.06, (box[1] + box[3]) / 2);
  }
  pen.letterSpacing = "0px";
}

/** The curves of all drawn lines, from rim to rim. */
function curves() {
  if (painter.curves) return painter.curves;
  painter.curves = view.edges.map((edge) => {
    const [from, to] = [page.nodes[edge.from], page.nodes[edge.to]];
    const leaf = from.tier === 3 || to.tier === 3;
    return { edge, leaf, planned: edge.evidence.every((e) => e[3] === "planned"), path: lineOf(edge) };
  });
  return painter.curves;
}

function lineOf(edge) {
  const [from, to] = [page.nodes[edge.from], page.nodes[edge.to]];
  if (from === to) {
    const { x, y } = spot(from);
    const r = from.size;
    return { start: { x: x - r * 0.6, y: y - r * 0.8 }, via: { x, y: y - r * 4 }, end: { x: x + r * 0.6, y: y - r * 0.8 } };
  }
  return curve(edge, { ...spot(from), r: from.size + 1 }, { ...spot(to), r: to.size + 1 }, painter.crowded);
}

function tracePath(pen, { start, via, end }) {
  pen.moveTo(start.x, start.y);
  pen.quadraticCurveTo(via.x, via.y, end.x, end.y);
}

/** All lines in three strokes: to leaves, between others, and what is only planned, dashed. */
function paintLines(pen, scale) {
  const { line, sea } = theme.colours;
  const width = 1 / Math.min(1, Math.max(scale, 0.3));
  const pale = view.edges.length > 800 ? 0.5 : 0; // a crowd of lines would be a grey cloud
  const kinds = [
    [(c) => c.leaf && !c.planned, mix(line, sea, 0.45 + pale / 2), [], 0.8],
    [(c) => !c.leaf && !c.planned, mix(line, sea, pale), [], 1],
    [(c) => c.planned, mix(line, sea, pale), pale ? [] : [4, 3], 0.9],
  ];
  for (const [test, colour, dash, share] of kinds) {
    pen.beginPath();
    for (const item of curves()) if (test(item)) tracePath(pen, item.path);
    pen.strokeStyle = colour;
    pen.lineWidth = width * share;
    pen.setLineDash(dash);
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** Markers of leaves are lighter than those of what many share. */
function fillOf(node) {
  const colour = colourOf(node);
  return node.tier === 3 ? mix(colour, theme.colours.land, theme.dark ? 0.32 : 0.38) : colour;
}

function paintMark(pen, node, scale, strong = false) {
  const at = spot(node);
  traceMark(pen, node.shape, at.x, at.y, node.size * markZoom(node, scale));
  pen.strokeStyle = theme.colours.land;
  pen.lineWidth = 2.5 / Math.max(1, scale);
  pen.stroke();
  pen.fillStyle = strong ? colourOf(node) : fillOf(node);
  pen.fill();
}

function paintLabel(pen, node, scale, strong = false, box = labelBox(node, scale)) {
  const size = labelSize(node) * labelZoom(node, scale);
  pen.font = labelFont(node, size);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = theme.colours.land;
  pen.lineWidth = Math.max(2.4, size * 0.24);
  pen.fillStyle = strong || node.tier < 3 ? theme.colours.ink : theme.colours.muted;
  const x = (box[0] + box[2]) / 2;
  node.lines.forEach((text, i) => {
    const y = box[1] + (i + 0.5) * size * LEADING;
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  });
}

// Highlight --------------------------------------------------------------------------------------------------------

/** What stands out: {nodes, edges, chosen}, or null when nothing does. */
function focusOf() {
  const hover = graph.hover;
  if (hover && hover.kind === "legend") return { nodes: hover.nodes, edges: hover.edges, chosen: [], names: false };
  if (state.path) {
    const steps = pathSteps();
    const nodes = new Set(pathNodes());
    return nodes.size ? { nodes, edges: steps.flatMap((s) => (s.edge === null ? [] : [s.edge])), chosen: [...state.path], names: true } : null;
  }
  if (hover && hover.kind === "node") return around(hover.id);
  if (hover && hover.kind === "edge") return pair(hover.id);
  if (state.edge !== null) return pair(state.edge);
  return state.node === null ? null : around(state.node);
}

function around(id) {
  const edges = view.edges.filter((edge) => edge.from === id || edge.to === id);
  const nodes = new Set([id, ...edges.flatMap((edge) => [edge.from, edge.to])]);
  return { nodes, edges: edges.map((edge) => edge.id), chosen: [id], names: edges.length <= 16 };
}

function pair(number) {
  const edge = page.edges[number];
  return { nodes: new Set([edge.from, edge.to]), edges: [number], chosen: [], names: true };
}

/** Lay a veil over everything and draw what stands out again on top of it. */
function paintFocus(pen, scale, focus, area) {
  pen.fillStyle = theme.colours.veil;
  pen.fillRect(...area);
  painter.names = [];
  const lines = focus.edges.map((id) => ({ edge: page.edges[id], path: lineOf(page.edges[id]) }));
  for (const item of lines) paintStrongLine(pen, item, scale);
  const nodes = [...focus.nodes].map((id) => page.nodes[id]).filter((node) => spot(node));
  for (const node of nodes) paintMark(pen, node, scale, true);
  for (const id of focus.chosen) if (id !== null && spot(page.nodes[id])) paintRing(pen, page.nodes[id], scale);
  const taken = new Grid(120 / Math.min(1, scale));
  nodes.sort((a, b) => focus.chosen.includes(b.id) - focus.chosen.includes(a.id) || a.id - b.id);
  for (const node of nodes) {
    const box = labelBox(node, scale);
    if (focus.chosen.includes(node.id)) for (const side of [1, 3]) box[side] += 5 / Math.max(scale, 0.5); // below the ring
    if (taken.hits(box)) continue;
    taken.add(box);
    paintLabel(pen, node, scale, true, box);
  }
  if (focus.names) for (const item of lines) paintName(pen, item, scale, taken);
}

function lineColour(edge) {
  return mix(colourOf(page.nodes[edge.from]), theme.colours.ink, 0.12);
}

function paintStrongLine(pen, { edge, path }, scale) {
  const width = 1.6 / Math.min(1.6, Math.max(scale, 0.3));
  pen.strokeStyle = lineColour(edge);
  pen.lineWidth = width;
  pen.setLineDash(edge.evidence.every((e) => e[3] === "planned") ? [5 * width, 3.5 * width] : []);
  pen.beginPath();
  tracePath(pen, path);
  pen.stroke();
  pen.setLineDash([]);
  if (page.relations[edge.relation][5]) return; // a symmetric relation has no direction
  const { end, via } = path;
  const angle = Math.atan2(end.y - via.y, end.x - via.x);
  const size = 4.2 * width + 1.5;
  pen.beginPath();
  pen.moveTo(end.x, end.y);
  for (const side of [-1, 1]) pen.lineTo(end.x - size * Math.cos(angle + side * 0.42), end.y - size * Math.sin(angle + side * 0.42));
  pen.closePath();
  pen.fillStyle = lineColour(edge);
  pen.fill();
}

function paintRing(pen, node, scale) {
  const at = spot(node);
  pen.beginPath();
  pen.arc(at.x, at.y, node.size * markZoom(node, scale) * 1.12 + 5 / Math.max(scale, 0.5), 0, 2 * Math.PI);
  pen.closePath();
  pen.strokeStyle = theme.colours.ink;
  pen.lineWidth = 1.6 / Math.max(scale, 0.5);
  pen.stroke();
}

/** The name of a relation on its line, where it covers no label. */
function paintName(pen, { edge, path }, scale, taken) {
  const size = Math.min(Math.max(11.5 * scale, 11), 14) / scale;
  const text = relationName(edge);
  pen.font = `400 ${size}px ${family}`;
  ruler.font = pen.font;
  const half = ruler.measureText(text).width / 2 + size * 0.35;
  for (const t of [0.5, 0.6, 0.4, 0.7, 0.3]) {
    const at = along(path, t);
    const box = [at.x - half, at.y - size * 0.72, at.x + half, at.y + size * 0.72];
    if (taken.hits(box)) continue;
    taken.add(box);
    painter.names.push({ box, id: edge.id });
    pen.fillStyle = theme.colours.land;
    pen.beginPath();
    roundBox(pen, box, size * 0.4);
    pen.fill();
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = lineColour(edge);
    pen.fillText(text, at.x, at.y);
    return;
  }
}

function roundBox(pen, [x0, y0, x1, y1], r) {
  box(pen, (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2, r);
}

// Marks: one outline for each symbol of the ontology, all of about the same area for the same size.

/** Trace a mark around a point; the caller fills or strokes it. Works on a canvas and on the SVG writer alike. */
function traceMark(pen, symbol, x, y, r) {
  pen.beginPath();
  if (symbol === "square") box(pen, x, y, r * 0.9, r * 0.9, r * 0.18);
  else if (symbol === "box") box(pen, x, y, r * 1.2, r * 0.78, r * 0.3);
  else if (symbol === "diamond") polygon(pen, x, y, r * 1.18, 4, 0);
  else if (symbol === "triangle") polygon(pen, x, y + r * 0.18, r * 1.24, 3, -Math.PI / 2);
  else if (symbol === "triangleDown") polygon(pen, x, y - r * 0.18, r * 1.24, 3, Math.PI / 2);
  else if (symbol === "hexagon") polygon(pen, x, y, r * 1.08, 6, 0);
  else if (symbol === "star") star(pen, x, y + r * 0.06, r * 1.3);
  else {
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.closePath();
  }
}

function polygon(pen, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    if (i) pen.lineTo(px, py);
    else pen.moveTo(px, py);
  }
  pen.closePath();
}

function star(pen, x, y, r) {
  for (let i = 0; i < 10; i++) {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    const reach = i % 2 ? r * 0.5 : r;
    const [px, py] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (i) pen.lineTo(px, py);
    else pen.moveTo(px, py);
  }
  pen.closePath();
}

function box(pen, x, y, halfWidth, halfHeight, round) {
  const [x0, y0, x1, y1] = [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
  pen.moveTo(x0 + round, y0);
  pen.lineTo(x1 - round, y0);
  pen.quadraticCurveTo(x1, y0, x1, y0 + round);
  pen.lineTo(x1, y1 - round);
  pen.quadraticCurveTo(x1, y1, x1 - round, y1);
  pen.lineTo(x0 + round, y1);
  pen.quadraticCurveTo(x0, y1, x0, y1 - round);
  pen.lineTo(x0, y0 + round);
  pen.quadraticCurveTo(x0, y0, x0 + round, y0);
  pen.closePath();
}

/** A mark as a small SVG picture, for the legend, lists and the panel. */
function markIcon(symbol, colour, size = 16) {
  const svg = document.createElementNS(svgSpace, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgSpace, "path");
  const pen = new PathPen();
  traceMark(pen, symbol, 0, 0, 7);
  path.setAttribute("d", pen.d);
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

function nodeIcon(node, size) {
  return markIcon(node.shape, colourOf(node), size);
}

const round2 = (value) => Math.round(value * 100) / 100;

/** Records what a canvas would trace, as the `d` of an SVG path. */
class PathPen {
  constructor() {
    this.d = "";
  }

  beginPath() {
    this.d = "";
  }

  moveTo(x, y) {
    this.d += `M${round2(x)} ${round2(y)}`;
  }

  lineTo(x, y) {
    this.d += `L${round2(x)} ${round2(y)}`;
  }

  quadraticCurveTo(cx, cy, x, y) {
    this.d += `Q${round2(cx)} ${round2(cy)} ${round2(x)} ${round2(y)}`;
  }

  arc(x, y, r) {
    this.d += `M${round2(x - r)} ${round2(y)}a${round2(r)} ${round2(r)} 0 1 0 ${round2(2 * r)} 0a${round2(r)} ${round2(r)} 0 1 0 ${round2(-2 * r)} 0`;
  }

  closePath() {
    this.d += "Z";
  }
}

// Lines ------------------------------------------------------------------------------------------------------------

/** How far a line bows out, as a share of its length; parallel lines bow to different sides and depths. */
function bow(edge, straight) {
  const base = straight ? 0 : 0.09;
  if (!edge.lane) return base;
  const depth = 0.16 * Math.ceil(edge.lane / 2) + base;
  const side = edge.lane % 2 ? -1 : 1;
  return side * depth * (edge.from < edge.to ? 1 : -1);
}

/** The ends and the control point of a line between two marks, from rim to rim. */
function curve(edge, from, to, straight) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = bow(edge, straight) * length;
  const via = { x: (from.x + to.x) / 2 + (dy / length) * bend, y: (from.y + to.y) / 2 - (dx / length) * bend };
  return { start: rim(from, via, from.r), via, end: rim(to, via, to.r) };
}

function rim(from, towards, r) {
  const [dx, dy] = [towards.x - from.x, towards.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const reach = Math.min(r, length * 0.9);
  return { x: from.x + (dx / length) * reach, y: from.y + (dy / length) * reach };
}

/** A point of a quadratic curve. */
function along({ start, via, end }, t) {
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: a * start.x + b * via.x + c * end.x, y: a * start.y + b * via.y + c * end.y };
}

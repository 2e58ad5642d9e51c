// Islands: a soft outline around the entities of each region, and its name beside it.

const COAST = 22; // from the labels of an island to its coast

/** Return the islands of what stands on the page: [{region, points, caption}], points of a closed smooth line. */
function islands() {
  return captions().map(([region, x, y]) => island(region, x, y)).filter(Boolean);
}

/** The islands' names and their places in the present layout. */
function captions() {
  return page.captions[{ core: 0, tall: 1, all: 2 }[view.drawnMode]];
}

function island(region, x, y) {
  const members = page.nodes.filter((node) => node.homes.length === 1 && node.homes[0] === region && stands(node));
  const seen = members.filter((node) => view.nodes.has(node.id));
  if (members.length < 3 || !seen.length) return null;
  const rooms = members.flatMap((node) => corners(roomOf(node, view.nodes.has(node.id) ? spot(node) : given(node))));
  const points = soften(grow(convex(rooms), COAST));
  const tops = points.map((point) => point[1]);
  const [low, high] = [Math.min(...tops), Math.max(...tops)];
  const below = y > (low + high) / 2;
  return { region, points, caption: { x, y: below ? Math.max(y, high + 18) : Math.min(y, low - 18), below } };
}

/** The coasts as the page was made, by region, as convex outlines: where entities drawn later should go. */
function homeCoasts() {
  const found = new Map();
  if (view.drawnMode === "all") return found;
  for (const [region] of captions()) {
    const members = page.nodes.filter((node) => node.first && node.homes.length === 1 && node.homes[0] === region);
    if (members.length > 2) found.set(region, grow(convex(members.flatMap((node) => corners(roomOf(node, given(node))))), COAST - 8));
  }
  return found;
}

/** Entities of the first view hold the coast in place even while a filter hides them. */
function stands(node) {
  return view.nodes.has(node.id) || (view.drawnMode !== "all" && node.first);
}

/** The convex outline of points, anticlockwise. */
function convex(points) {
  const sorted = points.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (list) => {
    const out = [];
    for (const p of list) {
      while (out.length > 1 && cross(out[out.length - 2], out[out.length - 1], p) <= 0) out.pop();
      out.push(p);
    }
    out.pop();
    return out;
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function cross(a, b, c) {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Push an outline outwards, with round corners. */
function grow(outline, by) {
  const ring = [];
  for (const [x, y] of outline) {
    for (let i = 0; i < 12; i++) ring.push([x + by * Math.cos((i * Math.PI) / 6), y + by * Math.sin((i * Math.PI) / 6)]);
  }
  return convex(ring);
}

/** Set points at even steps along an outline, then cut the corners: a pebble rather than a polygon. */
function soften(outline) {
  let length = 0;
  for (let i = 0; i < outline.length; i++) length += distance(outline[i], outline[(i + 1) % outline.length]);
  const count = Math.max(18, Math.round(length / 70));
  const step = length / count;
  const points = [];
  let [walked, next] = [0, 0];
  for (let i = 0; i < outline.length; i++) {
    const [a, b] = [outline[i], outline[(i + 1) % outline.length]];
    const side = distance(a, b);
    while (next < walked + side - 1e-6 && points.length < count) {
      const t = (next - walked) / side;
      points.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
      next += step;
    }
    walked += side;
  }
  return points;
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Trace a closed smooth line through the middles of the sides, with the points as handles. */
function traceIsland(pen, points) {
  const mid = (i) => {
    const [a, b] = [points[i % points.length], points[(i + 1) % points.length]];
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  };
  pen.beginPath();
  pen.moveTo(...mid(0));
  for (let i = 1; i <= points.length; i++) pen.quadraticCurveTo(...points[i % points.length], ...mid(i));
  pen.closePath();
}

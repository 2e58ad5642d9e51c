// Labels: sizes by tier, never below the least legible size, never over one another; what has no room waits for a closer look.

const LEADING = 1.25;
const SIZES = [15, 13, 12, 12]; // by tier: hub, shared by regions, with several neighbours, leaf
const LEAST = 11; // pixels on the screen
const MOST = 19;
const family = "'govkg sans','Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',sans-serif";
const serif = "'govkg serif','Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC','Songti SC','STSong',SimSun,serif";

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

/** The size of an entity's label in drawing units. */
function labelSize(node) {
  return SIZES[node.tier];
}

function labelFont(node, size, strong = node.tier < 2) {
  return `${strong ? 600 : 400} ${size}px ${family}`;
}

/** The width of a label at size 1, measured once. */
function labelWidth(node) {
  const key = `${node.tier < 2 ? "b" : "r"}${node.label}`;
  if (!widths.has(key)) {
    ruler.font = labelFont(node, 100);
    widths.set(key, Math.max(...node.lines.map((line) => ruler.measureText(line).width)) / 100);
  }
  return widths.get(key);
}

/** How much larger than its own size a label is drawn at a scale, to stay legible and not to shout. */
function labelZoom(node, scale) {
  const shown = labelSize(node) * scale;
  return Math.min(Math.max(shown, LEAST + (node.tier === 0 ? 2 : 0)), MOST + (node.tier === 0 ? 3 : 0)) / shown;
}

/** How much larger a mark is drawn than its own size, so that it never shrinks to a speck. */
function markZoom(node, scale) {
  return Math.max(1, (2.6 + 0.16 * node.size) / (node.size * scale));
}

/** The rectangle of an entity's label at a scale, in drawing units. */
function labelBox(node, scale) {
  const at = spot(node);
  const size = labelSize(node) * labelZoom(node, scale);
  const half = (labelWidth(node) * size) / 2;
  const top = at.y + node.size * markZoom(node, scale) + 2 / Math.max(scale, 0.4);
  return [at.x - half, top, at.x + half, top + node.lines.length * size * LEADING];
}

/** The rectangle of an island's name at a scale. */
function captionBox(island, scale) {
  const size = captionSize(scale);
  const name = captionText(island.region);
  ruler.font = `700 100px ${serif}`;
  const half = ((ruler.measureText(name).width / 100) * size + (name.length - 1) * size * 0.12) / 2;
  const { x, y, below } = island.caption;
  const grown = (size - 20) / 2; // captions grow away from the coast
  const middle = y + (below ? grown : -grown);
  return [x - half, middle - size * 0.62, x + half, middle + size * 0.62];
}

/** The name of an island, cut where it would be wider than any region's name. */
function captionText(region) {
  return tame(page.regions[region], 14);
}

function captionSize(scale) {
  return Math.min(Math.max(20 * scale, 14), 26) / scale;
}

const shown = { key: "", labels: [] };

/**
 * Return the labels to draw at a scale: the largest set, most important first, in which no two touch.
 * It does not depend on where the window is, so panning never makes a label blink.
 */
function visibleLabels(scale, isles) {
  const key = `${scale.toFixed(4)} ${painter.version}`;
  if (shown.key === key) return shown.labels;
  const taken = new Grid(90 / Math.min(1, scale));
  for (const isle of isles) taken.add(captionBox(isle, scale));
  const nodes = [...view.nodes].map((id) => page.nodes[id]);
  nodes.sort((a, b) => Math.min(a.tier, 2) - Math.min(b.tier, 2) || a.id - b.id);
  for (const node of nodes) if (node.tier === 0) taken.add(markBox(node, scale));
  const labels = [];
  let minor = false;
  for (const node of nodes) {
    if (node.tier > 1 && !minor) {
      minor = true; // labels of what regions share may cover lesser marks, those of the rest cover none
      for (const other of nodes) if (other.tier > 0) taken.add(markBox(other, scale));
    }
    const box = labelBox(node, scale);
    const inner = [box[0] + 0.75, box[1] + 0.75, box[2] - 0.75, box[3] - 0.75];
    if (taken.hits(inner)) continue;
    taken.add(inner);
    if (node.tier === 1) taken.add(markBox(node, scale));
    labels.push({ node, box });
  }
  Object.assign(shown, { key, labels });
  return labels;
}

function markBox(node, scale) {
  const at = spot(node);
  const r = node.size * markZoom(node, scale) * 0.75;
  return [at.x - r, at.y - r, at.x + r, at.y + r];
}

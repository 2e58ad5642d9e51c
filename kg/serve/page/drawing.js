// Triples as a drawing: vis-network, as the viewer uses it, loaded when the first graph is drawn.

const NODES = 250;
const NAMED = 80; // lines up to which each has its name on it
const drawing = { network: null, loading: null };
const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const labelling = new Set(["http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"]);

function loadNetwork() {
  drawing.loading ||= new Promise((done, failed) => {
    document.head.append(make("script", { src: byId("main-script").dataset.network, onload: done, onerror: failed }));
  });
  return drawing.loading;
}

async function showDrawing(view, result) {
  if (drawing.network) drawing.network.destroy();
  drawing.network = null;
  const { nodes, edges, left } = drawn(result.triples || []);
  if (!edges.length) return fill(view, make("p", { class: "none" }, say("drawingNone")));
  const canvas = make("div", { class: "canvas" });
  fill(view, canvas, make("p", { class: "hint" }, left ? say("drawingFirst", count(nodes.length)) : say("drawingHelp")));
  await loadNetwork();
  if (shown.result !== result || shown.view !== "drawing" || !canvas.isConnected) return;
  drawing.network = new vis.Network(canvas, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
    layout: { randomSeed: 7, improvedLayout: nodes.length <= 100 },
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -140, springLength: 150, avoidOverlap: 0.6 }, stabilization: { iterations: 300, fit: true } },
    interaction: { hover: true, tooltipDelay: 300, keyboard: false },
    nodes: { size: 13, borderWidth: 2, font: { face: getComputedStyle(document.body).fontFamily, size: 14, color: colour("ink"), strokeWidth: 4, strokeColor: colour("sea") } },
    edges: { arrows: { to: { scaleFactor: 0.5 } }, smooth: { type: "continuous" }, color: { color: colour("line"), highlight: colour("accent"), hover: colour("accent") }, font: { size: 11, color: colour("muted"), strokeWidth: 3, strokeColor: colour("sea"), align: "middle" } },
  });
  drawing.network.once("stabilizationIterationsDone", () => {
    drawing.network.setOptions({ physics: false }); // nothing moves when idle
    document.documentElement.dataset.drawn = "true";
  });
  drawing.network.on("doubleClick", ({ nodes: [id] }) => {
    if (id && !id.startsWith("_:")) location.href = addressOf(id);
  });
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** What of the triples is drawn: relations between nodes, the nodes with the most relations first. */
function drawn(triples) {
  const names = new Map();
  const types = new Map();
  const relations = [];
  for (const [subject, predicate, object] of triples) {
    if (labelling.has(predicate.value)) {
      if (!names.has(subject.value) || object["xml:lang"] === (settings.language ? "en" : "zh")) names.set(subject.value, object.value);
    } else if (predicate.value === rdfType) types.set(subject.value, [...(types.get(subject.value) || []), object.value]);
    else if (object.type !== "literal") relations.push([subject.value, predicate.value, object.value]);
  }
  const degree = new Map();
  for (const [one, , other] of relations) for (const end of [one, other]) degree.set(end, (degree.get(end) || 0) + 1);
  const kept = new Set([...degree.keys()].sort((one, other) => degree.get(other) - degree.get(one) || (one < other ? -1 : 1)).slice(0, NODES));
  const nodes = [...kept].map((id) => nodeOf(id, names.get(id), types.get(id) || []));
  const edges = relations.filter(([one, , other]) => kept.has(one) && kept.has(other)).map(([from, predicate, to], id) => ({ id, from, to, title: termName(predicate) }));
  if (edges.length <= NAMED) for (const edge of edges) edge.label = edge.title;
  return { nodes, edges, left: degree.size - kept.size };
}

function nodeOf(id, name, types) {
  const look = lookOf(id, types);
  const short = tame(name || shortened(id).replace(/^[^:]*:/, ""), 40);
  const fillColour = look ? look[document.documentElement.dataset.theme === "dark" ? 1 : 0] : colour("muted");
  const shape = look && look[2] !== "box" ? look[2] : "square";
  return { id, label: short.replace(/(.{12})(?=.{3})/gu, "$1\n"), title: tame(name || shortened(id), 200), shape, color: { background: fillColour, border: colour("land"), highlight: { background: fillColour, border: colour("ink") }, hover: { background: fillColour, border: colour("ink") } } };
}

/** The look of a node's class, told by its types or by the path of its IRI. */
function lookOf(id, types) {
  const path = id.startsWith(data.base) ? id.slice(data.base.length).split("/")[0] : "";
  const own = data.classes.find((one) => one.look && types.includes(data.ontology + one.name)) || data.classes.find((one) => one.look && path && one.path === path);
  return own ? own.look : null;
}

function termName(iri) {
  const name = iri.startsWith(data.ontology) ? iri.slice(data.ontology.length) : "";
  const known = name && [...data.terms, ...data.classes].find((term) => term.name === name);
  return known ? known[settings.language ? "en" : "zh"] : shortened(iri);
}

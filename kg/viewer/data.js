// The page's data and what is derived from it once: neighbours, keys, reports of sentences, years.


/** Read the data that the page carries, or that `data-src` names when the page is served. */
async function load() {
  const element = byId("page-data");
  const source = element.dataset.src;
  const data = source ? await (await fetch(source)).json() : JSON.parse(element.textContent);
  Object.assign(page, data);
  prepare();
}

function prepare() {
  const { nodes, edges } = page;
  page.byKey = new Map(nodes.map((node) => [node.key, node]));
  for (const node of nodes) {
    node.edges = [];
    node.neighbours = new Set();
    node.lines = node.label.split("\n");
  }
  page.edgeByKey = new Map();
  const parallel = new Map();
  for (const edge of edges) {
    const { from, to } = edge;
    nodes[from].edges.push(edge.id);
    if (from !== to) nodes[to].edges.push(edge.id);
    nodes[from].neighbours.add(to);
    nodes[to].neighbours.add(from);
    const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
    edge.lane = parallel.get(pair) || 0; // which of several lines between the same two this is
    parallel.set(pair, edge.lane + 1);
    edge.key = [nodes[from].key, page.relations[edge.relation][0], nodes[to].key].join("|");
    page.edgeByKey.set(edge.key, edge);
  }
  for (const node of nodes) node.neighbours.delete(node.id);
  page.observationsOf = new Map();
  for (const observation of page.observations) {
    const list = page.observationsOf.get(observation[0]) || [];
    list.push(observation);
    page.observationsOf.set(observation[0], list);
  }
  for (const report of page.reports) report.year = Number((report.end || report.start || "0").slice(0, 4));
  const years = page.reports.map((report) => report.year).filter(Boolean);
  page.years = years.length ? [Math.min(...years), Math.max(...years)] : null;
  page.statuses = [...new Set(edges.flatMap((edge) => edge.evidence.map((e) => e[3])))].sort();
  page.mentionsIn = mentionsBySentence();
}

function mentionsBySentence() {
  const found = new Map();
  for (const node of page.nodes) {
    for (const [sentence, begin, end] of node.mentions) {
      if (!found.has(sentence)) found.set(sentence, []);
      found.get(sentence).push([begin, end, node.id]);
    }
  }
  return found;
}

function typeOf(node) {
  return page.types[node.type];
}

/** The class of a node in words: its own class, not only the type whose colour it has. */
function className(node) {
  const own = page.classes[node.class];
  return own ? pick(own) : pick(typeOf(node), 1);
}

function relationName(edge, inverse = false) {
  return pick(page.relations[edge.relation], inverse ? 3 : 1);
}

/** Words for a status, comparator or role; the notation of a comparator is its third part. */
function term(name) {
  const known = page.terms[name];
  return known ? pick(known) : name;
}

function reportTitle(report) {
  return tame(report.label, 200);
}

/** Return the region name of a report, without which captions would repeat its title. */
function regionName(index) {
  return page.regions[index] === undefined ? "" : tame(page.regions[index], 60);
}

function periodText(start, end) {
  if (start && end) return `${start} – ${end}`;
  return end || start || "";
}

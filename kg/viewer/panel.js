// The panel: the overview, an entity, a relation or a path, each with the sentences behind it.

function renderPanel() {
  const panel = byId("panel");
  const content = panelContent();
  const key = panelKey();
  panel.hidden = !content;
  document.body.classList.toggle("with-panel", Boolean(content));
  if (!content) {
    panel.dataset.key = "";
    return;
  }
  const body = byId("panel-body");
  const kept = panel.dataset.key === key ? body.scrollTop : 0;
  const focused = body.contains(document.activeElement) ? [...body.querySelectorAll("button,input")].indexOf(document.activeElement) : -1;
  fill(body, content);
  body.scrollTop = kept;
  if (panel.dataset.key === key && focused >= 0) {
    const again = body.querySelectorAll("button,input")[focused];
    if (again) again.focus({ preventScroll: true });
  }
  panel.dataset.key = key;
}

function panelKey() {
  return [state.node, state.edge, state.path ? "path" : "", state.panel].join(" ");
}

function panelContent() {
  if (state.path) return pathPanel();
  if (state.edge !== null) return edgePanel(page.edges[state.edge]);
  if (state.node !== null) return nodePanel(page.nodes[state.node]);
  return state.panel === "about" ? aboutPanel() : null;
}

function section(title, number, ...children) {
  const figure = number === null ? null : make("span", { class: "figure" }, count(number));
  return make("section", {}, make("h3", {}, title, figure), children);
}

function button(text, name, action, extra = {}) {
  return make("button", { type: "button", class: "button", onclick: action, ...extra }, name && icon(name), make("span", {}, text));
}

// An entity --------------------------------------------------------------------------------------------------------

function nodePanel(node) {
  const cards = mentionCards(node);
  const figures = page.observationsOf.get(node.id) || [];
  return [
    make("p", { class: "kicker" }, nodeIcon(node, 16), className(node), node.kind && page.kinds[node.kind] && make("span", {}, pick(page.kinds[node.kind]))),
    make("h2", { dir: "auto", tabindex: "-1", id: "panel-title" }, tame(node.name, 2000)),
    factList(node),
    nodeActions(node),
    relationSection(node),
    figures.length ? section(say("observations"), figures.length, figureTable(figures)) : null,
    node.pages && section(say("pages"), node.pages.length, make("ul", {}, node.pages.map((number) => pageLink(number, node)))),
    section(say("sources"), cards.length, cards.length ? cards : make("p", { class: "none" }, say("noSources"))),
  ];
}

function factList(node) {
  const report = page.reports.find((one) => one.node === node.id);
  const rows = [];
  const put = (name, ...value) => rows.push(make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, value)));
  if (node.aliases) put(say("aliases"), tame(node.aliases.join("、"), 600));
  if (node.region !== undefined) put(say("region"), regionName(node.region));
  else if (node.homes.length > 1) put(say("sharedTitle"), node.homes.map(regionName).join("、"));
  if (report && (report.start || report.end)) put(say("period"), periodText(report.start, report.end));
  if (report && report.issuer >= 0) put(say("issuer"), entityLink(page.nodes[report.issuer]));
  if (report && report.file) put(say("file"), tame(report.file, 120));
  for (const [name, value] of node.facts || []) put(term(name), tame(value, 200));
  return rows.length ? make("dl", { class: "facts" }, rows) : null;
}

function nodeActions(node) {
  const missing = missingNeighbours(node.id).length;
  const hanging = hangingOn(node.id).length;
  return make("div", { class: "actions" },
    missing ? button(say("expandCount", missing), "expand", () => expand(node.id)) : null,
    hanging ? button(say("collapse"), "collapse", () => collapse(node.id)) : null,
    button(say("hide"), "hide", () => hide(node.id)),
    button(say("pathFrom"), "path", () => openPath(node.id)),
    button(say("copyLink"), "link", copyLink));
}

/** A link to another page of the same graph, at the same entity. */
function pageLink(number, node) {
  const [kind, title, file] = page.pages[number];
  const name = kind === "community" ? say("communityOf", tame(title, 60)) : tame(title, 80);
  return make("li", {}, make("a", { class: "row", href: `${file}#s=${encodeURIComponent(node.key)}` }, name));
}

function entityLink(node) {
  return make("button", { type: "button", class: "link entity", dir: "auto", onclick: () => find(node.id) }, nodeIcon(node, 14), make("span", {}, tame(node.name, 120)));
}

/** Relations grouped by property, read from this entity: outwards by the relation's name, inwards by its inverse name. */
function relationSection(node) {
  const grouped = new Map();
  const edges = node.edges.map((number) => page.edges[number]).filter(edgeOn);
  for (const edge of edges) {
    const inverse = edge.from !== node.id;
    const key = `${edge.relation} ${inverse && !page.relations[edge.relation][5]}`;
    if (!grouped.has(key)) grouped.set(key, { name: relationName(edge, inverse), inverse, rows: [] });
    grouped.get(key).rows.push(edge);
  }
  const sets = [...grouped.values()].sort((a, b) => b.rows.length - a.rows.length || a.name.localeCompare(b.name));
  const lists = sets.map(({ name, rows }) => make("div", { class: "relation" },
    make("h4", {}, name, make("span", { class: "figure" }, count(rows.length))),
    make("ul", {}, rows.map((edge) => relationRow(edge, node)))));
  return section(say("relationsOf"), edges.length, lists.length ? lists : make("p", { class: "none" }, say("noRelations")));
}

function relationRow(edge, node) {
  const other = page.nodes[edge.from === node.id ? edge.to : edge.from];
  const drawn = view.nodes.has(other.id);
  return make("li", {},
    make("button", {
      type: "button", class: `row${drawn ? "" : " undrawn"}`, onclick: () => selectEdge(edge.id),
      onpointerenter: () => drawn && setHover({ kind: "edge", id: edge.id }), onpointerleave: () => setHover(null),
    }, nodeIcon(other, 14), make("span", { class: "row-name", dir: "auto" }, tame(other.name, 120)), plannedTag(edge), make("span", { class: "figure" }, count(edge.evidence.length))));
}

function plannedTag(edge) {
  return edge.evidence.every((passage) => passage[3] === "planned") ? make("span", { class: "tag status-planned" }, term("planned")) : null;
}

// A relation -------------------------------------------------------------------------------------------------------

function edgePanel(edge) {
  const [from, to] = [page.nodes[edge.from], page.nodes[edge.to]];
  const cards = edge.evidence.map((passage) => statementCard(edge, passage));
  return [
    make("p", { class: "kicker" }, icon("link"), say("relation")),
    make("h2", { class: "triple", tabindex: "-1", id: "panel-title" }, tripleEnd(from), make("span", { class: "predicate" }, relationName(edge)), tripleEnd(to)),
    make("div", { class: "actions" }, button(say("copyLink"), "link", copyLink)),
    section(say("evidence"), cards.length, cards),
  ];
}

function tripleEnd(node) {
  return make("button", { type: "button", class: "link entity", dir: "auto", onclick: () => find(node.id) }, nodeIcon(node, 18), make("span", {}, tame(node.name, 200)));
}

// A path -----------------------------------------------------------------------------------------------------------

function pathPanel() {
  const steps = pathSteps();
  const both = !state.path.includes(null);
  return [
    make("p", { class: "kicker" }, icon("path"), say("path")),
    make("h2", { tabindex: "-1", id: "panel-title" }, say("pathTitle")),
    make("div", { class: "ends" }, pathEnd(0, "pathEnds"), pathEnd(1, "pathGoal"),
      button(say("pathSwap"), "swap", () => change({ path: [...state.path].reverse() }))),
    both ? (steps.length ? pathList(steps) : make("p", { class: "none" }, say("pathNone"))) : make("p", { class: "none" }, say("pathPick")),
  ];
}

function pathEnd(i, key) {
  const list = make("ul", { class: "hits", role: "listbox", id: `path-hits-${i}`, hidden: true, "aria-label": say(key) });
  const input = make("input", {
    type: "search", id: `path-end-${i}`, role: "combobox", "aria-expanded": "false", "aria-controls": `path-hits-${i}`,
    "aria-autocomplete": "list", autocomplete: "off", placeholder: say("search"),
  });
  if (state.path[i] !== null) input.value = page.nodes[state.path[i]].name;
  searchBox(input, list, (id) => {
    const path = [...state.path];
    path[i] = id;
    change({ path });
    showPath();
  });
  return make("div", { class: "end" }, make("label", { for: `path-end-${i}` }, say(key)), input, list);
}

function pathList(steps) {
  const items = steps.map((step) => {
    const node = page.nodes[step.node];
    const edge = step.edge === null ? null : page.edges[step.edge];
    return make("li", {},
      edge && make("div", { class: "hop" },
        make("button", { type: "button", class: "link", onclick: () => change({ path: null, edge: edge.id, node: null }) }, edge.to === step.node ? `↓ ${relationName(edge)}` : `↑ ${relationName(edge)}`),
        statementCard(edge, edge.evidence.find(passageOn) || edge.evidence[0])),
      entityLink(node));
  });
  return make("section", {}, make("h3", {}, say("pathLength", steps.length - 1)), make("ol", { class: "steps" }, items));
}

// The overview -----------------------------------------------------------------------------------------------------

function aboutPanel() {
  const shared = page.nodes.filter((node) => node.homes.length > 1).sort((a, b) => b.homes.length - a.homes.length || a.id - b.id).slice(0, 12);
  const guide = ["guideClick", "guideSize", page.captions[0].length > 1 ? "guideShared" : null, page.nodes.length > page.few ? "guideFirst" : null];
  return [
    make("p", { class: "kicker" }, say("about")),
    make("h2", { tabindex: "-1", id: "panel-title" }, tame(page.title || say("title"), 200)),
    make("ul", { class: "guide" }, guide.filter(Boolean).map((key) => make("li", {}, say(key)))),
    shared.length ? section(say("sharedTitle"), null, make("ul", {}, shared.map((node) => make("li", {},
      make("button", { type: "button", class: "row", onclick: () => find(node.id) }, nodeIcon(node, 14), make("span", { class: "row-name", dir: "auto" }, tame(node.name, 80)), make("span", { class: "figure" }, say("sharedCount", node.homes.length))))))) : null,
    section(say("reportsTitle"), page.reports.length, make("ul", {}, page.reports.map(reportRow))),
    section(say("keys"), null, keyList()),
  ];
}

function reportRow(report) {
  return make("li", {}, make("button", { type: "button", class: "row stacked", onclick: () => find(report.node) },
    make("span", { class: "row-name", dir: "auto" }, reportTitle(report)),
    make("span", { class: "sub" }, [regionName(report.region), periodText(report.start, report.end)].filter(Boolean).join(" · "))));
}

function keyList() {
  const keys = [["/", "keySearch"], ["← ↑ → ↓", "keyMove"], ["Enter", "keyOpen"], ["E", "keyExpand"], ["H", "keyHide"], ["+ −", "keyZoom"], ["0", "keyFit"], ["T", "keyTable"], ["Esc", "keyClose"]];
  return make("dl", { class: "keys" }, keys.map(([key, name]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, say(name)))));
}

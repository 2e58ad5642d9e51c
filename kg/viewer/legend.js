// The legend: what marks and lines mean, how many there are, and the switches that show or hide them.

/** Draw the legend anew for the current state. */
function renderLegend() {
  const counted = tally();
  group("legend-types", page.types.map((type) => ({
    key: type[0],
    name: pick(type, 1),
    mark: markIcon(type[5], type[theme.dark ? 4 : 3], 16),
    off: state.types.has(type[0]),
    total: counted.types.get(type[0]) || 0,
    now: counted.typesNow.get(type[0]) || 0,
    set: "types",
    focus: () => ({ nodes: drawnWhere((node) => typeOf(node)[0] === type[0]), edges: [] }),
  })));
  group("legend-reports", page.reports.map((report, i) => ({
    key: i,
    name: regionName(report.region) || reportTitle(report),
    year: report.year || "",
    hint: reportTitle(report),
    off: state.reports.has(i),
    total: counted.reports.get(i) || 0,
    now: counted.reportsNow.get(i) || 0,
    set: "reports",
    focus: () => ({ nodes: drawnWhere((node) => node.reports.includes(i)), edges: [] }),
  })));
  group("legend-relations", page.relations.map((relation) => ({
    key: relation[0],
    name: pick(relation, 1),
    off: state.relations.has(relation[0]),
    total: counted.relations.get(relation[0]) || 0,
    now: counted.relationsNow.get(relation[0]) || 0,
    set: "relations",
    bar: (counted.relations.get(relation[0]) || 0) / counted.mostRelations,
    focus: () => linesWhere((edge) => page.relations[edge.relation][0] === relation[0]),
  })));
  renderMore();
  byId("reset").hidden = !filtered();
}

function tally() {
  const names = ["types", "typesNow", "reports", "reportsNow", "relations", "relationsNow"];
  const found = Object.fromEntries(names.map((name) => [name, new Map()]));
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (const node of page.nodes) {
    const drawn = view.nodes.has(node.id);
    add(found.types, typeOf(node)[0]);
    if (drawn) add(found.typesNow, typeOf(node)[0]);
    for (const report of node.reports) {
      add(found.reports, report);
      if (drawn) add(found.reportsNow, report);
    }
  }
  for (const edge of page.edges) add(found.relations, page.relations[edge.relation][0]);
  for (const edge of view.edges) add(found.relationsNow, page.relations[edge.relation][0]);
  found.mostRelations = Math.max(1, ...found.relations.values());
  return found;
}

function drawnWhere(test) {
  return new Set([...view.nodes].filter((id) => test(page.nodes[id])));
}

function linesWhere(test) {
  const edges = view.edges.filter(test);
  return { nodes: new Set(edges.flatMap((edge) => [edge.from, edge.to])), edges: edges.map((edge) => edge.id) };
}

/** Fill one list of the legend, keeping the keyboard focus on the row that had it. */
function group(id, rows) {
  const list = byId(id);
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.row : null;
  fill(list, rows.map((row) => legendRow(row, rows)));
  list.closest("section").hidden = !rows.length;
  if (focused !== null) {
    const again = [...list.querySelectorAll("[data-row]")].find((element) => element.dataset.row === focused);
    if (again) again.focus();
  }
}

function legendRow(row, rows) {
  const others = new Set(rows.map((other) => other.key).filter((key) => key !== row.key));
  const alone = !row.off && [...others].every((key) => state[row.set].has(key)) && others.size > 0;
  const box = make("input", {
    type: "checkbox",
    "data-row": `${row.key}`,
    onchange: () => change({ [row.set]: toggled(state[row.set], row.key) }),
  });
  box.checked = !row.off;
  const only = make("button", {
    type: "button",
    class: "only",
    "data-row": `${row.key} only`,
    "aria-label": alone ? say("allOn") : say("onlyHint", row.name),
    onclick: () => change({ [row.set]: alone ? new Set() : others }),
  }, alone ? say("allOn") : say("only"));
  const figure = row.now === row.total ? count(row.total) : [make("b", {}, count(row.now)), `/${count(row.total)}`];
  const label = make("label", { title: row.hint || null }, box, make("span", { class: "switch" }, row.mark || icon("check")), make("span", { class: "row-name" }, make("bdi", {}, row.name), row.year && make("span", { class: "year" }, row.year)), make("span", { class: "row-count" }, figure));
  const item = make("li", {
    class: `${row.off ? "off" : ""}`,
    onpointerenter: () => !row.off && setHover({ kind: "legend", id: row.key, ...row.focus() }),
    onpointerleave: () => setHover(null),
  }, label, rows.length > 1 && only);
  return item;
}

/** The folded filters: degree, years, status, confidence, colour. */
function renderMore() {
  byId("degree").value = state.degree;
  byId("degree-now").textContent = state.degree ? `≥ ${state.degree}` : "—";
  byId("confidence").value = state.confidence;
  byId("confidence-now").textContent = state.confidence ? `≥ ${state.confidence.toFixed(2)}` : "—";
  byId("colour").value = state.colour;
  byId("years").hidden = !page.years || page.years[0] === page.years[1];
  if (page.years) {
    const now = state.years || page.years;
    for (const [i, id] of ["year-from", "year-to"].entries()) {
      const years = [];
      for (let year = page.years[0]; year <= page.years[1]; year++) years.push(make("option", { value: year }, String(year)));
      fill(byId(id), years);
      byId(id).value = now[i];
    }
  }
  byId("statuses").hidden = page.statuses.length < 2;
  fill(byId("status-list"), page.statuses.map((name) => {
    const box = make("input", { type: "checkbox", "data-row": name, onchange: () => change({ statuses: toggled(state.statuses, name) }) });
    box.checked = !state.statuses.has(name);
    return make("label", { class: "chip" }, box, make("span", {}, name ? term(name) : say("noStatus")));
  }));
}

function startLegend() {
  const degrees = page.nodes.map((node) => node.degree);
  byId("degree").max = Math.min(20, Math.max(1, ...degrees));
  const sliding = (id, name) => {
    byId(id).addEventListener("input", (event) => change({ [name]: Number(event.target.value) }, false));
    byId(id).addEventListener("change", (event) => change({ [name]: Number(event.target.value) }));
  };
  sliding("degree", "degree");
  sliding("confidence", "confidence");
  const years = () => {
    const chosen = [Number(byId("year-from").value), Number(byId("year-to").value)].sort((a, b) => a - b);
    change({ years: chosen[0] === page.years[0] && chosen[1] === page.years[1] ? null : chosen });
  };
  byId("year-from").addEventListener("change", years);
  byId("year-to").addEventListener("change", years);
  byId("colour").addEventListener("change", (event) => change({ colour: event.target.value }));
  byId("reset").addEventListener("click", resetFilters);
}

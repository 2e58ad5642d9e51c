// The table: what the graph draws, as rows. It is also the view for readers who cannot use the picture.

const table = { tab: "entities", sort: { entities: ["degree", -1], relations: ["relation", 1] }, wanted: "", rows: 200 };

const columns = {
  entities: [
    ["name", (node) => node.name],
    ["type", (node) => className(node)],
    ["region", (node) => node.homes.map(regionName).join("、")],
    ["degree", (node) => node.degree],
    ["mentions", (node) => node.mentions.length],
  ],
  relations: [
    ["subject", (edge) => page.nodes[edge.from].name],
    ["relation", (edge) => relationName(edge)],
    ["object", (edge) => page.nodes[edge.to].name],
    ["status", (edge) => term((edge.evidence.find(passageOn) || edge.evidence[0])[3])],
    ["sentence", (edge) => page.sentences[(edge.evidence.find(passageOn) || edge.evidence[0])[0]][3]],
    ["report", (edge) => page.reports[page.sentences[(edge.evidence.find(passageOn) || edge.evidence[0])[0]][0]].label],
  ],
};

function tableItems() {
  const items = table.tab === "entities" ? [...view.nodes].map((id) => page.nodes[id]) : [...view.edges];
  const wanted = fold(table.wanted);
  const [name, way] = table.sort[table.tab];
  const value = columns[table.tab].find((column) => column[0] === name)[1];
  const kept = wanted ? items.filter((item) => columns[table.tab].some((column) => fold(String(column[1](item))).includes(wanted))) : items;
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "zh"));
  return kept.map((item) => [value(item), item]).sort((a, b) => way * order(a[0], b[0]) || a[1].id - b[1].id).map((pair) => pair[1]);
}

function renderTable() {
  const on = state.view === "table";
  byId("table").hidden = !on;
  byId("stage").classList.toggle("behind", on);
  byId("stage").inert = on;
  for (const name of ["graph", "table"]) byId(`view-${name}`).setAttribute("aria-pressed", String(state.view === name));
  if (!on) return;
  for (const name of ["entities", "relations"]) byId(`tab-${name}`).setAttribute("aria-selected", String(table.tab === name));
  byId("tab-entities").querySelector(".figure").textContent = count(view.nodes.size);
  byId("tab-relations").querySelector(".figure").textContent = count(view.edges.length);
  byId("rows").setAttribute("aria-labelledby", `tab-${table.tab}`);
  const items = tableItems();
  fill(byId("rows-head"), make("tr", {}, columns[table.tab].map(([name]) => headCell(name))));
  fill(byId("rows-body"), items.slice(0, table.rows).map(tableRow));
  const left = items.length - table.rows;
  byId("rows-more").hidden = left <= 0;
  byId("rows-more").textContent = say("tableMore", Math.min(left, 200));
  byId("rows-none").hidden = items.length > 0;
}

function headCell(name) {
  const [by, way] = table.sort[table.tab];
  const sorted = by === name ? (way > 0 ? "ascending" : "descending") : "none";
  const numeric = ["degree", "mentions"].includes(name);
  return make("th", { scope: "col", "aria-sort": sorted, class: `col-${name}` }, make("button", {
    type: "button",
    onclick: () => {
      table.sort[table.tab] = [name, by === name ? -way : numeric ? -1 : 1];
      renderTable();
      const again = byId("rows-head").querySelector(`.col-${name} button`);
      if (again) again.focus();
    },
  }, say(name), make("span", { class: "arrow", "aria-hidden": "true" }, sorted === "ascending" ? "↑" : sorted === "descending" ? "↓" : "")));
}

function tableRow(item) {
  return make("tr", { class: "entry" }, columns[table.tab].map(([name, value], i) => {
    const text = value(item);
    const attributes = { class: `col-${name}`, dir: "auto" };
    if (name === "name") return make("th", { ...attributes, scope: "row" }, rowLink(item, text, () => select(item.id)));
    if (name === "relation" && table.tab === "relations") return make("td", attributes, make("button", { type: "button", class: "link", onclick: () => selectEdge(item.id) }, text));
    if (name === "subject" || name === "object") return make("td", attributes, rowLink(page.nodes[i ? item.to : item.from], text, () => select(i ? item.to : item.from)));
    return make("td", attributes, typeof text === "number" ? count(text) : tame(text, name === "sentence" ? 160 : 80));
  }));
}

function rowLink(node, text, action) {
  return make("button", { type: "button", class: "link entity", onclick: action }, nodeIcon(node, 14), make("span", {}, tame(text, 80)));
}

function startTable() {
  for (const name of ["entities", "relations"]) {
    byId(`tab-${name}`).addEventListener("click", () => {
      Object.assign(table, { tab: name, rows: 200 });
      renderTable();
    });
    byId(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = name === "entities" ? "relations" : "entities";
      byId(`tab-${other}`).click();
      byId(`tab-${other}`).focus();
    });
  }
  byId("table-find").addEventListener("input", (event) => {
    Object.assign(table, { wanted: event.target.value, rows: 200 });
    renderTable();
  });
  byId("rows-more").addEventListener("click", () => {
    table.rows += 200;
    renderTable();
  });
}

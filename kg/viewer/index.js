// The index of a graph in several pages: a search over all entities and the list of pages.

const FOUND = 60; // entities listed for a query; more would be for nobody

function startIndex() {
  Object.assign(page, JSON.parse(byId("page-data").textContent));
  settings.language = location.hash === "#en" ? 1 : 0;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  page.entries = page.entities.map(([key, name, aliases, pinyin, type, degree, pages]) => ({
    key, name, type, degree, pages, ...entryOf([name, ...aliases], pinyin),
  }));
  byId("search").addEventListener("input", renderFound);
  byId("language").addEventListener("click", () => {
    settings.language = settings.language ? 0 : 1;
    renderIndex();
  });
  byId("theme").addEventListener("click", () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
    renderIndex();
  });
  renderIndex();
  document.documentElement.dataset.ready = "index";
}

function renderIndex() {
  document.documentElement.lang = settings.language ? "en" : "zh-CN";
  translate();
  byId("theme").textContent = say(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  byId("counts").textContent = say("pageFacts", count(page.entities.length), count(page.edges));
  for (const name of ["placeholder", "aria-label"]) byId("search").setAttribute(name, say("indexSearch", count(page.entities.length)));
  const kinds = [["report", "byReportPages"], ["region", "byRegionPages"], ["community", "byCommunityPages"]];
  fill(byId("lists"), kinds.map(([kind, key]) => {
    const pages = page.pages.filter((one) => one[0] === kind);
    return pages.length ? make("section", {}, make("h2", {}, say(key), make("span", { class: "figure" }, count(pages.length))), make("ul", { class: "cards" }, pages.map(pageCard))) : null;
  }));
  renderFound();
}

function address(file) {
  return `${encodeURIComponent(page.folder)}/${file}`;
}

function pageCard([kind, title, file, entities, relations]) {
  const name = kind === "community" ? say("communityOf", tame(title, 60)) : tame(title, 120);
  return make("li", {}, make("a", { href: address(file) }, make("span", { class: "row-name" }, name), make("span", { class: "sub figure" }, say("pageFacts", count(entities), count(relations)))));
}

function renderFound() {
  const query = byId("search").value.trim();
  byId("lists").hidden = Boolean(query);
  if (!query) return fill(byId("found"));
  const wanted = fold(query);
  const hits = page.entries.map((entry) => [match(entry, wanted), entry]).filter(([found]) => found).sort((a, b) => a[0].score - b[0].score);
  const rows = hits.slice(0, FOUND).map(([, entry]) => foundRow(entry));
  const left = hits.length - rows.length;
  fill(byId("found"), rows, left > 0 && make("li", { class: "none" }, say("searchMore", count(left))), !rows.length && make("li", { class: "none" }, say("searchNone", tame(query, 30))));
  byId("live").textContent = say("searchHits", hits.length);
  return undefined;
}

function foundRow({ key, name, type, pages }) {
  const [, , , light, dark, symbol] = page.types[type];
  const links = pages.map((number) => {
    const [kind, title, file] = page.pages[number];
    const text = kind === "community" ? say("communityOf", tame(title, 40)) : tame(title, 60);
    return make("a", { href: `${address(file)}#s=${encodeURIComponent(key)}` }, text);
  });
  const colour = document.documentElement.dataset.theme === "dark" ? dark : light;
  return make("li", {}, markIcon(symbol, colour, 16), make("div", {}, make("span", { class: "found-name", dir: "auto" }, tame(name, 160)), make("span", { class: "places" }, links)));
}

startIndex();

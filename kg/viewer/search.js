// Search: a box and a list of what matches, that keyboard and screen readers can use.

const MOST_HITS = 12;

function searchIndex() {
  page.searchIndex ||= page.nodes.map((node) => ({ node, ...entryOf([node.name, ...(node.aliases || [])], node.pinyin) }));
  return page.searchIndex;
}

/** The entities that match a query, best first, most connected first among equals. */
function searchFor(query) {
  const wanted = fold(query);
  if (!wanted) return [];
  const hits = [];
  for (const entry of searchIndex()) {
    const found = match(entry, wanted);
    if (found) hits.push({ node: entry.node, score: found.score, alias: found.name !== entry.node.name ? found.name : "" });
  }
  return hits.sort((a, b) => a.score - b.score || a.node.id - b.node.id);
}

/** Make a search box of an input and a list; `chosen` is called with the number of the entity picked. */
function searchBox(input, list, chosen) {
  const box = { hits: [], at: -1 };
  const open = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
    if (!on) input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    box.at = at;
    [...list.querySelectorAll("[role=option]")].forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", row.id);
        row.scrollIntoView({ block: "nearest" });
      }
    });
  };
  const take = (hit) => {
    open(false);
    input.value = hit.node.name;
    chosen(hit.node.id);
  };
  const update = () => {
    const query = input.value.trim();
    const hits = searchFor(query);
    box.hits = hits.slice(0, MOST_HITS);
    fill(list, box.hits.map((hit, i) => hitRow(hit, query, `${list.id}-${i}`, () => take(hit))));
    if (query && !hits.length) append(list, [make("li", { class: "none", role: "presentation" }, say("searchNone", tame(query, 30)))]);
    if (hits.length > MOST_HITS) {
      append(list, [make("li", { class: "none", role: "presentation" }, say("searchMore", count(hits.length - MOST_HITS)))]);
    }
    open(Boolean(query));
    mark(box.hits.length ? 0 : -1);
    if (query) announce(hits.length ? say("searchHits", hits.length) : say("searchNone", tame(query, 30)));
  };
  input.addEventListener("input", update);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => setTimeout(() => open(false), 120));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) update();
      else if (box.hits.length) mark((box.at + (event.key === "ArrowDown" ? 1 : -1) + box.hits.length) % box.hits.length);
    } else if (event.key === "Enter" && !list.hidden && box.at >= 0) {
      event.preventDefault();
      take(box.hits[box.at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      open(false);
    }
  });
}

function hitRow(hit, query, id, take) {
  const { node, alias } = hit;
  const where = node.homes.length === 1 ? regionName(node.homes[0]) : node.homes.length ? say("sharedCount", node.homes.length) : "";
  return make(
    "li",
    { role: "option", id, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: take },
    nodeIcon(node, 16),
    make("span", { class: "hit" }, make("span", { class: "hit-name" }, marked(node.name, query)), alias && make("span", { class: "hit-alias" }, `${say("alias")} `, marked(alias, query))),
    make("span", { class: "hit-where" }, where),
  );
}

/** A name with the part that was typed marked, if it stands in it as typed. */
function marked(name, query) {
  const text = tame(name, 80);
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), make("b", {}, text.slice(at, at + query.length)), text.slice(at + query.length)];
}

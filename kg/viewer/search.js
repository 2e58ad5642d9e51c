// Search: by name, alias, full pinyin and initials, in a list that keyboard and screen readers can use.

const MOST_HITS = 12;

/** Fold what people type differently: case, width, spaces, quotes and brackets. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s"'“”‘’《》〈〉()（）·.-]/g, "");
}

function searchIndex() {
  if (!page.searchIndex) {
    page.searchIndex = page.nodes.map((node) => ({
      node,
      names: [node.name, ...(node.aliases || [])].map((name) => ({ name, folded: fold(name) })),
      full: node.pinyin.map((reading) => fold(reading)),
      initials: node.pinyin.map((reading) => reading.split(" ").map((part) => (/^[a-z]/.test(part) ? part[0] : part)).join("")),
      starts: node.pinyin.map(syllableStarts),
    }));
  }
  return page.searchIndex;
}

/** Where syllables begin in the folded reading: a match in the middle of one is no match. */
function syllableStarts(reading) {
  const starts = new Set();
  let at = 0;
  for (const part of reading.split(" ")) {
    starts.add(at);
    at += fold(part).length;
  }
  return starts;
}

/** How well an entry matches: lower is better, null is not at all. */
function match(entry, wanted) {
  let best = null;
  const better = (score, name) => {
    if (!best || score < best.score) best = { score, name };
  };
  entry.names.forEach(({ name, folded }, i) => {
    if (folded === wanted) better(0 + i * 0.1, name);
    else if (folded.startsWith(wanted)) better(1 + Math.min(i, 1) * 0.5, name);
    else if (folded.includes(wanted)) better(2 + Math.min(i, 1) * 0.5, name);
  });
  if (!best && /^[a-z0-9]+$/.test(wanted)) {
    entry.initials.forEach((letters) => {
      if (letters === wanted) better(1.2);
      else if (wanted.length > 1 && letters.includes(wanted)) better(letters.startsWith(wanted) ? 2.2 : 3.2);
    });
    entry.full.forEach((letters, i) => {
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
        if (entry.starts[i].has(at)) better(at ? 3 : 1.6);
      }
    });
  }
  return best;
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

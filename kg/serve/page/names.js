// The search box in the head: entities by name, pinyin or initials, asked of the server as one types.

const finder = { hits: [], at: -1, asked: 0, waiting: null };

function startFinder() {
  const box = byId("search");
  box.addEventListener("input", () => {
    clearTimeout(finder.waiting);
    finder.waiting = setTimeout(findNames, 120);
  });
  box.addEventListener("keydown", onFinderKey);
  box.addEventListener("blur", () => setTimeout(shutFinder, 150));
  document.addEventListener("keydown", (event) => {
    const field = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !field && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
    }
  });
}

async function findNames() {
  const typed = byId("search").value.trim();
  const turn = ++finder.asked;
  if (!typed) return shutFinder();
  const hits = (await fetchJson(`/api/names?q=${encodeURIComponent(typed)}`)) || [];
  if (turn !== finder.asked) return; // a later question is under way
  finder.hits = hits;
  finder.at = -1;
  const rows = hits.map((hit, i) => make("li", { id: `hit-${i}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); openHit(i); } },
    make("span", { class: "hit" }, make("span", { class: "hit-name" }, tame(hit.label)),
      hit.aliases.length ? make("span", { class: "hit-alias" }, hit.aliases.map((name) => tame(name)).join(" · ")) : null)));
  fill(byId("search-hits"), rows.length ? rows : make("li", { class: "none" }, say("jsSearchNone", tame(typed, 40))));
  byId("search-hits").hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
  announce(say("jsSearchHits", hits.length));
}

function shutFinder() {
  finder.asked += 1;
  byId("search-hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}

function openHit(i) {
  location.href = finder.hits[i].address;
}

function onFinderKey(event) {
  if (event.isComposing) return;
  if (event.key === "Escape") return shutFinder();
  if (event.key === "Enter" && finder.hits.length && !byId("search-hits").hidden) {
    event.preventDefault();
    return openHit(Math.max(0, finder.at));
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !finder.hits.length) return;
  event.preventDefault();
  finder.at = (finder.at + step + finder.hits.length) % finder.hits.length;
  [...byId("search-hits").children].forEach((row, i) => row.setAttribute("aria-selected", String(i === finder.at)));
  byId("search").setAttribute("aria-activedescendant", `hit-${finder.at}`);
  byId(`hit-${finder.at}`).scrollIntoView({ block: "nearest" });
}
startFinder();

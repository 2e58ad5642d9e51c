// What the reader has chosen, as one object that is also the part of the address after #: so that links, reload,
// Back and Forward all give the same view.

const state = blank();
const memory = { hash: "" };

function blank() {
  return {
    node: null, // selected entity, by number
    edge: null, // selected relation, by number
    types: new Set(), // switched off, by name
    reports: new Set(), // switched off, by number
    relations: new Set(), // switched off, by name
    statuses: new Set(), // switched off, by name
    degree: 0,
    years: null, // [from, to]
    confidence: 0,
    added: new Set(),
    hidden: new Set(),
    all: false,
    path: null, // [from, to], either may be null while choosing
    view: "graph",
    panel: "", // "about" when the overview is open
    colour: "type",
    language: null,
    theme: null,
  };
}

const codes = {
  t: "types", r: "reports", n: "relations", u: "statuses",
};

/** Return the address part of the state: only what differs from the start, in a fixed order. */
function encode() {
  const parts = [];
  const put = (name, value) => parts.push(`${name}=${value}`);
  const keys = (set) => [...set].sort((a, b) => a - b).map((id) => encodeURIComponent(page.nodes[id].key)).join(",");
  if (state.node !== null) put("s", encodeURIComponent(page.nodes[state.node].key));
  if (state.edge !== null) put("e", encodeURIComponent(page.edges[state.edge].key));
  for (const [code, name] of Object.entries(codes)) {
    if (state[name].size) put(code, [...state[name]].sort().map(encodeURIComponent).join(","));
  }
  if (state.degree) put("g", state.degree);
  if (state.years) put("y", state.years.join("-"));
  if (state.confidence) put("k", state.confidence);
  if (state.added.size) put("a", keys(state.added));
  if (state.hidden.size) put("h", keys(state.hidden));
  if (state.all) put("m", "all");
  if (state.path) put("p", state.path.map((id) => (id === null ? "" : encodeURIComponent(page.nodes[id].key))).join(","));
  if (state.view !== "graph") put("v", state.view);
  if (state.panel) put("o", state.panel);
  if (state.colour !== "type") put("c", state.colour);
  if (state.language !== null) put("l", state.language ? "en" : "zh");
  if (state.theme) put("d", state.theme);
  return parts.join("&");
}

function decodeSafe(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Set the state from an address part; what it names that the page does not have is left out. */
function decode(hash) {
  Object.assign(state, blank());
  const given = new Map(hash.replace(/^#/, "").split("&").map((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
  }));
  const list = (name) => (given.get(name) || "").split(",").filter(Boolean).map(decodeSafe);
  const node = (key) => (page.byKey.has(key) ? page.byKey.get(key).id : null);
  const nodes = (name) => new Set(list(name).map(node).filter((id) => id !== null));
  state.node = node(decodeSafe(given.get("s") || ""));
  const edge = page.edgeByKey.get(decodeSafe(given.get("e") || ""));
  state.edge = edge ? edge.id : null;
  state.types = new Set(list("t").filter((name) => page.types.some((type) => type[0] === name)));
  state.relations = new Set(list("n").filter((name) => page.relations.some((relation) => relation[0] === name)));
  state.statuses = new Set(list("u").filter((name) => page.statuses.includes(name)));
  state.reports = new Set(list("r").map(Number).filter((i) => page.reports[i]));
  state.degree = Math.min(999, Math.max(0, Number.parseInt(given.get("g"), 10) || 0));
  state.confidence = Math.min(1, Math.max(0, Number.parseFloat(given.get("k")) || 0));
  const years = /^(\d{4})-(\d{4})$/.exec(given.get("y") || "");
  state.years = years && page.years ? [Number(years[1]), Number(years[2])] : null;
  state.added = nodes("a");
  state.hidden = nodes("h");
  state.all = given.get("m") === "all";
  state.path = given.has("p") ? given.get("p").split(",").slice(0, 2).map((key) => node(decodeSafe(key))) : null;
  if (state.path && state.path.length < 2) state.path.push(null);
  state.view = given.get("v") === "table" ? "table" : "graph";
  state.panel = given.get("o") === "about" ? "about" : "";
  state.colour = ["region", "community"].includes(given.get("c")) ? given.get("c") : "type";
  state.language = { en: 1, zh: 0 }[given.get("l")] ?? null;
  state.theme = ["dark", "light"].includes(given.get("d")) ? given.get("d") : null;
}

/** Change the state and show it. A change is a step that Back undoes, unless `step` is false (sliders in motion). */
function change(changes, step = true) {
  Object.assign(state, changes);
  const hash = encode();
  if (hash !== memory.hash) {
    memory.hash = hash;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    try {
      history[step ? "pushState" : "replaceState"](null, "", address);
    } catch {
      location.hash = hash; // some browsers refuse a changed path for a file opened from disk
    }
  }
  render();
}

/** Follow Back, Forward and edited addresses. */
function follow() {
  const hash = location.hash.replace(/^#/, "");
  if (hash === memory.hash) return;
  memory.hash = hash;
  decode(hash);
  render();
}

/** Return a copy of a set with one member switched. */
function toggled(set, member) {
  const copy = new Set(set);
  if (!copy.delete(member)) copy.add(member);
  return copy;
}

/** Read or write what the browser keeps; a browser that keeps nothing is no error. */
function remember(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(`govkg.${name}`);
    localStorage.setItem(`govkg.${name}`, value);
    return value;
  } catch {
    return null;
  }
}

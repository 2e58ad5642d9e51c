// Asking: one query at a time, which can be stopped; what came of it, in the view that suits it.

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const running = { control: null };
const shown = { result: null, view: "table", wanted: "" };

function startRunning() {
  byId("run").addEventListener("click", () => (running.control ? running.control.abort() : ask()));
  byId("share").addEventListener("click", share);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.addEventListener("click", () => { showView(tab.dataset.view); remember(); });
    tab.addEventListener("keydown", onTabKey);
  }
}

function onTabKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...document.querySelectorAll("[role=tab]:not([hidden])")];
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
}

/** Ask what the editor holds. */
async function ask() {
  declare();
  const query = editor.text;
  if (!query.trim()) return;
  if (running.control) running.control.abort();
  const control = new AbortController();
  running.control = control;
  isRunning(true);
  remember();
  const begun = performance.now();
  try {
    const answer = await fetch("/sparql", { method: "POST", body: query, headers: { "Content-Type": "application/sparql-query", Accept: ACCEPT }, signal: control.signal });
    const text = await answer.text();
    if (running.control !== control) return;
    if (answer.ok) showAnswer(read(answer, text), performance.now() - begun);
    else showTrouble(answer.status, text.trim());
  } catch (error) {
    if (running.control === control && error.name !== "AbortError") showTrouble(0, "");
  }
  if (running.control !== control) return;
  running.control = null;
  isRunning(false);
}

function isRunning(now) {
  byId("run").classList.toggle("busy", now);
  byId("run").querySelector("use").setAttribute("href", now ? "#icon-stop" : "#icon-run");
  byId("run-text").textContent = say(now ? "run.stop" : "run.run");
  document.documentElement.dataset.asking = String(now);
  if (now) byId("told").textContent = say("told.running");
}

/** What an answer holds: {names, rows} or {boolean} or {triples}, and whether it was cut. */
function read(answer, text) {
  const result = { text, cut: answer.headers.get("X-Govkg-Truncated") || "" };
  if ((answer.headers.get("Content-Type") || "").includes("n-triples")) {
    result.triples = readTriples(text);
    result.names = ["subject", "predicate", "object"];
    result.rows = result.triples.map(([subject, predicate, object]) => ({ subject, predicate, object }));
    return result;
  }
  const json = JSON.parse(text);
  if (json.boolean !== undefined) return { ...result, boolean: json.boolean, names: [], rows: [] };
  return { ...result, names: json.head.vars, rows: json.results.bindings };
}

const nTriples = /^(?:<([^>]*)>|(_:\S+)) <([^>]*)> (?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?) \.$/;

/** Read N-Triples, as the server writes them, into terms as SPARQL's JSON has them. */
function readTriples(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const parts = nTriples.exec(line);
    if (!parts) continue;
    const [, subject, blank, predicate, iri, other, value, language, datatype] = parts;
    const node = (name, label) => (name === undefined ? { type: "bnode", value: label } : { type: "uri", value: unescaped(name) });
    const literal = { type: "literal", value: unescaped(value || "") };
    if (language) literal["xml:lang"] = language;
    if (datatype) literal.datatype = datatype;
    found.push([node(subject, blank), { type: "uri", value: unescaped(predicate) }, value === undefined ? node(iri, other) : literal]);
  }
  return found;
}

function unescaped(text) {
  const letters = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, letter) =>
    letter ? letters[letter] || letter : String.fromCodePoint(Number.parseInt(four || eight, 16)));
}

function showAnswer(result, ms) {
  shown.result = result;
  byId("trouble").hidden = true;
  byId("answer").hidden = false;
  const took = ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
  const kind = result.boolean !== undefined ? "answer" : result.triples ? "triples" : result.rows.length === 1 ? "row" : "rows";
  byId("told").textContent = say(`told.${kind}`, kind === "row" ? took : count(result.rows.length), took);
  byId("cut").hidden = !result.cut;
  byId("cut").textContent = result.cut ? say(`cut.${result.cut}`, count(result.rows.length)) : "";
  byId("tab-chart").hidden = !chartable(result);
  byId("tab-drawing").hidden = !result.triples;
  showGets(result);
  const wanted = shown.wanted || (result.triples ? "drawing" : shown.view);
  shown.wanted = "";
  showView(byId(`tab-${wanted}`) && !byId(`tab-${wanted}`).hidden ? wanted : "table");
}

const VIEWS = { table: showTable, chart: showChart, drawing: showDrawing, raw: showRaw };

function showView(name) {
  shown.view = name;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
    tab.tabIndex = tab.dataset.view === name ? 0 : -1;
  }
  byId("view").className = `view view-${name}`;
  byId("view").setAttribute("aria-labelledby", `tab-${name}`);
  VIEWS[name](byId("view"), shown.result);
  document.documentElement.dataset.shown = name;
}

function showRaw(view, result) {
  const most = 200_000;
  fill(view, make("pre", { class: "raw" }, result.text.length > most ? `${result.text.slice(0, most)}\n…` : result.text));
}

function showTrouble(status, text) {
  byId("answer").hidden = true;
  byId("told").textContent = "";
  const place = /\b(?:at )?(\d+):(\d+)/.exec(text);
  const title = page.strings[`trouble.${status}`] ? `trouble.${status}` : "trouble.other";
  const at = status === 400 && place ? make("button", { type: "button", class: "link", onclick: () => pointAt(Number(place[1]), Number(place[2])) }, say("trouble.line", place[1], place[2])) : null;
  const help = page.strings[`trouble.help${status}`] ? make("p", {}, say(`trouble.help${status}`)) : null;
  fill(byId("trouble"), make("h2", {}, say(title)), at, text ? make("p", { class: "said" }, tame(text, 600)) : null, help);
  byId("trouble").hidden = false;
  document.documentElement.dataset.shown = "trouble";
}

/** Buttons that fetch the whole answer in a format, and save it. */
function showGets(result) {
  const formats = result.triples
    ? [["Turtle", "text/turtle", "ttl"], ["JSON-LD", "application/ld+json", "jsonld"], ["N-Triples", "application/n-triples", "nt"]]
    : [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"]];
  fill(byId("gets"), formats.map(([name, media, suffix]) => make("button", { type: "button", class: "button", onclick: () => get(media, suffix) }, icon("export"), name)));
}

async function get(media, suffix) {
  const answer = await fetch("/sparql", { method: "POST", body: editor.text, headers: { "Content-Type": "application/sparql-query", Accept: media } }).catch(() => null);
  if (!answer || !answer.ok) return showTrouble(answer ? answer.status : 0, answer ? (await answer.text()).trim() : "");
  const bytes = await answer.blob();
  // A spreadsheet takes a CSV for Chinese in its own encoding unless it begins with this mark
  const address = URL.createObjectURL(suffix === "csv" ? new Blob(["\ufeff", bytes], { type: media }) : bytes);
  make("a", { href: address, download: `${asked.question ? asked.question.name : "query"}.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Results as a table: sorted by a click on a heading, some hundred rows at a time.

const STEP = 500;
const numeric = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|long|int|nonNegativeInteger)$/;

const isNumber = (term) => Boolean(term && numeric.test(term.datatype || ""));

/** The text of a cell. */
function textOf(term) {
  if (!term) return "";
  return term.type === "uri" ? shortened(term.value) : term.value;
}

function headingOf(name) {
  const known = asked.question && asked.question.columns[name];
  return known ? known[settings.language] : name;
}

function showTable(view, result) {
  if (result.boolean !== undefined) return fill(view, make("p", { class: "verdict" }, say(result.boolean ? "yes" : "no")));
  if (!result.rows.length) return fill(view, make("div", { class: "nothing" }, make("h2", {}, say("empty")), make("p", {}, say("emptyHelp"))));
  const order = { column: "", down: false };
  const body = make("tbody");
  const more = make("button", { type: "button", class: "button more", hidden: true, onclick: () => addRows() });
  let rows = result.rows;
  let shown = 0;
  const addRows = () => {
    body.append(...rows.slice(shown, shown + STEP).map((row) => make("tr", {}, result.names.map((name) => cell(row[name])))));
    shown = Math.min(shown + STEP, rows.length);
    more.hidden = shown >= rows.length;
    more.textContent = say("moreRows", count(Math.min(STEP, rows.length - shown)));
  };
  const heads = result.names.map((name) => {
    const right = result.rows.some((row) => isNumber(row[name]));
    const button = make("button", { type: "button", title: say("sortBy"), onclick: () => sortBy(name) }, headingOf(name));
    return make("th", { scope: "col", class: right ? "right" : null, "data-name": name }, button);
  });
  const sortBy = (name) => {
    order.down = order.column === name ? !order.down : false;
    order.column = name;
    rows = [...result.rows].sort(comparing(name, order.down));
    for (const head of heads) {
      if (head.dataset.name === name) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    fill(body);
    shown = 0;
    addRows();
  };
  addRows();
  fill(view, make("div", { class: "rolls" }, make("table", { class: "rows-table" }, make("thead", {}, make("tr", {}, heads)), body), more));
}

function comparing(name, down) {
  const sign = down ? -1 : 1;
  const collator = new Intl.Collator(settings.language ? "en" : "zh-CN", { numeric: true });
  return (one, other) => {
    const [a, b] = [one[name], other[name]];
    if (!a || !b) return Number(Boolean(b)) - Number(Boolean(a)); // what is unbound comes last, both ways
    if (isNumber(a) && isNumber(b)) return sign * (Number(a.value) - Number(b.value));
    return sign * collator.compare(textOf(a), textOf(b));
  };
}

function cell(term) {
  if (!term) return make("td", { class: "unbound" });
  if (term.type === "uri") return make("td", {}, make("a", { href: addressOf(term.value), title: tame(term.value, 300) }, tame(shortened(term.value), 200)));
  if (isNumber(term)) return make("td", { class: "right figure" }, grouped(term.value));
  return make("td", { class: term.value.length > 60 ? "long" : null, lang: term["xml:lang"] || null }, tame(term.value, 2000));
}

/** A number with its digits in groups of three; years and codes have at most four, which stay together. */
function grouped(value) {
  const [whole, fraction] = value.split(".");
  if (!/^[+-]?\d{5,}$/.test(whole)) return value;
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

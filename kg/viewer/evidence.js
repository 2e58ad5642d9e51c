// Evidence: the sentence behind a fact, as printed, with what it says marked in it.

/**
 * Cut a sentence at the offsets of its marks: [{text, kinds}]. Offsets are code points of the report's text;
 * a sentence begins at its own offset, so marks are moved by that.
 */
function cutSentence(sentence, marks) {
  const points = Array.from(page.sentences[sentence][3]);
  const start = page.sentences[sentence][2];
  const local = marks
    .map(([begin, end, kind]) => [Math.max(0, begin - start), Math.min(points.length, end - start), kind])
    .filter(([begin, end]) => end > begin);
  const cuts = [...new Set([0, points.length, ...local.flatMap(([begin, end]) => [begin, end])])].sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const kinds = local.filter(([begin, end]) => begin <= cuts[i] && end >= cuts[i + 1]).map(([, , kind]) => kind);
    parts.push({ text: slicePoints(points, cuts[i], cuts[i + 1]), kinds: [...new Set(kinds)] });
  }
  return parts;
}

/** The sentence as a quotation: mentions in <mark>, the clause that states the fact underlined. */
function quotation(sentence, marks) {
  const children = cutSentence(sentence, marks).map(({ text, kinds }) => {
    if (!kinds.length) return text;
    return make(kinds.includes("mention") || kinds.includes("value") ? "mark" : "span", { class: kinds.join(" ") }, text);
  });
  return make("blockquote", { lang: "zh" }, make("p", { dir: "auto" }, children));
}

/** Where a sentence stands: report, section, offsets. */
function placeOf(sentence, begin, end) {
  const [reportNumber, section] = page.sentences[sentence];
  const report = page.reports[reportNumber];
  return make(
    "p", { class: "place" },
    make("button", { type: "button", class: "link", onclick: () => find(report.node) }, reportTitle(report)),
    section && make("span", { title: say("section") }, tame(section, 60)),
    make("span", { class: "figure" }, say("chars", begin, end)),
  );
}

/** A passage that states a relation. */
function statementCard(edge, passage) {
  const [sentence, begin, end, status, confidence, rule, implicit] = passage;
  const ends = new Set([edge.from, edge.to]);
  const mentions = (page.mentionsIn.get(sentence) || []).filter(([, , node]) => ends.has(node)).map(([a, b]) => [a, b, "mention"]);
  return make(
    "article", { class: "card" },
    quotation(sentence, [[begin, end, "clause"], ...mentions]),
    placeOf(sentence, begin, end),
    make(
      "p", { class: "tags" },
      status && make("span", { class: `tag status-${status}` }, term(status)),
      make("span", { class: "tag" }, say("confidenceOf", confidence.toFixed(2))),
      page.rules[rule] && make("span", { class: "tag", title: say("rule") }, `${say("rule")} ${tame(page.rules[rule], 60)}`),
      implicit ? make("span", { class: "tag" }, say("implicit")) : null,
    ),
  );
}

/** The sentences that mention an entity, one card each, in the order of the texts. */
function mentionCards(node) {
  const bySentence = new Map();
  for (const [sentence, begin, end] of node.mentions) {
    if (!bySentence.has(sentence)) bySentence.set(sentence, []);
    bySentence.get(sentence).push([begin, end, "mention"]);
  }
  return [...bySentence].sort((a, b) => a[0] - b[0]).map(([sentence, marks]) => make(
    "article", { class: "card" },
    quotation(sentence, marks),
    placeOf(sentence, Math.min(...marks.map((mark) => mark[0])), Math.max(...marks.map((mark) => mark[1]))),
  ));
}

/** The figures about an entity: indicator, value with comparator and unit, period; each row opens its sentence. */
function figureTable(rows) {
  const body = rows.flatMap((row, i) => {
    const [, indicator, dimension, value, unit, printed, comparator, role, start, end, sentence, begin, finish] = row;
    const detail = make("tr", { class: "detail", hidden: true, id: `figure-${i}` },
      make("td", { colspan: 3 }, quotation(sentence, [[begin, finish, "value"]]), placeOf(sentence, begin, finish)));
    const open = make("button", {
      type: "button", class: "link", "aria-expanded": "false", "aria-controls": `figure-${i}`,
      onclick: (event) => {
        detail.hidden = !detail.hidden;
        event.currentTarget.setAttribute("aria-expanded", String(!detail.hidden));
      },
    }, tame(indicator, 80));
    return [make("tr", {},
      make("th", { scope: "row" }, open, dimension && make("span", { class: "sub" }, tame(dimension, 60)), role && role !== "actual" && make("span", { class: "sub" }, term(role))),
      make("td", { class: "figure", title: tame(printed, 60) }, amount(comparator, value, unit)),
      make("td", { class: "figure period" }, shortPeriod(start, end))), detail];
  });
  return make("table", { class: "figures" },
    make("thead", {}, make("tr", {}, ["indicator", "value", "period"].map((key) => make("th", { scope: "col" }, say(key))))),
    make("tbody", {}, body));
}

function amount(comparator, value, unit) {
  const known = page.terms[comparator];
  const sign = known && known[2] && known[2] !== "=" ? `${known[2]} ` : "";
  const number = Number(value);
  const digits = (value.split(".")[1] || "").replace(/0+$/, "").length;
  const text = value !== "" && Number.isFinite(number) ? number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }) : tame(value, 40);
  return `${sign}${text}${unit && unit !== "1" ? ` ${tame(unit, 20)}` : ""}`;
}

/** A period in few characters: a whole year as the year, else the dates. */
function shortPeriod(start, end) {
  if (start.slice(5) === "01-01" && end.slice(5) === "12-31" && start.slice(0, 4) === end.slice(0, 4)) return end.slice(0, 4);
  if (start && end && start.slice(0, 4) === end.slice(0, 4)) return [start, make("br"), `– ${end.slice(5)}`];
  return periodText(start, end) || "—";
}

// Numbers as a picture: lines where one column holds years or days, else bars, one for each row.

const BARS = 40;
const SERIES = 8;
const chosen = { x: "", y: "", by: "" };

/** Whether a column holds points in time: years or days, and nothing else. */
function isTime(result, name) {
  const values = result.rows.map((row) => row[name]).filter(Boolean);
  return values.length > 0 && values.every((term) => term.type === "literal" && /^(19[5-9]\d|20\d\d)(-\d\d(-\d\d)?)?$/.test(term.value));
}

const numbersOf = (result) => result.names.filter((name) => result.rows.some((row) => isNumber(row[name])));

/** Whether there is something to draw: a column of numbers that are not years. */
function chartable(result) {
  return result.rows.length > 0 && numbersOf(result).some((name) => !isTime(result, name));
}

function showChart(view, result) {
  const numbers = numbersOf(result).filter((name) => !isTime(result, name));
  const times = result.names.filter((name) => isTime(result, name));
  const texts = result.names.filter((name) => !numbers.includes(name) && !times.includes(name) && result.rows.some((row) => row[name]));
  if (!numbers.length) return fill(view, make("p", { class: "none" }, say("chartNone")));
  chosen.y = numbers.includes(chosen.y) ? chosen.y : numbers[0];
  const across = [...times, ...texts];
  const several = times.find((name) => new Set(result.rows.map((row) => row[name] && row[name].value)).size > 1);
  chosen.x = across.includes(chosen.x) ? chosen.x : several || texts[0] || times[0] || "";
  const others = texts.filter((name) => name !== chosen.x && !/^unit/i.test(name));
  chosen.by = others.includes(chosen.by) || chosen.by === "-" ? chosen.by : others[0] || "-";
  const redraw = () => showChart(view, result);
  const controls = make("div", { class: "chart-controls" }, menu("chartY", "y", numbers, redraw), menu("chartX", "x", across, redraw), menu("chartBy", "by", ["-", ...others], redraw));
  fill(view, controls, times.includes(chosen.x) ? lines(result) : bars(result));
}

function menu(label, key, names, redraw) {
  if (names.length < 2) return null;
  const options = names.map((name) => make("option", { value: name, selected: name === chosen[key] }, name === "-" ? "–" : headingOf(name)));
  return make("label", {}, make("span", {}, say(label)), make("select", { onchange: (event) => { chosen[key] = event.target.value; redraw(); } }, options));
}

const valueOf = (row) => (row[chosen.y] && isNumber(row[chosen.y]) ? Number(row[chosen.y].value) : Number.NaN);
const unitOf = (row) => (row.unit ? row.unit.value : "");
const seriesOf = (row) => (chosen.by === "-" ? "" : textOf(row[chosen.by]));

/** Show a number for reading: at most four decimals, digits in groups. */
const figure = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 4 });

function bars(result) {
  const rows = result.rows.filter((row) => Number.isFinite(valueOf(row)));
  const drawn = rows.slice(0, BARS);
  const [low, high] = [Math.min(0, ...drawn.map(valueOf)), Math.max(0, ...drawn.map(valueOf))];
  const span = high - low || 1;
  const names = [...new Set(drawn.map(seriesOf))];
  const coloured = names.length > 1 && names.length <= SERIES;
  const items = drawn.map((row) => {
    const value = valueOf(row);
    const bar = make("span", { class: `bar-fill series-${coloured ? names.indexOf(seriesOf(row)) : 0}` });
    bar.style.left = `${(100 * (Math.min(0, value) - low)) / span}%`;
    bar.style.width = `${(100 * Math.abs(value)) / span}%`;
    const label = tame(textOf(row[chosen.x]), 80);
    return make("li", {}, make("span", { class: "bar-name", title: label }, label, seriesOf(row) && !coloured ? make("span", { class: "sub" }, tame(seriesOf(row), 60)) : null),
      make("span", { class: "bar-track" }, bar), make("span", { class: "bar-value figure" }, `${figure(value)} ${tame(unitOf(row), 20)}`));
  });
  const note = rows.length > BARS ? make("p", { class: "none" }, say("chartFirst", BARS)) : null;
  return [coloured ? key(names) : null, make("ol", { class: "bars" }, items), note];
}

function key(names) {
  return make("ul", { class: "key" }, names.map((name, i) => make("li", {}, make("span", { class: `swatch series-${i}` }), tame(name, 40))));
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  append(element, children);
  return element;
}

const moment = (text) => Date.parse(text.length === 4 ? `${text}-01-01` : text);

/** Round steps for an axis. */
function ticks(low, high, most = 6) {
  const rough = (high - low || Math.abs(high) || 1) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const first = Math.floor(low / step) * step;
  return Array.from({ length: Math.ceil((high - first) / step) + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
}

function lines(result) {
  const points = result.rows.filter((row) => row[chosen.x] && Number.isFinite(valueOf(row)));
  const series = new Map();
  for (const row of points) series.set(seriesOf(row), [...(series.get(seriesOf(row)) || []), row]);
  const names = [...series.keys()].sort((one, other) => series.get(other).length - series.get(one).length).slice(0, SERIES);
  const drawn = names.flatMap((name) => series.get(name));
  const times = [...new Set(drawn.map((row) => row[chosen.x].value))].sort();
  const scale = ticks(Math.min(0, ...drawn.map(valueOf)), Math.max(0, ...drawn.map(valueOf)));
  const [width, height, left, bottom] = [920, 400, 76, 40];
  const [first, last] = [moment(times[0]), moment(times[times.length - 1])];
  const x = (row) => left + 16 + ((moment(row[chosen.x].value) - first) / (last - first || 1)) * (width - left - 48);
  const y = (value) => height - bottom - ((value - scale[0]) / (scale[scale.length - 1] - scale[0] || 1)) * (height - bottom - 20);
  const grid = scale.flatMap((value) => [svg("line", { class: "grid", x1: left, x2: width - 16, y1: y(value), y2: y(value) }), svg("text", { class: "tick", x: left - 8, y: y(value) + 4, "text-anchor": "end" }, figure(value))]);
  const labels = [];
  for (const [i, time] of times.entries()) {
    const at = x({ [chosen.x]: { value: time } });
    if (i && at - labels[labels.length - 1].getAttribute("x") < 84) continue;
    labels.push(svg("text", { class: "tick", x: at, y: height - 14, "text-anchor": "middle" }, time.replace(/-(12-31|01-01)$/, "")));
  }
  const paths = names.map((name, i) => {
    const rows = series.get(name).sort((one, other) => moment(one[chosen.x].value) - moment(other[chosen.x].value));
    const dots = rows.map((row) => svg("circle", { cx: x(row), cy: y(valueOf(row)), r: 4.5 }, svg("title", {}, tame(`${name} ${row[chosen.x].value}: ${figure(valueOf(row))} ${unitOf(row)}`, 200))));
    return svg("g", { class: `line series-${i}` }, svg("polyline", { points: rows.map((row) => `${x(row)},${y(valueOf(row))}`).join(" ") }), dots);
  });
  const told = `${headingOf(chosen.y)}, ${times[0]} – ${times[times.length - 1]}`;
  const note = series.size > SERIES ? make("p", { class: "none" }, say("chartFirst", SERIES)) : null;
  return [names.length > 1 || names[0] ? key(names) : null, svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": tame(told) }, grid, labels, paths), note];
}

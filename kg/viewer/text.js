// Words and elements: the two languages, code points, and DOM built from text alone.

const page = {};
const settings = { language: 0 }; // 0 Chinese, 1 English: positions in every pair of labels

/** Return the interface text of a key in the current language, with {0}, {1} … filled in. */
function say(key, ...values) {
  const pair = page.strings[key];
  const text = pair ? pair[settings.language] : key;
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}

/** Return one of a pair of labels [zh, en]. */
function pick(pair, offset = 0) {
  return pair[offset + settings.language] || pair[offset] || "";
}

/** Format an integer for reading; both languages group by three. */
function count(number) {
  return number.toLocaleString("en-US");
}

/** Slice a text by code points: offsets in the data are code points, JavaScript's are UTF-16 units. */
function slicePoints(points, begin, end) {
  return points.slice(Math.max(0, begin), Math.max(0, end)).join("");
}

const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Return a text that cannot reorder or hide its surroundings, at most `limit` code points long. */
function tame(text, limit = 400) {
  const clean = text.replace(invisible, "");
  if (clean.length <= limit) return clean;
  const points = Array.from(clean);
  return points.length > limit ? points.slice(0, limit).join("") + "…" : clean;
}

/**
 * Make an element. Strings among the children become text nodes; attributes are set by name, `class` included;
 * functions are listeners (`onclick`), and null, undefined or false attributes are left out.
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Replace what an element holds. */
function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

function byId(id) {
  return document.getElementById(id);
}

const svgSpace = "http://www.w3.org/2000/svg";

/** Return one of the icons defined at the top of the page. */
function icon(name) {
  const svg = document.createElementNS(svgSpace, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svgSpace, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Fill every element that names a key of the interface texts: its content, its label, its placeholder or its tooltip. */
function translate(root = document) {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const element of root.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
}

/** Tell readers of the screen what changed. */
function announce(text) {
  byId("live").textContent = text;
}

let toastTimer = 0;

/** Show a short message that goes away by itself. */
function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.classList.add("on");
  announce(text);
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.classList.remove("on"), 2400);
}

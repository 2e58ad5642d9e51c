// Exports: the picture as PNG or SVG, the tables as CSV, all made here and handed over as a file.

const PICTURE_MARGIN = 36;

function download(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function fileName(ending) {
  const name = tame(page.title || say("title"), 60).replace(/[\\/:*?"<>|\s]+/g, "-");
  return `${name}.${ending}`;
}

/** Draw everything that is on the page, with title and legend, at scale 1 with any pen; return its size. */
function pictureSize() {
  const [x0, y0, x1, y1] = extent();
  return { x: x0 - PICTURE_MARGIN, y: y0 - PICTURE_MARGIN - 52, width: x1 - x0 + 2 * PICTURE_MARGIN, height: y1 - y0 + 2 * PICTURE_MARGIN + 100 };
}

function paintPicture(pen, frame) {
  const bottom = frame.y + frame.height;
  pen.fillStyle = theme.colours.sea;
  pen.fillRect(frame.x, frame.y, frame.width, frame.height);
  paintIslands(pen, 1);
  paintLines(pen, 1);
  paintCaptions(pen, 1);
  for (const id of view.nodes) paintMark(pen, page.nodes[id], 1);
  for (const { node } of visibleLabels(1, painter.isles)) paintLabel(pen, node, 1);
  const focus = (graph.hover = null, focusOf());
  if (focus) paintFocus(pen, 1, focus, [frame.x, frame.y, frame.width, frame.height]);
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.fillStyle = theme.colours.ink;
  pen.font = `700 22px ${serif}`;
  pen.fillText(tame(page.title || say("title"), 60), frame.x + PICTURE_MARGIN, frame.y + 40);
  pen.font = `400 12px ${family}`;
  pen.fillStyle = theme.colours.muted;
  pen.textAlign = "right";
  pen.fillText(byId("counts").textContent, frame.x + frame.width - PICTURE_MARGIN, frame.y + 41);
  paintLegend(pen, frame.x + PICTURE_MARGIN, bottom - 34);
}

function paintLegend(pen, left, y) {
  let x = left;
  pen.textAlign = "left";
  pen.font = `400 12px ${family}`;
  ruler.font = pen.font;
  const used = new Set([...view.nodes].map((id) => page.nodes[id].type));
  page.types.forEach((type, i) => {
    if (!used.has(i)) return;
    traceMark(pen, type[5], x + 7, y, 6);
    pen.fillStyle = type[theme.dark ? 4 : 3];
    pen.fill();
    pen.fillStyle = theme.colours.muted;
    pen.fillText(pick(type, 1), x + 19, y);
    x += 19 + ruler.measureText(pick(type, 1)).width + 20;
  });
}

function exportPng() {
  const frame = pictureSize();
  const ratio = Math.min(2, 8000 / Math.max(frame.width, frame.height));
  const canvas = make("canvas", { width: Math.round(frame.width * ratio), height: Math.round(frame.height * ratio) });
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.translate(-frame.x, -frame.y);
  paintPicture(pen, frame);
  canvas.toBlob((blob) => download(fileName("png"), blob), "image/png");
}

/** The whole picture as SVG text. */
function svgText() {
  const frame = pictureSize();
  const pen = new SvgPen();
  paintPicture(pen, frame);
  return pen.document(frame);
}

function exportSvg() {
  download(fileName("svg"), new Blob([svgText()], { type: "image/svg+xml" }));
}

/** Writes what a canvas would show as SVG elements; only what the painter uses. */
class SvgPen {
  constructor() {
    this.parts = [];
    this.path = new PathPen();
    this.dash = [];
    this.letterSpacing = "0px";
    for (const name of ["beginPath", "moveTo", "lineTo", "quadraticCurveTo", "arc", "closePath"]) {
      this[name] = (...values) => {
        if (name === "beginPath") this.path = new PathPen();
        else this.path[name](...values);
      };
    }
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  fill() {
    this.put("path", { d: this.path.d, ...this.paint("fill", this.fillStyle) });
  }

  stroke() {
    if (this.path.d) this.put("path", { d: this.path.d, fill: "none", ...this.stroking() });
  }

  fillRect(x, y, width, height) {
    this.put("rect", { x, y, width, height, ...this.paint("fill", this.fillStyle) });
  }

  strokeText() {} // the halo is drawn with the text

  fillText(text, x, y) {
    const size = Number(/([\d.]+)px/.exec(this.font)[1]);
    const anchor = { center: "middle", left: "start", right: "end" }[this.textAlign];
    const attributes = {
      x: round2(x), y: round2(y + size * 0.36), "text-anchor": anchor, "font-size": round2(size), "font-weight": /^\d+/.exec(this.font)[0],
      "font-family": this.font.includes("serif'") ? serif : family, ...this.paint("fill", this.fillStyle), "letter-spacing": this.letterSpacing,
      stroke: this.strokeStyle, "stroke-width": this.textAlign === "center" ? round2(size * 0.2) : 0, "stroke-linejoin": "round", "paint-order": "stroke",
    };
    this.put("text", attributes, text);
  }

  stroking() {
    const dash = this.dash.length ? { "stroke-dasharray": this.dash.map(round2).join(" ") } : {};
    return { ...this.paint("stroke", this.strokeStyle), "stroke-width": round2(this.lineWidth), ...dash };
  }

  /** Colours with an alpha become a colour and an opacity, which more programs read. */
  paint(name, colour) {
    const parts = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)(?:[,/ ]+([\d.]+))?\)$/.exec(colour);
    if (!parts) return { [name]: colour };
    return { [name]: `rgb(${parts[1]},${parts[2]},${parts[3]})`, [`${name}-opacity`]: parts[4] || 1 };
  }

  put(tag, attributes, text) {
    this.parts.push([tag, attributes, text]);
  }

  document({ x, y, width, height }) {
    const root = document.createElementNS(svgSpace, "svg");
    root.setAttribute("viewBox", [x, y, width, height].map(Math.round).join(" "));
    root.setAttribute("width", Math.round(width));
    root.setAttribute("height", Math.round(height));
    for (const [tag, attributes, text] of this.parts) {
      const element = document.createElementNS(svgSpace, tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      if (text !== undefined) element.textContent = text;
      root.append(element);
    }
    return new XMLSerializer().serializeToString(root);
  }
}

/** A cell of CSV: quoted where needed; what a spreadsheet would take for a formula is kept as text. */
function cell(value) {
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(rows) {
  return new Blob(["\ufeff", ...rows.map((row) => `${row.map(cell).join(",")}\r\n`)], { type: "text/csv;charset=utf-8" });
}

function exportNodes() {
  const rows = [["name", "type", "region", "degree", "mentions", "key"].map((key) => (key === "key" ? "id" : say(key)))];
  for (const id of view.nodes) {
    const node = page.nodes[id];
    rows.push([node.name, className(node), node.homes.map(regionName).join("|"), node.degree, node.mentions.length, node.key]);
  }
  download(fileName("entities.csv"), csv(rows));
}

function exportEdges() {
  const rows = [["subject", "relation", "object", "status", "confidenceHead", "sentence", "report", "section", "begin", "end"].map((key) => (page.strings[key] ? say(key) : key.replace("Head", "")))];
  for (const edge of view.edges) {
    for (const [sentence, begin, end, status, confidence] of edge.evidence.filter(passageOn)) {
      const [report, sectionPath, , text] = page.sentences[sentence];
      rows.push([page.nodes[edge.from].name, relationName(edge), page.nodes[edge.to].name, term(status), confidence, text, page.reports[report].label, sectionPath, begin, end]);
    }
  }
  download(fileName("relations.csv"), csv(rows));
}

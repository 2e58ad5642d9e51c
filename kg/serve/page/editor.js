// The editor: a plain text area, so that input methods, undo and screen readers work, over the same text in colours.

const editor = { get text() { return byId("text").value; } };

function startEditor() {
  const area = byId("text");
  area.addEventListener("input", repaint);
  area.addEventListener("scroll", follow);
  area.addEventListener("keydown", onEditorKey);
  new ResizeObserver(follow).observe(area);
}

function repaint() {
  const area = byId("text");
  fill(byId("paper"), painted(area.value), "\n ");
  const lines = area.value.split("\n").length;
  byId("editor").style.setProperty("--lines", String(asked.question ? 8 : Math.min(Math.max(lines + 1, 9), 26)));
  follow();
}

function follow() {
  const [area, paper] = [byId("text"), byId("paper")];
  paper.scrollTop = area.scrollTop;
  paper.scrollLeft = area.scrollLeft;
}

/** Put another text into the editor; undo brings the old one back. */
function replaceText(text) {
  const area = byId("text");
  if (area.value === text) return;
  area.focus({ preventScroll: true });
  area.select();
  insert(text);
  area.setSelectionRange(0, 0);
  area.scrollTop = 0;
  repaint();
}

/** Put a text where the selection is, as if it had been typed. */
function insert(text) {
  const area = byId("text");
  area.focus({ preventScroll: true });
  if (text ? document.execCommand("insertText", false, text) : document.execCommand("delete")) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** Show where a query is wrong: select the character at a line and column, both from 1. */
function pointAt(line, column) {
  const area = byId("text");
  const lines = area.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const at = Math.min(before + Array.from(lines[line - 1] || "").slice(0, column - 1).join("").length, area.value.length);
  area.focus();
  area.setSelectionRange(at, Math.min(at + 1, area.value.length));
}

let leaving = false; // after Escape, Tab moves on instead of indenting

function onEditorKey(event) {
  if (event.isComposing) return;
  if (onHintKey(event)) return;
  const escaped = leaving;
  leaving = event.key === "Escape";
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask();
  } else if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    hint(true);
  } else if (event.key === "Tab" && !escaped && !event.shiftKey && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    insert("  ");
  } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    insert(`\n${indent()}`);
  } else if (event.key === "}") {
    closeBlock(event);
  } else if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    toggleComment();
  }
}

/** The indent of the next line: that of this one, and two more after an opening bracket. */
function indent() {
  const area = byId("text");
  const line = area.value.slice(0, area.selectionStart).split("\n").pop();
  return /^ */.exec(line)[0] + (/[{(]\s*$/.test(line) ? "  " : "");
}

/** A bracket that begins its line closes a block: it stands two to the left. */
function closeBlock(event) {
  const area = byId("text");
  const line = area.value.slice(0, area.selectionStart).split("\n").pop();
  if (!/^ {2,}$/.test(line) || area.selectionStart !== area.selectionEnd) return;
  event.preventDefault();
  area.setSelectionRange(area.selectionStart - 2, area.selectionStart);
  insert("}");
}

function toggleComment() {
  const area = byId("text");
  const begin = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const found = area.value.indexOf("\n", area.selectionEnd);
  const end = found < 0 ? area.value.length : found;
  const lines = area.value.slice(begin, end).split("\n");
  const off = lines.every((line) => /^\s*#/.test(line) || !line.trim());
  area.setSelectionRange(begin, end);
  insert(lines.map((line) => (off ? line.replace(/^(\s*)# ?/, "$1") : line.trim() ? `# ${line}` : line)).join("\n"));
}

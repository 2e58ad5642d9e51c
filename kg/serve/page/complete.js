// Completion: variables, prefixes, terms of the ontology by name and label, entities by name, pinyin and initials.

const hints = { rows: [], at: 0, from: 0, turn: 0, waiting: null };

function startHints() {
  const area = byId("text");
  let composing = false;
  area.addEventListener("compositionstart", () => { composing = true; });
  area.addEventListener("compositionend", () => { composing = false; hint(); });
  area.addEventListener("input", (event) => {
    if (composing || event.isComposing) return;
    if (/^(insertText|deleteContent)/.test(event.inputType || "")) hint();
    else shutHints();
  });
  area.addEventListener("blur", () => setTimeout(shutHints, 150));
  area.addEventListener("click", shutHints);
  area.addEventListener("scroll", shutHints);
}

/** What is being typed: {text, from, kind}, or null inside strings, comments and IRIs. */
function typedWord() {
  const area = byId("text");
  const at = area.selectionStart;
  for (const token of tokens(area.value.slice(0, at))) {
    if (["comment", "string", "iri"].includes(token.kind) && token.at + token.text.length >= at) {
      const closed = token.kind === "iri" || (token.kind === "string" && token.text.length > 1 && token.text.endsWith(token.text[0]));
      return closed && token.kind !== "comment" ? { text: "", from: at } : null;
    }
  }
  const word = /[?$]?[\p{L}\p{N}_·-]*(?::[\p{L}\p{N}_.·-]*)?$/u.exec(area.value.slice(0, at))[0];
  return { text: word, from: at - word.length };
}

/** Offer what fits, at once for what the page knows and when the server answers for entities. */
function hint(asked = false) {
  clearTimeout(hints.waiting);
  const typed = typedWord();
  if (!typed || (!asked && !typed.text) || /^\d/.test(typed.text)) return shutHints();
  const turn = ++hints.turn;
  const known = localHints(typed.text, asked);
  showHints(known, typed.from);
  hints.waiting = setTimeout(() => entityHints(typed, known, turn), 120);
}

function localHints(typed, asked) {
  if (/^[?$]/.test(typed)) return variables(typed);
  const [prefix, local] = typed.includes(":") ? typed.split(/:(.*)/s) : ["", typed];
  const wanted = fold(local);
  const rows = [];
  if (!prefix || data.prefixes[prefix] === data.ontology) {
    for (const [term, kind] of ontologyTerms()) {
      const score = fits(wanted, [term.name, term.zh, term.en]);
      if (score < 9 && (wanted || prefix || asked)) rows.push({ text: `gk:${term.name}`, label: settings.language ? term.en : term.zh, kind, score });
    }
  }
  if (!typed.includes(":")) {
    for (const word of offered) if (wanted && word.toLowerCase().startsWith(wanted)) rows.push({ text: word, label: "", kind: "kindWord", score: 0.5 });
    for (const name of Object.keys(data.prefixes)) if (wanted && name.startsWith(wanted)) rows.push({ text: `${name}:`, label: data.prefixes[name], kind: "kindPrefix", score: 0.8 });
  }
  return rows.sort((one, other) => one.score - other.score || one.text.length - other.text.length).slice(0, 12);
}

function ontologyTerms() {
  return [
    ...data.classes.map((term) => [term, "kindClass"]),
    ...data.terms.map((term) => [term, /^[a-z]/.test(term.name) && !term.name.startsWith("kind-") ? "kindProperty" : "kindTerm"]),
  ];
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s"'“”‘’《》〈〉()（）·.-]/g, "");
}

/** How well names fit what was typed: 0 the same, 1 begins so, 2 holds it, 9 not at all. */
function fits(wanted, names) {
  const folded = names.map(fold);
  if (!wanted) return 3;
  if (folded.includes(wanted)) return 0;
  if (folded.some((name) => name.startsWith(wanted))) return 1;
  return folded.some((name) => name.includes(wanted)) ? 2 : 9;
}

function variables(typed) {
  const found = new Set();
  const area = byId("text");
  for (const token of tokens(area.value)) {
    if (token.kind === "variable" && token.at + token.text.length !== area.selectionStart) found.add(`?${token.text.slice(1)}`);
  }
  const rows = [...found].filter((name) => name.slice(1).startsWith(typed.slice(1)) && name.slice(1) !== typed.slice(1));
  return rows.sort().map((text) => ({ text, label: "", kind: "kindVariable" }));
}

async function entityHints(typed, known, turn) {
  const [prefix, local] = typed.text.includes(":") ? typed.text.split(/:(.*)/s) : ["", typed.text];
  const namespace = data.prefixes[prefix] || "";
  const path = namespace.startsWith(data.base) ? namespace.slice(data.base.length, -1) : "";
  const enough = /[^\x00-\x7f]/.test(local) ? local.length >= 1 : local.length >= 2;
  if (!enough || /^[?$]/.test(typed.text) || (prefix && !path)) return;
  const hits = await fetchJson(`/api/names?q=${encodeURIComponent(local)}&path=${encodeURIComponent(path)}`);
  if (turn !== hints.turn || !hits || !hits.length) return;
  const rows = hits.slice(0, 12).map((hit) => ({ text: inQuery(hit.iri), label: hit.label, kind: "kindEntity" }));
  const best = known.filter((row) => row.score < 1.5);
  showHints([...best, ...rows, ...known.filter((row) => row.score >= 1.5)].slice(0, 20), typed.from);
}

function showHints(rows, from) {
  hints.rows = rows;
  hints.from = from;
  hints.at = 0;
  if (!rows.length) return shutHints(false);
  fill(byId("hints"), rows.map((row, i) => make("li", { id: `hint-${i}`, role: "option", "aria-selected": String(!i), onmousedown: (event) => { event.preventDefault(); take(i); } },
    make("span", { class: "hint-text" }, tame(row.text, 60)), make("span", { class: "hint-label" }, tame(row.label, 60)), make("span", { class: "hint-kind" }, say(row.kind)))));
  place();
  byId("hints").hidden = false;
  byId("text").setAttribute("aria-expanded", "true");
  byId("text").setAttribute("aria-activedescendant", "hint-0");
}

/** Put the list below what is being typed, measured in the coloured copy of the text. */
function place() {
  const [area, paper, list] = [byId("text"), byId("paper"), byId("hints")];
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  let left = hints.from;
  const range = document.createRange();
  for (let node = walker.nextNode(); node; left -= node.length, node = walker.nextNode()) {
    if (left <= node.length) {
      range.setStart(node, left);
      break;
    }
  }
  const [spot, frame] = [range.getBoundingClientRect(), byId("editor").getBoundingClientRect()];
  const x = Math.max(8, Math.min(spot.left - frame.left, area.clientWidth - 320));
  list.style.left = `${x}px`;
  list.style.top = `${spot.top - frame.top + 24}px`;
}

function shutHints(forget = true) {
  if (forget) hints.turn += 1;
  byId("hints").hidden = true;
  byId("text").setAttribute("aria-expanded", "false");
  byId("text").removeAttribute("aria-activedescendant");
}

/** Handle a key of the open list; true if it was one. */
function onHintKey(event) {
  if (byId("hints").hidden) return false;
  if (event.key === "Escape") shutHints();
  else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) take(hints.at);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    hints.at = (hints.at + (event.key === "ArrowDown" ? 1 : -1) + hints.rows.length) % hints.rows.length;
    [...byId("hints").children].forEach((row, i) => row.setAttribute("aria-selected", String(i === hints.at)));
    byId(`hint-${hints.at}`).scrollIntoView({ block: "nearest" });
    byId("text").setAttribute("aria-activedescendant", `hint-${hints.at}`);
  } else return false;
  event.preventDefault();
  return true;
}

function take(i) {
  const area = byId("text");
  const { text } = hints.rows[i];
  shutHints();
  area.setSelectionRange(hints.from, area.selectionStart);
  insert(text.endsWith(":") ? text : `${text} `);
  declare();
  if (text.endsWith(":")) hint(true);
}

/** Declare prefixes that have come into use; the cursor stays with what it is at. */
function declare() {
  const area = byId("text");
  const { block, at } = prefixBlock(area.value);
  if (!block) return;
  const [from, to] = [area.selectionStart, area.selectionEnd].map((spot) => (spot < at ? spot : spot + block.length));
  area.setSelectionRange(at, at);
  insert(block);
  area.setSelectionRange(from, to);
}

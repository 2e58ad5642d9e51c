// The question pack: one click asks a question; its parameters are fields, and names are completed.

const asked = { question: null, values: new Map() };

function startQuestions() {
  byId("pack-find").addEventListener("input", listQuestions);
  byId("parameters").addEventListener("submit", (event) => { event.preventDefault(); applyParameters(); });
  byId("pack-open").addEventListener("click", () => showPack(!document.body.classList.contains("pack-shown")));
  byId("scrim").addEventListener("click", () => showPack(false));
  byId("pack-count").textContent = count(data.questions.length);
  listQuestions();
}

function showPack(shown) {
  document.body.classList.toggle("pack-shown", shown);
  byId("pack-open").setAttribute("aria-expanded", String(shown));
}

const titleOf = (question) => (settings.language ? question.en : question.zh);

function listQuestions() {
  const wanted = fold(byId("pack-find").value);
  const found = data.questions.filter((one) => fold(`${one.zh} ${one.en} ${one.about.join(" ")}`).includes(wanted));
  const family = (one) => (one ? one.name.split("-")[0] : "");
  fill(byId("pack-list"), found.map((one, i) => make("li", { class: i && family(one) !== family(found[i - 1]) ? "group" : null },
    make("button", { type: "button", class: "question", "data-name": one.name, "aria-current": asked.question === one ? "true" : null, onclick: () => openQuestion(one, new Map(), true) }, titleOf(one)))));
  byId("pack-none").hidden = found.length > 0;
}

/** Show a question with values for its parameters, and ask it. */
function openQuestion(question, values, run) {
  asked.question = question;
  asked.values = values;
  showPack(false);
  showQuestion();
  replaceText(questionText(question, values));
  byId("text").blur();
  repaint();
  if (run) ask();
}

/** The text of a question: where a value is given, its line names it. */
function questionText(question, values) {
  const lines = question.text.replace(/\n$/, "").split("\n");
  for (const parameter of question.parameters) {
    const value = values.get(parameter.name);
    if (value) lines[parameter.line] = parameter.full.split(data.place).join(value.term);
  }
  return `${lines.filter((line) => !/^# (zh|en|about-zh|about-en|param|column)\b/.test(line)).join("\n").trim()}\n`;
}

function showQuestion() {
  const { question } = asked;
  byId("asked").hidden = !question;
  for (const button of document.querySelectorAll(".question")) {
    if (question && button.dataset.name === question.name) {
      button.setAttribute("aria-current", "true");
      button.scrollIntoView({ block: "nearest" });
    } else button.removeAttribute("aria-current");
  }
  if (!question) return;
  byId("asked-title").textContent = titleOf(question);
  byId("asked-about").textContent = question.about[settings.language];
  const fields = question.parameters.map((parameter) => field(parameter));
  fill(byId("parameters"), fields, fields.length ? make("button", { class: "button" }, say("apply")) : null);
}

function field(parameter) {
  const { name } = parameter;
  const value = asked.values.get(name);
  const list = make("datalist", { id: `list-${name}` });
  const box = make("input", {
    id: `parameter-${name}`, value: value ? value.text : "", placeholder: parameter.default || say("default"), list: `list-${name}`, maxlength: "200",
    inputmode: parameter.type === "integer" ? "numeric" : parameter.type === "number" ? "decimal" : null,
    onchange: () => box.setCustomValidity(""),
  });
  if (parameter.path) box.addEventListener("input", () => suggest(parameter, box, list));
  return make("label", { class: "parameter" }, make("span", {}, settings.language ? parameter.en : parameter.zh), box, list);
}

async function suggest(parameter, box, list) {
  box.setCustomValidity("");
  const typed = box.value.trim();
  if (!typed) return;
  const hits = (await fetchJson(`/api/names?q=${encodeURIComponent(typed)}&path=${encodeURIComponent(parameter.path)}`)) || [];
  if (box.value.trim() === typed) fill(list, hits.map((hit) => make("option", { value: hit.label })));
}

/** Read the fields, look names up, and ask. */
async function applyParameters() {
  const values = new Map();
  for (const parameter of asked.question.parameters) {
    const box = byId(`parameter-${parameter.name}`);
    const text = box.value.trim();
    if (!text) continue;
    const term = await termOf(parameter, text);
    if (!term) {
      box.setCustomValidity(say("jsSearchNone", text));
      box.reportValidity();
      return;
    }
    values.set(parameter.name, { text, term });
  }
  openQuestion(asked.question, values, true);
}

/** What a value is in SPARQL: a literal, or the nodes of that name; empty if there is none. */
async function termOf(parameter, text) {
  if (parameter.type === "text") return JSON.stringify(text);
  if (parameter.type === "integer") return /^[+-]?\d{1,15}$/.test(text) ? text : "";
  if (parameter.type === "number") return /^[+-]?\d{1,12}(\.\d{1,6})?$/.test(text) ? (text.includes(".") ? text : `${text}.0`) : "";
  if (parameter.type === "date") return /^\d{4}-\d\d-\d\d$/.test(text) ? `"${text}"^^<http://www.w3.org/2001/XMLSchema#date>` : "";
  const known = [...data.classes, ...data.terms].find((term) => [term.name, term.zh, term.en].includes(text) && !parameter.path);
  if (known) return `<${data.ontology}${known.name}>`;
  const hits = (await fetchJson(`/api/names?q=${encodeURIComponent(text)}&path=${encodeURIComponent(parameter.path)}`)) || [];
  const same = hits.filter((hit) => fold(hit.label) === fold(text));
  const alike = hits.filter((hit) => hit.aliases.some((name) => fold(name) === fold(text)));
  return (same.length ? same : alike).map((hit) => `<${hit.iri}>`).join(" ");
}

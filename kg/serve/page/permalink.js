// Permalinks: the address holds what is asked, after #, so that it reaches no server's log.

/** Put what is asked into the address. */
function remember() {
  const parts = new URLSearchParams();
  const { question, values } = asked;
  if (question && editor.text.trim() === questionText(question, values).trim()) {
    parts.set("question", question.name);
    for (const [name, { text }] of values) parts.set(`p.${name}`, text);
  } else if (editor.text.trim()) {
    parts.set("query", editor.text.trim());
  }
  if (shown.view !== "table") parts.set("view", shown.view);
  const hash = `#${parts}`;
  if (hash !== location.hash) history[location.hash ? "pushState" : "replaceState"](null, "", hash === "#" ? location.pathname : hash);
}

/** Ask what the address holds; false if it holds nothing. */
async function recall() {
  const parts = new URLSearchParams(location.hash.slice(1));
  shown.wanted = parts.get("view") || "";
  const question = data.questions.find((one) => one.name === parts.get("question"));
  if (question) {
    const values = new Map();
    for (const parameter of question.parameters) {
      const text = parts.get(`p.${parameter.name}`);
      const term = text ? await termOf(parameter, text) : "";
      if (term) values.set(parameter.name, { text, term });
    }
    openQuestion(question, values, true);
    return true;
  }
  if (!parts.get("query")) return false;
  asked.question = null;
  showQuestion();
  replaceText(`${parts.get("query")}\n`);
  byId("text").blur();
  ask();
  return true;
}

async function share() {
  remember();
  try {
    await navigator.clipboard.writeText(location.href);
    toast(say("copied"));
  } catch {
    toast(say("copyFailed"));
  }
}

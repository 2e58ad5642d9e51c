// What the page was sent: texts in both languages, prefixes; how IRIs are shortened and where their pages are.

const data = JSON.parse(byId("page-data").textContent);
page.strings = data.strings;
settings.language = data.language;

/** Return the address of an IRI's page. */
function addressOf(iri) {
  const path = iri.startsWith(data.base) ? iri.slice(data.base.length) : "";
  if (!path) return `/describe?iri=${encodeURIComponent(iri)}`;
  return `/id/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** Ask this server for JSON; null where it has none to give. */
async function fetchJson(address, signal) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Fill in how much the graph holds. */
async function showNumbers() {
  const numbers = await fetchJson("/api/numbers");
  if (!numbers) return;
  const of = (name) => count(numbers.classes[`https://w3id.org/govkg/ontology#${name}`] || 0);
  byId("counts").textContent = say("jsCounts", count(numbers.triples), of("Statement"), of("Observation"));
}
showNumbers();

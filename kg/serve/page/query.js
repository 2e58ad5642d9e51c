// The query page begins: a question of the address, else one that is always worth asking.

const FIRST = `PREFIX gk: <https://w3id.org/govkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name (COUNT(DISTINCT ?agency) AS ?agencies) WHERE {
  ?platform a gk:Platform ; rdfs:label ?name .
  ?agency gk:uses|gk:operates|gk:promotes ?platform .
}
GROUP BY ?name
ORDER BY DESC(?agencies) ?name
LIMIT 20
`;

startEditor();
startHints();
startQuestions();
startRunning();
addEventListener("popstate", recall);
document.documentElement.addEventListener("look", () => shown.result && showView(shown.view));
byId("language").addEventListener("click", (event) => {
  event.preventDefault();
  location.href = byId("language").getAttribute("href") + location.hash;
});
recall().then((found) => {
  if (!found) byId("text").value = FIRST;
  repaint();
  document.documentElement.dataset.ready = "page";
});

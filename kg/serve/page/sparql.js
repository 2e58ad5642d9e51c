// SPARQL as the editor sees it: words to colour, names to complete, prefixes to declare.

const keywords = ("ADD ALL AS ASC ASK BASE BIND BY CLEAR CONSTRUCT COPY COUNT CREATE DATA DEFAULT DELETE DESC DESCRIBE DISTINCT DROP "
  + "EXISTS FILTER FROM GRAPH GROUP HAVING IN INSERT LIMIT LOAD MINUS MOVE NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT "
  + "SEPARATOR SERVICE SILENT UNDEF UNION USING VALUES WHERE WITH a true false").split(" ");
const functions = ("ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI "
  + "ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMPLE SAMETERM "
  + "SECONDS SHA1 SHA256 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TZ UCASE URI UUID YEAR").split(" ");
const words = new Map([...functions.map((word) => [word, "function"]), ...keywords.map((word) => [word.toUpperCase(), "keyword"])]);
// What completion offers: an endpoint that reads only has no use for the words of updates
const unwanted = new Set("ADD CLEAR COPY CREATE DATA DELETE DROP INSERT LOAD MOVE SERVICE SILENT USING WITH".split(" "));
const offered = [...keywords, ...functions].filter((word) => !unwanted.has(word) && word.length > 2);

const lexicon = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<iri><[^\\s<>\"{}|^`\\\\]*>)",
  "(?<string>\"\"\"(?:\\\\.|[^\\\\])*?(?:\"\"\"|$)|'''(?:\\\\.|[^\\\\])*?(?:'''|$)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?)",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
  "(?<name>(?:[\\p{L}][\\p{L}\\p{N}_.-]*)?:(?:[\\p{L}\\p{N}_:%·-]|\\.(?=[\\p{L}\\p{N}_:%·-])|\\\\.)*)",
  "(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)",
  "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)",
  "(?<mark>[{}()\\[\\];,.])",
].join("|"), "gsu");

/** Yield the tokens of a text: {kind, text, at}. */
function* tokens(text) {
  for (const found of text.matchAll(lexicon)) {
    const [kind] = Object.entries(found.groups).find(([, value]) => value !== undefined);
    yield { kind, text: found[0], at: found.index };
  }
}

function kindOf(token) {
  if (token.kind !== "word") return token.kind;
  if (token.text === "a") return "keyword";
  return words.get(token.text.toUpperCase()) || "";
}

/** Return elements for a text, coloured. */
function painted(text) {
  const parts = [];
  let done = 0;
  for (const token of tokens(text)) {
    if (token.at > done) parts.push(text.slice(done, token.at));
    const kind = kindOf(token);
    parts.push(kind ? make("span", { class: `tok-${kind}` }, token.text) : token.text);
    done = token.at + token.text.length;
  }
  parts.push(text.slice(done));
  return parts;
}

/** Return the known prefixes that a query uses without declaring them, in order of their names. */
function undeclared(text) {
  const declared = new Set();
  const used = new Set();
  let before = "";
  for (const token of tokens(text)) {
    if (token.kind === "comment") continue;
    if (token.kind === "name") {
      const prefix = token.text.slice(0, token.text.indexOf(":"));
      (before === "PREFIX" ? declared : used).add(prefix);
    }
    before = token.kind === "word" ? token.text.toUpperCase() : "";
  }
  return [...used].filter((prefix) => !declared.has(prefix) && Object.hasOwn(data.prefixes, prefix)).sort();
}

/** What declares the prefixes that a query uses and does not declare, and where it belongs: after the comments at the top. */
function prefixBlock(text) {
  const block = undeclared(text).map((prefix) => `PREFIX ${prefix}: <${data.prefixes[prefix]}>\n`).join("");
  return { block, at: /^(?:[ \t]*#[^\n]*\n)*/.exec(text)[0].length };
}

const safeLocal = /^[A-Za-z0-9_\u3400-\u9fff](?:[A-Za-z0-9_.·\u3400-\u9fff-]*[A-Za-z0-9_\u3400-\u9fff-])?$/;
const byLength = Object.entries(data.prefixes || {}).sort(([, one], [, other]) => other.length - one.length);

/** Shorten an IRI for people. */
function shortened(iri) {
  const [prefix, namespace] = byLength.find(([, start]) => iri.startsWith(start) && iri.length > start.length) || [];
  return prefix ? `${prefix}:${iri.slice(namespace.length)}` : iri;
}

/** Return an IRI as a query can name it. */
function inQuery(iri) {
  const short = shortened(iri);
  return short !== iri && safeLocal.test(short.slice(short.indexOf(":") + 1)) ? short : `<${iri}>`;
}

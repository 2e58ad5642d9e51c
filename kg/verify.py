"""Verification: whether the source texts hold, at the offsets that a graph gives, exactly what the graph quotes.

A text belongs to a graph if the SHA-256 of its decoded text is a gk:textHash there. Offsets are code points into that text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import reading, store
from kg.build.sources import collect
from kg.errors import GraphError, ReadingError
from kg.iri import GK

KINDS = ("Sentence", "Mention", "Observation", "Statement")

_SENTENCES = f"""PREFIX gk: <{GK}>
SELECT ?node ?begin ?end ?quoted ?report WHERE {{
  ?node a gk:Sentence
  OPTIONAL {{ ?node gk:beginIndex ?begin }} OPTIONAL {{ ?node gk:endIndex ?end }}
  OPTIONAL {{ ?node gk:text ?quoted }} OPTIONAL {{ ?node gk:inDocument ?report }}
}}"""
_SPANS = f"""PREFIX gk: <{GK}>
SELECT ?kind ?node ?begin ?end ?quoted ?sentence WHERE {{
  VALUES (?kind ?text) {{ (gk:Mention gk:text) (gk:Observation gk:valueText) (gk:Statement gk:none) }}
  ?node a ?kind
  OPTIONAL {{ ?node gk:beginIndex ?begin }} OPTIONAL {{ ?node gk:endIndex ?end }}
  OPTIONAL {{ ?node ?text ?quoted }} OPTIONAL {{ ?node gk:statedIn ?sentence }}
}}"""
_REPORTS = f"""PREFIX gk: <{GK}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?report ?hash (MIN(?name) AS ?title) (MIN(?path) AS ?file) WHERE {{
  ?report gk:textHash ?hash OPTIONAL {{ ?report rdfs:label ?name }} OPTIONAL {{ ?report gk:sourceFile ?path }}
}} GROUP BY ?report ?hash ORDER BY ?hash"""


class Disagreement(NamedTuple):
    """A node whose text is not where it says; ``found`` is what stands there. Offsets that are missing are -1."""

    kind: str
    node: str
    begin: int
    end: int
    quoted: str
    found: str


class Missing(NamedTuple):
    """A text of the graph that was not given: its SHA-256, and title and file of its report."""

    sha256: str
    title: str
    file: str


@dataclass(slots=True)
class Result:
    """How many nodes of each kind were compared with their text and agree, and what could not be compared."""

    checked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    agree: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    disagreements: list[Disagreement] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every text of the graph was given and every node agrees with it."""
        return not self.disagreements and not self.missing


def verify(graph: Path | str, paths: Iterable[Path | str]) -> Result:
    """Compare every sentence, mention, value and statement of a graph with the texts in these files and folders.

    A statement quotes nothing itself: its clause is compared as its sentence quotes it. Files that cannot be read are
    listed in the result; texts that the graph does not know are passed over.

    :raises GraphError: if the graph cannot be read, or holds no sentences to verify.
    """
    loaded = store.read(Path(graph))
    reports: dict[str, list[str]] = {}
    missing: dict[str, Missing] = {}
    for row in _rows(loaded, _REPORTS):
        reports.setdefault(_value(row["report"]), []).append(_value(row["hash"]))
        missing[_value(row["hash"])] = Missing(_value(row["hash"]), _value(row["title"]), _value(row["file"]))
    result = Result()
    texts = dict(_texts(paths, set(missing), result))
    result.missing = sorted((m for sha256, m in missing.items() if sha256 not in texts), key=lambda m: (m.file, m.sha256))
    sentences = {}
    for row in _rows(loaded, _SENTENCES):
        span = _span("Sentence", row)
        text = _text_of(span, reports.get(_value(row["report"]), []), texts)
        sentences[span.node] = (span, text)
        _compare(result, span, text)
    if not sentences:
        raise GraphError(
            graph, "no sentences, so there is nothing to verify", "give a graph with evidence, as kg build writes it"
        )
    for row in _rows(loaded, _SPANS):
        span = _span(_value(row["kind"])[len(GK) :], row)
        sentence, text = sentences.get(_value(row["sentence"]), (None, ""))
        if span.kind == "Statement" and sentence is not None:
            span = span._replace(quoted=_slice(sentence.quoted, span.begin - sentence.begin, span.end - sentence.begin))
        _compare(result, span, text)
    result.disagreements.sort(key=lambda d: (KINDS.index(d.kind), d))
    return result


def _texts(paths: Iterable[Path | str], wanted: set[str], result: Result) -> Iterator[tuple[str, str]]:
    sources, problems = collect(Path(path) for path in paths)
    result.skipped += problems
    for source in sources:
        try:
            document = reading.read(source.name, source.path.read_bytes())
        except ReadingError as error:
            result.skipped.append((source.name, f"{error.cause}; {error.remedy}" if error.remedy else error.cause))
        except OSError as error:
            result.skipped.append((source.name, f"{error.strerror}; check the file and its permissions"))
        else:
            if document.sha256 in wanted:
                yield document.sha256, document.text


def _text_of(sentence: Disagreement, hashes: list[str], texts: dict[str, str]) -> str | None:
    """Return the text that a sentence was read from: empty if it belongs to none, None if that text was not given.

    A report that merges two texts of one title has two hashes; the name of a sentence begins with that of its text, and
    where it does not, any text may hold it.
    """
    name = sentence.node.rpartition("/")[2]
    named = [sha256 for sha256 in hashes if name.startswith(sha256[:12])]
    candidates = named or hashes
    given = [texts[sha256] for sha256 in candidates if sha256 in texts]
    for text in given:
        if _slice(text, sentence.begin, sentence.end) == sentence.quoted:
            return text
    if len(given) < len(candidates):
        return None
    return given[0] if given else ""


def _compare(result: Result, span: Disagreement, text: str | None) -> None:
    if text is None:
        return
    result.checked[span.kind] += 1
    found = _slice(text, span.begin, span.end)
    if found and found == span.quoted:
        result.agree[span.kind] += 1
    else:
        result.disagreements.append(span._replace(found=found))


def _slice(text: str, begin: int, end: int) -> str:
    return text[begin:end] if 0 <= begin <= end <= len(text) else ""


def _rows(loaded: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    answer = loaded.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _span(kind: str, row: ox.QuerySolution) -> Disagreement:
    begin, end = (_index(row[name]) for name in ("begin", "end"))
    return Disagreement(kind, _value(row["node"]), begin, end, _value(row["quoted"]), "")


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""


def _index(term: object) -> int:
    text = _value(term)
    return int(text) if text.isascii() and text.isdigit() else -1

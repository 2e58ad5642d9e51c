"""What a build found, counted: for ``build.json`` and the table on the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg import __version__, ontology
from kg.build.work import Tally

# Unresolved names listed in build.json, the most frequent first; the rest is counted
_LISTED = 1000


class Counts:
    """Counts triples and nodes by class as the sorted lines of a graph pass by."""

    def __init__(self) -> None:
        self.triples = 0
        self.nodes: Counter[str] = Counter()

    def count(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield the lines unchanged. A node counts for the most specific of its classes."""
        subject, classes = "", frozenset[str]()
        for line in lines:
            self.triples += 1
            if "\t0a\t" in line:
                node, _, name = line.split("\t")
                if node != subject:
                    self._node(classes)
                    subject, classes = node, frozenset()
                classes |= {name[3:]}
            yield line
        self._node(classes)

    def _node(self, classes: frozenset[str]) -> None:
        known = ontology.load().classes
        supers = {s for name in classes for s in known[name].supers}
        for name in classes - supers:
            self.nodes[name] += 1


def summary(tally: Tally, counts: Counts) -> dict[str, object]:
    """Return the content of ``build.json``."""
    evidence = {"Extractor", "Indicator", "Mention", "Observation", "Sentence", "Statement"}
    entities = {name: n for name, n in sorted(counts.nodes.items()) if name not in evidence}
    unresolved = sorted(tally.unresolved.items(), key=lambda item: (-item[1], item[0]))
    return {
        "version": __version__,
        "documents": sorted(tally.documents, key=lambda d: str(d["file"])),
        "triples": counts.triples,
        "entities": entities,
        "statements": dict(sorted(tally.statements.items())),
        "observations": tally.observations,
        "mentions": dict(sorted(tally.mentions.items())),
        "sentences": counts.nodes["Sentence"],
        "indicators": counts.nodes["Indicator"],
        "skipped": [{"file": file, "reason": reason} for file, reason in sorted(tally.skipped)],
        "warnings": [{"file": file, "warning": warning} for file, warning in sorted(tally.warnings)],
        "unresolved": [
            {"name": name, "times": times, "reason": reason, "candidates": list(candidates)}
            for (name, reason, candidates), times in unresolved[:_LISTED]
        ],
        "unresolvedNames": len(unresolved),
    }

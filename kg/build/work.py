"""The part of a build that runs alone for each batch of files: from bytes to a sorted run of lines on disk."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import reading
from kg.build.sources import Source
from kg.errors import ReadingError
from kg.extraction import knowledge, read_out
from kg.graph import lines
from kg.model import Reading

# Files of a batch: small enough that its lines stay below 100 MB (a dense report makes 3,000), large enough that merging
# thousands of documents opens fewer than a hundred runs
BATCH = 48


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the bytes of a build's output."""

    base: str
    gazetteers: tuple[Path, ...] = ()


@dataclass
class Tally:
    """What a batch, or a whole build, found: for ``build.json`` and the summary."""

    documents: list[dict[str, object]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    statements: Counter[str] = field(default_factory=Counter)
    observations: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[tuple[str, str, tuple[str, ...]]] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the findings of another tally to this one."""
        self.documents += other.documents
        self.skipped += other.skipped
        self.warnings += other.warnings
        self.statements += other.statements
        self.observations += other.observations
        self.mentions += other.mentions
        self.unresolved += other.unresolved


def batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Yield the files in batches of equal size."""
    for i in range(0, len(sources), BATCH):
        yield list(sources[i : i + BATCH])


def run(task: tuple[list[Source], Path, Options]) -> Tally:
    """Build a batch: write its sorted lines to a file and return what was found.

    A file that cannot be read is reported in the tally and skipped; the others are built.
    """
    sources, target, options = task
    known = knowledge(options.gazetteers)
    tally = Tally()
    out: set[str] = set()
    for source in sources:
        try:
            document = reading.read(source.name, source.path.read_bytes())
        except ReadingError as error:
            tally.skipped.append((source.name, f"{error.cause}; {error.remedy}" if error.remedy else error.cause))
            continue
        except OSError as error:
            tally.skipped.append((source.name, f"{error.strerror}; check the file and its permissions"))
            continue
        found = read_out(document, known, options.base)
        out.update(lines(found, options.base))
        _count(tally, found)
    with target.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(f"{line}\n" for line in sorted(out))
    return tally


def _count(tally: Tally, found: Reading) -> None:
    issuers = sorted({s.object.label for s in found.statements if s.predicate == "issuedBy" and s.subject is found.report})
    tally.documents.append(
        {
            "file": found.document.name,
            "title": found.report.label,
            "issuers": issuers,
            "region": found.region.label if found.region else None,
            "mentions": len(found.mentions),
            "statements": len(found.statements),
            "observations": len(found.observations),
            "unresolved": len(found.unresolved),
        }
    )
    if not issuers:
        cause = "no issuing agency found, so statements with an implied subject are left out"
        tally.warnings.append((found.document.name, f"{cause}; add a line such as 发布机构: … on top"))
    tally.statements.update(s.predicate for s in found.statements)
    tally.observations += len(found.observations)
    tally.mentions.update(entity.type for _, entity in found.mentions)
    tally.unresolved.update((u.surface, u.reason, u.candidates) for u in found.unresolved)

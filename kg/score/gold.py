"""The door to gold sets: a folder with mentions.tsv, relations.tsv and observations.tsv.

The first column (``doc`` or ``seed``) names the document by the beginning of its file name. Tables are tab-separated with a
header row and no quoting.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import InvalidOperation
from pathlib import Path

from kg.errors import DataError
from kg.score.facts import Facts, comparable, triple, value

_COLUMNS = {
    "mentions.tsv": ("type", "surface", "canonical"),
    "relations.tsv": ("subject", "predicate", "object"),
    "observations.tsv": ("subject", "value", "unit", "comparator"),
}


def read(folder: Path) -> dict[str, Facts]:
    """Return the facts of each document of a gold set.

    :raises DataError: if a table is missing or malformed; the message has the line.
    """
    found: dict[str, Facts] = defaultdict(Facts)
    for row in _rows(folder / "mentions.tsv"):
        if row.get("layer") == "nested" and row.get("skip"):
            continue
        facts, entity = found[row["doc"]], (row["type"], comparable(row["canonical"]))
        facts.names.add((row["type"], comparable(row["surface"])))
        facts.entities.add(entity)
        facts.surfaces.setdefault(entity, set()).add(row["surface"])
    for row in _rows(folder / "relations.tsv"):
        ends = row["subject"], row["predicate"], row["object"]
        if row["predicate"] == "deliveredVia":  # an early name of the inverse of supports
            ends = row["object"], "supports", row["subject"]
        found[row["doc"]].relations.add(triple(*ends))
    for row in _rows(folder / "observations.tsv"):
        if not row["value"]:
            continue
        try:
            stated = value(row["value"], row["unit"], row["comparator"])
        except InvalidOperation:
            where = f"{folder / 'observations.tsv'}:{row['line']}"
            raise DataError(where, f"{row['value']!r} is no number", "write digits with a point, or nothing") from None
        found[row["doc"]].values[stated] += 1
        found[row["doc"]].observed[comparable(row["subject"]), *stated] += 1
    return dict(found)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = next(reader, [])
            key = "doc" if "doc" in header else "seed"
            missing = [name for name in (key, *_COLUMNS[path.name]) if name not in header]
            if missing:
                raise DataError(f"{path}:1", f"missing column {', '.join(missing)}", "see the guidelines of the gold set")
            for cells in reader:
                if len(cells) != len(header):
                    raise DataError(f"{path}:{reader.line_num}", f"{len(cells)} cells, not {len(header)}", "check its tabs")
                row = dict(zip(header, cells, strict=True))
                yield {**row, "doc": row[key], "line": str(reader.line_num)}
    except OSError as error:
        raise DataError(path, error.strerror or "cannot be read", f"a gold set has {', '.join(_COLUMNS)}") from error
    except UnicodeDecodeError as error:
        raise DataError(path, f"not UTF-8 (byte {error.start})", "save the table as UTF-8") from error

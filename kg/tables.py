"""The door to the CSV files of ``data/``: rows as dictionaries, with errors that name file and line."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import resources
from kg.errors import DataError


def rows(path: str | Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file as ``{column: stripped text}``; a bare file name is looked up in ``data/``.

    :raises DataError: if the file cannot be read as UTF-8 CSV, lacks a column, or a row has too few or too many cells.
    """
    source = resources.data(path) if isinstance(path, str) else path
    try:
        with source.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            missing = [column for column in columns if column not in header]
            if missing:
                raise DataError(f"{source.name}:1", f"missing column {', '.join(missing)}", f"expected {','.join(columns)}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(header):
                    where = f"{source.name}:{reader.line_num}"
                    raise DataError(where, f"{len(cells)} cells, not {len(header)}", "quote cells that hold a comma")
                yield {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except OSError as error:
        raise DataError(source, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DataError(source.name, f"not UTF-8 (byte {error.start})", "save the table as UTF-8 CSV") from error
    except csv.Error as error:
        raise DataError(f"{source.name}:{reader.line_num}", str(error), "check the quotes of this row") from error


def several(cell: str) -> list[str]:
    """Return the values of a cell that joins them by ``|``."""
    return [value for part in cell.split("|") if (value := part.strip())]

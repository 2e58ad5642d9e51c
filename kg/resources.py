"""Where the files of ``ontology/`` and ``data/`` are: beside the package in a checkout, inside it in a wheel."""

from functools import cache
from pathlib import Path

from kg.errors import DataError


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/`` and ``data/``.

    :raises DataError: if neither layout is found, which means a broken installation.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "share", package.parent):
        if (candidate / "ontology" / "govkg.ttl").is_file() and (candidate / "data").is_dir():
            return candidate
    raise DataError(package, "ontology/ and data/ are missing", "install govkg again")


def ontology(*parts: str) -> Path:
    """Return the path of a file below ``ontology/``."""
    return root().joinpath("ontology", *parts)


def data(*parts: str) -> Path:
    """Return the path of a file below ``data/``."""
    return root().joinpath("data", *parts)

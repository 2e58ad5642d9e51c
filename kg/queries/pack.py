"""The question pack: SPARQL files that say in their header what they answer, with which parameters and columns.

    # zh: 谁建设、使用、推广平台              title in Chinese, and in English
    # en: Who runs, uses and promotes platforms
    # about-zh: …                            what it answers, in one or two sentences
    # about-en: …
    # param region Region "": 地区 | region   name, type, default (empty: not restricted), label in Chinese and English
    # column body: 机构 | body                a column for each variable of the result, in order

A type is a class of the ontology, whose instances are given by name, or ``text``, ``integer``, ``number`` or ``date``. Each
parameter has one line in the query, ``VALUES ?region { region:440000 }``. Where there is a default the line holds it, so that
the file runs as it is in any store; where there is none, the line begins with ``#?`` and takes part only if a value is given.
The ontology is expected in the named graph ``https://w3id.org/govkg/ontology``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import ontology, resources
from kg.errors import DataError

TEXT_TYPES = ("text", "integer", "number", "date")
_KEYS = ("zh", "en", "about-zh", "about-en")
_LINE = re.compile(r"# ([a-z-]+)(?: (\w+))?(?: (\w+) \"([^\"]*)\")?: *(.*\S)\s*")
_VALUES = re.compile(r"^(?P<off>[ ]*#\?)?(?P<lead>.*?\bVALUES \?(?P<name>\w+) )\{(?P<held>[^{}]*)\}(?P<tail>.*)$")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked with; ``type`` is a class of the ontology or one of `TEXT_TYPES`."""

    name: str
    type: str
    default: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the result with its headings."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the pack; ``name`` is that of its file, ``text`` the query with the defaults in it."""

    name: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name, if there is one."""
        return next((p for p in self.parameters if p.name == name), None)

    def bound(self, values: dict[str, str]) -> str:
        """Return the query with these terms, in SPARQL notation and separated by spaces, for its parameters.

        Lines of parameters that are not named here stay as they are in the file. The terms must come from a serialiser:
        nothing is escaped here.
        """
        return "\n".join(_fill(line, values) for line in self.text.splitlines()) + "\n"


def load(folder: Path | None = None) -> dict[str, Question]:
    """Return the questions of a folder (``ontology/queries``) by name, in order.

    :raises DataError: if there is none, or one has no complete header, or header and query disagree.
    """
    folder = folder or resources.ontology("queries")
    found = {path.stem: _question(path) for path in sorted(folder.glob("*.rq"))}
    if not found:
        raise DataError(folder, "no questions", "install govkg again")
    return found


def _question(path: Path) -> Question:
    where, text = f"queries/{path.name}", path.read_text(encoding="utf-8")
    if not _NAME.match(path.stem):
        raise DataError(where, "no name for a question", "use small letters, digits and single hyphens")
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("# "):
            break
        match = _LINE.fullmatch(line)
        key = match[1] if match else ""
        zh, _, en = (part.strip() for part in (match[5] if match else "").partition("|"))
        if match and key in _KEYS and match[2] is None and key not in said:
            said[key] = match[5]
        elif match and key == "param" and match[3] and zh and en:
            parameters.append(Parameter(match[2], match[3], match[4], zh, en))
        elif match and key == "column" and match[2] and match[3] is None and zh and en:
            columns.append(Column(match[2], zh, en))
        else:
            raise DataError(f"{where}:{number}", f"header line not understood: {line}", "see kg/queries/pack.py for the form")
    missing = [key for key in _KEYS if key not in said]
    if missing:
        raise DataError(where, f"no {' and no '.join(missing)}", "begin it with # zh:, # en:, # about-zh: and # about-en:")
    made = Question(path.stem, *(said[key] for key in _KEYS), tuple(parameters), tuple(columns), text)
    _check(made, where)
    return made


def _check(question: Question, where: str) -> None:
    """Compare the header with the query: parameters with VALUES lines, columns with the variables of the answer."""
    lines: dict[str, list[bool]] = {}
    for line in question.text.splitlines():
        found = _VALUES.match(line)
        if found is not None:
            lines.setdefault(found["name"], []).append(found["off"] is None)
    known = {*TEXT_TYPES, *ontology.load().classes}
    for parameter in question.parameters:
        if parameter.type not in known:
            raise DataError(where, f"unknown type {parameter.type} of {parameter.name}", "use a class of ontology/govkg.ttl")
        held = lines.get(parameter.name, [])
        if len(held) != 1:
            raise DataError(where, f"{len(held)} VALUES lines for {parameter.name}", "give each parameter one line")
        if held[0] != bool(parameter.default):
            raise DataError(where, f"{parameter.name}: default and VALUES line disagree", "begin a line without default with #?")
    try:
        answer = ox.Store().query(question.text)
        for parameter in question.parameters:
            ox.Store().query(question.bound({parameter.name: "<urn:x>"}))
    except SyntaxError as error:
        raise DataError(where, str(error), "mend the query") from error
    variables = [v.value for v in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if variables != [column.name for column in question.columns]:
        raise DataError(where, f"columns are {' '.join(variables)}", "describe each in a # column line, in order")


def _fill(line: str, values: dict[str, str]) -> str:
    found = _VALUES.match(line)
    if found is None or found["name"] not in values:
        return line
    off = (found["off"] or "").replace("#?", "")
    return f"{off}{found['lead']}{{ {values[found['name']]} }}{found['tail']}"


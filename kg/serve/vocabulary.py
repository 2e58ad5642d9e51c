"""What the query page knows: prefixes, terms of the ontology with their labels and looks, and the question pack."""

from typing import Any

from kg import ontology
from kg.errors import DataError
from kg.iri import GK
from kg.queries import Question, load
from kg.serve.service import Service
from kg.writing import page_terms

PLACE = "\ue000"  # stands for the value of a parameter in the line that holds it; no query has it


def vocabulary(service: Service) -> dict[str, Any]:
    """Return the data of the page, as JSON can hold it, in both languages."""
    terms = ontology.load()
    looks = page_terms.types(terms)
    classes = [
        {
            "name": name, "zh": c.zh, "en": c.en, "path": c.path,
            "look": [looks[name].colour, looks[name].dark, looks[name].symbol] if name in looks else None,
        }
        for name, c in terms.classes.items()
    ]  # fmt: skip
    known = {*terms.classes}
    others = [{"name": name, "zh": zh, "en": en} for name, (zh, en, _) in sorted(page_terms.terms().items()) if name not in known]
    return {
        "prefixes": service.prefixes,
        "ontology": GK,
        "base": service.settings.base,
        "classes": classes,
        "terms": others,
        "relations": sorted(terms.relations),
        "questions": questions(),
        "place": PLACE,
        "rows": service.settings.rows,
    }


def questions() -> list[dict[str, Any]]:
    """Return the question pack; an empty list if it cannot be read, for the page is of use without."""
    try:
        pack = load()
    except DataError:
        return []
    return [_question(found) for found in pack.values()]


def _question(question: Question) -> dict[str, Any]:
    lines = question.text.splitlines()
    parameters = []
    for parameter in question.parameters:
        filled = question.bound({parameter.name: PLACE}).splitlines()
        line = next(i for i, (plain, full) in enumerate(zip(lines, filled, strict=True)) if plain != full)
        look = {"name": parameter.name, "type": parameter.type, "default": parameter.default, "zh": parameter.zh, "en": parameter.en}
        parameters.append({**look, "path": _path(parameter.type), "line": line, "full": filled[line]})
    return {
        "name": question.name, "zh": question.zh, "en": question.en, "about": [question.about_zh, question.about_en],
        "text": question.text, "parameters": parameters,
        "columns": {column.name: [column.zh, column.en] for column in question.columns},
    }  # fmt: skip


def _path(type_: str) -> str:
    found = ontology.load().classes.get(type_)
    return found.path if found else ""

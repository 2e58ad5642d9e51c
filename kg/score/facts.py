"""What is compared: names, entities, relations and values of a document, from a gold set or from a graph."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from kg import ontology

Name = tuple[str, str]  # class, name
Triple = tuple[str, str, str]  # subject, predicate, object by name
Value = tuple[str, ...]  # value, unit, comparator; with the subject before them where it counts

_DROPPED = str.maketrans("", "", "“”‘’\"'《》<>〈〉「」『』 \u3000\xa0")


@dataclass(slots=True)
class Facts:
    """The facts of one document. ``surfaces`` is known for gold only, ``statements`` (with confidence) for graphs only."""

    names: set[Name] = field(default_factory=set)
    entities: set[Name] = field(default_factory=set)
    relations: set[Triple] = field(default_factory=set)
    values: Counter[Value] = field(default_factory=Counter)
    observed: Counter[Value] = field(default_factory=Counter)
    surfaces: dict[Name, set[str]] = field(default_factory=dict)
    statements: list[tuple[Triple, Decimal]] = field(default_factory=list)


def comparable(name: str) -> str:
    """Return a name as it is compared: NFKC, lower case, without quotes and spaces, other signs as one hyphen.

    >>> comparable("“1+3+6”模式"), comparable("《关于优化服务的通知》(2021)")
    ('1_3_6模式', '关于优化服务的通知-2021')
    """
    text = unicodedata.normalize("NFKC", name).replace("×", "x").replace("+", "_").translate(_DROPPED)
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w·.\-]", "-", text)).strip("-·").lower()


def triple(subject: str, predicate: str, object_: str) -> Triple:
    """Return a relation on comparable names; the ends of a symmetric one in alphabetical order."""
    ends = [comparable(subject), comparable(object_)]
    relation = ontology.load().relations.get(predicate)
    if relation is not None and relation.symmetric:
        ends.sort()
    return ends[0], predicate, ends[1]


def value(number: str, unit: str, comparator: str) -> Value:
    """Return a quantity: the number without trailing zeros, the unit (none: empty), the sign of the comparator.

    :raises decimal.InvalidOperation: if the number is none.
    """
    return f"{Decimal(number).normalize():f}", unit if unit != "1" else "", comparator

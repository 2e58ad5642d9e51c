"""What the page calls things and how it colours them: labels of the ontology in both languages, colours for both grounds."""

import colorsys
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.iri import GK, NAMESPACES
from kg.ontology import Ontology

LIGHT, DARK = "#ffffff", "#1b222c"  # the ground under the markers; the style sheet names the same two
_CONTRAST = 4.5  # of a marker against the dark ground


@dataclass(frozen=True, slots=True)
class Type:
    """A class with a look of its own; its subclasses share it."""

    name: str
    zh: str
    en: str
    colour: str
    dark: str
    symbol: str


def types(ontology: Ontology) -> dict[str, Type]:
    """Return for each class with a picture the class whose look it has: the most general one with the same path."""
    found: dict[str, Type] = {}
    for name, cls in ontology.classes.items():
        looks = [c for c in ontology.lineage(name) if ontology.classes[c].colour and ontology.classes[c].symbol]
        if looks:
            top = ontology.classes[looks[-1]]
            found[name] = Type(top.name, top.zh, top.en, top.colour, on_dark(top.colour), cls.symbol)
    return found


@cache
def terms() -> dict[str, tuple[str, str, str]]:
    """Return ``{local name: (zh, en, notation)}`` of every term of the ontology: statuses, comparators, roles, properties."""
    labels: dict[str, dict[str, str]] = {}
    wanted = {NAMESPACES["rdfs"] + "label", NAMESPACES["skos"] + "prefLabel"}
    notation = NAMESPACES["skos"] + "notation"
    for quad in ox.parse(path=str(resources.ontology("govkg.ttl")), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal) and quad.subject.value.startswith(GK):
            own = labels.setdefault(quad.subject.value[len(GK) :], {})
            if quad.predicate.value in wanted:
                own[quad.object.language or "en"] = quad.object.value
            elif quad.predicate.value == notation:
                own["notation"] = quad.object.value
    return {
        name: (own.get("zh") or own.get("en", name), own.get("en") or own.get("zh", name), own.get("notation", ""))
        for name, own in labels.items()
    }


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2) of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2) of two colours, 1 to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def on_dark(colour: str) -> str:
    """Return the colour of the same hue and saturation, as much lighter as the dark ground asks for."""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    mixed = colour
    for step in range(60):
        parts = colorsys.hls_to_rgb(hue, min(1.0, light + step / 60), full * 0.9)
        mixed = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if contrast(mixed, DARK) >= _CONTRAST:
            break
    return mixed

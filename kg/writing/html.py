"""Write a graph as an interactive page: one HTML file that needs no network, or an index with pages for a large graph.

The model is pyvis's, rendered through its ``generate_html`` with a template of our own, which inlines the vis-network that
pyvis's package brings. The page's policy allows exactly its own two scripts and its one style sheet, and no connection.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyvis.network

from kg import ontology
from kg.errors import GraphError
from kg.iri import BASE
from kg.writing import page_font
from kg.writing.page_data import PageData, build
from kg.writing.page_graph import read
from kg.writing.page_labels import Wrapper, clean

VIEWER = Path(__file__).resolve().parent.parent / "viewer"
_LIBRARY = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# In the order in which later files use what earlier ones define
SCRIPTS = (
    "text", "data", "state", "view", "theme", "shapes", "islands", "labels", "paint", "canvas", "actions", "search", "legend",
    "evidence", "panel", "table", "export", "menus", "keyboard", "main",
)  # fmt: skip
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {"smooth": False, "chosen": False},
    "interaction": {
        "hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "keyboard": False, "multiselect": False,
        "zoomSpeed": 0.6, "tooltipDelay": 86_400_000,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page shows and how it begins.

    ``title`` heads the page; ``focus`` names an entity to begin at; ``report`` and ``region`` keep only what reports of that
    name, or of that region, say; ``max_nodes`` is how many entities are drawn at first; ``base`` begins the graph's IRIs.
    """

    title: str = ""
    focus: str = ""
    report: str = ""
    region: str = ""
    max_nodes: int = 150
    base: str = BASE


def write_html(store: ox.Store, path: Path, options: PageOptions = PageOptions()) -> None:
    """Write the page of a graph to ``path``, as UTF-8 whatever the locale.

    :raises UsageError: if the options name something the graph does not have.
    :raises GraphError: if the graph cannot be written there.
    """
    terms = ontology.load()
    graph = read(store, terms)
    data = build(graph, terms, Wrapper(), limit=options.max_nodes)
    _write(path, page(data, options.title))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise GraphError(path, error.strerror or "cannot be written", "choose another place") from error


def page(data: PageData, title: str, pages: Mapping[str, Any] | None = None, focus: int = -1) -> str:
    """Return the page as text. ``pages`` links it to the index it belongs to, ``focus`` is the entity it begins at."""
    strings = texts()
    rest = data.rest | {"title": clean(title), "strings": strings, "language": 0, "focus": focus} | dict(pages or {})
    chinese, english = ({key: pair[i] for key, pair in strings.items()} for i in (0, 1))
    fonts = page_font.style(_characters(data, rest))
    script = _script()
    style = fonts + "\n" + (VIEWER / "style.css").read_text("utf-8")
    network = pyvis.network.Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = data.nodes, data.edges  # add_node and add_edge look through all earlier ones each time
    network.set_options(json.dumps(_OPTIONS))
    network.set_template_dir(str(VIEWER), "page.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals |= {
        "title": clean(title) or chinese["title"], "t": chinese, "en": english, "pages": pages, "policy": _policy(script, style),
        "style": _Raw(style), "library": _Raw(_library()), "script": _Raw(script),
        "data": lambda nodes, edges, drawing: _Raw(embed({"nodes": nodes, "edges": edges, "options": json.loads(drawing), **rest})),
    }  # fmt: skip
    return str(network.generate_html())


class _Raw(str):
    """Text that the template takes as it is: scripts, styles, and data that `embed` made safe."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def embed(value: object) -> str:
    """Return JSON that can stand inside a script element: no ``<``, no line separators that old parsers end lines at."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def texts() -> dict[str, list[str]]:
    """Return the texts of the interface, ``{key: [Chinese, English]}``."""
    found: dict[str, list[str]] = json.loads((VIEWER / "strings.json").read_text("utf-8"))
    return found


@cache
def _script() -> str:
    parts = [(VIEWER / f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    return '"use strict";(() => {\n' + "\n".join(parts) + "})();\n"


@cache
def _library() -> str:
    """Return pyvis's copy of vis-network; what could end a script element early is escaped within its strings."""
    if not _LIBRARY.is_file():
        raise GraphError(_LIBRARY, "pyvis has no vis-network 9.1.2", "install pyvis 0.3.2")
    return _LIBRARY.read_text("utf-8").replace("</script", "<\\/script")


def _policy(script: str, style: str) -> str:
    scripts = " ".join(map(_hash, (_library(), script)))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style)}; img-src data: blob:; font-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _characters(data: PageData, rest: Mapping[str, Any]) -> dict[page_font.Face, str]:
    """Return the text each face is used for: all of it, what is set in bold, what is set in serif."""
    names = json.dumps([[n["name"], n.get("aliases"), n["label"]] for n in data.nodes], ensure_ascii=False)
    around = json.dumps({k: v for k, v in rest.items() if k not in {"sentences", "observations"}}, ensure_ascii=False)
    everything = json.dumps([rest["sentences"], rest["observations"]], ensure_ascii=False) + names + around
    facts = json.dumps([[n.get("facts")] for n in data.nodes], ensure_ascii=False)
    return {page_font.REGULAR: everything + facts, page_font.BOLD: names + around, page_font.SERIF: names + around}

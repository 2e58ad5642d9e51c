"""Write a graph as an interactive page: one HTML file that needs no network, or an index with pages for a large graph.

The model is pyvis's, rendered through its ``generate_html`` with a template of our own, which inlines the vis-network that
pyvis's package brings. The page's policy allows exactly its own two scripts and its one style sheet, and no connection.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
import pyoxigraph as ox
import pyvis.network

from kg import ontology
from kg.errors import GraphError
from kg.iri import BASE
from kg.ontology import Ontology
from kg.writing import page_font
from kg.writing.page_data import Choice, PageData, build
from kg.writing.page_graph import read
from kg.writing.page_index import listing, paginate
from kg.writing.page_labels import Names, clean
from kg.writing.page_model import PageGraph
from kg.writing.page_split import LIMIT, PAGE_FILE, chosen, find, of_nodes, outwards

VIEWER = Path(__file__).resolve().parent.parent / "viewer"
_LIBRARY = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# In the order in which later files use what earlier ones define
SCRIPTS = (
    "text", "data", "state", "view", "theme", "shapes", "islands", "labels", "paint", "canvas", "actions", "match", "search",
    "legend", "evidence", "panel", "table", "export", "menus", "keyboard", "main",
)  # fmt: skip
INDEX = ("text", "match", "shapes", "index")
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {"smooth": False, "chosen": False},
    "interaction": {
        "hover": False, "hoverConnectedEdges": False, "selectConnectedEdges": False, "keyboard": False, "multiselect": False,
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
    terms, names = ontology.load(), Names()
    graph = chosen(read(store, terms), options.report, options.region)
    if options.focus:
        start = find(graph, options.focus)
        order = outwards(graph, start)
        part = of_nodes(graph, set(order[:LIMIT])) if len(graph.nodes) > LIMIT else graph
        near = [iri for iri in order if iri in part.nodes]
        data = build(part, terms, names, Choice(options.max_nodes, near, options.base))
        focus = [node["key"] for node in data.nodes].index(start.removeprefix(options.base))
        _write(path, render(data, {"title": clean(options.title), "focus": focus}))
    elif len(graph.nodes) > LIMIT:
        _write_pages(graph, terms, names, path, options)
    else:
        data = build(graph, terms, names, Choice(options.max_nodes, (), options.base))
        _write(path, render(data, {"title": clean(options.title), "focus": -1}))


def _write_pages(graph: PageGraph, terms: Ontology, names: Names, path: Path, options: PageOptions) -> None:
    """Write the index to ``path`` and the pages into a folder beside it, each linked to the index and to one another."""
    pages = paginate(graph, terms, names, options.max_nodes, options.base)
    folder = path.with_name(f"{path.stem}-pages")
    listed = listing([part for part, _ in pages.parts])
    said = [*graph.labels.values(), *(s.text + s.section for s in graph.sentences.values()), pages.index, graph.observations]
    faces = page_font.style({page_font.REGULAR: _characters([*said, _facts(graph), texts()])})
    title = clean(options.title)
    for part, data in pages.parts:
        around = {"title": part.title, "focus": -1, "pages": listed, "home": f"../{path.name}", "site": title, "cut": part.cut}
        _write(folder / part.file, render(data, around, faces))
    for old in folder.glob("*.html"):  # pages of an earlier, larger graph, that nothing links to any more
        if PAGE_FILE.fullmatch(old.name) and old.name not in {part.file for part, _ in pages.parts}:
            old.unlink()
    rest = pages.index | {"title": title, "strings": texts(), "language": 0, "folder": folder.name}
    index = PageData([], [], rest)
    _write(path, _rendered(index, "index.html", faces, (_script(INDEX),)))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise GraphError(path, error.strerror or "cannot be written", "choose another place") from error


def render(data: PageData, around: Mapping[str, Any], faces: str | None = None) -> str:
    """Return the page as text.

    ``around`` has its title, the entity it begins at (``focus``, or -1) and, for one page of several, the ``pages`` and the
    ``home`` it links to. ``faces`` are the ``@font-face`` rules; by default those that can be made for the page.
    """
    rest = {**data.rest, "strings": texts(), "language": 0, **around}
    if faces is None:
        faces = _faces(data, rest)
    return _rendered(PageData(data.nodes, data.edges, rest), "page.html", faces, (_library(), _script(SCRIPTS)))


def _rendered(data: PageData, template: str, faces: str, scripts: tuple[str, ...]) -> str:
    chinese, english = ({key: pair[i] for key, pair in texts().items()} for i in (0, 1))
    style = faces + "\n" + (VIEWER / "style.css").read_text("utf-8")
    network = pyvis.network.Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = data.nodes, data.edges  # add_node and add_edge look through all earlier ones each time
    network.set_options(json.dumps(_OPTIONS))
    network.set_template_dir(str(VIEWER), template)
    network.templateEnv.autoescape = True
    network.templateEnv.bytecode_cache = _COMPILED
    network.templateEnv.globals |= {
        "title": data.rest["title"] or chinese["title"], "t": chinese, "en": english, "home": data.rest.get("home", ""),
        "policy": _policy(scripts, style), "style": _Raw(style), "scripts": [_Raw(script) for script in scripts],
        "data": lambda nodes, edges, options: _data(nodes, edges, options, data.rest),
    }  # fmt: skip
    return str(network.generate_html())


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, by the checksum of their source: pyvis makes a new environment for each page."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill the bucket if its template was compiled before."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _data(nodes: list[Any], edges: list[Any], options: str, rest: Mapping[str, Any]) -> "_Raw":
    return _Raw(embed({"nodes": nodes, "edges": edges, "options": json.loads(options), **rest}))


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
    return text


@cache
def texts() -> dict[str, list[str]]:
    """Return the texts of the interface, ``{key: [Chinese, English]}``."""
    found: dict[str, list[str]] = json.loads((VIEWER / "strings.json").read_text("utf-8"))
    return found


@cache
def _script(names: tuple[str, ...]) -> str:
    parts = [(VIEWER / f"{name}.js").read_text("utf-8") for name in names]
    return '"use strict";(() => {\n' + "\n".join(parts) + "})();\n"


@cache
def _library() -> str:
    """Return pyvis's copy of vis-network; what could end a script element early is escaped within its strings."""
    if not _LIBRARY.is_file():
        raise GraphError(_LIBRARY, "pyvis has no vis-network 9.1.2", "install pyvis 0.3.2")
    return _LIBRARY.read_text("utf-8").replace("</script", "<\\/script")


def _policy(scripts: tuple[str, ...], style: str) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; img-src data: blob:; "
        "font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=4)  # the library and the script are the same on every page
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _facts(graph: PageGraph) -> list[Any]:
    return [[node.facts, node.aliases] for node in graph.nodes.values()] + [report.file for report in graph.reports.values()]


def _characters(values: Iterable[object]) -> str:
    """Return the characters of all texts in some values, each once."""
    found: set[str] = set()
    for value in values:
        found.update(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return "".join(sorted(found))


def _faces(data: PageData, rest: Mapping[str, Any]) -> str:
    """Return the fonts of one page: the regular face for all of its text, bold and serif for all but the sentences."""
    names = [[node["name"], node.get("aliases"), node["label"]] for node in data.nodes]
    strong = _characters([names, {key: value for key, value in rest.items() if key not in {"sentences", "observations"}}])
    facts = [node.get("facts") for node in data.nodes]
    regular = _characters([strong, facts, rest["sentences"], rest["observations"]])
    return page_font.style({page_font.REGULAR: regular, page_font.BOLD: strong, page_font.SERIF: strong})

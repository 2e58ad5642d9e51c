"""Style sheets and scripts: ours, the viewer's, and vis-network from the installed pyvis. Nothing comes from elsewhere."""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from kg.errors import DataError

HERE = Path(__file__).resolve().parent / "page"
_VIEWER = HERE.parent.parent / "viewer"
_SCRIPT, _STYLE = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
# In the order in which later files use what earlier ones define
_QUERY = ("words", "sparql", "editor", "complete", "names", "questions", "table", "chart", "drawing", "permalink", "run", "query")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: plain and compressed, with the tag by which browsers know that theirs is still good."""

    media: str
    plain: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, media: str, data: bytes) -> "Asset":
        """Return an asset of some bytes."""
        return cls(media, data, gzip.compress(data, 6, mtime=0), f'"{sha256(data).hexdigest()[:16]}"')


def assets() -> dict[str, Asset]:
    """Return all assets by name.

    :raises DataError: if pyvis has no vis-network.
    """
    viewer_text = _VIEWER / "text.js"
    return {
        "style.css": Asset.of(_STYLE, (_VIEWER / "style.css").read_bytes() + b"\n" + (HERE / "serve.css").read_bytes()),
        "look.js": Asset.of(_SCRIPT, (HERE / "look.js").read_bytes()),
        "query.js": Asset.of(_SCRIPT, _bundle([viewer_text, *(HERE / f"{name}.js" for name in _QUERY)])),
        "entity.js": Asset.of(_SCRIPT, _bundle([viewer_text, HERE / "words.js", HERE / "names.js", HERE / "entity.js"])),
        "vis-network.js": Asset.of(_SCRIPT, _vis_network()),
    }


def _bundle(files: list[Path]) -> bytes:
    return b'"use strict";(() => {\n' + b"\n".join(file.read_bytes() for file in files) + b"})();\n"


def _vis_network() -> bytes:
    spec = find_spec("pyvis")  # found, not imported: pyvis brings IPython
    file = Path(spec.origin or "").parent / "lib" / "vis-9.1.2" / "vis-network.min.js" if spec else Path()
    if not file.is_file():
        raise DataError("pyvis", "has no vis-network 9.1.2", "install pyvis 0.3.2")
    return file.read_bytes()

"""IRIs and Turtle terms: how a name becomes an IRI, and an IRI or a literal a term of Turtle.

IRIs are ``BASE/<path>/<name>`` with one level below the path; names are Unicode (NFC), never percent-encoded, and made of
letters, digits, ``_ - . ·`` only, so that every one can be written as a prefixed name without a backslash. (A backslash in
a prefixed name ends up *in* the IRI in Virtuoso 7.2.5 and in rdflib's SPARQL.)
"""

import re
import unicodedata
from hashlib import sha256

GK = "https://w3id.org/govkg/ontology#"
BASE = "https://w3id.org/govkg/id/"
# path segment -> prefix in Turtle; the segment of a class is its gk:iriPath in the ontology
PATHS = {
    "agency": "agency", "doc": "doc", "event": "event", "extractor": "ext", "indicator": "indicator", "mention": "ment",
    "obs": "obs", "platform": "platform", "policy": "policy", "project": "project", "region": "region", "sent": "sent",
    "site": "site", "stmt": "stmt",
}  # fmt: skip
NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "gk": GK,
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MAX_NAME = 160  # code points; the longest title in the corpus has 148
_DROPPED = str.maketrans("", "", "“”‘’\"'《》<>〈〉「」『』 \u3000\xa0\t\r\n")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.·\-\u3400-\u9fff\U00020000-\U0003ffff]+")
# Conservative subset of PN_LOCAL: no leading or trailing punctuation
_LOCAL = re.compile(r"[A-Za-z0-9_\u3400-\u9fff](?:[A-Za-z0-9_.·\-\u3400-\u9fff]*[A-Za-z0-9_\-\u3400-\u9fff])?\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {
    ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t",
    **{c: f"\\u{c:04X}" for c in (*range(9), 11, 12, *range(14, 32), 127)},
}  # fmt: skip


def slug(name: str) -> str:
    """Return the name as the last part of an IRI: quotes and spaces dropped, + as _, what is unsafe as one hyphen.

    >>> slug("“1+3+6”模式"), slug("《关于优化服务的通知》(2021)")
    ('1_3_6模式', '关于优化服务的通知-2021')
    """
    text = unicodedata.normalize("NFKC", name).replace("×", "x").replace("+", "_").translate(_DROPPED)
    text = re.sub("-{2,}", "-", _UNSAFE.sub("-", text)).strip("-·.")
    if len(text) > _MAX_NAME:
        text = f"{text[:_MAX_NAME]}-{sha256(text.encode()).hexdigest()[:8]}"
    return text or sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def term(path: str, local: str, base: str = BASE) -> str:
    """Return the Turtle term of ``base/path/local``: prefixed where the local part is safe, else the full IRI."""
    if _LOCAL.match(local):
        return f"{PATHS[path]}:{local}"
    return f"<{base}{path}/{local}>"


def expand(term_: str, base: str = BASE) -> str:
    """Return the IRI that a term made by `term` (or a ``gk:`` name) stands for.

    >>> expand("platform:粤省事")
    'https://w3id.org/govkg/id/platform/粤省事'
    """
    if term_.startswith("<"):
        return term_[1:-1]
    prefix, _, local = term_.partition(":")
    if prefix in NAMESPACES:
        return NAMESPACES[prefix] + local
    path = next(p for p, short in PATHS.items() if short == prefix)
    return f"{base}{path}/{local}"


def literal(text: str, suffix: str = "") -> str:
    """Return a quoted Turtle literal; ``suffix`` is ``@zh`` or ``^^xsd:date``.

    Lone surrogates, which no encoding can write, become U+FFFD.
    """
    return f'"{_SURROGATE.sub(chr(0xFFFD), text).translate(_ESCAPES)}"{suffix}'


def short_hash(*parts: object) -> str:
    """Return 16 hexadecimal digits that identify the parts."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""The first of two layers that keep a query from fetching or changing anything: its words are looked at before it runs.

SERVICE makes the store open a connection to an address of the query's choice, LOAD and the other words belong to updates.
They are looked for outside strings, IRIs and comments, before and after the decoding of ``\\uXXXX``, and more widely than
the grammar asks for: Oxigraph's parser takes ``SERVICE:x`` and ``SERVICEex:a`` as SERVICE too. The second layer is the
worker, which has no right to open anything.
"""

import re

from kg.serve.refusal import Refusal

_UPDATES = frozenset("ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH".split())
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# What a word can stand in without being a keyword, in the order in which they are tried; then the words themselves
_TOKENS = re.compile(
    r"""(?P<iri><[^\x00-\x20<>"'{}|^`\\]*(?:\\[uU][0-9A-Fa-f]+[^\x00-\x20<>"'{}|^`\\]*)*>)
      | (?P<odd><[^\x00-\x20<>"{}|^`]*>)
      | (?P<comment>\#[^\n\r]*)
      | (?P<long>\"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?''')
      | (?P<string>"(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<blank>_:[\w.\-·]+)
      | (?P<name>(?P<prefix>(?:[^\W\d_][\w.\-·]*)?):(?P<local>(?:[\w.\-·:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*))
      | (?P<word>[^\W\d]\w*)
      | (?P<escape>\\.)""",
    re.VERBOSE | re.DOTALL,
)


def check(query: str) -> None:
    """Let a query pass, or refuse it.

    :raises Refusal: 403 if the query calls another service or is an update.
    """
    for text in {query, _decoded(query)}:
        for token in _TOKENS.finditer(text):
            _look(token)


def _look(token: re.Match[str]) -> None:
    if token["odd"]:  # Oxigraph takes ?a<'b>' as a comparison with a string, the grammar as the IRI <'b> and a quote
        raise Refusal(400, f"{token['odd'][:80]} holds a quote or a backslash", "write ' as %27 in an IRI, or a space after <")
    word = token["word"] or ""
    if word.upper() in _UPDATES:
        raise Refusal(403, f"{word.upper()} is refused: this service is read-only", "send a query: SELECT, ASK, CONSTRUCT, DESCRIBE")
    where = (word, token["prefix"] or "", "." + (token["local"] or "").partition(".")[2], token["blank"] or "")
    if any("service" in text.lower() for text in where):
        remedy = "ask the other service itself; if it is a prefix or a label, rename it"
        raise Refusal(403, "SERVICE is refused: this service fetches nothing", remedy)


def _decoded(query: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code <= 0x10FFFF else found[0]

    return _ESCAPE.sub(character, query)

"""An ordinary spaCy pipeline with govkg's stages: ``nlp = kg.pipeline(); nlp(text).spans["govkg"]``.

The tokenizer is the one door to jieba (`kg.segmentation`). Each stage is a registered factory that may be put into any blank
``zh`` pipeline: ``govkg_names`` fills ``doc.spans["govkg"]`` (and ``doc.spans["govkg_nested"]`` with names inside names),
``govkg_reading`` resolves them and fills ``doc._.govkg`` with the `kg.model.Reading` of the text.

A build calls the same functions without the container, which would cost it a third of its speed.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from kg import names, reading
from kg.extraction import knowledge, read_out
from kg.model import Document, Mention
from kg.scan import Scan

SPANS = "govkg"
NESTED = "govkg_nested"
_CACHE = "govkg_found"


def pipeline() -> Language:
    """Return a blank Chinese pipeline with govkg's tokenizer and stages.

    >>> doc = pipeline()("广州市财政局印发《广州市预算管理办法》。")
    >>> [(span.text, span.label_) for span in doc.spans["govkg"]]
    [('广州市财政局', 'Agency'), ('《广州市预算管理办法》', 'Document')]
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": "govkg.Tokenizer.v1"}}}
    nlp = spacy.blank("zh", config=config)
    nlp.add_pipe("govkg_names")
    nlp.add_pipe("govkg_reading")
    return nlp


class Tokenizer:
    """Cuts a text at jieba's word borders and at the borders of names, so that every name is a span of tokens."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; every character belongs to one."""
        if not text.strip():
            return Doc(self._vocab, words=[text] if text else [])
        found = _find(text)
        edges = {0, len(text)} | found[2].edges
        edges.update(edge for mention in found[1] for edge in (mention.begin, mention.end))
        cuts = sorted(edges)
        words = [text[a:b] for a, b in pairwise(cuts)]
        doc = Doc(self._vocab, words=words, spaces=[False] * len(words))
        doc.user_data[_CACHE] = found
        return doc


def _find(text: str) -> tuple[Document, list[Mention], Scan]:
    document = reading.parse("text", text)
    mentions, scan = names.find(document, knowledge().gazetteer)
    return document, mentions, scan


def _found(doc: Doc) -> tuple[Document, list[Mention], Scan]:
    """Return the names of a document, found by our tokenizer or now."""
    if _CACHE not in doc.user_data:
        doc.user_data[_CACHE] = _find(doc.text)
    found: tuple[Document, list[Mention], Scan] = doc.user_data[_CACHE]
    return found


def _tokenizer() -> Callable[[Language], Tokenizer]:
    return Tokenizer


registry.tokenizers.register("govkg.Tokenizer.v1", func=_tokenizer)
Doc.set_extension(SPANS, default=None, force=True)
Span.set_extension("rule", default="", force=True)
Span.set_extension("confidence", default=0.0, force=True)


@Language.component("govkg_names", assigns=["doc.spans"])
def names_stage(doc: Doc) -> Doc:
    """Put the names of a text into ``doc.spans``: the label is the class, ``span._.rule`` what found it."""
    layers: dict[str, list[Span]] = {SPANS: [], NESTED: []}
    for mention in _found(doc)[1] if doc.text.strip() else ():
        span = doc.char_span(mention.begin, mention.end, label=mention.type, alignment_mode="expand")
        if span is None:  # only outside the text
            continue
        span._.rule, span._.confidence = mention.rule, mention.confidence
        layers[NESTED if mention.inside else SPANS].append(span)
    doc.spans.update(layers)
    return doc


@Language.component("govkg_reading", requires=["doc.spans"], assigns=["doc._.govkg"])
def reading_stage(doc: Doc) -> Doc:
    """Put entities, statements and observations of a text into ``doc._.govkg``; the ``kb_id`` of a span is its entity."""
    if not doc.text.strip():
        return doc
    found = read_out(_found(doc)[0], knowledge())
    doc._.govkg = found
    entity_at = {(m.begin, m.end, m.inside): entity.iri for m, entity in found.mentions}
    for layer, inside in ((SPANS, False), (NESTED, True)):
        spans: list[Any] = list(doc.spans.get(layer, ()))
        for span in spans:
            span.kb_id_ = entity_at.get((span.start_char, span.end_char, inside), "")
        doc.spans[layer] = spans
    return doc

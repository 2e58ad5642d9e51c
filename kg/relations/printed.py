"""What the layout of a document says: who issued it."""

from kg.model import Document, Mention, Statement
from kg.resolve import Resolution


def statements(document: Document, mentions: list[Mention], resolution: Resolution) -> list[Statement]:
    """Return issuedBy for the document itself, with the header, signature, title or opening that names the body."""
    return [
        Statement(resolution.report, "issuedBy", entity, "done", mention.begin, mention.end, "printed-issuer", 0.95, False)
        for mention, entity in zip(resolution.context.issuers, resolution.issuers, strict=False)
    ]

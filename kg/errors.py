"""The exceptions of govkg, all with one-line messages: where, what is wrong, what to do.

GovkgError
├── DataError      a file of ``data/`` or ``ontology/`` (or a user's gazetteer) breaks its own rules
├── ReadingError   an input file cannot be read as a document; the build reports it and goes on
├── GraphError     a graph file cannot be read, or is not what the command needs
└── UsageError     the command was asked for something that cannot be done
"""


class GovkgError(Exception):
    """Base of every error that govkg raises on purpose.

    ``where`` is a file, optionally with a place in it; ``cause`` says what is wrong; ``remedy`` what the user can do.
    The message is ``where: cause; remedy`` on one line.
    """

    def __init__(self, where: object, cause: str, remedy: str = "") -> None:
        self.where, self.cause, self.remedy = str(where), cause, remedy
        message = f"{self.where}: {cause}" + (f"; {remedy}" if remedy else "")
        super().__init__(" ".join(message.split()))


class DataError(GovkgError):
    """A data or ontology file is malformed."""


class ReadingError(GovkgError):
    """An input file cannot be read as a document."""


class GraphError(GovkgError):
    """A graph cannot be read or lacks what a command needs."""


class UsageError(GovkgError):
    """The user asked for something that cannot be done."""

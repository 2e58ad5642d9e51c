"""What a request can be refused with: a status of HTTP and a line of text."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that is answered with an error.

    ``status`` is the HTTP status, ``cause`` says what is wrong with the request, ``remedy`` what the client can do;
    ``headers`` go with the answer.
    """

    def __init__(self, status: int, cause: str, remedy: str = "", headers: dict[str, str] | None = None) -> None:
        self.status, self.cause, self.remedy = status, cause, remedy
        self.headers = headers or {}
        super().__init__(f"{cause}; {remedy}" if remedy else cause)

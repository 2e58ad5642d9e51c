"""What is worked out about the graph once, when it is first asked for: its numbers and the names of its entities."""

import asyncio

from kg.serve import description
from kg.serve.names import Names, index
from kg.serve.service import Service


class Facts:
    """Numbers and names of the graph that a service answers from; `forget` when that changes."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = asyncio.Lock()
        self._counted: description.Counted | None = None
        self._names: Names | None = None

    async def counted(self) -> description.Counted:
        """Return the numbers of the graph.

        :raises Refusal: 503 if counting takes too long.
        """
        async with self._lock:
            if self._counted is None:
                self._counted = await description.count(self._service)
            return self._counted

    async def names(self) -> Names:
        """Return the names of the entities.

        :raises Refusal: 503 if reading them takes too long.
        """
        async with self._lock:
            if self._names is None:
                self._names = await index(self._service)
            return self._names

    def forget(self) -> None:
        """Work them out anew when they are asked for again."""
        self._counted = self._names = None

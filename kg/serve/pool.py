"""Worker processes: started, given jobs, killed when they take too long, replaced.

There are as many workers as asked for, and more for a while where all are busy with slow queries, so that quick ones need
not wait for them: a query that has run for a while also yields the processor to others.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.serve import wire
from kg.serve.refusal import Refusal

_PATIENCE = 0.05  # seconds a job waits for a worker before one more is started
_SLOW = 0.25  # seconds after which a query gets less of the processor
_START = 20.0  # seconds a worker may take to open its store
_IMPORTS = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms queries run: seconds each may take, workers kept, workers at most."""

    seconds: float = 10.0
    workers: int = 4
    most: int = 16


class Worker:
    """One process with a store open."""

    def __init__(self, process: Process, store: Path) -> None:
        self._process, self.store = process, store
        self.tired = False

    @classmethod
    async def started(cls, store: Path) -> "Worker":
        environment = {"PYTHONPATH": os.pathsep.join([_IMPORTS, *filter(None, sys.path)]), "LC_ALL": "C.UTF-8"}
        command = (sys.executable, "-P", "-m", "kg.serve.worker", str(store))
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, limit=1 << 20, env=environment, process_group=0
        )
        worker = cls(process, store)
        try:
            async with asyncio.timeout(_START):
                await worker.read()
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await worker.end()
            raise Refusal(503, "the store cannot be opened", "try again, or load it again", {"Retry-After": "2"}) from error
        except BaseException:
            await worker.end()
            raise
        return worker

    async def read(self) -> bytes:
        assert self._process.stdout is not None
        (size,) = wire.LENGTH.unpack(await self._process.stdout.readexactly(wire.LENGTH.size))
        return await self._process.stdout.readexactly(size)

    async def write(self, job: wire.Job) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(wire.pack(job))
        await self._process.stdin.drain()

    def yield_to_others(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 15)
            self.tired = True  # it takes a privilege to raise the priority again

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        # The transport of a killed process is closed by the loop only later
        self._process._transport.close()  # type: ignore[attr-defined]


class Pool:
    """The workers over one store. `start` it in the running loop, `close` it at the end."""

    def __init__(self, store: Path, terms: Terms) -> None:
        self._store, self.terms = store, terms
        self._idle: list[Worker] = []
        self._free = asyncio.Condition()
        self._all: set[Worker] = set()
        self._starting = self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.killed = 0

    async def start(self) -> None:
        """Start the workers; the first shows whether the store can be opened.

        :raises Refusal: if it cannot.
        """
        await self._hire()
        for _ in range(self.terms.workers - 1):
            self._later()

    async def close(self) -> None:
        """Kill all workers."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._all.clear()
        self._idle.clear()

    def renew(self, store: Path) -> None:
        """Answer from another store from now on; jobs at work end over the old one."""
        self._store = store
        idle, self._idle = self._idle, []
        for worker in idle:
            self._dismiss(worker)

    @property
    def workers(self) -> dict[str, int]:
        """How many workers there are, and how many of them wait for work."""
        return {"workers": len(self._all), "idle": len(self._idle), "killed": self.killed}

    async def single(self) -> Worker:
        """Return a worker of its own for one long job; the caller ends it.

        :raises Refusal: 503 if none can be started.
        """
        return await Worker.started(self._store)

    @asynccontextmanager
    async def worker(self, seconds: float) -> AsyncIterator[Worker]:
        """Lend a worker for at most so many seconds; it is killed if it does not come back in time or whole.

        :raises Refusal: 503 if none is free in time, or the time is over, or the worker died.
        """
        begun = time.monotonic()
        worker = await self._borrowed(self.terms.seconds)
        slow = asyncio.get_running_loop().call_later(_SLOW, worker.yield_to_others)
        whole = False
        try:
            async with asyncio.timeout(seconds - (time.monotonic() - begun) if seconds <= self.terms.seconds else seconds):
                yield worker
            whole = True
        except TimeoutError as error:
            raise Refusal(503, f"the query took longer than {seconds:g} seconds", "ask for less", {"Retry-After": "10"}) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            cause = "the query was ended: it took too much memory or processor time"
            raise Refusal(503, cause, "ask for less", {"Retry-After": "10"}) from error
        finally:
            slow.cancel()
            self._back(worker, whole)

    async def _borrowed(self, seconds: float) -> Worker:
        deadline = time.monotonic() + seconds
        self._waiting += 1
        try:
            async with self._free:
                while (worker := self._healthy()) is None:
                    left = deadline - time.monotonic()
                    if left <= 0:
                        raise Refusal(503, "all workers are busy", "try again", {"Retry-After": "5"})
                    with suppress(TimeoutError):
                        async with asyncio.timeout(min(_PATIENCE, left)):
                            await self._free.wait()
                    if not self._idle and not self._starting and len(self._all) < self.terms.most:
                        self._later()
                return worker
        finally:
            self._waiting -= 1

    def _healthy(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._dismiss(worker)
        return None

    def _back(self, worker: Worker, whole: bool) -> None:
        needed = self._waiting or len(self._all) <= self.terms.workers
        if self._closed:
            return
        if whole and worker.alive and not worker.tired and needed and worker.store == self._store:
            self._idle.append(worker)
            self._spawn(self._tell())
        else:
            self.killed += not whole
            self._dismiss(worker)

    def _later(self) -> None:
        self._starting += 1
        self._spawn(self._hire(counted=True))

    async def _hire(self, counted: bool = False) -> None:
        try:
            worker = await Worker.started(self._store)
        except Refusal:
            if not counted:
                raise
            return
        finally:
            self._starting -= counted
        self._all.add(worker)
        self._idle.append(worker)
        await self._tell()

    def _dismiss(self, worker: Worker) -> None:
        self._all.discard(worker)
        self._spawn(worker.end())
        if len(self._all) + self._starting < self.terms.workers:
            self._later()

    async def _tell(self) -> None:
        async with self._free:
            self._free.notify()

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

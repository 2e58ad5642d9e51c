"""The page in a real Chromium: browsers, pages under watch, and the graphs they show."""

import json
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samples import Writer

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--disable-domain-reliability", "--disable-client-side-phishing-detection",
)  # fmt: skip
WATCH = (Path(__file__).parent / "watch.js").read_text("utf-8")
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), "")


@dataclass
class Log:
    """What a page did that it should not: messages on the console, dialogs, requests beyond its own file."""

    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@dataclass
class Open:
    """An open page with its log and helpers that read what it drew."""

    page: Any
    log: Log

    def drawn(self) -> list[dict[str, Any]]:
        """Return the texts of the last frame of the graph: text, rectangle in pixels, size in pixels, colour."""
        return list(self.page.evaluate("window.__drawn()"))

    def text_at(self, text: str) -> tuple[float, float]:
        """Return where the graph has drawn a text, in pixels of the page."""
        found = [item for item in self.drawn() if item["text"] == text]
        assert found, f"{text} is not drawn"
        box = self.page.locator("#canvas").bounding_box()
        x0, y0, x1, y1 = found[-1]["box"]
        return box["x"] + (x0 + x1) / 2, box["y"] + (y0 + y1) / 2

    def settle(self) -> None:
        """Wait until drawing and scrolling that were asked for are done."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.wait_for_timeout(60)


@contextmanager
def launched(playwright: Any, *arguments: str, env: dict[str, str] | None = None) -> Iterator[Any]:
    environment = {**os.environ, **(env or {})}
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *arguments], env=environment)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def black_hole() -> Iterator[tuple[int, list[str]]]:
    """Listen on a local port that takes connections and never answers; yield the port and a list of who came."""
    visitors: list[str] = []
    kept: list[socket.socket] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    stop = threading.Event()

    def swallow() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            connection.settimeout(0.2)
            kept.append(connection)
            try:
                visitors.append(connection.recv(300).decode("latin-1"))
            except OSError:
                visitors.append("")

    thread = threading.Thread(target=swallow)
    thread.start()
    try:
        yield server.getsockname()[1], visitors
    finally:
        stop.set()
        thread.join()
        for connection in [*kept, server]:
            connection.close()


def opened(browser: Any, path: Path, fragment: str = "", ready: str = "fonts", **options: Any) -> Open:
    """Open a page, watched from its first moment on, and wait until it has drawn with its fonts."""
    settings = {"viewport": {"width": 1440, "height": 900}, "accept_downloads": True, "locale": "zh-CN"} | options
    context = browser.new_context(**settings)
    context.add_init_script(WATCH)
    page, log = context.new_page(), Log()
    page.on("console", lambda message: log.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: log.messages.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (log.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: log.requests.append(request.url))
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector(f"html[data-ready={ready}]", timeout=20_000)
    window = Open(page, log)
    window.settle()
    return window


@dataclass(frozen=True)
class Sample:
    """A page on disk and the graph it was made from."""

    path: Path
    writer: Writer

    @property
    def data(self) -> dict[str, Any]:
        return page_data(self.path.read_text("utf-8"))


def page_data(text: str) -> dict[str, Any]:
    """Return the data that a page carries."""
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', text, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value

"""What must hold of a page. Each check raises AssertionError; the tests of the checks break pages on purpose and see that
the matching check notices."""

import re
from itertools import combinations
from typing import Any

from harness import Log, Open


def is_quiet(log: Log) -> None:
    """The page asked for nothing but itself and said nothing."""
    outside = [url for url in log.requests if not url.startswith(("file:", "data:", "blob:"))]
    assert not outside, f"requests: {outside[:3]}"
    assert not log.messages, f"console: {log.messages[:3]}"
    assert not log.dialogs, f"dialogs: {log.dialogs[:3]}"


def labels_stand_apart(window: Open, labels: set[str], least: float = 0.98) -> None:
    """Nearly all labels of the first view are drawn, at 11 pixels or more, and do not cover one another."""
    drawn = [item for item in window.drawn() if item["text"].strip()]
    lines = {line for label in labels for line in label.split("\n")}
    seen = {item["text"] for item in drawn} & lines
    assert len(seen) >= least * len(lines), f"{len(lines) - len(seen)} of {len(lines)} lines are not drawn"
    assert min(item["size"] for item in drawn) >= 10.9, "text below 11 pixels"
    area = covered = 0.0
    for item in drawn:
        x0, y0, x1, y1 = item["box"]
        area += (x1 - x0) * (y1 - y0)
    for one, other in combinations(drawn, 2):
        (a0, b0, a1, b1), (c0, d0, c1, d1) = one["box"], other["box"]
        covered += max(0.0, min(a1, c1) - max(a0, c0)) * max(0.0, min(b1, d1) - max(b0, d0))
    assert covered < 0.02 * area, f"{covered / area:.1%} of the labels' area is covered"


def counts_agree(window: Open, entities: int, relations: int, data: dict[str, Any]) -> None:
    """The numbers on the screen are those of the graph."""
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", window.page.locator("#counts").inner_text())]
    assert numbers[1] == entities == len(data["nodes"])
    assert numbers[3] == relations == len(data["edges"])
    totals = {"#legend-types": entities, "#legend-relations": relations}
    for list_, total in totals.items():
        figures = window.page.locator(f"{list_} .row-count").all_inner_texts()
        assert sum(int(figure.split("/")[-1].replace(",", "")) for figure in figures) == total, list_


def is_verbatim(window: Open, texts: dict[str, str]) -> None:
    """Every quotation in the panel stands in the source at the place that is printed below it."""
    cards = window.page.locator("#panel .card").all()
    assert cards, "no evidence is shown"
    for card in cards:
        said = card.locator("blockquote").text_content()
        sources = [text for text in texts.values() if said in text]
        assert sources, f"not in the source: {said[:40]}"
        begin, end = map(int, re.findall(r"\d+", card.locator(".place .figure").inner_text())[-2:])
        places = [range(text.index(said), text.index(said) + len(said) + 1) for text in sources]
        assert any(begin in place and end in place for place in places), (begin, end, said[:40])


def hanzi_are_drawn(window: Open) -> None:
    """Two hanzi look different from each other and from the box of a character that no font has."""
    pixels = window.page.evaluate(
        """() => ["政", "务", "\\u{10FFFD}"].map((text) => {
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 48;
          const pen = canvas.getContext("2d");
          pen.font = `32px ${getComputedStyle(document.body).fontFamily}`;
          pen.fillText(text, 6, 38);
          return Array.from(pen.getImageData(0, 0, 48, 48).data).filter((_, i) => i % 4 === 3).join();
        })"""
    )
    assert len(set(pixels)) == 3, "hanzi are drawn as boxes"

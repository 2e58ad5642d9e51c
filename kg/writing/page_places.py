"""Which entities a page draws first, how large, and where: for the first view, and for the view of everything."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.writing.layout import Item, Layout, arrange
from kg.writing.packing import HASTE, TALL, Box, Effort
from kg.writing.page_labels import width

# Sizes of type by tier, in drawing units; the style sheet's label sizes. Hubs 0, shared by regions 1, others 2, leaves 3
SIZES = (15.0, 13.0, 12.0, 12.0)
LEADING = 1.25
_CAPTION = 14  # code points of a caption that the page shows
# Room of the first view: at 1440 by 900 a map of this label area is fitted at a scale that keeps labels at 11 pixels
_ROOM = 500_000.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entity as drawn: its label's lines, neighbours, regions, the position of its type, and whether it issues reports."""

    lines: tuple[str, ...]
    degree: int
    groups: frozenset[str]
    type: int
    hub: bool

    @property
    def tier(self) -> int:
        """0 hub, 1 shared by regions, 2 with several neighbours, 3 leaf."""
        if self.hub:
            return 0
        if len(self.groups) > 1:
            return 1
        return 2 if self.degree > 1 else 3

    @property
    def radius(self) -> float:
        """The marker's radius, by the root of the degree."""
        return min(22.0, 4.5 + 1.9 * math.sqrt(self.degree))

    def box(self, labelled: bool = True) -> Box:
        """The room of marker and label."""
        radius, size = self.radius, SIZES[self.tier]
        if not labelled:
            return Box(radius, radius, radius)
        text = max(map(width, self.lines)) * size
        return Box(max(radius, text / 2) + 4, radius + 2, radius + 4 + len(self.lines) * size * LEADING)


@dataclass(frozen=True, slots=True)
class Places:
    """The entities of the first view, its layout and that for a phone (in their order), and the layout of all."""

    first: list[int]
    core: Layout
    tall: Layout
    all: Layout


def place(
    drawn: Sequence[Drawn], links: Sequence[tuple[int, int]], names: Mapping[str, str], order: Sequence[int], effort: Effort
) -> Places:
    """Return both views of the entities.

    ``names`` are the captions of the groups; ``order`` lists the entities that may be drawn first, most wanted first.
    """
    chosen = _first(drawn, links, order)
    widths = {group: width(name[:_CAPTION]) + 2 for group, name in names.items()}
    number = {item: i for i, item in enumerate(chosen)}
    inner = [(number[a], number[b]) for a, b in links if a in number and b in number]
    items = [_item(drawn[i], True) for i in chosen]
    core = arrange(items, inner, widths, effort)
    tall = core if effort is HASTE else arrange(items, inner, widths, TALL)
    labelled = len(drawn) <= effort.crowd
    all_ = core if len(chosen) == len(drawn) else arrange([_item(d, labelled) for d in drawn], links, widths, effort)
    return Places(chosen, core, tall, all_)


def _item(drawn: Drawn, labelled: bool) -> Item:
    return Item(drawn.box(labelled), drawn.groups, drawn.degree, drawn.type)


def _first(drawn: Sequence[Drawn], links: Sequence[tuple[int, int]], order: Sequence[int]) -> list[int]:
    """Return the most wanted entities whose labels fit the room, none of them without a neighbour among them."""
    neighbours: dict[int, set[int]] = {i: set() for i in range(len(drawn))}
    for a, b in links:
        neighbours[a].add(b)
        neighbours[b].add(a)
    whole = len(order) == len(drawn)  # then there are so few that all are drawn
    most = _ROOM * max(1.0, len(order) / 150)
    chosen: list[int] = []
    room = 0.0
    for i in order:
        box = drawn[i].box()
        room += (2 * box.half + 8) * (box.up + box.down + 8)
        if room > most and chosen and not whole:
            break
        if drawn[i].degree or whole:
            chosen.append(i)
    kept = set(chosen)
    return sorted(i for i in chosen if neighbours[i] & kept or whole) or sorted(chosen)

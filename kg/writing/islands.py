"""Compose groups into a map: each group an island, what several share in the water between them, captions on the outside.

The composition is searched, not simulated: islands stand on a ring in the order that brings those that share most together;
a dozen turns of the ring are tried and the one that a page shows largest is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.writing.outlines import Outline, apart, clear_of, hull
from kg.writing.packing import CARE, Array, Box, Effort, cheapest, free, grid, rectangle

PAD = 18.0  # from the labels of an island to its coast
_WATER = 22.0  # least distance between two coasts
_SHORE = 10.0  # least distance from a coast to a label in the water
_GAP = 10.0  # least distance between labels in the water
_RING = 7  # up to so many islands stand on a ring; more are packed like boxes
CAPTION = 20.0  # type size of a caption
_TURNS = 24
_LAGOON = 0.5  # water kept free at the centre, against the room of what floats there
_HOME = 0.8  # how much the centre draws what floats, against the ties
_ORDERS = 4
_UNREST = 0.3  # weight of an uneven picture


class Caption(NamedTuple):
    """Where the name of an island stands: the middle of its box."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Island:
    """A packed group: the rectangles of its boxes around its own origin, and the width of its caption."""

    rectangles: Array
    caption: float

    @property
    def outline(self) -> Outline:
        """The coast, as a convex polygon around the island's origin."""
        return Outline(hull(self.rectangles, PAD))


@dataclass(frozen=True, slots=True)
class Float:
    """A box in the water: the islands it is tied to with the places of the ties, and the other floats it is tied to."""

    box: Box
    ties: tuple[tuple[int, float, float], ...]
    floats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Where the islands, the floats and the captions are."""

    centres: Array
    floats: Array
    captions: tuple[Caption, ...]
    size: float = 0.0


def compose(islands: Sequence[Island], floats: Sequence[Float], effort: Effort = CARE) -> Map:
    """Return the best map found; the most promising arrangements of islands are filled with what floats between them."""
    outlines = [island.outline for island in islands]
    if len(islands) < 2:
        centres = [np.zeros((len(islands), 2))]
    elif len(islands) > _RING:
        centres = [_scatter(outlines, [island.caption for island in islands], floats, effort.aspect)]
    else:
        orders, turns = _orders(len(islands), floats)[: effort.tried], _TURNS if effort.tried > 1 else _TURNS // 4
        ways = [(order, turn * 2 * np.pi / turns) for order in orders for turn in range(turns)]
        centres = [_ring(outlines, order, turn, floats, effort.aspect) for order, turn in ways]
        centres.sort(key=lambda middle: _promise(islands, outlines, middle, effort.aspect))
    maps = [_fill(islands, outlines, middle, floats, effort) for middle in centres[: effort.tried]]
    return min(enumerate(maps), key=lambda pair: (round(pair[1].size, 3), pair[0]))[1]


def _shared(count: int, floats: Sequence[Float]) -> Mapping[tuple[int, int], int]:
    weights = dict.fromkeys(combinations(range(count), 2), 0)
    for item in floats:
        for pair in combinations(sorted({tie[0] for tie in item.ties}), 2):
            weights[pair] += 1
    return weights


def _orders(count: int, floats: Sequence[Float]) -> list[tuple[int, ...]]:
    """Return the few orders around the ring that bring islands which share much next to each other."""
    weights = _shared(count, floats)

    def length(order: tuple[int, ...]) -> int:
        place = {island: i for i, island in enumerate(order)}
        steps = {pair: abs(place[pair[0]] - place[pair[1]]) for pair in weights}
        return sum(weight * min(steps[pair], count - steps[pair]) for pair, weight in weights.items())

    return sorted(((0, *rest) for rest in permutations(range(1, count))), key=lambda order: (length(order), order))[:_ORDERS]


def _promise(islands: Sequence[Island], outlines: Sequence[Outline], centres: Array, aspect: float) -> float:
    """Return how good a map of the bare islands is, lower is better."""
    coasts = np.vstack([outline.corners + centre for outline, centre in zip(outlines, centres, strict=True)])
    inked = np.vstack([island.rectangles + np.tile(centre, 2) for island, centre in zip(islands, centres, strict=True)])
    return _size(coasts, aspect) * (1 + _UNREST * _unrest(coasts, inked))


def _lagoon(floats: Sequence[Float], aspect: float) -> Outline:
    """Return the outline of the water that the floats tied to two islands or more need at the centre."""
    boxes = [item.box for item in floats if len({tie[0] for tie in item.ties}) > 1]
    area = sum((2 * box.half + _GAP) * (box.up + box.down + _GAP) for box in boxes)
    radius = max(30.0, float(np.sqrt(_LAGOON * area / np.pi)))
    angles = np.arange(24) * 2 * np.pi / 24
    return Outline(np.stack([radius * aspect**0.5 * np.cos(angles), radius / aspect**0.5 * np.sin(angles)], axis=1))


def _ring(outlines: Sequence[Outline], order: Sequence[int], turn: float, floats: Sequence[Float], aspect: float) -> Array:
    sizes = np.array([np.ptp(outlines[i].corners, axis=0).mean() for i in order])
    middle = np.cumsum(sizes) - sizes / 2
    angles = turn + 2 * np.pi * middle / sizes.sum()
    spokes = np.stack([aspect * np.cos(angles), np.sin(angles)], axis=1) / max(1.0, aspect) ** 0.5
    lagoon = _lagoon(floats, aspect)
    centres = np.zeros((len(outlines), 2))
    low, high = 30.0, 4000.0
    while high - low > 10:  # the least radius at which nothing touches, by halving
        centres[list(order)] = (low + high) / 2 * spokes
        low, high = (low, (low + high) / 2) if _stands(outlines, centres, lagoon) else ((low + high) / 2, high)
    centres[list(order)] = high * spokes
    for _ in range(3):
        for i in order:
            _pull(outlines, centres, lagoon, i)
    return centres


def _stands(outlines: Sequence[Outline], centres: Array, lagoon: Outline) -> bool:
    placed = [outline.moved(centre) for outline, centre in zip(outlines, centres, strict=True)]
    return all(apart(a, b, _WATER) for a, b in combinations(placed, 2)) and all(apart(p, lagoon, 0.0) for p in placed)


def _pull(outlines: Sequence[Outline], centres: Array, lagoon: Outline, i: int) -> None:
    """Move one island towards the centre, both ways or along one axis, as far as it does not touch anything."""
    others = [outlines[j].moved(centres[j]) for j in range(len(outlines)) if j != i]
    for step in ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0)):
        for _ in range(60):
            moved = centres[i] - np.sign(centres[i]) * np.minimum(np.abs(centres[i]), 10.0) * np.array(step)
            outline = outlines[i].moved(moved)
            if np.allclose(moved, centres[i]) or not apart(outline, lagoon, 0.0):
                break
            if not all(apart(outline, other, _WATER) for other in others):
                break
            centres[i] = moved


def _scatter(outlines: Sequence[Outline], captions: Sequence[float], floats: Sequence[Float], aspect: float) -> Array:
    """Place many islands, the largest in the middle, each as near to the centre and its kin as there is room."""
    weights = _shared(len(outlines), floats)
    boxes = []
    for outline, caption in zip(outlines, captions, strict=True):
        low, high = outline.corners.min(axis=0), outline.corners.max(axis=0)
        boxes.append(Box(float(max(-low[0], high[0], caption / 2)), float(-low[1]) + CAPTION + 24, float(high[1])))
    order = sorted(range(len(outlines)), key=lambda i: (-boxes[i].half * (boxes[i].up + boxes[i].down), i))
    reach = float(np.sqrt(sum((2 * b.half + 80) * (b.up + b.down + 80) for b in boxes))) * 0.8
    points = grid(reach * max(1.0, aspect), reach / min(1.0, aspect), 24.0)
    centres = np.zeros((len(outlines), 2))
    taken = np.empty((0, 4))
    for i in order:
        cost = np.hypot(points[:, 0] / aspect, points[:, 1])
        for j in order[: len(taken)]:
            kin = weights[min(i, j), max(i, j)]
            cost = cost + 0.15 * kin * np.hypot(*(points - centres[j]).T)
        cost[~free(points, boxes[i], taken, 56.0)] = np.inf
        centres[i] = points[int(np.argmin(cost))]
        taken = np.vstack([taken, rectangle(centres[i], boxes[i])])
    return centres


def _fill(islands: Sequence[Island], outlines: Sequence[Outline], centres: Array, floats: Sequence[Float], effort: Effort) -> Map:
    """Put captions and floats on a map of islands and measure it."""
    coasts = [outline.moved(centre) for outline, centre in zip(outlines, centres, strict=True)]
    captions = [
        _caption(coast.corners, island.caption, _below(centres, i))
        for i, (coast, island) in enumerate(zip(coasts, islands, strict=True))
    ]
    names = [(c, Box(i.caption / 2, CAPTION / 2, CAPTION / 2)) for c, i in zip(captions, islands, strict=True)]
    taken = np.array([rectangle(np.array(c), box) for c, box in names]).reshape(-1, 4)
    corners = np.vstack([*(coast.corners for coast in coasts), taken.reshape(-1, 2), np.zeros((1, 2))])
    low, high = corners.min(axis=0) - 160, corners.max(axis=0) + 160
    points = grid((high[0] - low[0]) / 2, (high[1] - low[1]) / 2, 11.0) + (low + high) / 2
    tied = [
        replace(item, ties=tuple((i, float(centres[i, 0]) + x, float(centres[i, 1]) + y) for i, x, y in item.ties))
        for item in floats
    ]
    places = _float(tied, points, coasts, taken, effort)
    boxes = [rectangle(place, item.box) for place, item in zip(places, floats, strict=True)]
    everything = np.vstack([*(coast.corners for coast in coasts), taken.reshape(-1, 2), np.array(boxes).reshape(-1, 2)])
    inked = np.vstack([*(i.rectangles + np.tile(c, 2) for i, c in zip(islands, centres, strict=True)), *boxes])
    return Map(centres, places, tuple(captions), _size(everything, effort.aspect) * (1 + _UNREST * _unrest(everything, inked)))


def _size(points: Array, aspect: float) -> float:
    """Return how large a window of the usual shape must be to hold the points; among equals the smaller area wins."""
    span = np.ptp(points, axis=0)
    return max(float(span[0]) / aspect, float(span[1])) + 0.02 * float(span.sum())


def _unrest(points: Array, inked: Array) -> float:
    """Return how unevenly the drawn rectangles fill the four quarters of the picture, 0 (evenly) to 1."""
    x, y = (points.min(axis=0) + points.max(axis=0)) / 2
    areas = (inked[:, 2] - inked[:, 0]) * (inked[:, 3] - inked[:, 1])
    quarter = 2 * (inked[:, [0, 2]].mean(axis=1) > x) + (inked[:, [1, 3]].mean(axis=1) > y)
    shares = np.bincount(quarter.astype(np.int64), weights=areas, minlength=4) / max(float(areas.sum()), 1.0)
    return float(np.abs(shares - 0.25).sum() / 1.5)


def _below(centres: Array, i: int) -> bool:
    return len(centres) > 1 and len(centres) <= _RING and bool(centres[i, 1] > centres[:, 1].mean())


def _caption(coast: Array, width: float, below: bool) -> Caption:
    """Return the place of a caption just off the top or the bottom of the coast, over its flattest part."""
    edge = coast[:, 1].max() if below else coast[:, 1].min()
    flat = coast[np.abs(coast[:, 1] - edge) < 14]
    x = float((flat[:, 0].min() + flat[:, 0].max()) / 2)
    x = float(np.clip(x, coast[:, 0].min() + width / 2, max(coast[:, 0].max() - width / 2, coast[:, 0].min() + width / 2)))
    return Caption(x, float(edge) + (12 + CAPTION / 2) * (1 if below else -1))


def _float(floats: Sequence[Float], points: Array, coasts: Sequence[Outline], names: Array, effort: Effort) -> Array:
    """Return places in the water for boxes whose ties are given by place, each between what it is tied to and the centre."""
    places = np.zeros((len(floats), 2))
    if not floats:
        return places
    least = Box(*(min(getattr(item.box, side) for item in floats) for side in Box._fields))
    points = points[_afloat(least, coasts, names)(points)]
    homewards = _HOME * np.hypot(points[:, 0] / effort.aspect, points[:, 1])
    taken = np.full((len(floats), 4), np.inf)
    for turn in range(2 if effort.tried > 1 else 1):
        for i, item in enumerate(floats):
            taken[i] = np.inf
            ends = [(x, y) for _, x, y in item.ties] + [tuple(places[j]) for j in item.floats if turn or j < i]
            cost = homewards
            for x, y in ends:
                cost = cost + np.hypot(points[:, 0] - x, points[:, 1] - y) / len(ends)
            places[i] = cheapest(points, cost, _afloat(item.box, coasts, np.vstack([names, taken])))
            taken[i] = rectangle(places[i], item.box)
    return places


def _afloat(box: Box, coasts: Sequence[Outline], taken: Array) -> Callable[[Array], NDArray[np.bool_]]:
    """Return the test whether a box is in the water and off all others."""

    def fits(points: Array) -> NDArray[np.bool_]:
        good = free(points, box, taken, _GAP)
        for coast in coasts:
            good &= clear_of(points, box, coast, _SHORE)
        return good

    return fits

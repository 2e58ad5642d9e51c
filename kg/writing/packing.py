"""Pack labelled boxes on the plane without overlaps: greedy, in the order given, each at the best free place of a grid.

All lengths are in the units of the page's drawing (CSS pixels at scale 1). A box hangs from its anchor, the centre of the
node's marker: it reaches ``half`` to both sides, ``up`` above and ``down`` below.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_GAP = 8.0  # between two boxes
_MANY = 150  # above this a box stays where it was put first


@dataclass(frozen=True, slots=True)
class Effort:
    """How a layout is made: the width to height it should fill, and how much it may cost.

    ``crowd`` is the number of entities above which there are no islands, ``passes`` the rounds of packing, ``tried`` the maps
    compared, ``step`` the grid, ``steps`` those of the force layout.
    """

    aspect: float = 1.5
    crowd: int = 600
    passes: int = 2
    tried: int = 4
    step: float = 8.0
    steps: int = 60


CARE = Effort()  # a second for 100 entities: the one page of a small graph
TALL = Effort(aspect=0.66, tried=2)  # the same for a phone
HASTE = Effort(crowd=160, passes=0, tried=1, step=20.0, steps=20)  # a tenth of that: each of a hundred pages of a large graph


class Box(NamedTuple):
    """The room a marker and its label take around the marker's centre."""

    half: float
    up: float
    down: float


class Wish(NamedTuple):
    """Where an item would like to be: near some items already packed (by position in the list), at an angle, or nowhere."""

    near: tuple[int, ...] = ()
    angle: float | None = None


def grid(half_width: float, half_height: float, step: float = 8.0) -> Array:
    """Return the points of a grid around the origin, shape (n, 2), every second row shifted by half a step."""
    rows = np.arange(-half_height, half_height + step, step)
    columns = np.arange(-half_width, half_width + step, step)
    x, y = np.meshgrid(columns, rows)
    x = x + (np.arange(len(rows)) % 2)[:, None] * (step / 2)
    return np.stack([x.ravel(), y.ravel()], axis=1)


def free(points: Array, box: Box, taken: Array, gap: float) -> NDArray[np.bool_]:
    """Return for each point whether the box hung there keeps the gap to all taken rectangles (x0, y0, x1, y1)."""
    if not len(taken):
        return np.ones(len(points), dtype=bool)
    x, y = points[:, :1], points[:, 1:]
    beside = (x + box.half + gap <= taken[:, 0]) | (x - box.half - gap >= taken[:, 2])
    above = (y + box.down + gap <= taken[:, 1]) | (y - box.up - gap >= taken[:, 3])
    return np.asarray((beside | above).all(axis=1))


def rectangle(point: Array, box: Box) -> Array:
    """Return the rectangle (x0, y0, x1, y1) of a box hung at a point."""
    x, y = float(point[0]), float(point[1])
    return np.array([x - box.half, y - box.up, x + box.half, y + box.down])


def pack(boxes: Sequence[Box], wishes: Sequence[Wish], effort: Effort = CARE) -> Array:
    """Return the places of the boxes, shape (n, 2): the first at the origin, the rest close around it, none overlapping.

    After the first round every box but the first is lifted and put down again ``effort.passes`` times, now that all others stand.
    """
    count = len(boxes)
    places = np.zeros((count, 2))
    if count < 2:
        return places
    gap, aspect = _GAP, float(np.clip(effort.aspect, 0.8, 1.5))  # labels are wide: an island is never slender
    area = sum(2 * (box.half + gap / 2) * (box.up + box.down + gap) for box in boxes)
    reach = 1.25 * float(np.sqrt(area / np.pi)) + 80
    points = grid(reach * aspect**0.5, reach / aspect**0.5, float(np.clip(np.sqrt(area) / 110, effort.step, 2 * effort.step)))
    least = Box(min(b.half for b in boxes), min(b.up for b in boxes), min(b.down for b in boxes))
    taken = np.full((count, 4), np.inf)  # a rectangle at infinity is in nobody's way
    taken[0] = rectangle(places[0], boxes[0])
    # How many boxes stand so near a point that not even the least of all would fit there: only points with none are tried
    covered = (~free(points, least, taken[:1], gap)).astype(np.int32)
    for turn in range(effort.passes + 1 if count <= _MANY else 1):
        for i in range(1, count):
            if turn:
                covered -= ~free(points, least, taken[i : i + 1], gap)
                taken[i] = np.inf
            known = [j for j in wishes[i].near if turn > 0 or j < i]
            open_points = points[covered == 0]
            cost = _cost(open_points, wishes[i], places[known], aspect)
            places[i] = cheapest(open_points, cost, partial(free, box=boxes[i], taken=taken if turn else taken[:i], gap=gap))
            taken[i] = rectangle(places[i], boxes[i])
            covered += ~free(points, least, taken[i : i + 1], gap)
    return places


def cheapest(points: Array, cost: Array, fits: Callable[[Array], NDArray[np.bool_]]) -> Array:
    """Return the point of least cost that fits; looked for from the cheapest on, a batch at a time.

    Where none fits, which takes a box larger than the grid, the dearest point is returned.
    """
    batch = 256
    while batch < 16 * len(points):
        first = np.argpartition(cost, batch)[:batch] if batch < len(points) else np.arange(len(points))
        first = first[np.argsort(cost[first], kind="stable")]
        good = fits(points[first])
        if good.any():
            return np.asarray(points[first[int(np.argmax(good))]])
        batch *= 4
    return np.asarray(points[int(np.argmax(cost))])


def _cost(points: Array, wish: Wish, near: Array, aspect: float) -> Array:
    cost = distance = np.hypot(points[:, 0] / aspect, points[:, 1])
    if len(near):
        gaps = np.hypot(points[:, None, 0] - near[None, :, 0], points[:, None, 1] - near[None, :, 1])
        cost = cost + 0.9 * gaps.mean(axis=1)
    elif wish.angle is not None:
        bearing = np.arctan2(points[:, 1], points[:, 0] / aspect)
        turn = np.abs((bearing - wish.angle + np.pi) % (2 * np.pi) - np.pi)
        cost = cost + 0.28 * turn * (distance + 60)
    return np.asarray(cost)

"""Outlines of groups of boxes and the tests that keep outlines, boxes and captions apart."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.writing.packing import Array, Box

_ROUND = 8  # corners that stand for the rounded corner of a padded rectangle


def hull(rectangles: Array, pad: float) -> Array:
    """Return the convex outline, counter-clockwise in a y-down plane, of rectangles (n, 4) grown by ``pad`` all round."""
    angles = np.arange(_ROUND) * (2 * np.pi / _ROUND)
    ring = pad * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    sharp = _convex(rectangles[:, [0, 1, 2, 1, 0, 3, 2, 3]].reshape(-1, 2))
    return _convex((sharp[:, None, :] + ring).reshape(-1, 2))


def _convex(corners: Array) -> Array:
    points = sorted({(round(x, 3), round(y, 3)) for x, y in corners.tolist()})
    lower, upper = _chain(points), _chain(points[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


class Outline:
    """A convex outline that can be moved: its corners, the outward unit normals of its sides, how far it reaches along them."""

    __slots__ = ("corners", "normal", "reach")

    def __init__(self, corners: Array, normal: Array | None = None, reach: Array | None = None) -> None:
        self.corners = corners
        if normal is None or reach is None:
            sides = np.roll(corners, -1, axis=0) - corners
            normal = np.stack([sides[:, 1], -sides[:, 0]], axis=1)
            normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-9)[:, None]
            reach = (normal * corners).sum(axis=1)
        self.normal, self.reach = normal, reach

    def moved(self, by: Array) -> "Outline":
        """Return the outline moved by a vector."""
        return Outline(self.corners + by, self.normal, self.reach + self.normal[:, 0] * by[0] + self.normal[:, 1] * by[1])


def apart(one: Outline, other: Outline, gap: float) -> bool:
    """Return whether a straight line with ``gap`` of room runs between two convex outlines."""
    for first, second in ((one, other), (other, one)):
        x, y = second.corners[:, :1], second.corners[:, 1:]
        along = x * first.normal[:, 0] + y * first.normal[:, 1]  # BLAS would start threads for a product so small
        if (along.min(axis=0) - first.reach >= gap).any():
            return True
    return False


def clear_of(points: Array, box: Box, outline: Outline, gap: float) -> NDArray[np.bool_]:
    """Return for each point whether the box hung there keeps ``gap`` to a convex outline."""
    x, y = points[:, :1], points[:, 1:] + (box.down - box.up) / 2
    half_height = (box.up + box.down) / 2
    extent = box.half * np.abs(outline.normal[:, 0]) + half_height * np.abs(outline.normal[:, 1])
    outside = (x * outline.normal[:, 0] + y * outline.normal[:, 1] - extent - outline.reach >= gap).any(axis=1)
    low, high = outline.corners.min(axis=0) - gap, outline.corners.max(axis=0) + gap
    beside = (x[:, 0] + box.half <= low[0]) | (x[:, 0] - box.half >= high[0])
    over = (y[:, 0] + half_height <= low[1]) | (y[:, 0] - half_height >= high[1])
    return np.asarray(outside | beside | over)

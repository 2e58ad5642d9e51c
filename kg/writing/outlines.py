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
    corners = rectangles[:, [0, 1, 2, 1, 0, 3, 2, 3]].reshape(-1, 1, 2)
    points = sorted({(round(float(x), 3), round(float(y), 3)) for x, y in (corners + ring).reshape(-1, 2)})
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


def normals(outline: Array) -> tuple[Array, Array]:
    """Return the outward unit normals of a convex outline and how far along them it reaches, shapes (n, 2) and (n,)."""
    sides = np.roll(outline, -1, axis=0) - outline
    normal = np.stack([sides[:, 1], -sides[:, 0]], axis=1)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-9)[:, None]
    return normal, (normal * outline).sum(axis=1)


def apart(one: Array, other: Array, gap: float) -> bool:
    """Return whether a straight line with ``gap`` of room runs between two convex outlines."""
    for first, second in ((one, other), (other, one)):
        normal, reach = normals(first)
        if ((second @ normal.T).min(axis=0) - reach >= gap).any():
            return True
    return False


def clear_of(points: Array, box: Box, outline: Array, gap: float) -> NDArray[np.bool_]:
    """Return for each point whether the box hung there keeps ``gap`` to a convex outline."""
    normal, reach = normals(outline)
    middle = points + np.array([0.0, (box.down - box.up) / 2])
    half_height = (box.up + box.down) / 2
    extent = box.half * np.abs(normal[:, 0]) + half_height * np.abs(normal[:, 1])
    along = middle[:, :1] * normal[:, 0] + middle[:, 1:] * normal[:, 1]  # BLAS would start threads for this
    outside = (along - extent - reach >= gap).any(axis=1)
    low, high = outline.min(axis=0) - gap, outline.max(axis=0) + gap
    beside = (middle[:, 0] + box.half <= low[0]) | (middle[:, 0] - box.half >= high[0])
    over = (middle[:, 1] + half_height <= low[1]) | (middle[:, 1] - half_height >= high[1])
    return np.asarray(outside | beside | over)

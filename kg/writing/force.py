"""A force layout for crowds: stress from a few pivots, then springs and short-range repulsion, in numpy and scipy.

Leaves take no part: they are tucked around the one node they hang on. 2,000 nodes take a third of a second, 10,000 two.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from kg.writing.packing import Array

Indices = NDArray[np.int64]

_PIVOTS = 40
_FINE = 40  # steps from which a small graph is worth exact springs
_REACH = 2.6  # how far markers push one another, in usual distances
_SMALL = 300  # up to so many nodes networkx does it, in pure numpy and with exact repulsion
_AIR = 6.0  # between two markers


def layout(count: int, links: Sequence[tuple[int, int]], radii: Sequence[float], steps: int = 60) -> Array:
    """Return places, shape (count, 2), at which no two markers overlap; deterministic.

    ``links`` are pairs of positions, ``radii`` the sizes of the markers in drawing units; more ``steps`` give a finer layout.
    """
    sizes = np.asarray(radii, dtype=float)
    pairs = np.array(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}), dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(pairs.ravel(), minlength=count)
    leaf = (degree == 1) & (np.bincount(pairs.ravel(), weights=degree[pairs[:, ::-1]].ravel(), minlength=count) > 1)
    alone = degree == 0
    kept = np.flatnonzero(~leaf & ~alone)
    number = np.full(count, -1)
    number[kept] = np.arange(len(kept))
    inner = number[pairs[~leaf[pairs].any(axis=1)]]
    room = sizes.copy()
    np.add.at(room, *_burden(pairs, leaf, sizes))
    skeleton = _springs(len(kept), inner, np.sqrt(sizes[kept] ** 2 + room[kept] * 14), steps)
    places = np.zeros((count, 2))
    places[kept] = skeleton
    _tuck(places, pairs, leaf, sizes)
    joined = np.flatnonzero(~alone)
    places[joined] = _separate(places[joined], sizes[joined], steps)
    _line_up(places, np.flatnonzero(alone), joined, sizes)
    return places


def _line_up(places: Array, alone: Indices, joined: Indices, sizes: Array) -> None:
    """Set what nothing is joined to in rows below the rest."""
    if not len(alone):
        return
    pitch = 2 * float(sizes[alone].max()) + 64
    others = places[joined] if len(joined) else np.zeros((1, 2))
    columns = max(1, int(max(float(np.ptp(others[:, 0])), pitch * np.sqrt(len(alone))) / pitch))
    number = np.arange(len(alone))
    rows = np.stack([number % columns - (min(columns, len(alone)) - 1) / 2, number // columns + 1.5], axis=1) * pitch
    places[alone] = rows + np.array([others[:, 0].min() / 2 + others[:, 0].max() / 2, others[:, 1].max()])


def _burden(pairs: Indices, leaf: NDArray[np.bool_], sizes: Array) -> tuple[Indices, Array]:
    """Return the hubs of all leaves and the room that each leaf takes."""
    a, b = pairs[leaf[pairs].any(axis=1)].T if len(pairs) else np.zeros((2, 0), dtype=np.int64)
    hubs = np.where(leaf[a], b, a)
    return hubs, sizes[np.where(leaf[a], a, b)]


def _springs(count: int, pairs: Indices, radii: Array, steps: int) -> Array:
    if count == 0:
        return np.zeros((0, 2))
    unit = _unit(radii)
    if count <= _SMALL and steps >= _FINE:
        import networkx as nx

        graph = nx.Graph()
        graph.add_nodes_from(range(count))
        graph.add_edges_from(pairs.tolist())
        spots = nx.spring_layout(graph, seed=7, iterations=80, k=1.4 / np.sqrt(count))
        places = np.array([spots[i] for i in range(count)]) * unit * np.sqrt(count)
    else:
        places = _pivots(count, pairs) * unit * np.sqrt(count) * 0.6
        places += np.random.default_rng(7).normal(0, unit / 4, places.shape)
    return _relax(places, pairs, radii, steps)


def _unit(radii: Array) -> float:
    """Return the distance at which two markers of the usual size stand well."""
    return float(np.median(radii)) * 2 + 40


def _pivots(count: int, pairs: Indices) -> Array:
    """Return a first layout by classical scaling of the distances to a few far-apart nodes (pivot MDS)."""
    ones = np.ones(len(pairs))
    graph = sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    columns: list[Array] = []
    pivot, nearest = int(np.argmax(np.bincount(pairs.ravel(), minlength=count))), np.full(count, np.inf)
    for _ in range(min(_PIVOTS, count)):
        steps = csgraph.dijkstra(graph, directed=False, indices=pivot, unweighted=True)
        finite = steps[np.isfinite(steps)]
        steps[~np.isfinite(steps)] = finite.max() + 2
        columns.append(steps**2)
        nearest = np.minimum(nearest, steps)
        pivot = int(np.argmax(nearest))
    square = np.array(columns).T
    centred = square - square.mean(axis=0) - square.mean(axis=1, keepdims=True) + square.mean()
    flat = _principal(centred)
    signs = np.sign(flat[np.abs(flat).argmax(axis=0), [0, 1]])  # eigenvectors have no sign of their own
    return np.asarray(flat * signs / np.maximum(np.abs(flat).max(axis=0), 1e-9))


def _principal(table: Array) -> Array:
    """Return the two principal components of the rows, by power iteration: LAPACK would start threads for so small a table."""
    matrix = np.einsum("ij,ik->jk", table, table)
    vectors: list[Array] = []
    for seed in (1.0, 2.0):
        vector = np.cos(seed * np.arange(len(matrix)))
        for _ in range(60):
            for other in vectors:
                vector = vector - (vector * other).sum() * other
            vector = np.einsum("ij,j->i", matrix, vector)
            vector /= max(float(np.sqrt((vector * vector).sum())), 1e-300)
        vectors.append(vector)
    return np.stack([np.einsum("ij,j->i", table, vector) for vector in vectors], axis=1)


def _relax(places: Array, pairs: Indices, radii: Array, steps: int) -> Array:
    """Pull linked nodes together and push near ones apart, with a falling limit on how far a node moves in a step."""
    count, unit = len(places), _unit(radii)
    pull = 1.0 / np.maximum(np.bincount(pairs.ravel(), minlength=count), 1.0)
    for step in range(steps):
        limit = unit * 1.5 * (1 - step / steps) + 0.5
        move = -0.004 * places
        if len(pairs):
            gap = places[pairs[:, 1]] - places[pairs[:, 0]]
            span = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
            rest = radii[pairs].sum(axis=1) + unit * 0.5
            drawn = gap * ((span - rest) / span)[:, None] * 0.5
            np.add.at(move, pairs[:, 0], drawn * pull[pairs[:, 0], None])
            np.add.at(move, pairs[:, 1], -drawn * pull[pairs[:, 1], None])
        near = cKDTree(places).query_pairs(unit * _REACH, output_type="ndarray")
        gap = places[near[:, 1]] - places[near[:, 0]]
        span = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
        push = gap / span[:, None] * (np.clip(1 - span / (unit * _REACH), 0, 1) * unit * 0.35)[:, None]
        np.add.at(move, near[:, 0], -push)
        np.add.at(move, near[:, 1], push)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        places = places + move * np.minimum(1.0, limit / length)[:, None]
    return places


def _tuck(places: Array, pairs: Indices, leaf: NDArray[np.bool_], sizes: Array) -> None:
    """Set the leaves of each hub around it in a sunflower spiral."""
    leaves: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs[leaf[pairs].any(axis=1)].tolist():
        leaves[b if leaf[a] else a].append(a if leaf[a] else b)
    golden = np.pi * (3 - np.sqrt(5))
    for hub, own in leaves.items():
        turn = np.arange(len(own)) * golden
        pitch = float(sizes[own].mean()) * 2 + _AIR
        radius = np.sqrt((sizes[hub] + pitch * 0.7) ** 2 + np.arange(len(own)) * pitch**2 / np.pi * 1.15)
        places[own] = places[hub] + np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)


def _separate(places: Array, sizes: Array, steps: int) -> Array:
    """Push overlapping markers apart; spread all of them a little where that alone does not do."""
    reach = 2 * float(sizes.max(initial=0)) + _AIR
    for turn in range(2 * steps):
        near = cKDTree(places).query_pairs(reach, output_type="ndarray") if len(places) > 1 else np.zeros((0, 2), dtype=np.int64)
        gap = places[near[:, 1]] - places[near[:, 0]]
        span = np.hypot(gap[:, 0], gap[:, 1])
        need = sizes[near].sum(axis=1) + _AIR
        tight = span < need - 0.5
        if not tight.any():
            return places
        near, gap, span, need = near[tight], gap[tight], span[tight], need[tight]
        same = span < 1e-6
        gap[same] = np.array([1.0, 0.3])
        push = gap * ((need - span) / np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6) * 0.52)[:, None]
        np.add.at(places, near[:, 0], -push)
        np.add.at(places, near[:, 1], push)
        if turn % 12 == 11:
            places *= 1.08
    return places

"""Where the entities of a page stand: computed once, in Python, the same on every machine and run.

So many entities as the effort allows are laid out as a map of islands with room for every label; more as a force layout of
bare markers, which the page labels as far as there is room at the reader's zoom.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.writing import force
from kg.writing.islands import CAPTION, Caption, Float, Island, compose
from kg.writing.packing import CARE, Array, Box, Effort, Wish, pack, rectangle

_LEAST = 3  # entities that make an island


@dataclass(frozen=True, slots=True)
class Item:
    """An entity to place: the room it takes, the groups (regions) it belongs to, its weight, the position of its type."""

    box: Box
    groups: frozenset[str]
    degree: int
    type: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the items, shape (n, 2), rounded to whole units; captions and members of the islands by group."""

    places: Array
    captions: dict[str, Caption]


def arrange(items: Sequence[Item], links: Sequence[tuple[int, int]], names: Mapping[str, float], effort: Effort = CARE) -> Layout:
    """Return the layout of the items; ``links`` are pairs of positions, ``names`` the width in em of each group's caption."""
    if len(items) > effort.crowd:
        places = force.layout(len(items), links, [max(item.box.half, item.box.up) for item in items], effort.steps)
        return Layout(np.asarray(np.round(places)), {})
    neighbours: list[set[int]] = [set() for _ in items]
    for a, b in links:
        if a != b:
            neighbours[a].add(b)
            neighbours[b].add(a)
    members = _islands(items)
    packed = {group: _pack(items, neighbours, which, effort) for group, which in members.items()}
    return _composed(items, neighbours, packed, names, effort)


def _islands(items: Sequence[Item]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        if len(item.groups) == 1:
            groups[min(item.groups)].append(i)
    large = {group: groups[group] for group in sorted(groups) if len(groups[group]) >= _LEAST}
    return large or ({"": list(range(len(items)))} if items else {})


def _pack(
    items: Sequence[Item], neighbours: Sequence[set[int]], which: Sequence[int], effort: Effort
) -> dict[int, tuple[float, float]]:
    """Pack an island: its hub in the middle, then outwards by type, with what hangs on a lesser hub beside that."""
    order = sorted(which, key=lambda i: (-len(neighbours[i] & set(which)), -items[i].degree, i))
    hub = order[0]
    ranked = [hub, *_walk(hub, order, neighbours)]
    place = {item: i for i, item in enumerate(ranked)}
    leaves = [i for i in ranked[1:] if not (neighbours[i] & set(which)) - {hub}]
    angles = _sectors([(items[i].type, i) for i in leaves], items)
    wishes = [Wish()]
    for i in ranked[1:]:
        near = tuple(sorted(place[j] for j in neighbours[i] & set(which) if j != hub))
        wishes.append(Wish(near, angles.get(i)))
    spots = pack([items[i].box for i in ranked], wishes, effort)
    return {item: (float(spots[i, 0]), float(spots[i, 1])) for item, i in place.items()}


def _walk(hub: int, order: Sequence[int], neighbours: Sequence[set[int]]) -> list[int]:
    """Return all but the hub, lesser hubs first and each followed by its own leaves, then the hub's leaves."""
    members, seen, walked = set(order), {hub}, []
    for i in order:
        if i in seen or len(neighbours[i] & members) < 2:
            continue
        walked.append(i)
        seen.add(i)
        for j in sorted(neighbours[i] & members - seen):
            if len(neighbours[j] & members) == 1:
                walked.append(j)
                seen.add(j)
    return walked + [i for i in order if i not in seen]


def _sectors(leaves: Sequence[tuple[int, int]], items: Sequence[Item]) -> dict[int, float]:
    """Return an angle for each leaf, so that each type has a sector of the circle in proportion to its labels' area."""
    ordered = sorted(leaves)
    areas = np.array([items[i].box.half * (items[i].box.up + items[i].box.down) for _, i in ordered])
    middles = (np.cumsum(areas) - areas / 2) / max(float(areas.sum()), 1.0)
    return {i: float(2 * np.pi * middle - np.pi) for (_, i), middle in zip(ordered, middles, strict=True)}


def _composed(
    items: Sequence[Item],
    neighbours: Sequence[set[int]],
    packed: Mapping[str, Mapping[int, tuple[float, float]]],
    names: Mapping[str, float],
    effort: Effort,
) -> Layout:
    members = {group: list(spots) for group, spots in packed.items()}
    home = {i: number for number, group in enumerate(members) for i in members[group]}
    local = {i: spot for spots in packed.values() for i, spot in spots.items()}
    islands = [
        Island(np.array([rectangle(np.array(local[i]), items[i].box) for i in members[g]]), names.get(g, 4.0) * CAPTION)
        for g in members
    ]
    afloat = sorted((i for i in range(len(items)) if i not in home), key=lambda i: (-items[i].degree, i))
    number = {item: i for i, item in enumerate(afloat)}
    floats = []
    for i in afloat:
        ties = tuple((home[j], *local[j]) for j in sorted(neighbours[i]) if j in home)
        own = tuple((n, 0.0, 0.0) for n, group in enumerate(members) if group in items[i].groups)
        floats.append(Float(items[i].box, ties or own, tuple(number[j] for j in sorted(neighbours[i]) if j in number)))
    found = compose(islands, floats, effort)
    places = np.zeros((len(items), 2))
    for i, island in home.items():
        places[i] = found.centres[island] + np.array(local[i])
    for i, spot in zip(afloat, found.floats, strict=True):
        places[i] = spot
    middle = (places.min(axis=0) + places.max(axis=0)) / 2 if len(items) else np.zeros(2)
    captions = {
        g: Caption(round(c.x - middle[0]), round(c.y - middle[1])) for g, c in zip(members, found.captions, strict=True) if g
    }
    return Layout(np.asarray(np.round(places - middle)), captions)

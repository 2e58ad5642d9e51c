"""Layout, labels, parts and options, without a browser."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from harness import Sample, page_data
from samples import CITIES, SHARED, five_regions, large

from kg.errors import GraphError, UsageError
from kg.segmentation import Segmenter
from kg.writing import force, pinyin
from kg.writing.html import PageOptions, write_html
from kg.writing.outlines import Outline, clear_of, hull
from kg.writing.packing import Box, pack
from kg.writing.page_labels import LINE, Names, shorten, width
from kg.writing.page_places import LEADING, SIZES

LABELS = (
    "“1+3+6”模式", "中华人民共和国宪法", "安徽省实施<优化营商环境条例>办法", "荔湾区政务信息化总体规划(2021-2023年)", "粤省事",
    "", "马上办、网上办、就近办、一次办", "7×24小时政务服务体系", "关于进一步推进网上中介服务超市管理工作的通知", "x" * 80,
    "广东省、湛江市数字政府建设指引", "《优化服务》意见", "江门市政务服务数据管理局12345热线", "。。。。。。。。。。。。。。。",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_wrapping(label: str) -> None:
    lines = Names().wrap(label)
    assert 1 <= len(lines) <= 3
    assert all(width(line) <= LINE for line in lines)
    assert not [line for line in lines[1:] if line[0] in ",.;:!?)]}”’、。,;:!?)】》>" and set(label) - set(",。")]
    assert not [line for line in lines[:-1] if line[-1] in "([{“‘(【《<"]
    if "…" not in lines[-1] and label:
        assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    else:
        assert width(label) > 2 * LINE or not label


def test_shortening_leaves_a_name() -> None:
    assert shorten("云山市一件事平台", ["云山市"]) == "一件事平台"
    assert shorten("云山市网站", ["云山市"]) == "云山市网站"  # too little would be left
    assert shorten("通知(云山市)", ["云山市"]) == "通知"
    assert shorten("云山市", ["云山市"]) == "云山市"


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("广东省银行", "guang dong sheng yin hang"),
        ("绿色", "lv se"),
        ("12345热线", "12345 re xian"),
        ("重庆市", "chong qing shi"),
    ],
)
def test_pinyin(name: str, reading: str) -> None:
    assert pinyin.syllables(name, Segmenter().cut) == reading


def test_packed_boxes_do_not_overlap() -> None:
    chance = np.random.default_rng(3)
    boxes = [Box(float(a), float(b), float(c)) for a, b, c in chance.uniform(8, 50, (80, 3))]
    places = pack(boxes, [_nowhere() for _ in boxes])
    for (p, one), (q, other) in combinations(zip(places, boxes, strict=True), 2):
        beside = abs(p[0] - q[0]) >= one.half + other.half
        assert beside or p[1] + one.down <= q[1] - other.up or q[1] + other.down <= p[1] - one.up


def _nowhere():  # type: ignore[no-untyped-def]
    from kg.writing.packing import Wish

    return Wish()


def test_markers_of_a_crowd_do_not_overlap() -> None:
    chance = np.random.default_rng(5)
    links = [(int(a), int(b)) for a, b in chance.integers(0, 900, (1400, 2))]
    sizes = list(map(float, chance.uniform(5, 20, 900)))
    places = force.layout(900, links, sizes)
    assert np.isfinite(places).all()
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + np.eye(900) * 1e9
    need = np.add.outer(sizes, sizes)
    assert (gaps < need).sum() / 2 < 5


@pytest.mark.parametrize("links", [[], [(0, 0)], [(0, 1), (1, 2)], [(0, i) for i in range(1, 20)]])
def test_odd_graphs_have_a_layout(links: list[tuple[int, int]]) -> None:
    places = force.layout(20, links, [6.0] * 20)
    assert np.isfinite(places).all()
    assert len({tuple(place) for place in places.round(3).tolist()}) == 20
    assert force.layout(0, [], []).shape == (0, 2)


def test_islands_hold_their_own_and_the_water_what_is_shared(five: Sample) -> None:
    data = five.data
    shared = {name for names in SHARED.values() for name in names}
    captions = {data["regions"][region]: (x, y) for region, x, y in data["captions"][0]}
    assert set(captions) == set(CITIES)
    outlines = {}
    for region, city in enumerate(data["regions"][:5]):
        own = [node for node in data["nodes"] if node["homes"] == [region]]
        outlines[city] = Outline(hull(np.array([_rectangle(node) for node in own]), 10))
    for node in data["nodes"]:
        rectangle = _rectangle(node)
        middle = np.array([[rectangle[0] + rectangle[2], rectangle[1] + rectangle[3]]]) / 2
        box = Box((rectangle[2] - rectangle[0]) / 2, (rectangle[3] - rectangle[1]) / 2, (rectangle[3] - rectangle[1]) / 2)
        for city, outline in outlines.items():
            if node["name"] in shared or not node["name"].startswith(city):
                assert clear_of(middle, box, outline, 0)[0], (node["name"], city)
    for city, (x, y) in captions.items():
        name = Box(width(city) * 10, 10, 10)
        assert all(clear_of(np.array([[x, y]]), name, outline, -1)[0] for outline in outlines.values()), city


def _rectangle(node: dict[str, object]) -> list[float]:
    lines = str(node["label"]).split("\n")
    size, radius = SIZES[int(str(node["tier"]))], float(str(node["size"]))
    half = max(radius, max(map(width, lines)) * size / 2)
    x, y = node["first"]  # type: ignore[misc]
    return [x - half, y - radius, x + half, y + radius + 3 + len(lines) * size * LEADING]  # type: ignore[has-type]


def test_options_choose_what_is_shown(tmp_path: Path) -> None:
    store, path = five_regions().store, tmp_path / "page.html"

    def data(options: PageOptions) -> dict[str, object]:
        write_html(store, path, options)
        return page_data(path.read_text("utf-8"))

    assert len(data(PageOptions(region="青石区"))["reports"]) == 1  # type: ignore[arg-type]
    assert len(data(PageOptions(report="2022年"))["reports"]) == 1  # type: ignore[arg-type]
    focused = data(PageOptions(focus="粤省事平台", max_nodes=20))
    nodes = focused["nodes"]
    assert nodes[focused["focus"]]["name"] == "粤省事"  # type: ignore[index]
    assert "first" in nodes[focused["focus"]]  # type: ignore[index]
    for options in (PageOptions(focus="没有"), PageOptions(report="没有"), PageOptions(region="没有")):
        with pytest.raises(UsageError, match="choose from"):
            write_html(store, path, options)


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GraphError, match="choose another place"):
        write_html(five_regions().store, tmp_path / "file" / "page.html")


def test_focus_in_a_large_graph_gives_one_page(tmp_path: Path) -> None:
    writer = large(2300, 3000, 6)
    write_html(writer.store, tmp_path / "page.html", PageOptions(focus="第3市数据局"))
    data = page_data((tmp_path / "page.html").read_text("utf-8"))
    assert len(data["nodes"]) <= 2010
    assert data["nodes"][data["focus"]]["name"] == "第3市数据局"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_pages_that_nothing_links_to_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "graph-pages"
    folder.mkdir()
    for name in ("report-999.html", "notes.html"):
        (folder / name).write_text("old")
    write_html(large(2100, 2300, 3).store, tmp_path / "graph.html")
    names = {path.name for path in folder.iterdir()}
    assert "report-001.html" in names
    assert "report-999.html" not in names
    assert "notes.html" in names  # not a page of ours

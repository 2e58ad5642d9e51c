"""Towns, wider areas and stop list of ``data/`` as data: references to ``regions.csv``, names, completeness."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
HANZI = r"[〇㐀-鿿\U00020000-\U0003ffff]"

Row = dict[str, str]


def load(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def surfaces(row: Row) -> Iterator[str]:
    yield from (row["name"], *several(row["short"]), *several(row["aliases"]))


REGIONS = load("regions.csv")
CURRENT = [row for row in REGIONS if not row["to"]]
TOWNS = load("towns.csv")
AREAS = load("areas.csv")
STOPS = load("region_stops.csv")
# The lists of towns and zones are of 2023 and later: a code must have been in use then
IN_USE = {row["code"] for row in REGIONS if not row["to"] or int(row["to"]) >= 2023}


# --- towns.csv


def test_towns_lie_in_known_counties() -> None:
    codes = {row["county"] for row in TOWNS}
    assert sorted(codes - IN_USE) == []
    counties = {row["code"] for row in CURRENT if row["level"] == "County"}
    assert len(counties - codes) <= 10
    assert {"441900", "442000", "460400", "620200"} <= codes, "prefectures without counties"


def test_town_names() -> None:
    names = [name for row in TOWNS for name in several(row["towns"])]
    assert 40_000 <= len(names) <= 42_000
    assert all(several(row["towns"]) == sorted(several(row["towns"])) for row in TOWNS)
    assert not [name for name in names if not re.fullmatch(HANZI + "{2,}", name)]
    ending = "街道|镇|乡|苏木|地区|农场|林场|牧场|渔场|茶场|垦殖场|管理区|区公所"
    assert not [name for name in names if not re.search(f"(?:{ending})$", name)]
    assert not [name for name in names if re.search("虚拟|类似|直辖|监狱|办事处$|撤销", name) or name in ending.split("|")]


@pytest.mark.parametrize(
    ("county", "town"),
    [("440804", "官渡镇"), ("440804", "南调街道"), ("441900", "石排镇"), ("410822", "孝敬镇"), ("110105", "来广营地区")],
)
def test_known_towns(county: str, town: str) -> None:
    assert any(row["county"] == county and town in several(row["towns"]) for row in TOWNS)


# --- areas.csv


def test_area_cells() -> None:
    assert len({(row["name"], row["context"]) for row in AREAS}) == len(AREAS), "name and context together are the key"
    assert {row["kind"] for row in AREAS} == {"area", "newarea", "ftz", "etdz", "htz", "other", "group"}
    assert {row["context"] for row in AREAS} <= {"", "quoted", "region"}
    assert not [row for row in AREAS if row["kind"] != "area" and not row["members"]]


def test_area_members_exist() -> None:
    members = {code for row in AREAS for code in several(row["members"])}
    assert len(members) >= 300
    assert sorted(members - IN_USE) == []
    assert all(several(row["members"]) == sorted(several(row["members"])) for row in AREAS)
    assert [row["name"] for row in AREAS if row["kind"] == "group" and len(several(row["members"])) < 2] == []


def test_an_area_form_means_one_area() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in AREAS:
        for form in (row["name"], *several(row["aliases"])):
            owners[form].add(row["name"])
            assert len(form) >= 2, row
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_zones_are_complete() -> None:
    count = Counter(row["kind"] for row in AREAS)
    names = {row["name"] for row in AREAS}
    pilot = [n for n in names if re.fullmatch("中国（..+?）自由贸易试验区", n)]
    assert len(pilot) == 22
    assert count["newarea"] == 17, "the 19 state-level new areas but two that are divisions"
    assert count["etdz"] >= 200
    assert count["htz"] >= 160
    assert {"长三角地区", "粤港澳大湾区", "京津冀地区", "成渝地区双城经济圈", "雄安新区", "苏州工业园区"} <= names


@pytest.mark.parametrize(
    ("form", "name", "context"),
    [
        ("长三角", "长三角地区", ""),
        ("大湾区", "粤港澳大湾区", ""),
        ("粤港澳", "粤港澳大湾区", ""),
        ("湾区", "粤港澳大湾区", "region"),
        ("东北", "东北地区", "region"),
        ("上海自贸区", "中国（上海）自由贸易试验区", ""),
        ("广州开发区", "广州经济技术开发区", ""),
        ("天津经开区", "天津经济技术开发区", ""),
    ],
)
def test_known_area_forms(form: str, name: str, context: str) -> None:
    assert [(row["name"], row["context"]) for row in AREAS if form in several(row["aliases"])] == [(name, context)]


# --- region_stops.csv


def test_stops_are_forms_of_divisions() -> None:
    forms = {form for row in REGIONS for form in surfaces(row)}
    assert [row["short"] for row in STOPS if row["short"] not in forms] == []
    assert {row["reason"] for row in STOPS} == {"word", "split", "place", "name", "ethnic"}
    assert len(STOPS) >= 700


@pytest.mark.parametrize(
    "form",
    [
        "和平",
        "新城",
        "平安",
        "城区",
        "郊区",
        "矿区",
        "东方",
        "安定",
        "永安",
        "长安",
        "公安",
        "大方",
        "红旗",
        "解放",
        "资源",
        "合作",
        "通道",
        "互助",
        "长治",
        "文山",
        "和县",
    ],
)
def test_known_stops(form: str) -> None:
    assert form in {row["short"] for row in STOPS}


@pytest.mark.parametrize(
    "form", ["荔湾", "濉溪", "源城", "坡头", "江门", "深圳", "杭州", "苏州", "昆山", "义乌", "浦东", "上海", "西藏", "香港"]
)
def test_names_that_stay_readable(form: str) -> None:
    assert form not in {row["short"] for row in STOPS}


def test_few_prefectures_are_stopped() -> None:
    stops = {row["short"] for row in STOPS}
    stopped = [row["name"] for row in CURRENT if row["level"] == "Prefecture" and set(several(row["short"])) & stops]
    assert len(stopped) <= 40
    provinces = {form for row in CURRENT if row["level"] == "Provincial" for form in surfaces(row)}
    assert not provinces & stops

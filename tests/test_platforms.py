"""``data/platforms.csv`` as data: form, references to the other tables, coverage, ambiguity, anchors that must not move."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
COLUMNS = ["name", "aliases", "kind", "region", "operator", "from", "to", "context", "source"]
KINDS = frozenset({
    "app", "miniprogram", "portal", "system", "database", "hotline", "code", "card", "terminal", "window", "zone",
    "account", "column", "group", "component", "network", "infrastructure", "brandfamily",
})  # fmt: skip
CONTEXTS = frozenset({"", "quoted", "region"})
MARKS = frozenset("“”‘’\"'「」『』《》|,;，；。、\t\r\n")
# Tails that the reader of names adds by itself to a brand
HEADS = ("小程序", "APP", "App", "app", "平台", "客户端", "网站")
STATE = "100000"

Row = dict[str, str]


def load(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def surfaces(row: Row) -> list[str]:
    return [row["name"], *several(row["aliases"])]


ROWS = load("platforms.csv")
REGIONS = {row["code"]: row for row in load("regions.csv")}
# The 31 provinces: those with short name and sign on the mainland; 71, 81, 82 are Taiwan, Hong Kong, Macao
PROVINCES = sorted(code for code, row in REGIONS.items() if row["level"] == "Provincial" and code < "700000")
SOURCES = {row["key"] for row in load("sources.csv")}


def test_file_form() -> None:
    raw = (DATA / "platforms.csv").read_bytes()
    assert raw.decode("utf-8").splitlines()[0].split(",") == COLUMNS
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert all(cell is not None and cell == cell.strip() for row in ROWS for cell in row.values())


def test_rows_are_sorted_and_names_are_unique() -> None:
    keys = [(row["region"], row["name"]) for row in ROWS]
    assert keys == sorted(keys)
    assert [name for name, count in Counter(row["name"] for row in ROWS).items() if count > 1] == []


def test_size_and_coverage() -> None:
    assert len(ROWS) >= 250
    assert len(PROVINCES) == 31
    count = Counter(row["region"][:2] for row in ROWS)
    assert {code: count[code[:2]] for code in (STATE, *PROVINCES) if count[code[:2]] < 5} == {}
    assert sum(row["region"] == STATE for row in ROWS) >= 100


@pytest.mark.parametrize(("column", "allowed"), [("kind", KINDS), ("context", CONTEXTS), ("region", frozenset(REGIONS))])
def test_vocabularies(column: str, allowed: frozenset[str]) -> None:
    assert {row["name"]: row[column] for row in ROWS if row[column] not in allowed} == {}


def test_regions_are_current() -> None:
    current = {row["code"] for row in load("regions.csv") if not row["to"]}
    assert [row["name"] for row in ROWS if row["region"] not in current] == []


def test_sources_exist() -> None:
    assert {row["name"]: row["source"] for row in ROWS if not row["source"]} == {}
    assert {key for row in ROWS for key in several(row["source"])} - SOURCES == set()


def test_surfaces_are_clean() -> None:
    for row in ROWS:
        found = surfaces(row)
        assert len(set(found)) == len(found), row["name"]
        for surface in found:
            assert len(surface) >= 2, row["name"]
            assert surface == surface.strip(), row["name"]
            assert not MARKS & set(surface), surface
            assert not surface.isdigit(), f"{surface}: a bare number is no name"


def test_brand_aliases_do_more_than_add_a_head_noun() -> None:
    tautologies = [
        alias
        for row in ROWS
        if row["context"] != "region"
        for alias in several(row["aliases"])
        if alias in {row["name"] + head for head in HEADS}
    ]
    assert tautologies == []


def test_shared_surfaces_are_regional() -> None:
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        for surface in surfaces(row):
            owners[surface].append(row)
    shared = {surface: rows for surface, rows in owners.items() if len(rows) > 1}
    assert "城市大脑" in shared
    for surface, rows in shared.items():
        assert {row["context"] for row in rows} == {"region"}, surface
        assert len({row["region"] for row in rows}) == len(rows), f"{surface}: two platforms of one region"


def test_two_character_names_need_a_context() -> None:
    """Two characters are found across word boundaries (京通 in 北京通州), unless both are rare."""
    open_ = {surface for row in ROWS if not row["context"] for surface in surfaces(row) if len(surface) == 2}
    assert open_ <= {"灵锡"}


def test_years() -> None:
    for row in ROWS:
        years = [row[column] for column in ("from", "to") if row[column]]
        assert all(len(year) == 4 and 1995 <= int(year) <= 2026 for year in years), row["name"]
        assert years == sorted(years), row["name"]


def test_operators_are_full_names() -> None:
    operators = {row["operator"] for row in ROWS if row["operator"]}
    assert operators
    assert [name for name in operators if len(name) < 3 or MARKS & set(name)] == []


def test_health_codes_began_in_2020() -> None:
    codes = [row for row in ROWS if row["kind"] == "code" and "健康" in row["name"]]
    assert len(codes) >= 15
    assert {row["name"]: row["from"] for row in codes if row["from"] != "2020"} == {}


SERIES = ["信用中国({})", "{}政府采购网", "国家税务总局{full}电子税务局", "全国公共资源交易平台({full})"]


@pytest.mark.parametrize("series", SERIES)
def test_national_series_have_a_row_for_each_province(series: str) -> None:
    found = {(row["name"], row["region"]) for row in ROWS}
    expected = {(series.format(REGIONS[code]["short"], full=REGIONS[code]["name"]), code) for code in PROVINCES}
    assert expected - found == set()


REQUIRED = {
    "粤省事": "440000", "浙里办": "330000", "随申办": "310000", "渝快办": "500000", "皖事通": "340000", "赣服通": "360000",
    "爱山东": "370000", "闽政通": "350000", "天府通办": "510000", "鄂汇办": "420000", "我的宁夏": "640000", "苏服办": "320000",
    "豫事办": "410000", "冀时办": "130000", "三晋通": "140000", "蒙速办": "150000", "辽事通": "210000", "吉事办": "220000",
    "黑龙江全省事": "230000", "湘易办": "430000", "智桂通": "450000", "海易办": "460000", "多彩宝": "520000",
    "一部手机办事通": "530000", "秦务员": "610000", "甘快办": "620000", "青松办": "630000", "新服办": "650000", "京通": "110000",
    "津心办": "120000", "渝快政": "500000", "浙政钉": "330000", "国家政务服务平台": STATE, "西藏政务服务网": "540000",
    "粤商通": "440000", "粤政易": "440000", "穗好办": "440100", "i深圳": "440300", "安康码": "340000", "粤康码": "440000",
    "广东政务服务网": "440000", "广东省政务服务事项管理系统": "440000", "广东省网上中介服务超市": "440000",
    "通信大数据行程卡": STATE, "国家企业信用信息公示系统": STATE, "电子社保卡": STATE, "医保电子凭证": STATE,
}  # fmt: skip


@pytest.mark.parametrize(("name", "region"), REQUIRED.items())
def test_required_brands(name: str, region: str) -> None:
    assert [row["region"] for row in ROWS if row["name"] == name] == [region]


ALIASES = {
    "广东省政务服务网": "广东政务服务网", "全国一体化在线政务服务平台": "全国一体化政务服务平台", "豫康码": "河南健康码",
    "陕西健康码一码通": "陕西健康码", "随申办市民云": "随申办", "蓉易享": "天府蓉易享", "医保码": "医保电子凭证",
    "福建政务服务网": "福建省网上办事大厅", "12348中国法网": "中国法律服务网",
}  # fmt: skip


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_required_aliases(alias: str, name: str) -> None:
    assert [row["name"] for row in ROWS if alias in several(row["aliases"])] == [name]


AMBIGUOUS = ["京通", "京办", "山东通", "爱山东", "爱南宁", "合肥通", "数字空间", "粤平安", "粤经济", "广州市荔湾区呼应平台"]


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_ordinary_words_are_read_in_quotes_only(name: str) -> None:
    assert [row["context"] for row in ROWS if row["name"] == name] == ["quoted"]

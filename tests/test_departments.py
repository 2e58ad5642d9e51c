"""The lexicon of bodies as data: departments, compositions, bodies, agency codes agree with themselves and each other."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
COLUMNS = {
    "departments": "name,short,levels,type,from,to,successor,regions,source",
    "compositions": "short,pattern,type,levels,source",
    "bodies": "name,aliases,type,kind,region,from,to,successor,context,source",
    "agency_codes": "code,issuer,level,source",
}
KEYS = {"departments": ("name", "regions"), "compositions": ("short",), "bodies": ("name",), "agency_codes": ("code", "level")}
LEVELS = ("state", "province", "prefecture", "county", "town")
DEPARTMENT_TYPES = {"Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution"}
PLACEHOLDERS = {
    ("departments", "name"): {"{L}"},
    ("departments", "short"): {"{L}"},
    ("compositions", "short"): {"{L}", "{A}"},
    ("compositions", "pattern"): {"{R}", "{r}", "{P}", "{A}"},
    ("bodies", "name"): set(),
    ("bodies", "aliases"): set(),
    ("agency_codes", "code"): {"{S}"},
    ("agency_codes", "issuer"): {"{R}", "{r}", "{L}"},
}
Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


DEPARTMENTS, COMPOSITIONS, BODIES, CODES = (rows(table) for table in COLUMNS)
TABLES = {"departments": DEPARTMENTS, "compositions": COMPOSITIONS, "bodies": BODIES, "agency_codes": CODES}
NAMES = {row["name"] for row in DEPARTMENTS}
REGION_CODES = {row["code"] for row in rows("regions")}
FORMS: dict[str, list[Row]] = defaultdict(list)
for _row in DEPARTMENTS:
    for _form in (_row["name"], *several(_row["short"])):
        FORMS[_form].append(_row)


def month(cell: str, default: str) -> str:
    """Return a date cell as YYYY-MM, years as their January, an empty cell as ``default``."""
    return default if not cell else cell if "-" in cell else f"{cell}-01"


def meet(one: Row, other: Row) -> bool:
    """Return whether two departments exist at one level at one time."""
    if not set(several(one["levels"])) & set(several(other["levels"])):
        return False
    starts, ends = (sorted(month(r[key], d) for r in (one, other)) for key, d in (("from", "0000-00"), ("to", "9999-99")))
    return starts[1] < ends[0]


def tied(one: Row, other: Row) -> bool:
    """Return whether no rule puts one of two rows that meet before the other: both nationwide, or a region in common."""
    first, second = several(one["regions"]), several(other["regions"])
    return bool(set(first) & set(second)) if first or second else True


def expand(form: str, level: str, code: str, date: str) -> str:
    """Return the full name that a form means in a region at a month, by the rule that data/README.md gives."""

    def local(row: Row) -> int:
        return max((len(prefix) for prefix in several(row["regions"]) if code.startswith(prefix)), default=0)

    fit = [
        row
        for row in FORMS.get(form, ())
        if level in several(row["levels"])
        and month(row["from"], "0000-00") <= date <= month(row["to"], "9999-99")
        and (local(row) or not row["regions"])
    ]
    fit = fit or [row for row in FORMS.get(form, ()) if row["name"] == form]
    best = max(fit, key=lambda row: (local(row), row["name"] == form, row["from"]), default=None)
    return best["name"] if best else ""


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_order_and_keys(table: str) -> None:
    found = TABLES[table]
    assert found
    assert ",".join(found[0]) == COLUMNS[table]
    keys = [tuple(row[column] for column in KEYS[table]) for row in found]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)


@pytest.mark.parametrize("table", COLUMNS)
def test_cells(table: str) -> None:
    for row in TABLES[table]:
        for column, cell in row.items():
            assert cell == cell.strip(), (row, column)
            values = several(cell)
            assert all(values), (row, column)
            assert len(set(values)) == len(values), (row, column)
        assert row[KEYS[table][0]], row


@pytest.mark.parametrize("table", COLUMNS)
def test_sources_exist(table: str) -> None:
    known = {row["key"] for row in rows("sources")}
    for row in TABLES[table]:
        assert several(row["source"]), row
        assert set(several(row["source"])) <= known, row


def test_types_levels_and_regions() -> None:
    for row in (*DEPARTMENTS, *COMPOSITIONS, *CODES):
        levels = several(row.get("levels") or row["level"])
        assert levels, row
        assert levels == [level for level in LEVELS if level in levels], row
    prefixes = {code[:size] for code in REGION_CODES for size in (2, 4, 6)}
    for row in DEPARTMENTS:
        assert row["type"] in DEPARTMENT_TYPES, row
        assert set(several(row["regions"])) <= prefixes, row
    for row in (*COMPOSITIONS, *BODIES):
        assert row["type"] in DEPARTMENT_TYPES | {"Enterprise"}, row
    for row in BODIES:
        assert row["region"] in REGION_CODES, row
        assert row["context"] in {"", "quoted", "region"}, row


@pytest.mark.parametrize(("table", "column"), PLACEHOLDERS)
def test_placeholders_are_known(table: str, column: str) -> None:
    for row in TABLES[table]:
        found = re.findall(r"\{.*?\}", row[column])
        assert set(found) <= PLACEHOLDERS[table, column], row
        assert not re.search(r"[{}]", re.sub(r"\{\w\}", "", row[column])), row


def test_years_and_successors() -> None:
    for row in (*DEPARTMENTS, *BODIES):
        for cell in (row["from"], row["to"]):
            assert re.fullmatch(r"((19|20)\d\d(-(0[1-9]|1[0-2]))?)?", cell), row
        assert month(row["from"], "0000-00") < month(row["to"], "9999-99"), row
    for table in (DEPARTMENTS, BODIES):
        names = {row["name"] for row in table}
        for row in table:
            assert row["successor"] in names | {""}, row
            assert row["successor"] != row["name"], row
            assert row["to"] or not row["successor"], row


def test_no_form_is_left_open() -> None:
    """No form belongs to two departments of one level and time unless regions tell them apart."""
    open_forms = {}
    for form, found in FORMS.items():
        for one, other in combinations(found, 2):
            if one["name"] != other["name"] and meet(one, other) and tied(one, other):
                open_forms[form] = (one["name"], other["name"])
    assert open_forms == {}


def test_names_are_bare_and_not_their_own_short_form() -> None:
    for row in (*DEPARTMENTS, *BODIES):
        assert row["name"] not in several(row["short"] if "short" in row else row["aliases"]), row
        assert not set("“”《》 ") & set(row["name"]), row


def test_aliases_of_bodies_are_told_apart() -> None:
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in BODIES:
        for form in (row["name"], *several(row["aliases"])):
            owners[form].append(row)
    for form, found in owners.items():
        for one, other in combinations(found, 2):
            assert one["region"] != other["region"], form
            assert one["context"] == other["context"] == "region", form


def test_compositions_follow_their_form() -> None:
    for row in COMPOSITIONS:
        short, pattern = row["short"], row["pattern"]
        assert short.count("{") == 1, row
        assert "{A}" not in short[1:], row
        assert ("{A}" in short) == ("{A}" in pattern) != bool(re.search(r"\{[RrP]\}", pattern)), row


def test_party_departments_are_composed() -> None:
    """Each form of a Party department has its row {L}委X with the department's own name, and no other."""
    patterns = {row["short"]: row["pattern"] for row in COMPOSITIONS}
    checked = 0
    for row in (department for department in DEPARTMENTS if department["type"] == "PartyOrgan"):
        for word in "省市区县州盟旗" if "{L}" in row["name"] else ("",):
            name = row["name"].replace("{L}", word).removeprefix("委")
            for form in (row["name"], *several(row["short"])):
                if ("{L}" in row["name"]) != ("{L}" in form):
                    continue
                assert patterns.get("{L}委" + form.replace("{L}", word).removeprefix("委")) == "中共{R}委" + name, (row, form)
                checked += 1
    assert checked > 250


def test_issuers_of_codes_exist() -> None:
    bodies = {row["name"] for row in BODIES}
    patterns = {row["pattern"] for row in COMPOSITIONS}
    for row in CODES:
        code, issuer = row["code"], row["issuer"]
        if row["level"] == "state":
            assert issuer in bodies, row
            assert "{" not in code, row
        elif "{S}" in code:
            department = issuer.removeprefix("中共{R}委").removeprefix("{R}")
            assert department in NAMES or issuer in patterns, row
        else:
            assert "{" not in issuer, row


# level/region/month: form=name ...
EXPECTED = """
county/34/2016-01: 国土局=国土资源局 粮食局=粮食局 安监局=安全生产监督管理局 食药监局=食品药品监督管理局
文广新局=文化广电新闻出版局 扶贫办=扶贫开发办公室 county/4501/2016-01: 政管办=政务服务监督管理办公室 prefecture/33/2016-01:
审管办=行政审批管理办公室 prefecture/34/2016-01: 卫计委=卫生和计划生育委员会 金融办=人民政府金融工作办公室 province/34/2016-01:
侨办=侨务办公室 province/52/2016-01: 扶贫办=扶贫开发办公室 county/41/2020-03: 疫情防控指挥部=新冠肺炎疫情防控指挥部
county/12/2021-06: 住建委=住房和建设委员会 county/14/2021-06: 审批服务局=行政审批服务管理局 county/33/2021-06:
综合执法局=综合行政执法局 资规局=自然资源和规划局 county/34/2021-06: 发改局=发展和改革局 人社局=人力资源和社会保障局
卫健局=卫生健康局 市监局=市场监督管理局 政法委=政法委员会 创文办=创建全国文明城市工作办公室 安委办=安全生产委员会办公室
河长办=河长制办公室 食安办=食品安全委员会办公室 双拥办=双拥工作领导小组办公室 监委=监察委员会 疾控中心=疾病预防控制中心
融媒中心=融媒体中心 管委会=管理委员会 卫健委=卫生健康委员会 医保局=医疗保障局 退役军人局=退役军人事务局 供销社=供销合作社联合社
残联=残疾人联合会 妇联=妇女联合会 工商联=工商业联合会 编办=机构编制委员会办公室 统战部=统一战线工作部
巡察办=巡察工作领导小组办公室 法院=人民法院 检察院=人民检察院 county/36/2021-06: 教体局=教育体育局 county/37/2021-06:
教体局=教育和体育局 county/42/2021-06: 水利局=水利和湖泊局 county/44/2021-06: 城综局=城市管理和综合执法局
三防办=防汛防旱防风指挥部办公室 社保局=社会保险基金管理局 科工商信局=科技工业商务和信息化局 county/440103/2021-06:
住建局=住房和建设局 政务数据局=政务服务数据管理局 农水局=农水局 county/4408/2021-06: 科工贸=科工贸和信息局 county/441602/2021-06:
政数局=政务服务数据管理局 county/50/2021-06: 大数据局=大数据应用发展管理局 prefecture/15/2021-06: 政务服务局=政务服务局
prefecture/2101/2021-06: 营商局=营商环境建设局 prefecture/3206/2021-06: 行政审批局=行政审批局 prefecture/3302/2021-06:
大数据局=大数据发展管理局 prefecture/34/2021-06: 住建局=住房和城乡建设局 发改委=发展和改革委员会 妇幼保健医院=妇幼保健院
城管局=城市管理局 文旅局=文化和旅游局 国资委=国有资产监督管理委员会 外办=外事办公室 金融局=地方金融监督管理局
人防办=人民防空办公室 网信办=网络安全和信息化委员会办公室 台办=台湾工作办公室 法院=中级人民法院 公积金中心=住房公积金管理中心
工信局=工业和信息化局 事管局=机关事务管理局 prefecture/37/2021-06: 大数据局=大数据局 prefecture/3701/2021-06:
行政审批局=行政审批服务局 prefecture/4201/2021-06: 政务服务和大数据局=政务服务和大数据管理局 prefecture/44/2021-06:
城管局=城市管理和综合执法局 文旅局=文化广电旅游体育局 热线办=12345热线办 prefecture/4403/2021-06: 规自局=规划和自然资源局
prefecture/4501/2021-06: 大数据局=大数据发展局 prefecture/5101/2021-06: 网络理政办=政务服务管理和网络理政办公室
prefecture/53/2021-06: 政务局=政务服务管理局 province/11/2021-06: 住建委=住房和城乡建设委员会 政务服务局=政务服务管理局
城管委=城市管理委员会 规自委=规划和自然资源委员会 province/12/2021-06: 政务服务办=人民政府政务服务办公室
市场监管委=市场监督管理委员会 province/22/2021-06: 政数局=政务服务和数字化建设管理局 province/23/2021-06:
营商局=营商环境建设监督局 province/31/2021-06: 住建委=住房和城乡建设管理委员会 经信委=经济和信息化委员会 科委=科学技术委员会
province/32/2021-06: 政务办=政务服务管理办公室 province/33/2021-06: 经信厅=经济和信息化厅 province/34/2021-06:
住建厅=住房和城乡建设厅 数据资源局=数据资源管理局 高院=高级人民法院 发展改革委=发展和改革委员会
工改办=工程建设项目审批制度改革工作领导小组办公室 改革办=全面深化改革委员会办公室 人社厅=人力资源和社会保障厅 林草局=林业和草原局
民宗委=民族宗教事务委员会 province/46/2021-06: 大数据局=大数据管理局 旅文厅=旅游和文化广电体育厅 province/50/2021-06:
教委=教育委员会 province/64/2021-06: 市场监管厅=市场监督管理厅 town/34/2021-06: 街道办=街道办事处 村委会=村民委员会
prefecture/1301/2024-09: 数政局=数据和政务服务局 prefecture/34/2024-09: 国动办=国防动员办公室 prefecture/44/2024-09:
政数局=政务服务和数据管理局 province/31/2024-09: 数据局=数据局 province/46/2024-09: 营商环境厅=营商环境建设厅
"""


def cases() -> Iterator[tuple[str, ...]]:
    place: list[str] = []
    for token in EXPECTED.split():
        if token.endswith(":"):
            place = token[:-1].split("/")
        else:
            yield (*place, *token.split("="))


CASES = list(cases())


@pytest.mark.parametrize(("level", "code", "date", "form", "name"), CASES)
def test_core_forms(level: str, code: str, date: str, form: str, name: str) -> None:
    assert expand(form, level, code, date) == name


COMPOSED = """
{L}委=中共{R}委员会 {L}委办=中共{R}委员会办公室 {L}政府={R}人民政府 团{L}委=共青团{R}委员会 {L}党委=中共{R}委员会
{L}委政法委=中共{R}委政法委员会 {L}委组织部=中共{R}委组织部 {L}委第一巡察组=中共{R}委第一巡察组 {L}委宣讲团=中共{R}委宣讲团
{L}纪委=中共{R}纪律检查委员会 {L}政协=中国人民政治协商会议{R}委员会 {A}党组=中共{A}党组 {A}党支部=中共{A}支部委员会
{A}党组理论学习中心组=中共{A}党组理论学习中心组 {L}税务局={R}税务局 {L}供电公司=国网{r}供电公司
{L}农商行={r}农村商业银行 {L}公安分局={P}公安局{r}分局
"""
ISSUERS = """
国发/state=国务院 国办发/state=国务院办公厅 中办发/state=中共中央办公厅 财税/state=财政部 国市监注/state=国家市场监督管理总局
{S}府/province|prefecture|county={R}人民政府 {S}政办发/province={R}人民政府办公厅 {S}府办/prefecture|county={R}人民政府办公室
{S}政数/province|prefecture|county={R}政务服务数据管理局 {S}委/province|prefecture|county=中共{R}委员会
"""


def test_core_compositions_and_codes() -> None:
    patterns = {row["short"]: row["pattern"] for row in COMPOSITIONS}
    for short, pattern in (pair.split("=") for pair in COMPOSED.split()):
        assert patterns.get(short) == pattern, short
    issuers = {f"{row['code']}/{row['level']}": row["issuer"] for row in CODES}
    for key, issuer in (pair.split("=") for pair in ISSUERS.split()):
        assert issuers.get(key) == issuer, key

"""``policies.csv``, ``documents.csv`` and ``slogans.csv`` as data: form, keys, kinds, numbers, what must not be missing."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
COLUMNS = {
    "policies.csv": "name,aliases,kind,region,issuer,context,source",
    "documents.csv": "name,aliases,type,kind,issuer,number,date,source",
    "slogans.csv": "text,source",
}
LAW_KINDS = {"law", "regulation"}
QUOTES = '“”‘’"'
NUMBER = re.compile(r"[一-龥]+〔(?:19|20)\d\d〕[1-9]\d*号|国令第[1-9]\d*号|[一-龥]+令第[1-9]\d*号|GB(?:/T)? \d+(?:\.\d+)?-\d{4}")

Row = dict[str, str]


def load(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def bare(text: str) -> str:
    return "".join(char for char in text if char not in QUOTES)


def words(text: str) -> list[str]:
    return text.split()


def forms(row: Row) -> Iterator[str]:
    yield from map(bare, (row["name"], *several(row["aliases"])))


def ontology_kinds(family: str) -> set[str]:
    text = (ROOT / "ontology" / "govkg.ttl").read_text(encoding="utf-8")
    return set(re.findall(rf"^gk:kind-{family}-(\w+)", text, re.MULTILINE))


POLICIES = load("policies.csv")
DOCUMENTS = load("documents.csv")
SLOGANS = load("slogans.csv")
POLICY_FORMS = {form: row["name"] for row in POLICIES for form in forms(row)}
DOCUMENT_FORMS = {form: row["name"] for row in DOCUMENTS for form in forms(row)}


@pytest.mark.parametrize("name", COLUMNS)
def test_form_of_the_files(name: str) -> None:
    content = (DATA / name).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.decode("utf-8").split("\n", 1)[0] == COLUMNS[name]
    assert len(content) < 400_000
    cells = [cell for row in load(name) for cell in row.values()]
    assert not [cell for cell in cells if cell != cell.strip() or "\n" in cell]
    assert not [cell for cell in cells if re.search("[\uff08\uff09\uff0c\uff1a\uff1b\uff0b\uff1c\uff1e]", cell)], (
        "full-width signs are normalised"
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_sources_exist(name: str) -> None:
    keys = {row["key"] for row in load("sources.csv")}
    used = {key for row in load(name) for key in row["source"].split("|")}
    assert sorted(used - keys) == []
    assert all(several(row["source"]) == sorted(set(several(row["source"]))) for row in load(name))


def test_rows_are_sorted_and_unique() -> None:
    for keys in (
        [(row["name"], row["context"]) for row in POLICIES],
        [(row["name"],) for row in DOCUMENTS],
        [(row["text"],) for row in SLOGANS],
    ):
        assert keys == sorted(set(keys))
    for row in POLICIES + DOCUMENTS:
        aliases = several(row["aliases"])
        assert aliases == sorted(set(aliases))
        assert row["name"] not in aliases


def test_sizes() -> None:
    assert len({row["name"] for row in POLICIES}) >= 1_000
    assert sum(row["kind"] == "law" for row in DOCUMENTS) >= 300
    assert sum(row["issuer"].startswith("国务院") and row["kind"] == "regulation" for row in DOCUMENTS) >= 600
    assert sum(row["type"] == "Document" for row in DOCUMENTS) >= 350
    assert len(SLOGANS) >= 300


# --- policies.csv


def test_policy_kinds_and_contexts() -> None:
    assert {row["kind"] for row in POLICIES} == ontology_kinds("policy")
    assert {row["context"] for row in POLICIES} == {"", "quoted"}


def test_policy_regions_are_divisions() -> None:
    codes = {row["code"] for row in load("regions.csv")}
    assert sorted({row["region"] for row in POLICIES} - codes - {""}) == []


def test_a_form_names_one_policy() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in POLICIES:
        for form in forms(row):
            owners[form].add(row["name"])
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    stated = [(alias, row["name"]) for row in POLICIES for alias in several(row["aliases"])]
    assert len(stated) == len(set(stated)), "an alias has one context"


def test_rows_of_one_policy_agree() -> None:
    for _, group in groupby(POLICIES, key=lambda row: row["name"]):
        rows = list(group)
        assert len({(row["kind"], row["region"], row["issuer"]) for row in rows}) == 1
        assert len(rows) == 1 or [row["context"] for row in rows] == ["", "quoted"]
        assert all(row["aliases"] for row in rows[1:]), "a second row only for forms of its own"


def test_policy_names_have_no_quotes() -> None:
    assert not [form for row in POLICIES for form in (row["name"], *several(row["aliases"])) if form != bare(form)]
    assert not [form for form in POLICY_FORMS if not re.fullmatch(r"[一-龥、,()0-9.+:×·/A-Za-z]{2,}", form)]


def test_short_or_common_forms_need_quotes() -> None:
    free = {form for row in POLICIES if not row["context"] for form in forms(row)}
    assert free.isdisjoint(words("一件事 四免 标准地 网上办 一次办 就近办 马上办 自助办 双减 天网 三个年 两重"))
    known = set(words("医改 混改 电改 棚改 创森 创模 双创 六稳 六保 双碳"))
    assert sorted({form for form in free if len(form) == 2} - known) == []
    assert sorted({form for form in free if re.fullmatch("[一-龥]{1,2}办", form)} - {"免证办", "全代办"}) == []


LEADS_TO = words("""
    放管服=放管服改革 放管服工作=放管服改革 一件事=一件事一次办 一件事主题集成服务=一件事一次办 高效办成一件事=高效办成一件事
    数字政府=数字政府改革建设 数字政府建设=数字政府改革建设 智慧城市=智慧城市建设 好差评=政务服务好差评制度
    政务服务跨域通办=跨域通办 最多跑一次=最多跑一次改革 双随机、一公开监管=双随机、一公开 权责清单=权责清单制度
    负面清单制度=市场准入负面清单制度 四免=四免优化 第一议题=第一议题制度 三重一大=三重一大决策制度
    我为群众办实事=我为群众办实事实践活动 文明城市创建=全国文明城市创建 互联网+政务服务=互联网+政务服务改革
    街乡吹哨部门报到=街乡吹哨、部门报到 证照分离=证照分离 政府购买服务改革=政府购买服务
    行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度=行政执法三项制度
""")


@pytest.mark.parametrize("pair", LEADS_TO)
def test_forms_lead_to_their_policy(pair: str) -> None:
    form, _, name = pair.partition("=")
    assert POLICY_FORMS[form] == name


ESSENTIAL_POLICIES = words("""
    放管服改革 一件事一次办 高效办成一件事 数字政府改革建设 智慧城市建设 跨省通办 跨域通办 跨境通办 全市通办 一网通办 一网统管
    一网协同 全程网办 网上办 马上办 就近办 一次办 自助办 视频办 免证办 秒批改革 四免优化 政务服务好差评制度 首席数据官制度
    市场准入负面清单制度 权责清单制度 行政审批制度改革 商事制度改革 证照分离 多证合一 一业一证 一照多址
    标准地改革 拿地即开工 双随机、一公开 互联网+政务服务改革 互联网+监管 最多跑一次改革 告知承诺制 容缺受理制度 首问负责制
    一次性告知制 限时办结制 工程建设项目审批制度改革 营商环境综合改革 医药卫生体制改革 户籍制度改革 国资国企改革
    农村集体产权制度改革 事业单位改革 综合行政执法改革 行政执法公示制度 执法全过程记录制度 重大执法决定法制审核制度
    法律顾问制度 公平竞争审查制度 规范性文件备案审查制度 政府购买服务 预算绩效管理 党史学习教育 我为群众办实事实践活动
    三会一课制度 三重一大决策制度 第一议题制度 河长制 林长制 双减政策 乡村振兴战略 脱贫攻坚 供给侧结构性改革 扫黑除恶专项斗争
    全国文明城市创建 安全生产专项整治三年行动 八五普法 街乡吹哨、部门报到 接诉即办 枫桥经验 数据要素市场化配置改革
""")

ESSENTIAL_LAWS = words("""
    宪法 民法典 刑法 立法法 行政许可法 行政处罚法 行政强制法 行政复议法 行政诉讼法 国家赔偿法 数据安全法 网络安全法
    个人信息保护法 密码法 电子签名法 电子商务法 档案法 保守国家秘密法 国家安全法 反间谍法 政府采购法 招标投标法 预算法 审计法
    统计法 公务员法 监察法 公职人员政务处分法 安全生产法 消防法 突发事件应对法 传染病防治法 食品安全法 药品管理法 环境保护法
    大气污染防治法 水污染防治法 土地管理法 城乡规划法 建筑法 劳动法 劳动合同法 社会保险法 未成年人保护法 老年人权益保障法
    义务教育法 乡村振兴促进法 农村土地承包法 公司法 中小企业促进法 外商投资法 反不正当竞争法 反垄断法 消费者权益保护法
    产品质量法 特种设备安全法 标准化法 税收征收管理法 道路交通安全法 治安管理处罚法 反电信网络诈骗法 反有组织犯罪法 法律援助法
    人民调解法 仲裁法 民营经济促进法 合同法 行政监察法
""")

ESSENTIAL_REGULATIONS = words("""
    优化营商环境条例 政府信息公开条例 国务院关于在线政务服务的若干规定 重大行政决策程序暂行条例 市场主体登记管理条例
    公平竞争审查条例 关键信息基础设施安全保护条例 网络数据安全管理条例 政务数据共享条例 不动产登记暂行条例
    企业信息公示暂行条例 政府投资条例 政府督查工作条例 信访工作条例 行政法规制定程序条例 规章制定程序条例 中国共产党章程
    中国共产党纪律处分条例 党政机关公文处理工作条例 上海市数据条例 浙江省公共数据条例 深圳经济特区数据条例
    广东省公共数据管理办法 广东省优化营商环境条例
""")


@pytest.mark.parametrize("name", ESSENTIAL_POLICIES)
def test_essential_policies(name: str) -> None:
    assert POLICY_FORMS[name] == name


# --- documents.csv


def test_document_kinds_and_types() -> None:
    kinds = {row["kind"] for row in DOCUMENTS}
    assert sorted(kinds - ontology_kinds("document")) == []
    assert {row["type"] for row in DOCUMENTS} == {"Document", "Legislation"}
    assert all((row["kind"] in LAW_KINDS) == (row["type"] == "Legislation") for row in DOCUMENTS)


def test_a_form_names_one_document() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in DOCUMENTS:
        for form in forms(row):
            owners[form].add(row["name"])
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    assert sorted(set(owners) & set(POLICY_FORMS)) == []


def test_titles_are_bare() -> None:
    assert not [row["name"] for row in DOCUMENTS if re.search("[《》]|的通知》|修改.*的决定$", row["name"])]
    assert all(row["name"].count("〈") == row["name"].count("〉") for row in DOCUMENTS)
    assert all(row["name"].count("“") == row["name"].count("”") for row in DOCUMENTS)


def test_document_numbers_are_well_formed() -> None:
    numbers = [row["number"] for row in DOCUMENTS if row["number"]]
    assert [number for number in numbers if not NUMBER.fullmatch(number)] == []
    assert len(numbers) == len(set(numbers)), "a number belongs to one document"
    assert len(numbers) > 600


def test_dates_are_iso() -> None:
    for row in DOCUMENTS:
        if re.fullmatch(r"\d{4}", row["date"]):
            assert 1949 <= int(row["date"]) <= 2026
        elif row["date"]:
            assert date(1949, 10, 1) <= date.fromisoformat(row["date"]) <= date(2026, 12, 31)


def test_number_and_date_agree() -> None:
    for row in DOCUMENTS:
        year = re.search(r"〔(\d{4})〕", row["number"])
        if year and row["date"]:
            assert abs(int(year.group(1)) - int(row["date"][:4])) <= 1, row["name"]
    decrees = [(int(row["number"][3:-1]), row["date"]) for row in DOCUMENTS if row["number"].startswith("国令第")]
    dated = sorted((number, day) for number, day in decrees if day)
    late = [(a, b) for a, b in pairwise(dated) if int(a[1][:4]) > int(b[1][:4]) + 1]
    assert late == [], "decrees are numbered in the order of their years"


def test_laws_are_adopted_by_the_congress() -> None:
    bodies = {"全国人民代表大会", "全国人民代表大会常务委员会"}
    assert sorted({row["issuer"] for row in DOCUMENTS if row["kind"] == "law"} - bodies) == []


@pytest.mark.parametrize("short", ESSENTIAL_LAWS)
def test_essential_laws(short: str) -> None:
    assert DOCUMENT_FORMS[short] == "中华人民共和国" + short


@pytest.mark.parametrize("title", ESSENTIAL_REGULATIONS)
def test_essential_regulations(title: str) -> None:
    name = DOCUMENT_FORMS[title]
    assert name in {title, "中华人民共和国" + title}
    assert next(row["type"] for row in DOCUMENTS if row["name"] == name) == "Legislation"


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("国发〔2018〕27号", "国务院关于加快推进全国一体化在线政务服务平台建设的指导意见"),
        ("国办发〔2019〕51号", "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见"),
        ("国发〔2022〕14号", "国务院关于加强数字政府建设的指导意见"),
        ("国发〔2024〕3号", "国务院关于进一步优化政务服务提升行政效能推动“高效办成一件事”的指导意见"),
        ("国令第722号", "优化营商环境条例"),
        ("国令第711号", "中华人民共和国政府信息公开条例"),
    ],
)
def test_numbers_lead_to_their_document(number: str, title: str) -> None:
    assert [row["name"] for row in DOCUMENTS if row["number"] == number] == [title]


# --- slogans.csv


def test_slogans_are_no_names() -> None:
    texts = {row["text"] for row in SLOGANS}
    assert sorted(texts & (set(POLICY_FORMS) | set(DOCUMENT_FORMS))) == []
    assert all(2 <= len(text) <= 40 and text == bare(text) and "。" not in text for text in texts)
    assert texts >= set(
        words("应上尽上 一目了然 少跑快办 放得开、接得住、管得好 数据多跑路、群众少跑腿 不打烊 一站式 最后一公里")
    )
    assert texts.isdisjoint({"五个一", "一企一策", "点对点", "党建+", "网上办", "一件事"}), "names once a head noun follows"

"""Graphs for the tests of the page, written sentence by sentence, so that every offset is known to be right.

`Writer` keeps the text of each report while it states things in it: what the page quotes can be compared with that text.
"""

import random
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.iri import BASE, GK, NAMESPACES, slug

RDF, RDFS, SKOS = NAMESPACES["rdf"], NAMESPACES["rdfs"], NAMESPACES["skos"]
PATHS = {
    "Agency": "agency", "Platform": "platform", "Policy": "policy", "Document": "doc", "Project": "project", "Site": "site",
    "Event": "event", "Region": "region", "Report": "doc",
}  # fmt: skip


@dataclass
class Writer:
    """A graph being written; ``texts`` are the reports, by IRI."""

    store: ox.Store = field(default_factory=ox.Store)
    texts: dict[str, str] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)
    edges: set[tuple[str, str, str]] = field(default_factory=set)
    count: int = 0

    def add(self, subject: str, predicate: str, value: str, language: str = "") -> None:
        node = ox.NamedNode(value) if value.startswith("https://w3id.org/") else ox.Literal(value, language=language or None)
        self.store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), node))

    def entity(self, kind: str, name: str, aliases: tuple[str, ...] = ()) -> str:
        iri = f"{BASE}{PATHS[kind]}/{slug(name)}"
        self.add(iri, RDF + "type", GK + kind)
        self.add(iri, RDFS + "label", name, "zh")
        for alias in aliases:
            self.add(iri, SKOS + "altLabel", alias, "zh")
        return iri

    def report(self, name: str, region: str, issuer: str, year: int) -> str:
        iri = self.entity("Report", name)
        facts = {"inRegion": region, "issuedBy": issuer, "sourceFile": f"{slug(name)}.txt", "periodEnd": f"{year}-12-31"}
        for predicate, value in (facts | {"periodStart": f"{year}-01-01"}).items():
            self.add(iri, GK + predicate, value)
        self.texts[iri] = ""
        self.entities.add(iri)
        return iri

    def sentence(self, report: str, text: str, section: str = "一、(一)") -> tuple[str, int]:
        """Append a sentence to a report; return its IRI and where it begins."""
        begin = len(self.texts[report])
        self.texts[report] += text
        self.count += 1
        iri = f"{BASE}sent/s{self.count}"
        facts = {"inDocument": report, "text": text, "sectionPath": section, "beginIndex": str(begin)}
        for predicate, value in (facts | {"endIndex": str(begin + len(text))}).items():
            self.add(iri, GK + predicate, value)
        self.add(iri, RDF + "type", GK + "Sentence")
        return iri, begin

    def mention(self, sentence: tuple[str, int], text: str, name: str, entity: str) -> None:
        iri, begin = sentence
        at = begin + text.index(name)
        own = f"{BASE}mention/m{self.count}-{at}-{len(self.entities)}"
        for predicate, value in {
            "refersTo": entity,
            "statedIn": iri,
            "beginIndex": str(at),
            "endIndex": str(at + len(name)),
        }.items():
            self.add(own, GK + predicate, value)
        self.entities.add(entity)

    def state(self, sentence: tuple[str, int], span: tuple[int, int], edge: tuple[str, str, str], **facts: str) -> None:
        """State an edge in a sentence; ``facts`` are status, confidence and implicitSubject."""
        iri, begin = sentence
        own = f"{BASE}stmt/t{self.count}-{len(self.edges)}"
        self.add(own, RDF + "type", GK + "Statement")
        for predicate, value in zip(("subject", "predicate", "object"), (edge[0], GK + edge[1], edge[2]), strict=True):
            self.add(own, RDF + predicate, value)
        rule = f"{BASE}extractor/rule-1"
        self.add(rule, RDFS + "label", "规则 trigger-7", "zh")
        values = {"statedIn": iri, "beginIndex": str(begin + span[0]), "endIndex": str(begin + span[1]), "extractedBy": rule}
        status = {"status": GK + facts.pop("status", "done"), "confidence": facts.pop("confidence", "0.93")}
        for predicate, value in (values | status | facts).items():
            self.add(own, GK + predicate, value)
        self.edges.add(edge)
        self.entities.update((edge[0], edge[2]))

    def observe(self, sentence: tuple[str, int], text: str, printed: str, subject: str, **facts: str) -> None:
        iri, begin = sentence
        at = begin + text.index(printed)
        own = f"{BASE}obs/o{self.count}"
        indicator = f"{BASE}indicator/{slug(facts['indicator'])}"
        self.add(indicator, SKOS + "prefLabel", facts.pop("indicator"), "zh")
        values = {"subject": subject, "indicator": indicator, "statedIn": iri, "valueText": printed, "role": GK + "actual"}
        for predicate, value in (values | facts | {"beginIndex": str(at), "endIndex": str(at + len(printed))}).items():
            self.add(own, GK + predicate, value)
        self.entities.add(subject)


CITIES = ("云山市", "清河市青石区", "白塔市", "东湖市南桥区", "北岭市")
SHARED = {
    "Platform": ("粤省事", "粤商通", "粤政易", "政务服务网", "电子证照共享系统"),
    "Policy": ("一件事一次办", "放管服改革", "跨域通办", "首席数据官制度", "数字政府改革建设"),
}
LOCAL = {
    "Platform": ("智慧物业服务平台", "好差评系统", "城市运行中枢", "统一申办受理平台", "企业开办专窗", "电子政务外网"),
    "Policy": ("信用承诺制度", "就近办", "窗口提升专项行动"),
    "Document": ("法治政府建设工作要点", "政务信息化项目管理办法(试行)", "关于优化营商环境的若干措施"),
    "Project": ("应急指挥系统建设项目",),
    "Site": ("政务服务大厅",),
    "Event": ("数据安全培训",),
    "Agency": ("住房和城乡建设局", "司法局", "智慧城市建设工作领导小组"),
}
RELATION = {"Platform": "uses", "Policy": "implements", "Document": "issuedBy", "Project": "undertakes", "Event": "organizes"}
VERB = {
    "uses": "依托", "implements": "深入推进", "issuedBy": "印发了", "undertakes": "启动实施", "organizes": "组织开展",
    "cooperatesWith": "联合", "deployedIn": "进驻", "operates": "建成上线",
}  # fmt: skip


def five_regions() -> Writer:
    """Return five reports of five regions with about 110 entities, a dozen of them shared."""
    writer = Writer()
    shared = {
        name: (kind, writer.entity(kind, name, ("粤省事平台", "𠮷祥事") if name == "粤省事" else ()))
        for kind, names in SHARED.items()
        for name in names
    }
    for number, city in enumerate(CITIES):
        region = writer.entity("Region", city)
        agency = writer.entity("Agency", f"{city}政务服务数据管理局", ("市政数局",))
        report = writer.report(f"{city}政务服务数据管理局{2020 + number}年工作总结", region, agency, 2020 + number)
        _agency(writer, report, agency, (region, city))
        for kind, names in LOCAL.items():
            for name in names:
                _state(writer, report, (agency, writer.entity(kind, f"{city}{name}"), kind), f"{city}{name}")
        for at, (name, (kind, iri)) in enumerate(shared.items()):
            if (at + number) % 3:
                _state(writer, report, (agency, iri, kind), name, planned=at % 4 == 0)
    return writer


def _agency(writer: Writer, report: str, agency: str, place: tuple[str, str]) -> None:
    region, city = place
    text = f"{city}政务服务数据管理局全年办结事项12.5万件,群众满意率不低于99.6%。"
    sentence = writer.sentence(report, text, "")
    writer.mention(sentence, text, f"{city}政务服务数据管理局", agency)
    fact = {"indicator": "办结事项数", "value": "125000", "unit": "件", "comparator": GK + "eq"}
    writer.observe(sentence, text, "12.5万件", agency, **fact)
    text = f"全局共有窗口人员36名,服务{city}居民。"
    sentence = writer.sentence(report, text, "一、")
    writer.mention(sentence, text, city, region)
    fact = {"indicator": "窗口人员数", "value": "36", "unit": "名", "comparator": GK + "ge", "periodEnd": "2021-12-31"}
    writer.observe(sentence, text, "36名", agency, **fact)


def _state(writer: Writer, report: str, what: tuple[str, str, str], name: str, planned: bool = False) -> None:
    agency, iri, kind = what
    relation = {"Agency": "cooperatesWith", "Site": "deployedIn"}.get(kind) or RELATION[kind]
    verb = VERB[relation]
    text = f"按𠮷字3号文要求,{'下一步' if planned else '今年以来'},{verb}“{name}”,群众办事更便利。"
    sentence = writer.sentence(report, text, "二、(三)" if planned else "一、(二)")
    writer.mention(sentence, text, name, iri)
    edge = (iri, relation, agency) if kind in {"Document", "Site"} else (agency, relation, iri)
    if kind == "Site":
        edge = (f"{BASE}platform/粤省事", relation, iri)
    begin = text.index(verb)
    status = "planned" if planned else "done"
    writer.state(sentence, (begin, text.index("”") + 1), edge, status=status, implicitSubject="true")


HOSTILE = (
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "<!--<script>", "\"'><svg/onload=alert(1)>",
    "javascript:alert(1)", "{{7*7}}${7*7}", "]]>&lt;b&gt;&#60;", "\u202e反向文字\u202c", "零\u200b宽\u200d字\ufeff符",
    "𠮷野家🏛️👨‍👩‍👧", "长" * 10_000, "=cmd|' /C calc'!A0", "مرحبا بالعالم", " ", "\\u003cscript\\u003e", "a" * 300,
)  # fmt: skip


def hostile() -> Writer:
    """Return a graph in which every field that can hold text holds something that wants to do harm."""
    writer = Writer()
    for number, text in enumerate(HOSTILE):
        region = writer.entity("Region", f"区{number}{text}"[:400])
        agency = writer.entity("Agency", f"{text}局{number}", (text, f"别名{text}"[:9000]))
        report = writer.report(f"{text}报告{number}"[:9000], region, agency, 2020)
        platform = writer.entity("Platform", f"{number}平台{text}", (text,))
        said = f"{text}使用{text}平台12个。" if text.strip() else "使用平台12个。"
        sentence = writer.sentence(report, said, text)
        writer.mention(sentence, said, text if text.strip() else "平台", platform)
        writer.state(sentence, (0, len(said)), (agency, "uses", platform), confidence="0.5")
        fact = {
            "indicator": f"指标{text}"[:500],
            "value": "12",
            "unit": text[:50],
            "comparator": GK + "eq",
            "dimension": text[:300],
        }
        writer.observe(sentence, said, "12个", platform, **fact)
        writer.add(platform, GK + "docNumber", text)
    return writer


WORDS = "政务 数据 平台 系统 热线 改革 工作 专项 通办 智慧 城市 信息 共享 综合 窗口 审批 监管 信用 治理 证照"


def large(entities: int, relations: int, reports: int) -> Writer:
    """Return a graph of so many entities and relations; every entity hangs on the agency of one report."""
    writer, chance = Writer(), random.Random(7)  # noqa: S311 - no secrets here
    words = WORDS.split()
    hubs = []
    for number in range(reports):
        region = writer.entity("Region", f"第{number}市")
        agency = writer.entity("Agency", f"第{number}市数据局")
        hubs.append((writer.report(f"第{number}市数据局工作报告", region, agency, 2015 + number % 9), agency))
    made = []
    for number in range(entities - 2 * reports):
        kind = chance.choice(("Platform", "Policy", "Platform", "Policy", "Project", "Event"))
        name = "".join(chance.sample(words, chance.randint(2, 4))) + str(number)
        iri = writer.entity(kind, name)
        report, agency = chance.choice(hubs)
        made.append((iri, name, kind, report))
        _state_one(writer, report, (agency, RELATION[kind], iri), name)
    while len(writer.edges) < relations:
        iri, name, kind, report = made[min(int(chance.paretovariate(0.8)), len(made) - 1)]
        if chance.random() < 0.6:
            report, agency = chance.choice(hubs)
            _state_one(writer, report, (agency, RELATION[kind], iri), name)
        else:
            other = chance.choice(made)
            if other[0] != iri:
                _state_one(writer, other[3], (other[0], "about", iri), name)
    return writer


def _state_one(writer: Writer, report: str, edge: tuple[str, str, str], name: str) -> None:
    if edge not in writer.edges:
        text = f"今年以来,推进{name}建设应用。"
        sentence = writer.sentence(report, text)
        writer.mention(sentence, text, name, edge[2])
        writer.state(sentence, (5, 7 + len(name)), edge)

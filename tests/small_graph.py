"""A small graph with every kind of node, made in code: two reports read by hand, without the extraction."""

from collections.abc import Iterable
from pathlib import Path

from kg import graph, reading
from kg.iri import BASE
from kg.model import Document, Entity, Hint, Mention, Observation, Reading, Statement
from kg.writing import turtle

FIRST = """广州市荔湾区数据局2022年工作总结
区数据局牵头推进一网通办改革,落实放管服改革,区财政局配合一网通办改革。
荔湾通开设助企专区,上线事项86项,其中新增70项、优化16项。
群众满意率达99.5%。
"""
# Same length of title, one sentence that spans the offsets of all sentences of the first
SECOND = (
    """广州市荔湾区数据局2023年工作总结
本年度各项重点工作按计划推进,具体情况是:荔湾通覆盖全区街道,窗口工作人员逐一走访企业,听取对线上办事的意见和建议,并将意见分类交办,
""".rstrip("\n")
    + "限期答复,答复情况按月公开,接受企业和社会各界的监督,同时把好的做法固定下来,形成可以推广的经验,供其他部门参考使用。\n"
)

COUNTRY = Entity("region:100000", "Region", "中国", facts=(("gk:gbCode", '"100000"'), ("gk:level", "gk:National")))
CITY = Entity(
    "region:440100",
    "Region",
    "广州市",
    facts=(("gk:gbCode", '"440100"'), ("gk:level", "gk:Prefecture"), ("gk:parentRegion", "region:100000")),
)
DISTRICT = Entity(
    "region:440103",
    "Region",
    "广州市荔湾区",
    facts=(("gk:gbCode", '"440103"'), ("gk:level", "gk:County"), ("gk:parentRegion", "region:440100")),
)
BUREAU = Entity("agency:广州市荔湾区数据局", "Agency", "广州市荔湾区数据局", region=DISTRICT.iri)
FINANCE = Entity(
    "agency:广州市荔湾区财政局",
    "Agency",
    "广州市荔湾区财政局",
    region=DISTRICT.iri,
    facts=(("gk:creditCode", '"11440103007513121A"'),),
)
PLATFORM = Entity("platform:荔湾通", "Platform", "荔湾通", kind="platform-app", region=DISTRICT.iri)
ZONE = Entity("platform:荔湾通助企专区", "Platform", "荔湾通助企专区", kind="platform-zone", region=DISTRICT.iri)
ONE_NET = Entity("policy:一网通办改革", "Policy", "一网通办改革", kind="policy-reform")
STREAMLINE = Entity("policy:放管服改革", "Policy", "放管服改革", kind="policy-reform")
NOTICE = Entity(
    "doc:荔湾通管理办法",
    "Document",
    "荔湾通管理办法",
    region=DISTRICT.iri,
    facts=(("gk:docNumber", '"荔数〔2022〕3号"'), ("gk:dateInForce", '"2022-03-01"^^xsd:date')),
)
REPORT = Entity("doc:广州市荔湾区数据局2022年工作总结", "Report", "广州市荔湾区数据局2022年工作总结", region=DISTRICT.iri)
REPORT_2 = Entity("doc:广州市荔湾区数据局2023年工作总结", "Report", "广州市荔湾区数据局2023年工作总结", region=DISTRICT.iri)
ENTITIES = (COUNTRY, CITY, DISTRICT, BUREAU, FINANCE, PLATFORM, ZONE, ONE_NET, STREAMLINE, NOTICE)


def statement(
    document: Document, clause: str, triple: tuple[Entity, str, Entity], rule: str, confidence: float = 0.8
) -> Statement:
    begin = document.text.index(clause)
    subject, predicate, object_ = triple
    return Statement(
        subject, predicate, object_, "done", begin, begin + len(clause), rule, confidence, subject.label not in clause
    )


def observation(document: Document, quoted: str, value: str, unit: str, total: str = "") -> Observation:
    begin = document.text.index(quoted)
    return Observation(
        subject=PLATFORM,
        indicator="上线事项数" if unit == "项" else "群众满意率",
        value=value,
        unit=unit,
        comparator="eq",
        role="actual",
        period=("2022-01-01", "2022-12-31"),
        dimension="",
        total=document.text.index(total) if total else -1,
        begin=begin,
        end=begin + len(quoted),
        rule="quantity",
        confidence=0.85,
    )


def mention(document: Document, surface: str, entity: Entity) -> tuple[Mention, Entity]:
    begin = document.text.index(surface)
    return Mention(begin, begin + len(surface), entity.type, "listed", 0.9, Hint("key")), entity


def readings() -> tuple[Reading, Reading]:
    """Return what a careful reader finds in both texts."""
    one, two = reading.document("liwan-2022.txt", FIRST), reading.document("liwan-2023.txt", SECOND)
    first = Reading(
        document=one,
        report=REPORT,
        region=DISTRICT,
        period=("2022-01-01", "2022-12-31"),
        metadata={"dateWritten": "2023-01-10"},
        entities=(*ENTITIES, REPORT),
        mentions=(
            mention(one, "广州市荔湾区数据局", BUREAU),
            mention(one, "区财政局", FINANCE),
            mention(one, "一网通办改革", ONE_NET),
            mention(one, "荔湾通", PLATFORM),
        ),
        statements=(
            statement(one, "广州市荔湾区数据局", (REPORT, "issuedBy", BUREAU), "title"),
            statement(one, "牵头推进一网通办改革", (BUREAU, "leads", ONE_NET), "leads-verb"),
            statement(one, "牵头推进一网通办改革", (BUREAU, "implements", ONE_NET), "implements-verb"),
            statement(one, "推进一网通办改革", (BUREAU, "implements", ONE_NET), "implements-noun", 0.65),
            statement(one, "落实放管服改革", (BUREAU, "implements", STREAMLINE), "implements-verb"),
            statement(one, "区财政局配合一网通办改革", (FINANCE, "implements", ONE_NET), "implements-verb"),
            statement(one, "荔湾通开设助企专区", (ZONE, "partOf", PLATFORM), "part-of"),
        ),
        observations=(
            observation(one, "86项", "86", "项"),
            observation(one, "70项", "70", "项", total="86项"),
            observation(one, "16项", "16", "项", total="86项"),
            observation(one, "99.5%", "99.5", "%"),
        ),
    )
    second = Reading(
        document=two,
        report=REPORT_2,
        region=DISTRICT,
        period=("2023-01-01", "2023-12-31"),
        metadata={},
        entities=(DISTRICT, CITY, COUNTRY, BUREAU, PLATFORM, REPORT_2),
        mentions=(mention(two, "荔湾通", PLATFORM),),
        statements=(
            statement(two, "广州市荔湾区数据局", (REPORT_2, "issuedBy", BUREAU), "title"),
            statement(two, "荔湾通覆盖全区街道", (BUREAU, "operates", PLATFORM), "operates-noun"),
        ),
        observations=(),
    )
    return first, second


class Lines:
    """The lines of a graph, with the edits that mutants are made of. An edit that changes nothing is an error."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.rows = [tuple(line.split("\t")) for line in lines]

    def drop(self, subject: str, predicate: str = "", object_: str = "") -> "Lines":
        kept = [row for row in self.rows if not self._is(row, subject, predicate, object_)]
        assert len(kept) < len(self.rows), (subject, predicate, object_)
        self.rows = kept
        return self

    def put(self, subject: str, predicate: str, object_: str) -> "Lines":
        row = (subject, f"3{predicate}", object_)
        assert not any(self._is(known, *(subject, predicate, object_)) for known in self.rows)
        self.rows.append(row)
        return self

    def swap(self, subject: str, predicate: str, object_: str) -> "Lines":
        return self.drop(subject, predicate).put(subject, predicate, object_)

    def rename(self, old: str, new: str) -> "Lines":
        assert any(old in row for row in self.rows)
        self.rows = [tuple(new if cell == old else cell for cell in row) for row in self.rows]
        return self

    def state(self, subject: str, predicate: str, object_: str, like: str) -> "Lines":
        """Assert a triple with a statement that copies the evidence of another."""
        for _, name, value in [row for row in self.rows if row[0] == like]:
            changed = {"rdf:subject": subject, "rdf:predicate": predicate, "rdf:object": object_}.get(name[1:], value)
            self.rows.append((f"{like}x", name, changed))
        return self.put(subject, predicate, object_)

    def subjects(self, predicate: str, object_: str) -> list[str]:
        return sorted(row[0] for row in self.rows if self._is(row, "", predicate, object_))

    def statement(self, subject: str, predicate: str, object_: str) -> str:
        """Return the first statement of a triple."""
        wanted = (("rdf:subject", subject), ("rdf:predicate", predicate), ("rdf:object", object_))
        return min(set.intersection(*(set(self.subjects(*part)) for part in wanted)))

    def write(self, path: Path) -> Path:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            turtle.write(sorted({"\t".join(row) for row in self.rows}), out)
        return path

    @staticmethod
    def _is(row: tuple[str, ...], subject: str, predicate: str, object_: str) -> bool:
        return all(
            not wanted or wanted == cell for wanted, cell in ((subject, row[0]), (predicate, row[1][1:]), (object_, row[2]))
        )


def lines() -> Lines:
    """Return the lines of the graph of both reports."""
    return Lines(sorted({line for each in readings() for line in graph.lines(each, BASE)}))

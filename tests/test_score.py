"""Scores: the definitions on a small gold set, and the same figures as the reference scorer on the reference reports."""

import json
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from small_graph import lines
from typer.testing import CliRunner

from kg.build import build
from kg.cli import score as cli
from kg.errors import DataError, GraphError
from kg.score import LEVELS, Band, Counts, Scores, score
from kg.score.facts import comparable, triple, value

SHARED = Path(__file__).parent.parent.parent / "shared"  # reference material beside the repository, not a part of it

MENTIONS = [
    ("doc", "surface", "type", "canonical", "layer"),
    ("liwan-2022", "广州市荔湾区数据局", "Agency", "广州市荔湾区数据局", "outer"),
    ("liwan-2022", "区财政局", "Agency", "广州市荔湾区财政局", "outer"),
    ("liwan-2022", "“一网通办”改革", "Policy", "“一网通办”改革", "outer"),  # compared without quotes
    ("liwan-2022", "放管服改革", "Policy", "放管服改革", "outer"),  # not mentioned in the graph
    ("liwan-2022", "广州市荔湾区数据局2022年工作总结", "Report", "广州市荔湾区数据局2022年工作总结", "outer"),
    ("liwan-2023", "荔湾通", "Policy", "荔湾通", "outer"),  # a platform in the graph
]
RELATIONS = [
    ("doc", "subject", "predicate", "object"),
    ("liwan-2022", "广州市荔湾区数据局2022年工作总结", "issuedBy", "广州市荔湾区数据局"),
    ("liwan-2022", "广州市荔湾区数据局", "implements", "一网通办改革"),
    ("liwan-2022", "广州市荔湾区数据局", "implements", "放管服改革"),
    ("liwan-2022", "广州市荔湾区数据局", "uses", "荔湾通"),
    ("liwan-2023", "广州市荔湾区数据局", "operates", "荔湾通"),
]
OBSERVATIONS = [
    ("doc", "subject", "value", "unit", "comparator"),
    ("liwan-2022", "荔湾通", "86.0", "项", "="),
    ("liwan-2022", "荔湾通", "70", "项", "="),
    ("liwan-2022", "荔湾通", "70", "项", "="),  # stated twice, read once
    ("liwan-2022", "广州市荔湾区", "99.50", "%", "="),  # right but for the subject
    ("liwan-2022", "荔湾通", "", "项", "="),  # quoted without a number: not counted
]


def write(folder: Path, name: str, rows: Sequence[tuple[str, ...]]) -> None:
    (folder / name).write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    write(folder, "mentions.tsv", MENTIONS)
    write(folder, "relations.tsv", RELATIONS)
    write(folder, "observations.tsv", OBSERVATIONS)
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return lines().write(tmp_path / "graph.ttl")


def counts(scores: Scores) -> dict[str, tuple[int, int, int]]:
    return {level: (n.hit, n.found, n.gold) for level, n in scores.levels.items()}


def test_small_set(graph: Path, gold: Path) -> None:
    scores = score(graph, gold)
    assert tuple(scores.levels) == LEVELS
    assert counts(scores) == {
        "names": (3, 5, 6),  # both agencies and the policy; 荔湾通 of both reports is extra
        "entities": (4, 7, 6),  # the report too
        "relations": (4, 8, 5),
        "values": (3, 4, 4),
        "observed": (2, 4, 4),
        "deictic": (1, 0, 1),  # 区财政局
        "implicit": (3, 0, 4),  # all but issuedBy, whose subject is the report
    }
    assert scores.missing == []
    assert {name: (n.hit, n.found, n.gold) for name, n in scores.types.items()} == {
        "Agency": (2, 2, 2), "Policy": (1, 1, 3), "Platform": (0, 2, 0), "Report": (1, 2, 1),
        "gk:issuedBy": (1, 2, 1), "gk:implements": (2, 3, 2), "gk:leads": (0, 1, 0), "gk:partOf": (0, 1, 0),
        "gk:operates": (1, 1, 1), "gk:uses": (0, 0, 1),
    }  # fmt: skip


def test_errors_name_what_is_missed_and_extra(graph: Path, gold: Path) -> None:
    errors = score(graph, gold).errors
    assert errors["relations"][0] == "extra   liwan-2022  广州市荔湾区数据局 · leads · 一网通办改革"
    assert errors["relations"][-1] == "missed  liwan-2022  广州市荔湾区数据局 · uses · 荔湾通"
    assert errors["values"] == ["extra   liwan-2022  16 · 项 · =", "missed  liwan-2022  70 · 项 · ="]


def test_bands_count_statements(graph: Path, gold: Path) -> None:
    """Two statements of one triple count twice: each has its own confidence."""
    assert score(graph, gold).bands == [
        Band(Decimal("0.6"), Decimal("0.7"), 1, 1),
        Band(Decimal("0.8"), Decimal("0.9"), 8, 4),
    ]


@pytest.mark.parametrize(("confidence", "low"), [("0.0", "0.0"), ("0.09", "0.0"), ("0.9", "0.9"), ("1.0", "0.9")])
def test_band_of_a_confidence(tmp_path: Path, gold: Path, confidence: str, low: str) -> None:
    g = lines()
    for name in g.subjects("a", "gk:Statement"):
        g.swap(name, "gk:confidence", confidence)
    assert score(g.write(tmp_path / "graph.ttl"), gold).bands == [Band(Decimal(low), Decimal(low) + Decimal("0.1"), 9, 5)]


def test_documents_are_chosen_and_missed(graph: Path, gold: Path, tmp_path: Path) -> None:
    assert counts(score(graph, gold, docs="2023"))["relations"] == (1, 2, 1)
    write(gold, "relations.tsv", [*RELATIONS, ("zhuhai-2022", "珠海市", "uses", "粤省事")])
    scores = score(graph, gold)
    assert scores.missing == ["zhuhai-2022"]
    assert counts(scores)["relations"] == (4, 8, 6)
    with pytest.raises(DataError, match="no document with 'xyz' in its name"):
        score(graph, gold, docs="xyz")


def test_symmetric_relations_have_no_direction(graph: Path, gold: Path, tmp_path: Path) -> None:
    assert triple("甲", "cooperatesWith", "乙") == triple("乙", "cooperatesWith", "甲")
    assert triple("甲", "directs", "乙") != triple("乙", "directs", "甲")
    g = lines()
    first, second = "agency:广州市荔湾区数据局", "agency:广州市荔湾区财政局"
    path = g.state(first, "gk:cooperatesWith", second, like=g.statement(second, "gk:implements", "policy:一网通办改革"))
    write(gold, "relations.tsv", [RELATIONS[0], ("liwan-2022", "广州市荔湾区财政局", "cooperatesWith", "广州市荔湾区数据局")])
    assert score(path.write(tmp_path / "two.ttl"), gold).levels["relations"].hit == 1


def test_early_name_of_the_inverse_of_supports(tmp_path: Path, gold: Path) -> None:
    g = lines()
    path = g.state("platform:荔湾通", "gk:supports", "policy:一网通办改革", like=min(g.subjects("rdf:predicate", "gk:leads")))
    write(gold, "relations.tsv", [RELATIONS[0], ("liwan-2022", "一网通办改革", "deliveredVia", "荔湾通")])
    assert score(path.write(tmp_path / "two.ttl"), gold).levels["relations"].hit == 1


def test_comparison_of_names_and_values() -> None:
    assert comparable("“1+3+6”模式") == comparable("1＋3＋6模式") == "1_3_6模式"
    assert comparable("《关于优化服务的通知》(2021)") == "关于优化服务的通知-2021"
    assert comparable("粤省事APP") == comparable("“粤省事”App")
    assert comparable("市数据局") != comparable("市财政局")
    assert value("97.430", "%", "=") == ("97.43", "%", "=")
    assert value("1E+4", "1", "≥") == value("10000", "1", "≥") == ("10000", "", "≥")


def test_shares() -> None:
    n = Counts(hit=3, found=4, gold=6)
    assert (n.precision, n.recall, n.f1) == (0.75, 0.5, 0.6)
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("mentions.tsv", None, "mentions.tsv: No such file"),
        ("relations.tsv", "doc\tsubject\tobject\n", "relations.tsv:1: missing column predicate"),
        ("relations.tsv", "doc\tsubject\tpredicate\tobject\na\tb\n", "relations.tsv:2: 2 cells, not 4"),
        (
            "observations.tsv",
            "doc\tsubject\tvalue\tunit\tcomparator\na\tb\t许多\t项\t=\n",
            "observations.tsv:2: '许多' is no number",
        ),
        ("mentions.tsv", b"doc\tsurface\ttype\tcanonical\n\xff", "mentions.tsv: not UTF-8"),
    ],
)
def test_malformed_gold_set_is_told(graph: Path, gold: Path, name: str, text: str | bytes | None, cause: str) -> None:
    (gold / name).unlink()
    if text is not None:
        (gold / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError) as told:
        score(graph, gold)
    assert cause in str(told.value)


def test_unreadable_graph_is_told(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.ttl"):
        score(tmp_path / "none.ttl", gold)
    g = lines()
    for node, predicate in (
        (min(g.subjects("a", "gk:Observation")), "gk:value"),
        (min(g.subjects("a", "gk:Statement")), "gk:confidence"),
    ):
        path = lines().swap(node, predicate, '"many"').write(tmp_path / "graph.ttl")
        with pytest.raises(GraphError, match="no number; kg validate tells which"):
            score(path, gold)


def run(*arguments: str | Path) -> str:
    app = typer.Typer()
    app.command()(cli.command)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_command(graph: Path, gold: Path) -> None:
    said = run(graph, gold, "--errors", "1")
    assert "relations  precision 0.500 recall 0.800 f1 0.615 hit 4 found 8 gold 5\n" in said
    assert "deictic    recall 1.000 hit 1 gold 1\n" in said
    assert "  0.8–0.9      8     4   0.50\n" in said
    assert said.count("extra ") + said.count("missed ") == 5
    report = json.loads(run(graph, gold, "--json"))
    assert report["relations"] == {"precision": 0.5, "recall": 0.8, "f1": 0.6154, "hit": 4, "found": 8, "gold": 5}
    assert report["reliability"][-1] == {"low": 0.8, "high": 0.9, "statements": 8, "right": 4}
    assert "errors" not in report


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the reference material in ../shared, which is no part of the repository")
def test_same_figures_as_the_reference_scorer(tmp_path: Path) -> None:
    graph, gold = build([SHARED / "seeds"], tmp_path, html=False).graph, SHARED / "gold" / "seeds"
    reference = [sys.executable, str(SHARED / "gold" / "score.py"), str(graph), str(gold), "--json"]
    for extra in ([], ["--docs", "00"], ["--docs", "3"]):
        said = subprocess.run([*reference, *extra], check=True, capture_output=True, text=True, encoding="utf-8").stdout
        theirs, ours = json.loads(said), json.loads(run(graph, gold, "--json", *extra))
        bands = ours.pop("reliability")
        assert ours == theirs
        assert ours["relations"]["gold"] > 50
        assert sum(band["right"] for band in bands) >= ours["relations"]["hit"]

"""Verification: a build agrees with its sources to the last character, and whatever is altered on either side is told."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import shape_mutants
import typer
from small_graph import FIRST, REPORT_2, SECOND, Lines, lines
from typer.testing import CliRunner

from kg import resources
from kg.build import build
from kg.cli import verify as cli
from kg.errors import GraphError
from kg.verify import KINDS, Result, verify

SAMPLES = resources.data("reports")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with both texts, under other names than they were read by."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8", newline="\n")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8", newline="\n")
    return folder


def checked(g: Lines, sources: Path) -> Result:
    return verify(g.write(sources.parent / "graph.ttl"), [sources])


def test_samples_agree_with_their_build(tmp_path: Path) -> None:
    """UTF-8 with and without BOM, GB18030, CRLF: see data/reports/README.md."""
    graph = build([SAMPLES], tmp_path, html=False).graph
    result = verify(graph, [SAMPLES])
    assert result.complete
    assert result.checked == result.agree
    assert all(result.checked[kind] > 200 for kind in KINDS), result.checked
    count = sum(" a gk:" + kind in line for kind in KINDS for line in graph.read_text(encoding="utf-8").splitlines())
    assert sum(result.checked.values()) == count


def test_small_graph_agrees(sources: Path) -> None:
    result = checked(lines(), sources)
    assert result.complete
    assert result.agree == {"Sentence": 6, "Mention": 5, "Observation": 4, "Statement": 9}


class Alteration(NamedTuple):
    """An edit of one node, what then stands in the text at its offsets, and the kinds of nodes that disagree."""

    node: Callable[[Lines], str]
    predicate: str
    value: str
    found: str
    kinds: tuple[str, ...]


_TITLE = "广州市荔湾区数据局2023年工作总结"
ALTERED = [
    Alteration(shape_mutants.mention, "gk:text", '"市财政局"', "区财政局", ("Mention",)),
    Alteration(shape_mutants.mention, "gk:beginIndex", str(FIRST.index("区财政局") - 1), ",区财政局", ("Mention",)),
    Alteration(shape_mutants.mention, "gk:beginIndex", "-1", "", ("Mention",)),
    Alteration(shape_mutants.mention, "gk:endIndex", "100000", "", ("Mention",)),
    Alteration(shape_mutants.mention, "gk:endIndex", '"many"', "", ("Mention",)),
    Alteration(shape_mutants.mention, "gk:statedIn", "sent:none", "", ("Mention",)),
    Alteration(shape_mutants.rate, "gk:valueText", '"99.6%"', "99.5%", ("Observation",)),
    Alteration(shape_mutants.rate, "gk:endIndex", str(FIRST.index("99.5%") + 4), "99.5", ("Observation",)),
    Alteration(shape_mutants.one, "gk:beginIndex", "0", FIRST[: shape_mutants.CLAUSE_END], ("Statement",)),
    # The clause of a statement is compared as its sentence quotes it
    Alteration(shape_mutants.title, "gk:text", '"深圳市荔湾区数据局2023年工作总结"', _TITLE, ("Sentence", "Statement")),
    Alteration(shape_mutants.title, "gk:text", '"广州市荔湾区数据局2024年工作总结"', _TITLE, ("Sentence",)),
    Alteration(shape_mutants.title, "gk:inDocument", "doc:none", "", ("Sentence", "Statement")),
]


@pytest.mark.parametrize("altered", ALTERED, ids=[f"{a.node.__name__}-{a.predicate}-{i}" for i, a in enumerate(ALTERED)])
def test_altered_graph_is_caught(sources: Path, altered: Alteration) -> None:
    g = lines()
    name = altered.node(g)
    result = checked(g.swap(name, altered.predicate, altered.value), sources)
    assert tuple(d.kind for d in result.disagreements) == altered.kinds
    first = result.disagreements[0]
    assert (first.node.rpartition("/")[2], first.found) == (name.partition(":")[2], altered.found)
    assert result.agree[first.kind] == result.checked[first.kind] - 1
    assert not result.complete


@pytest.mark.parametrize("predicate", ["gk:beginIndex", "gk:endIndex", "gk:text"])
def test_missing_part_is_caught(sources: Path, predicate: str) -> None:
    g = lines()
    result = checked(g.drop(shape_mutants.mention(g), predicate), sources)
    assert [d.kind for d in result.disagreements] == ["Mention"]


def test_altered_source_is_no_source(sources: Path) -> None:
    (sources / "a.txt").write_text(FIRST.replace("70项", "71项"), encoding="utf-8", newline="\n")
    result = checked(lines(), sources)
    assert [(m.file, m.title) for m in result.missing] == [("liwan-2022.txt", "广州市荔湾区数据局2022年工作总结")]
    assert result.checked == result.agree == {"Sentence": 2, "Mention": 1, "Observation": 0, "Statement": 2}
    assert not result.complete


def test_encoding_and_line_ends_of_the_file(sources: Path) -> None:
    """The hash is of the decoded text: another encoding of it is the same text, other line ends are another text."""
    (sources / "a.txt").write_bytes(FIRST.encode("gb18030"))
    (sources / "b.txt").write_bytes(b"\xef\xbb\xbf" + SECOND.encode())
    assert checked(lines(), sources).complete
    (sources / "a.txt").write_bytes(FIRST.replace("\n", "\r\n").encode())
    assert [m.file for m in checked(lines(), sources).missing] == ["liwan-2022.txt"]


def test_offsets_are_code_points(tmp_path: Path) -> None:
    """Hanzi outside the basic plane count as one."""
    path = tmp_path / "place.txt"
    path.write_text("广州市荔湾区数据局2022年工作总结\n区数据局到𣲗村、𠮷镇推广粤省事,办理事项86项。\n", encoding="utf-8")
    result = verify(build([path], tmp_path / "out", html=False).graph, [path])
    assert result.complete
    assert result.checked["Mention"] > 1
    assert result.checked["Observation"] == 1


def test_merged_texts_are_told_apart(sources: Path) -> None:
    """Two texts of one title share a report: each sentence is compared with its own."""
    g = lines().rename(REPORT_2.iri, "doc:广州市荔湾区数据局2022年工作总结")
    assert checked(g, sources).complete
    (sources / "b.txt").unlink()
    result = checked(g, sources)
    assert result.disagreements == []
    assert [m.sha256[:12] for m in result.missing] == [sha256(SECOND.encode()).hexdigest()[:12]]
    assert result.checked["Sentence"] == 4


def test_merged_texts_with_foreign_names(sources: Path) -> None:
    """Where the name of a sentence does not tell its text, any text of the report may hold it, if all were given."""
    g = lines().rename(REPORT_2.iri, "doc:广州市荔湾区数据局2022年工作总结")
    for name in g.subjects("a", "gk:Sentence"):
        g.rename(name, name.replace("sent:", "sent:s"))
    assert checked(g, sources).complete
    (sources / "b.txt").unlink()
    result = checked(g, sources)
    assert result.disagreements == []
    assert result.checked["Sentence"] == 4


def test_unreadable_source_is_told(sources: Path) -> None:
    (sources / "c.txt").write_bytes(b"\x00\x01\x02" * 100)
    result = verify(lines().write(sources.parent / "graph.ttl"), [sources, sources / "none.txt"])
    assert [file.rpartition("/")[2] for file, _ in result.skipped] == ["none.txt", "c.txt"]
    assert result.complete


def test_nothing_to_verify_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(GraphError, match="no sentences"):
        verify(tmp_path / "empty.ttl", [SAMPLES])


def test_named_graphs(sources: Path) -> None:
    turtle, quads = lines().write(sources.parent / "graph.ttl"), sources.parent / "graph.nq"
    store = ox.Store()
    store.load(path=str(turtle), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("https://example.org/graph"))
    store.dump(str(quads), format=ox.RdfFormat.N_QUADS)
    assert verify(quads, [sources]) == verify(turtle, [sources])


def test_command(sources: Path) -> None:
    app = typer.Typer()
    app.command()(cli.command)
    g = lines()
    good = g.write(sources.parent / "good.ttl")
    bad = g.swap(shape_mutants.mention(g), "gk:text", '"市\\u001B[31m局"').write(sources.parent / "bad.ttl")
    done = CliRunner().invoke(app, [str(good), str(sources)])
    assert done.exit_code == 0
    assert "disagrees" not in done.output
    told = CliRunner().invoke(app, [str(bad), str(sources / "a.txt")])
    assert told.exit_code == 1
    assert "quoted 引用 “市␛[31m局”, found 原文 “区财政局”" in told.output
    assert "not given 未提供  liwan-2023.txt" in told.output
    assert "\x1b" not in told.output
    assert CliRunner().invoke(app, [str(good)]).exit_code == 2

"""Validation: a clean graph has no findings; every constraint of a shape and every check has a mutant that it alone finds."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import check_mutants
import pyoxigraph as ox
import pytest
import shape_mutants
import typer
from small_graph import FINANCE, ONE_NET, Lines, lines
from typer.testing import CliRunner

from kg import resources, tables
from kg.build import build
from kg.cli import validate as cli
from kg.errors import DataError, GraphError
from kg.iri import NAMESPACES
from kg.validate import checks, shapes, validate
from kg.validate.findings import PLACEHOLDER

SH = "http://www.w3.org/ns/shacl#"
TYPE = NAMESPACES["rdf"] + "type"
SHAPES = resources.ontology("shapes.ttl")
CHECKS = checks.load(resources.ontology("checks"))
SAMPLES = sorted(resources.data("reports").glob("*.txt"))
Edit = Callable[[Lines], Lines]


def shape_facts() -> dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]]:
    """Return the facts of each shape by its local name, the vocabulary of SHACL by local name."""
    found: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = {}
    for quad in ox.parse(path=str(SHAPES), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode), "a shape has a name"
        assert isinstance(quad.object, ox.NamedNode | ox.Literal), "a shape nests none"
        found.setdefault(quad.subject.value.rpartition("#")[2], []).append((quad.predicate.value.removeprefix(SH), quad.object))
    return found


def constraints() -> set[tuple[str, str]]:
    """Return the (shape, constraint) pairs of the shapes file."""
    other = {"path", "targetClass", "targetSubjectsOf", "message", "severity", TYPE}
    names = {(shape, name) for shape, facts in shape_facts().items() for name, _ in facts if name not in other}
    return {(shape, name[0].upper() + name[1:]) for shape, name in names}


def fired(path: Path) -> set[tuple[str, str]]:
    return {(finding.rule, finding.details.get("constraint", "")) for finding in validate(path).findings}


def test_clean_graph_has_no_findings(tmp_path: Path) -> None:
    result = validate(lines().write(tmp_path / "graph.ttl"))
    assert result.findings == ()
    assert result.triples > 300
    assert result.rules == len(shape_facts()) + len(CHECKS)


@pytest.mark.parametrize(("shape", "constraint", "edit"), shape_mutants.MUTANTS, ids=lambda x: x if isinstance(x, str) else "")
def test_shape_finds_its_mutant_alone(tmp_path: Path, shape: str, constraint: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == {(shape, constraint)}


@pytest.mark.parametrize(("check", "what", "edit"), check_mutants.MUTANTS, ids=lambda x: x if isinstance(x, str) else "")
def test_check_finds_its_mutant_alone(tmp_path: Path, check: str, what: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == {(check, "")}, what


@pytest.mark.parametrize(("what", "edit"), check_mutants.HARMLESS, ids=lambda x: x if isinstance(x, str) else "")
def test_harmless_change_is_not_found(tmp_path: Path, what: str, edit: Edit) -> None:
    assert fired(edit(lines()).write(tmp_path / "graph.ttl")) == set(), what


def test_every_rule_has_a_mutant() -> None:
    assert {mutant[:2] for mutant in shape_mutants.MUTANTS} == constraints()
    assert {mutant[0] for mutant in check_mutants.MUTANTS} == {check.name for check in CHECKS}
    assert len(constraints()) > 70
    assert len(CHECKS) > 25


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_our_samples_have_no_violations(tmp_path: Path, sample: Path) -> None:
    result = validate(build([sample], tmp_path, html=False).graph)
    assert [finding for finding in result.findings if finding.severity == "violation"] == []
    assert result.triples > 500


def test_shapes_stand_alone() -> None:
    """Each is a property shape with a target of its own: nested in node shapes, pySHACL takes twenty times as long."""
    for shape, facts in shape_facts().items():
        kinds = {name for name, _ in facts}
        assert (TYPE, ox.NamedNode(SH + "PropertyShape")) in facts, shape
        assert kinds & {"targetClass", "targetSubjectsOf"}, shape
        languages = {value.language for name, value in facts if name == "message" and isinstance(value, ox.Literal)}
        assert languages == {"zh", "en"}, shape


def test_document_numbers() -> None:
    """The pattern accepts every number of our table of documents, and other real forms, but not their misreadings."""
    facts = dict(shape_facts()["document-number"])
    pattern = re.compile(str(facts["pattern"].value))
    ours = [row["number"] for row in tables.rows("documents.csv", ("number",)) if row["number"]]
    assert len(ours) > 100
    real = [
        "源政数〔2021〕7号",
        "国令第722号",
        "财政部令第36号",
        "主席令第四十五号",
        "国家税务总局公告2020年第4号",
        "苏工信规〔2021〕第1号",
    ]
    real += ["穗IT办〔2020〕12号", "湘政办发(电)〔2020〕1号", "GB/T 2260-2007", "DB44/T 2189.1-2019", "GB 50174-2017"]
    assert [number for number in (*ours, *real) if not pattern.search(number)] == []
    wrong = [
        "源政数[2021]7号",
        "〔2021〕7号",
        "源政数〔21〕7号",
        "源政数〔2021〕7",
        "第7号",
        "2021年第4号",
        "2260-2007",
        "《通知》〔2021〕7号",
        "",
    ]
    assert [number for number in wrong if pattern.search(number)] == []


def test_checks_say_what_they_select() -> None:
    for check in CHECKS:
        told = {language: set(PLACEHOLDER.findall(getattr(check, language))) for language in ("zh", "en")}
        assert told["zh"] == told["en"], check.name
        assert re.search("[一-龥]", check.zh), check.name
        assert not re.search("[一-龥]", check.en.replace("{", "").replace("其中", "")), check.name


def test_finding_tells_node_values_and_source(tmp_path: Path) -> None:
    g = lines()
    statement = shape_mutants.one(g)
    path = g.put(statement, "gk:status", "gk:planned").write(tmp_path / "graph.ttl")
    (finding,) = validate(path).findings
    assert finding.severity == "violation"
    assert finding.node == "https://w3id.org/govkg/id/stmt/" + statement.removeprefix("stmt:")
    assert finding.label == "广州市荔湾区数据局 gk:implements 一网通办改革"
    assert finding.details == {"constraint": "MaxCount", "property": "gk:status", "value": "gk:done | gk:planned"}
    assert finding.file == "liwan-2022.txt"
    assert finding.sentence == "区数据局牵头推进一网通办改革,落实放管服改革,区财政局配合一网通办改革。"


def test_finding_on_an_entity_shows_a_sentence_that_names_it(tmp_path: Path) -> None:
    path = lines().drop(FINANCE.iri, "gk:inRegion").write(tmp_path / "graph.ttl")
    (finding,) = validate(path).findings
    assert (finding.severity, finding.label, finding.file) == ("warning", "广州市荔湾区财政局", "liwan-2022.txt")
    assert "区财政局" in finding.sentence


def test_finding_on_a_relation_shows_its_sentence(tmp_path: Path) -> None:
    g = lines()
    path = g.state("platform:荔湾通", "gk:leads", ONE_NET.iri, like=shape_mutants.one(g)).write(tmp_path / "graph.ttl")
    (finding,) = validate(path).findings
    assert finding.zh == "gk:leads → 一网通办改革 的主语应属于:Organization。"
    assert "牵头推进一网通办改革" in finding.sentence


def test_totals_give_both_figures(tmp_path: Path) -> None:
    g = lines()
    (finding,) = validate(g.swap(check_mutants.part(g), "gk:value", "17.0").write(tmp_path / "graph.ttl")).findings
    assert finding.details == {"sum": "87", "total": "86"}
    assert "87" in finding.zh
    assert "86" in finding.en


def test_named_graphs_are_validated_like_one(tmp_path: Path) -> None:
    g = lines()
    g = g.swap(check_mutants.part(g), "gk:value", "17.0").drop(FINANCE.iri, "rdfs:label")
    turtle, quads = g.write(tmp_path / "graph.ttl"), tmp_path / "graph.nq"
    store = ox.Store()
    store.load(path=str(turtle), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("https://example.org/graph"))
    store.dump(str(quads), format=ox.RdfFormat.N_QUADS)
    assert validate(quads).findings == validate(turtle).findings != ()


def test_any_base_will_do(tmp_path: Path) -> None:
    for i, base in enumerate(("https://example.org/reform#", "urn:reform:", "http://localhost/a/")):
        result = validate(build(SAMPLES[:1], tmp_path / str(i), base=base, html=False).graph)
        assert Counter(f.rule for f in result.findings if f.severity == "violation") == Counter(), base


def test_order_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    g = lines().drop("ext:quantity", "rdfs:label").drop("indicator:上线事项数", "rdfs:label").drop(FINANCE.iri, "gk:inRegion")
    path = g.put("agency:甲", "gk:likes", '"x"').put("agency:乙", "gk:likes", '"x"').write(tmp_path / "graph.ttl")
    code = "import sys; from kg.validate import validate; print(validate(sys.argv[1]).findings)"
    said = {
        subprocess.run(
            [sys.executable, "-c", code, path], env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)},
            check=True, capture_output=True, text=True, encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1
    assert said.pop().count("Finding(") > 5


def run(*arguments: str | Path) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(cli.command)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_command_exits_by_what_it_finds(tmp_path: Path) -> None:
    code, said = run(lines().write(tmp_path / "clean.ttl"))
    assert (code, said.count("\n")) == (0, 1)
    assert "0 violations, 0 warnings" in said
    code, said = run(lines().drop(FINANCE.iri, "gk:inRegion").write(tmp_path / "warned.ttl"))
    assert code == 0
    assert "body-region  广州市荔湾区财政局" in said
    assert "1 warning:" in said
    code, said = run(lines().drop(FINANCE.iri, "rdfs:label").write(tmp_path / "broken.ttl"))
    assert code == 1
    assert "1 violation," in said
    assert run(tmp_path / "clean.ttl", "--format", "xml")[0] == 2


def test_command_writes_json(tmp_path: Path) -> None:
    code, said = run(lines().drop(FINANCE.iri, "rdfs:label").write(tmp_path / "broken.ttl"), "--format", "json")
    report = json.loads(said)
    assert code == 1
    assert (report["violations"], report["warnings"], len(report["findings"])) == (1, 0, 1)
    assert report["findings"][0]["rule"] == "entity-label"
    assert report["findings"][0]["sentence"]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    label = '"\\u001B[31m红\\u202Egnp\\r\\n{node} [bold]"@zh'
    path = lines().swap(FINANCE.iri, "rdfs:label", label).drop(FINANCE.iri, "gk:inRegion").write(tmp_path / "graph.ttl")
    code, said = run(path)
    assert code == 0
    assert "␛[31m红\ufffdgnp␍␊{node} [bold]" in said
    assert not set(said) & {"\x1b", "\u202e", "\r"}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SELECT ?node { ?node a ?c }", "no en and no severity and no zh"),
        ("# severity: fatal\n# zh: 错\n# en: wrong\nSELECT ?node { ?node a ?c }", "unknown severity fatal"),
        ("# severity: info\n# zh: 错\n# en: wrong\nSELECT ?node { ?node a }", "mend the query"),
        ("# severity: info\n# zh: 错\n# en: wrong\nASK { ?node a ?c }", "no SELECT"),
        ("# severity: info\n# zh: 错 {x}\n# en: wrong\nSELECT ?node { ?node a ?c }", "?x is not selected"),
    ],
)
def test_malformed_check_is_told(tmp_path: Path, text: str, cause: str) -> None:
    (tmp_path / "bad.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"checks/bad\.rq: ") as told:
        for check in checks.load(tmp_path):
            checks.run(check, ox.Store())
    assert cause in str(told.value)
    assert "\n" not in str(told.value)


def test_no_checks_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no checks"):
        checks.load(tmp_path)


@pytest.mark.parametrize(
    "text", ["not turtle", "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:a> a sh:PropertyShape ; sh:minCount 1 ."]
)
def test_malformed_shapes_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "shapes.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"shapes\.ttl: .*mend the shapes"):
        shapes.run(ox.Store(), tmp_path / "shapes.ttl")


def test_unreadable_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "half.ttl").write_text("@prefix gk: <https://w3id.org/govkg/ontology#> .\ngk:a gk:b", encoding="utf-8")
    for name in ("half.ttl", "none.ttl", "graph.csv"):
        with pytest.raises(GraphError, match=name):
            validate(tmp_path / name)


def test_shapes_are_shacl() -> None:
    from pyshacl import validate as pyshacl
    from rdflib import Graph

    conforms, _, text = pyshacl(Graph(), shacl_graph=Graph().parse(SHAPES), meta_shacl=True, inplace=True)
    assert conforms, text

"""Triples: what one document gives when a number is said of several subjects, and when the text read is a known law."""

from dataclasses import replace

from small_graph import BUREAU, DISTRICT, FINANCE, REPORT, Lines, observation, readings

from kg import graph
from kg.iri import BASE
from kg.model import Observation, Reading


def lines(reading: Reading) -> Lines:
    return Lines(graph.lines(reading, BASE))


def joint(first: Reading, *quantities: Observation) -> Reading:
    """Return the reading with each quantity observed of three subjects in turn."""
    subjects = (BUREAU, FINANCE, DISTRICT)
    return replace(
        first, observations=tuple(replaced for q in quantities for replaced in (q._replace(subject=s) for s in subjects))
    )


def test_number_of_several_subjects_is_an_observation_of_each() -> None:
    first, _ = readings()
    g = lines(joint(first, observation(first.document, "86项", "86", "项")))
    end = first.document.text.index("86项") + 3
    assert [node.rpartition("-")[2] for node in g.subjects("a", "gk:Observation")] == [str(end), f"{end}_2", f"{end}_3"]
    assert [row[2] for row in g.rows if row[1] == "3gk:subject"] == [BUREAU.iri, FINANCE.iri, DISTRICT.iri]


def test_parts_belong_to_the_total_of_their_subject() -> None:
    first, _ = readings()
    document = first.document
    g = lines(joint(first, observation(document, "86项", "86", "项"), observation(document, "70项", "70", "项", total="86项")))
    subject = {row[0]: row[2] for row in g.rows if row[1] == "3gk:subject"}
    parts = {row[0]: row[2] for row in g.rows if row[1] == "3gk:componentOf"}
    assert len(parts) == len(set(parts.values())) == 3
    assert all(subject[part] == subject[total] for part, total in parts.items())


def test_law_whose_text_is_read_is_a_report_too() -> None:
    first, _ = readings()
    g = lines(replace(first, report=replace(REPORT, type="Legislation")))
    assert {row[2] for row in g.rows if row[0] == REPORT.iri and row[1] == "0a"} == {"gk:Document", "gk:Report"}
    law = replace(REPORT, type="Legislation")
    g = lines(replace(first, report=law, entities=(*first.entities[:-1], law)))
    assert {row[2] for row in g.rows if row[0] == law.iri and row[1] == "0a"} == {"gk:Document", "gk:Legislation", "gk:Report"}

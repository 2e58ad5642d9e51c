"""Damaged copies of the small graph: for each constraint of each shape one that it alone finds."""

from collections.abc import Callable

from small_graph import BUREAU, DISTRICT, FINANCE, FIRST, NOTICE, ONE_NET, REPORT, REPORT_2, STREAMLINE, ZONE, Lines

Edit = Callable[[Lines], Lines]
CITY, COUNTRY, INDICATOR = "region:440100", "region:100000", "indicator:上线事项数"
# The end of the clause of both statements of `one`; its sentence goes on
CLAUSE_END = FIRST.index("一网通办改革") + 6


def one(g: Lines) -> str:
    """Return a statement of a triple that has a second one, so that damage to it leaves the triple stated."""
    return g.statement(BUREAU.iri, "gk:implements", ONE_NET.iri)


def mention(g: Lines) -> str:
    return g.subjects("gk:text", '"区财政局"')[0]


def rate(g: Lines) -> str:
    """Return an observation that is no part of a total."""
    return g.subjects("gk:valueText", '"99.5%"')[0]


def title(g: Lines) -> str:
    """Return the first sentence of the second report, which nothing quotes."""
    return min(g.subjects("gk:inDocument", REPORT_2.iri))


def issued(g: Lines) -> str:
    return g.statement(REPORT_2.iri, "gk:issuedBy", BUREAU.iri)


ENTITIES: list[tuple[str, str, Edit]] = [
    ("entity-label", "MinCount", lambda g: g.drop(ZONE.iri, "rdfs:label")),
    ("entity-label", "UniqueLang", lambda g: g.put(ZONE.iri, "rdfs:label", '"助企专区"@zh')),
    ("entity-label", "Datatype", lambda g: g.swap(ZONE.iri, "rdfs:label", '"助企专区"')),
    ("entity-label", "MinLength", lambda g: g.swap(ZONE.iri, "rdfs:label", '"区"@zh')),
    ("entity-region", "MaxCount", lambda g: g.put(ZONE.iri, "gk:inRegion", CITY)),
    ("body-region", "MinCount", lambda g: g.drop(FINANCE.iri, "gk:inRegion")),
    ("credit-code", "Pattern", lambda g: g.swap(FINANCE.iri, "gk:creditCode", '"11440103007513121I"')),
    ("platform-kind", "MinCount", lambda g: g.drop(ZONE.iri, "gk:kind")),
    ("platform-kind", "MaxCount", lambda g: g.put(ZONE.iri, "gk:kind", "gk:kind-platform-app")),
    ("platform-region", "MinCount", lambda g: g.drop(ZONE.iri, "gk:inRegion")),
    ("document-number", "Pattern", lambda g: g.swap(NOTICE.iri, "gk:docNumber", '"荔数[2022]3号"')),
    ("report-issuer", "MinCount", lambda g: g.drop(issued(g)).drop(REPORT_2.iri, "gk:issuedBy")),
    ("report-issuer-class", "Class", lambda g: g.state(REPORT_2.iri, "gk:issuedBy", DISTRICT.iri, like=issued(g))),
    ("report-region", "MinCount", lambda g: g.drop(REPORT_2.iri, "gk:inRegion")),
    ("report-hash", "MinCount", lambda g: g.drop(REPORT.iri, "gk:textHash")),
    ("report-hash", "Pattern", lambda g: g.swap(REPORT.iri, "gk:textHash", '"c4edaa4e8605391c"')),
    ("report-file", "MinCount", lambda g: g.drop(REPORT.iri, "gk:sourceFile")),
    ("region-code", "MaxCount", lambda g: g.put(CITY, "gk:gbCode", '"440199"')),
    ("region-code", "Pattern", lambda g: g.swap(CITY, "gk:gbCode", '"4401"')),
    ("region-parent", "MaxCount", lambda g: g.put(DISTRICT.iri, "gk:parentRegion", COUNTRY)),
    ("region-level", "MaxCount", lambda g: g.put(CITY, "gk:level", "gk:County")),
]
EVIDENCE: list[tuple[str, str, Edit]] = [
    ("statement-subject", "MinCount", lambda g: g.drop(one(g), "rdf:subject")),
    ("statement-subject", "MaxCount", lambda g: g.put(one(g), "rdf:subject", FINANCE.iri)),
    ("statement-subject", "NodeKind", lambda g: g.swap(one(g), "rdf:subject", '"区数据局"')),
    ("statement-predicate", "MinCount", lambda g: g.drop(one(g), "rdf:predicate")),
    ("statement-predicate", "MaxCount", lambda g: g.put(one(g), "rdf:predicate", "gk:leads")),
    ("statement-predicate", "NodeKind", lambda g: g.swap(one(g), "rdf:predicate", '"落实"')),
    ("statement-object", "MinCount", lambda g: g.drop(one(g), "rdf:object")),
    ("statement-object", "MaxCount", lambda g: g.put(one(g), "rdf:object", STREAMLINE.iri)),
    ("statement-object", "NodeKind", lambda g: g.swap(one(g), "rdf:object", '"一网通办改革"')),
    ("statement-status", "MinCount", lambda g: g.drop(one(g), "gk:status")),
    ("statement-status", "MaxCount", lambda g: g.put(one(g), "gk:status", "gk:planned")),
    ("evidence-sentence", "MinCount", lambda g: g.drop(one(g), "gk:statedIn")),
    ("evidence-sentence", "MaxCount", lambda g: g.put(one(g), "gk:statedIn", max(g.subjects("gk:inDocument", REPORT_2.iri)))),
    ("evidence-extractor", "MinCount", lambda g: g.drop(mention(g), "gk:extractedBy")),
    ("evidence-extractor", "MaxCount", lambda g: g.put(mention(g), "gk:extractedBy", "ext:quantity")),
    ("evidence-confidence", "MinCount", lambda g: g.drop(rate(g), "gk:confidence")),
    ("evidence-confidence", "MaxCount", lambda g: g.put(rate(g), "gk:confidence", "0.1")),
    ("evidence-confidence", "MinInclusive", lambda g: g.swap(rate(g), "gk:confidence", "-0.1")),
    ("evidence-confidence", "MaxInclusive", lambda g: g.swap(rate(g), "gk:confidence", "1.5")),
    ("span-begin", "MinCount", lambda g: g.drop(one(g), "gk:beginIndex")),
    ("span-begin", "MaxCount", lambda g: g.put(one(g), "gk:beginIndex", str(CLAUSE_END - 2))),
    ("span-begin", "LessThan", lambda g: g.swap(one(g), "gk:beginIndex", str(CLAUSE_END))),
    ("span-end", "MinCount", lambda g: g.drop(one(g), "gk:endIndex")),
    ("span-end", "MaxCount", lambda g: g.put(one(g), "gk:endIndex", str(CLAUSE_END + 1))),
    ("span-text", "MinCount", lambda g: g.drop(mention(g), "gk:text")),
    ("span-text", "MaxCount", lambda g: g.put(title(g), "gk:text", '"广州市荔湾区数据局2024年工作总结"')),
    ("sentence-document", "MinCount", lambda g: g.drop(title(g), "gk:inDocument")),
    ("sentence-document", "MaxCount", lambda g: g.put(title(g), "gk:inDocument", REPORT.iri)),
    ("sentence-section", "MinCount", lambda g: g.drop(title(g), "gk:sectionPath")),
    ("sentence-section", "MaxCount", lambda g: g.put(title(g), "gk:sectionPath", '"一、"')),
    ("mention-entity", "MinCount", lambda g: g.drop(mention(g), "gk:refersTo")),
    ("mention-entity", "MaxCount", lambda g: g.put(mention(g), "gk:refersTo", BUREAU.iri)),
    ("mention-entity", "NodeKind", lambda g: g.swap(mention(g), "gk:refersTo", '"区财政局"')),
    ("extractor-label", "MinCount", lambda g: g.drop("ext:quantity", "rdfs:label")),
    ("extractor-version", "MinCount", lambda g: g.drop("ext:quantity", "dcterms:hasVersion")),
]
OBSERVATIONS: list[tuple[str, str, Edit]] = [
    ("indicator-label", "MinCount", lambda g: g.drop(INDICATOR, "rdfs:label")),
    ("indicator-label", "UniqueLang", lambda g: g.put(INDICATOR, "rdfs:label", '"事项数"@zh')),
    ("indicator-label", "Datatype", lambda g: g.swap(INDICATOR, "rdfs:label", '"上线事项数"')),
    ("indicator-name", "MinLength", lambda g: g.swap(INDICATOR, "rdfs:label", '"数"@zh')),
    ("observation-indicator", "MinCount", lambda g: g.drop(rate(g), "gk:indicator")),
    ("observation-indicator", "MaxCount", lambda g: g.put(rate(g), "gk:indicator", INDICATOR)),
    ("observation-subject", "MinCount", lambda g: g.drop(rate(g), "gk:subject")),
    ("observation-subject", "MaxCount", lambda g: g.put(rate(g), "gk:subject", ZONE.iri)),
    ("observation-subject", "NodeKind", lambda g: g.swap(rate(g), "gk:subject", '"荔湾通"')),
    ("observation-value", "MinCount", lambda g: g.drop(rate(g), "gk:value")),
    ("observation-value", "MaxCount", lambda g: g.put(rate(g), "gk:value", "98.5")),
    ("observation-value-text", "MinCount", lambda g: g.drop(rate(g), "gk:valueText")),
    ("observation-unit", "MinCount", lambda g: g.drop(rate(g), "gk:unit")),
    ("observation-unit", "MaxCount", lambda g: g.put(rate(g), "gk:unit", '"分"')),
    ("observation-unit", "Pattern", lambda g: g.swap(rate(g), "gk:unit", '"万项"')),
    ("observation-comparator", "MinCount", lambda g: g.drop(rate(g), "gk:comparator")),
    ("observation-comparator", "MaxCount", lambda g: g.put(rate(g), "gk:comparator", "gk:ge")),
    ("observation-role", "MinCount", lambda g: g.drop(rate(g), "gk:role")),
    ("observation-role", "MaxCount", lambda g: g.put(rate(g), "gk:role", "gk:target")),
    ("observation-start", "MaxCount", lambda g: g.put(rate(g), "gk:periodStart", '"2022-02-01"^^xsd:date')),
    ("observation-end", "MaxCount", lambda g: g.put(rate(g), "gk:periodEnd", '"2022-11-30"^^xsd:date')),
]
MUTANTS = ENTITIES + EVIDENCE + OBSERVATIONS

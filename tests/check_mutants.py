"""Damaged copies of the small graph: for each check one or more that it alone finds."""

from collections.abc import Callable

from shape_mutants import CITY, COUNTRY, issued, mention, one, rate, title
from small_graph import BUREAU, DISTRICT, FINANCE, NOTICE, ONE_NET, PLATFORM, REPORT, REPORT_2, ZONE, Lines

Edit = Callable[[Lines], Lines]
ID = "https://w3id.org/govkg/id"


def part(g: Lines) -> str:
    return g.subjects("gk:valueText", '"16项"')[0]


def blank(g: Lines) -> Lines:
    return g.put("_:b", "a", "gk:Extractor").put("_:b", "rdfs:label", '"无名"@zh').put("_:b", "dcterms:hasVersion", '"1"')


def second_text(g: Lines) -> Lines:
    return g.put(REPORT_2.iri, "gk:textHash", f'"{"0" * 64}"').put(REPORT_2.iri, "gk:sourceFile", '"other.txt"')


MUTANTS: list[tuple[str, str, Edit]] = [
    ("statement-asserted", "triple gone", lambda g: g.drop(BUREAU.iri, "gk:implements", ONE_NET.iri)),
    ("relation-stated", "no statement", lambda g: g.put(FINANCE.iri, "gk:uses", PLATFORM.iri)),
    ("relation-stated", "statement of another relation", lambda g: g.put(FINANCE.iri, "gk:leads", ONE_NET.iri)),
    ("relation-self", "cooperation", lambda g: g.state(BUREAU.iri, "gk:cooperatesWith", BUREAU.iri, like=one(g))),
    ("domain", "platform leads", lambda g: g.state(PLATFORM.iri, "gk:leads", ONE_NET.iri, like=one(g))),
    ("domain", "policy with a code", lambda g: g.put(ONE_NET.iri, "gk:gbCode", '"440104"')),
    ("range", "uses a policy", lambda g: g.state(BUREAU.iri, "gk:uses", ONE_NET.iri, like=one(g))),
    ("range", "status is a role", lambda g: g.swap(one(g), "gk:status", "gk:target")),
    ("range", "region is an agency", lambda g: g.swap(ZONE.iri, "gk:inRegion", BUREAU.iri)),
    ("range", "kind is text", lambda g: g.swap(ZONE.iri, "gk:kind", '"专区"')),
    ("datatype", "no truth value", lambda g: g.put(issued(g), "gk:implicitSubject", '"yes"')),
    ("datatype", "no such day", lambda g: g.swap(NOTICE.iri, "gk:dateInForce", '"2022-02-30"^^xsd:date')),
    ("datatype", "day as text", lambda g: g.swap(NOTICE.iri, "gk:dateInForce", '"2022-02-20"')),
    ("datatype", "text with a language", lambda g: g.swap(title(g), "gk:sectionPath", '"一、"@zh')),
    ("datatype", "date is a node", lambda g: g.swap(NOTICE.iri, "gk:dateInForce", BUREAU.iri)),
    ("sentence-length", "one more", lambda g: g.swap(title(g), "gk:endIndex", "19")),
    ("sentence-length", "one text shorter", lambda g: g.swap(title(g), "gk:text", '"广州市荔湾区数据局工作总结"')),
    ("mention-quote", "another name", lambda g: g.swap(mention(g), "gk:text", '"市财政局"')),
    ("mention-quote", "begins before the sentence", lambda g: g.swap(mention(g), "gk:beginIndex", "1")),
    ("value-quote", "another value", lambda g: g.swap(rate(g), "gk:valueText", '"99.6%"')),
    ("value-quote", "ends earlier", lambda g: g.swap(part(g), "gk:endIndex", "86")),
    ("clause-bounds", "ends after the sentence", lambda g: g.swap(one(g), "gk:endIndex", "60")),
    ("clause-bounds", "begins before the sentence", lambda g: g.swap(one(g), "gk:beginIndex", "3")),
    ("region-cycle", "country in district", lambda g: g.put(COUNTRY, "gk:parentRegion", DISTRICT.iri)),
    ("region-cycle", "city in city", lambda g: g.swap(CITY, "gk:parentRegion", CITY)),
    ("part-cycle", "each of the other", lambda g: g.state(PLATFORM.iri, "gk:partOf", ZONE.iri, like=one(g))),
    ("region-code", "shared", lambda g: g.swap(CITY, "gk:gbCode", '"440103"')),
    ("iri-form", "percent-encoded", lambda g: g.rename(PLATFORM.iri, f"<{ID}/platform/%E8%8D%94>")),
    ("iri-form", "a bracket", lambda g: g.rename(PLATFORM.iri, f"<{ID}/platform/荔湾(通)>")),
    ("iri-form", "path of another class", lambda g: g.rename(PLATFORM.iri, f"<{ID}/policy/荔湾通>")),
    ("iri-form", "two levels", lambda g: g.rename(PLATFORM.iri, f"<{ID}/platform/荔/湾通>")),
    ("blank-node", "extractor", blank),
    ("reference", "mention of nothing", lambda g: g.swap(mention(g), "gk:refersTo", "agency:无")),
    ("reference", "no such region", lambda g: g.swap(ZONE.iri, "gk:inRegion", "region:999999")),
    ("reference", "no such kind", lambda g: g.swap(ZONE.iri, "gk:kind", "gk:kind-platform-new")),
    ("typed", "label only", lambda g: g.put("agency:无类", "rdfs:label", '"无类"@zh')),
    ("vocabulary", "property", lambda g: g.put(BUREAU.iri, "gk:likes", '"粤省事"')),
    ("vocabulary", "class", lambda g: g.put(BUREAU.iri, "a", "gk:Bureau")),
    ("superclass", "no Organization", lambda g: g.drop(FINANCE.iri, "a", "gk:Organization")),
    ("disjoint", "policy and place", lambda g: g.put(ONE_NET.iri, "a", "gk:Place")),
    *(
        ("deictic-label", name, lambda g, name=name: g.swap(FINANCE.iri, "rdfs:label", f'"{name}"@zh'))
        for name in ("我局", "区政府", "市委", "全区", "局党组", "办公室", "市委办公室")
    ),
    ("document-values", "two dates", lambda g: g.put(NOTICE.iri, "gk:dateInForce", '"2022-04-01"^^xsd:date')),
    ("document-values", "two numbers", lambda g: g.put(NOTICE.iri, "gk:docNumber", '"荔数〔2022〕4号"')),
    ("document-values", "two periods", lambda g: g.put(REPORT.iri, "gk:periodEnd", '"2022-06-30"^^xsd:date')),
    ("merged-report", "two texts", second_text),
    ("merged-report", "two dates", lambda g: second_text(g).put(REPORT_2.iri, "gk:periodStart", '"2024-02-01"^^xsd:date')),
    ("same-text", "two files", lambda g: g.put(REPORT.iri, "gk:sourceFile", '"copy.txt"')),
    ("period-order", "observation", lambda g: g.swap(rate(g), "gk:periodStart", '"2023-01-01"^^xsd:date')),
    ("period-order", "report", lambda g: g.swap(REPORT.iri, "gk:periodEnd", '"2021-12-31"^^xsd:date')),
    ("observation-region", "none", lambda g: g.drop(rate(g), "gk:inRegion")),
    ("percentage", "above", lambda g: g.swap(rate(g), "gk:value", "995.0")),
    ("percentage", "below", lambda g: g.swap(rate(g), "gk:value", "-0.5")),
    ("totals", "too much", lambda g: g.swap(part(g), "gk:value", "17.0")),
    ("totals", "too little", lambda g: g.swap(part(g), "gk:value", "15.0")),
]
# What no rule may object to, though it comes near
HARMLESS: list[tuple[str, Edit]] = [
    ("lone part", lambda g: g.drop(part(g), "gk:componentOf")),
    ("about as many", lambda g: g.swap(part(g), "gk:value", "20.0").swap(part(g), "gk:comparator", "gk:ge")),
    ("some parts of all", lambda g: g.swap(part(g), "gk:value", "1.0")),
    ("percentage points", lambda g: g.swap(rate(g), "gk:unit", '"百分点"')),
    ("kilowatts", lambda g: g.swap(rate(g), "gk:unit", '"千瓦时"')),
    ("no unknown region", lambda g: g.drop(rate(g), "gk:periodStart")),
    ("other vocabularies", lambda g: g.put(BUREAU.iri, "skos:note", '"附注"@zh').put(BUREAU.iri, "a", "org:Organization")),
]

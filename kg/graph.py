"""Triples: the only place that makes them. A document becomes sorted lines ``subject TAB rank+predicate TAB object``.

The lines are Turtle terms; the rank puts the class and the label of a node first. Lines of all documents, sorted and with
doubles dropped, are the graph: so a document's part is made alone and runs of lines are merged as they are written.
"""

from collections import Counter

from kg import __version__, ontology
from kg.iri import literal, short_hash, slug, term
from kg.model import Entity, Mention, Reading

_DATES = {"dateWritten", "datePublished", "dateInForce"}


def lines(reading: Reading, base: str) -> list[str]:
    """Return the sorted lines of the graph of one document."""
    return sorted(set(_Part(reading, base).lines()))


class _Part:
    def __init__(self, reading: Reading, base: str) -> None:
        self._reading = reading
        self._base = base
        self._out: list[str] = []
        self._key = reading.document.sha256[:12]
        self._sentences: dict[int, str] = {}
        self._named: dict[str, int] = {}
        self._extractors: set[str] = set()

    def lines(self) -> list[str]:
        reading = self._reading
        for entity in reading.entities:
            self._entity(entity)
        self._report()
        for mention, entity in reading.mentions:
            self._mention(mention, entity)
        self._statements()
        self._observations()
        self._evidence()
        return self._out

    def _add(self, subject: str, predicate: str, object_: str) -> None:
        self._out.append(f"{subject}\t{predicate}\t{object_}")

    def _entity(self, entity: Entity) -> None:
        iri, add = entity.iri, self._out.append
        for name in _lineage(entity.type):
            add(f"{iri}\t0a\tgk:{name}")
        add(f"{iri}\t1rdfs:label\t{literal(entity.label, '@zh')}")
        if entity.kind:
            add(f"{iri}\t3gk:kind\tgk:kind-{entity.kind}")
        if entity.region:
            add(f"{iri}\t3gk:inRegion\t{entity.region}")
        for predicate, value in entity.facts:
            add(f"{iri}\t3{predicate}\t{value}")
        for alias in sorted(self._reading.aliases.get(iri, ())):
            add(f"{iri}\t2skos:altLabel\t{literal(alias, '@zh')}")

    def _report(self) -> None:
        reading, iri = self._reading, self._reading.report.iri
        for name in _lineage("Report"):  # a law or plan of the gazetteer whose text is read is a report too
            self._add(iri, "0a", f"gk:{name}")
        self._add(iri, "3gk:textHash", literal(reading.document.sha256))
        self._add(iri, "3gk:sourceFile", literal(reading.document.name))
        for name, day in zip(("periodStart", "periodEnd"), reading.period, strict=True):
            if day:
                self._add(iri, f"3gk:{name}", literal(day, "^^xsd:date"))
        for name, value in reading.metadata.items():
            self._add(iri, f"3gk:{name}", literal(value, "^^xsd:date" if name in _DATES else ""))

    def _mention(self, mention: Mention, entity: Entity) -> None:
        text = self._reading.document.text[mention.begin : mention.end]
        iri = f"ment:{self._key}_{mention.begin}-{mention.end}"
        if mention.inside:
            iri += "_in"
        self._named[iri] = self._named.get(iri, 0) + 1
        if self._named[iri] > 1:  # one span, several entities: 港澳
            iri += f"_{self._named[iri]}"
        sentence, rule = self._sentence(mention.begin), self._extractor(mention.rule)
        self._out += (
            f"{iri}\t0a\tgk:Mention",
            f"{iri}\t3gk:beginIndex\t{mention.begin}",
            f"{iri}\t3gk:confidence\t{_decimal(mention.confidence)}",
            f"{iri}\t3gk:endIndex\t{mention.end}",
            f"{iri}\t3gk:extractedBy\t{rule}",
            f"{iri}\t3gk:refersTo\t{entity.iri}",
            f"{iri}\t3gk:statedIn\t{sentence}",
            f"{iri}\t3gk:text\t{literal(text)}",
        )

    def _statements(self) -> None:
        for s in self._reading.statements:
            sentence = self._sentence(s.begin)
            key = short_hash(s.subject.iri, s.predicate, s.object.iri, sentence, s.rule)
            iri = f"stmt:{key}"
            self._out += (
                f"{s.subject.iri}\t3gk:{s.predicate}\t{s.object.iri}",
                f"{iri}\t0a\tgk:Statement",
                f"{iri}\t1rdf:subject\t{s.subject.iri}",
                f"{iri}\t2rdf:predicate\tgk:{s.predicate}",
                f"{iri}\t2rdf:object\t{s.object.iri}",
                f"{iri}\t3gk:beginIndex\t{s.begin}",
                f"{iri}\t3gk:confidence\t{_decimal(s.confidence)}",
                f"{iri}\t3gk:endIndex\t{s.end}",
                f"{iri}\t3gk:extractedBy\t{self._extractor(s.rule)}",
                f"{iri}\t3gk:statedIn\t{sentence}",
                f"{iri}\t3gk:status\tgk:{s.status}",
            )
            if s.implicit:
                self._add(iri, "3gk:implicitSubject", "true")

    def _observations(self) -> None:
        region = self._reading.region
        times: Counter[int] = Counter()
        at: dict[tuple[int, str], str] = {}
        for o in self._reading.observations:
            # A number said of several subjects at once is an observation of each; parts belong to the total of their subject
            times[o.begin] += 1
            iri = f"obs:{self._key}_{o.begin}-{o.end}" + (f"_{times[o.begin]}" if times[o.begin] > 1 else "")
            at[o.begin, o.subject.iri] = iri
            indicator = term("indicator", slug(o.indicator), self._base)
            self._out += (
                f"{indicator}\t0a\tgk:Indicator",
                f"{indicator}\t1rdfs:label\t{literal(o.indicator, '@zh')}",
                f"{indicator}\t2skos:prefLabel\t{literal(o.indicator, '@zh')}",
                f"{iri}\t0a\tgk:Observation",
                f"{iri}\t3gk:beginIndex\t{o.begin}",
                f"{iri}\t3gk:comparator\tgk:{o.comparator}",
                f"{iri}\t3gk:confidence\t{_decimal(o.confidence)}",
                f"{iri}\t3gk:endIndex\t{o.end}",
                f"{iri}\t3gk:extractedBy\t{self._extractor(o.rule)}",
                f"{iri}\t3gk:indicator\t{indicator}",
                f"{iri}\t3gk:role\tgk:{o.role}",
                f"{iri}\t3gk:statedIn\t{self._sentence(o.begin)}",
                f"{iri}\t3gk:subject\t{o.subject.iri}",
                f"{iri}\t3gk:unit\t{literal(o.unit)}",
                f"{iri}\t3gk:value\t{o.value if '.' in o.value else o.value + '.0'}",
                f"{iri}\t3gk:valueText\t{literal(self._reading.document.text[o.begin : o.end])}",
            )
            if region is not None:
                self._add(iri, "3gk:inRegion", region.iri)
            if o.dimension:
                self._add(iri, "3gk:dimension", literal(o.dimension))
            total = at.get((o.total, o.subject.iri))
            if total is not None:
                self._add(iri, "3gk:componentOf", total)
            for name, day in zip(("periodStart", "periodEnd"), o.period, strict=True):
                if day:
                    self._add(iri, f"3gk:{name}", literal(day, "^^xsd:date"))

    def _sentence(self, offset: int) -> str:
        i = self._reading.document.sentence_at(offset)
        found = self._sentences.get(i)
        if found is None:
            sentence = self._reading.document.sentences[i]
            found = self._sentences[i] = f"sent:{self._key}_{sentence.begin}-{sentence.end}"
        return found

    def _extractor(self, rule: str) -> str:
        self._extractors.add(rule)
        return f"ext:{rule}"

    def _evidence(self) -> None:
        document, report = self._reading.document, self._reading.report.iri
        for i, iri in self._sentences.items():
            sentence = document.sentences[i]
            self._out += (
                f"{iri}\t0a\tgk:Sentence",
                f"{iri}\t3gk:beginIndex\t{sentence.begin}",
                f"{iri}\t3gk:endIndex\t{sentence.end}",
                f"{iri}\t3gk:inDocument\t{report}",
                f"{iri}\t3gk:sectionPath\t{literal(sentence.section)}",
                f"{iri}\t3gk:text\t{literal(document.text[sentence.begin : sentence.end])}",
            )
        for rule in sorted(self._extractors):
            self._add(f"ext:{rule}", "0a", "gk:Extractor")
            self._add(f"ext:{rule}", "1rdfs:label", literal(rule, "@en"))
            self._add(f"ext:{rule}", "3dcterms:hasVersion", literal(__version__))


def _lineage(type_: str) -> tuple[str, ...]:
    return ontology.load().lineage(type_)


def _decimal(value: float) -> str:
    text = f"{value:.2f}".rstrip("0")
    return text + "0" if text.endswith(".") else text

"""The entities of one document: made once each, with regions and all that lies above them."""

from kg import ontology
from kg.gazetteer import Gazetteer
from kg.gazetteer.regions import Region
from kg.iri import BASE, literal, slug, term
from kg.model import Entity


class Registry:
    """Makes entities and keeps them by IRI, so that one name is one object."""

    def __init__(self, gazetteer: Gazetteer, base: str = BASE) -> None:
        self._gazetteer = gazetteer
        self._base = base
        self._classes = ontology.load().classes
        self.entities: dict[str, Entity] = {}

    def entity(self, type_: str, label: str, kind: str = "", region: Region | None = None) -> Entity:
        """Return the entity of this type and canonical name, making it at its first mention."""
        iri = term(self._classes[type_].path, slug(label), self._base)
        found = self.entities.get(iri)
        if found is not None and (found.type == type_ or type_ in self._classes[found.type].supers):
            return found
        where = self.region(region).iri if region is not None else ""
        made = Entity(iri, type_, label, kind or (found.kind if found else ""), where or (found.region if found else ""))
        self.entities[iri] = made
        return made

    def region(self, region: Region) -> Entity:
        """Return the entity of a region; those above it are made as well."""
        iri = term("region", slug(region.local) if not region.code else region.local, self._base)
        found = self.entities.get(iri)
        if found is not None:
            return found
        facts = []
        if region.code:
            facts.append(("gk:gbCode", literal(region.code)))
        if region.code or region.level == "Township":
            facts.append(("gk:level", f"gk:{region.level}"))
        above = self._gazetteer.regions.parent(region)
        if above is not None:
            facts.append(("gk:parentRegion", self.region(above).iri))
        made = Entity(iri, "Region", region.label, facts=tuple(facts))
        self.entities[iri] = made
        return made

"""A graph of the shape of ours and of any size, always the same: reports of invented counties in invented provinces.

``python tests/bench/synthetic.py 1000000 FILE`` writes one. Per report, as in the samples: some 40 statements, 50 values,
60 mentions, 45 sentences and 2,500 triples; a fifth of the names is shared by all, the others belong to a county.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from drafts import Draft, Fact, Number  # noqa: E402

from kg import graph  # noqa: E402
from kg.iri import BASE  # noqa: E402
from kg.model import Entity  # noqa: E402
from kg.writing import turtle  # noqa: E402

YEARS = (2021, 2022, 2023)
_COUNTRY = Entity("region:100000", "Region", "中华人民共和国", facts=(("gk:level", "gk:National"),))


class _Dice:
    """Numbers that look random and depend on nothing but the seed (the constants of Knuth's MMIX)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def roll(self, below: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % below

    def rank(self, below: int) -> int:
        """Return a number that is more often small: the smaller of two."""
        return min(self.roll(below), self.roll(below))


@cache
def _region(code: str) -> Entity:
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    level = "Provincial" if code == province else "Prefecture" if code == city else "County"
    above = "100000" if code == province else province if code == city else city
    label = f"第{code[:2]}省" + (f"第{code[2:4]}市" if code != province else "") + (f"第{code[4:]}县" if level == "County" else "")
    facts = (("gk:gbCode", f'"{code}"'), ("gk:level", f"gk:{level}"), ("gk:parentRegion", f"region:{above}"))
    return Entity(f"region:{code}", "Region", label, facts=facts)


def _above(region: Entity) -> tuple[Entity, ...]:
    code = region.iri.partition(":")[2]
    return _region(f"{code[:4]}00"), _region(f"{code[:2]}0000"), _COUNTRY


def _entity(path: str, type_: str, name: str, region: Entity, kind: str = "") -> Entity:
    return Entity(f"{path}:{name}", type_, name, kind, region.iri)


@cache
def _platform(i: int) -> Entity:
    region = _COUNTRY if i % 5 == 0 else _region(f"{10 + i % 30}0000")
    return _entity("platform", "Platform", f"第{i}号省级平台", region, ("platform-app", "platform-system")[i % 2])


@cache
def _policy(i: int) -> Entity:
    return Entity(f"policy:第{i}项改革", "Policy", f"第{i}项改革", "policy-reform")


@cache
def _paper(i: int) -> Entity:
    facts = (("gk:docNumber", f'"国办发〔{2010 + i % 12}〕{i}号"'),) if i % 3 else ()
    return Entity(f"doc:关于第{i}项工作的通知", "Document", f"关于第{i}项工作的通知", "document-notice", _COUNTRY.iri, facts)


def drafts() -> Iterator[Draft]:
    """Yield reports without end: of each county in turn, each year."""
    turn = 0
    while True:
        code = f"{10 + turn % 30}{1 + turn // 30 % 9:02}{1 + turn // 270 % 20:02}"
        for year in YEARS:
            yield _draft(code, year, turn)
        turn += 1


def _draft(code: str, year: int, turn: int) -> Draft:
    region, dice = _region(code), _Dice(turn * 31 + year)
    body, old = (_entity("agency", "Agency", f"{region.label}{name}", region) for name in ("数据局", "政务服务局"))
    report = _entity("doc", "Report", f"{body.label}{year}年工作总结", region)
    others = [_entity("agency", "Agency", f"{region.label}第{i}局", region) for i in range(25)]
    own = [_entity("platform", "Platform", f"{region.label}{i}号平台", region, "platform-system") for i in range(4)]
    group = _entity("agency", "LeadingGroup", f"{region.label}改革领导小组", region)
    policy = Entity(f"policy:{region.label}试点", "Policy", f"{region.label}试点", "policy-pilot", region.iri)
    project = _entity("project", "Project", f"{region.label}平台项目", region)
    draft = Draft(report, region, year, {"dateWritten": f"{year + 1}-01-15"}, _above(region))
    draft.says(f"{body.label}报告如下。", Fact(report, "issuedBy", body))
    if year == YEARS[-1] and turn % 5 == 0:
        draft.says(f"{old.label}更名为{body.label}。", Fact(body, "succeeds", old))
    if year == YEARS[0]:
        draft.says(f"成立{group.label},组织{others[0].label}、{others[1].label}参加。", Fact(body, "establishes", group))
        draft.says(f"{others[0].label}是成员单位。", Fact(others[0], "partOf", group), Fact(group, "leads", policy))
    for i in range(6):
        draft.says(f"第{i}条依据《{_paper(dice.rank(900)).label}》。", Fact(report, "cites", _paper(dice.rank(900))))
    _facts(draft, dice, (body, *others), own)
    draft.says(f"{project.label}由本局承担。", Fact(body, "undertakes", project), Fact(project, "about", own[0]))
    draft.says(f"{policy.label}在本县试点。", Fact(policy, "deployedIn", region), Fact(body, "implements", policy, "ongoing"))
    _numbers(draft, dice, body, own)
    return draft


def _facts(draft: Draft, dice: _Dice, bodies: tuple[Entity, ...], own: list[Entity]) -> None:
    for i in range(10):
        body, status = bodies[dice.rank(len(bodies))], ("planned", "done", "done")[i % 3]
        policy = _policy(dice.rank(400))
        draft.says(f"第{i}节{body.label}推进{policy.label}并负责落实。", Fact(body, "implements", policy, status))
    for i in range(7):
        platform, verb = _platform(dice.rank(200)), ("uses", "promotes", "uses")[i % 3]
        draft.says(f"第{i}款{bodies[i].label}接入{platform.label}。", Fact(bodies[i], verb, platform))
        draft.says(f"第{i}项{own[i % 4].label}上线。", Fact(bodies[0], "operates", own[i % 4], ("planned", "done")[i % 2]))
    draft.says(f"{own[0].label}对接{own[1].label}。", Fact(own[0], "connectsTo", own[1]))
    draft.says(f"{own[0].label}支撑改革。", Fact(own[0], "supports", _policy(dice.rank(400))))


def _numbers(draft: Draft, dice: _Dice, body: Entity, own: list[Entity]) -> None:
    for i in range(16):
        value, target = 1000 * (i + 1) + dice.roll(999), 1000 * (i + 1) + 500
        subject = (body, draft.region, *own)[i % 6]
        shared, local = f"第{dice.rank(60)}类事项数", f"{subject.label}第{i}组事项数"
        first, second = value // 3, value - value // 3 - (i % 8 == 0)
        draft.says(
            f"{i}组{subject.label}办理{value}项,其中{first}项和{second}项,目标{target}项。",
            Number(subject, shared if i % 2 else local, f"{value}项", str(value), "项", comparator=("eq", "gt")[i % 7 == 3]),
            Number(subject, f"{local}之一", f"{first}项", str(first), "项", part_of=f"{value}项"),
            *([Number(subject, f"{local}之二", f"{second}项", str(second), "项", part_of=f"{value}项")] if i % 2 == 0 else []),
            *([Number(subject, local, f"{target}项", str(target), "项", "target", "ge")] if i % 4 == 0 else []),
        )


def write(path: Path, triples: int) -> int:
    """Write a graph of at least so many triples and return how many it has."""
    lines: set[str] = set()
    for draft in drafts():
        lines.update(graph.lines(draft.reading(), BASE))
        if len(lines) >= triples:
            break
    with path.open("w", encoding="utf-8", newline="\n") as out:
        return turtle.write(sorted(lines), out)


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])))

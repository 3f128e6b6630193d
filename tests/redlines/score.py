"""How well an extractor reads drafts: sets of citations by state, sites, calibration.

A citation is its body, number, folded place and year. A record counts for a state when it is
committed to it: certain, or undecided with readings that hold the citation in that state with
0.9 or more in sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from itugraph.citations import extract
from itugraph.model import Citation, Document
from itugraph.reading import read_bytes
from itugraph.registry import Registry
from tests.redlines.chains import Identity, identity
from tests.redlines.generator import Draft, Site
from tests.redlines.printing import Side

Extract = Callable[[Document, Registry], list[Citation]]
SIDES: tuple[Side, Side] = ("before", "after")
COMMITTED = 0.9
BINS = 10


@dataclass(slots=True)
class Rate:
    """Right ones of all."""

    right: int = 0
    all: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.all += 1

    @property
    def share(self) -> float:
        """The share of right ones, 1 of none."""
        return self.right / self.all if self.all else 1.0

    def __str__(self) -> str:
        return f"{self.share:.3f} ({self.right}/{self.all})"


@dataclass(slots=True)
class Bin:
    """Statements whose stated probability lies in one tenth."""

    stated: float = 0.0
    observed: Rate = field(default_factory=Rate)


@dataclass(slots=True)
class Scores:
    """What was counted over some drafts.

    Attributes:
        precision, recall: by state, over the sets of each draft, the title left out.
        self_precision, self_recall: the same of the draft's own title.
        recall_of: by class of change and state.
        readings: sites all of whose citations are committed or among the readings, by class;
            a record counts for a site when it overlaps it.
        sites: sites read wholly right: committed to what is there in each state, nothing else.
        bins: calibration, by tenths of the stated probability.
    """

    drafts: int = 0
    precision: dict[Side, Rate] = field(default_factory=lambda: {s: Rate() for s in SIDES})
    recall: dict[Side, Rate] = field(default_factory=lambda: {s: Rate() for s in SIDES})
    self_precision: dict[Side, Rate] = field(default_factory=lambda: {s: Rate() for s in SIDES})
    self_recall: dict[Side, Rate] = field(default_factory=lambda: {s: Rate() for s in SIDES})
    recall_of: dict[tuple[str, Side], Rate] = field(default_factory=lambda: defaultdict(Rate))
    readings: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    sites: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    bins: list[Bin] = field(default_factory=lambda: [Bin() for _ in range(BINS)])

    @property
    def calibration_error(self) -> float:
        """The expected calibration error: the mean gap of the bins by their weight."""
        count = sum(b.observed.all for b in self.bins)
        gaps = sum(abs(b.stated - b.observed.right) for b in self.bins)
        return gaps / count if count else 0.0


def score(drafts: Iterable[Draft], registry: Registry, extractor: Extract = extract) -> Scores:
    """Score an extractor on drafts."""
    scores = Scores()
    for draft in drafts:
        document = read_bytes(f"draft-{draft.seed}.txt", draft.text.encode(), ".txt")
        _count(scores, draft, extractor(document, registry))
    return scores


def committed(record: Citation, side: Side) -> set[Identity]:
    """What a record says for sure that the state cites."""
    if not record.ambiguous:
        if record.state not in ("both", side):
            return set()
        return {identity(record.body, record.number, record.place, record.year)}
    sums: dict[Identity, float] = defaultdict(float)
    for state, cited, probability in _statements(record):
        if state in ("both", side):
            sums[cited] += probability or 0.0
    return {cited for cited, total in sums.items() if total >= COMMITTED}


def _statements(record: Citation) -> Iterator[tuple[str | None, Identity, float | None]]:
    """What a record states: state, citation, probability where one is given."""
    if not record.ambiguous:
        sure = 1.0 if record.confidence is None else record.confidence
        cited = identity(record.body, record.number, record.place, record.year)
        yield record.state, cited, sure
    for r in record.alternatives:
        yield r.state, identity(r.body, r.number, r.place, r.year), r.probability


def _true(sites: Iterable[Site], side: Side) -> set[Identity]:
    return {gold.identity for site in sites for gold in getattr(site, side)}


def _overlaps(record: Citation, site: Site) -> bool:
    return record.start < site.end and site.start < record.end


def _count(scores: Scores, draft: Draft, records: list[Citation]) -> None:
    scores.drafts += 1
    [title] = [s for s in draft.sites if s.kind == "self"]
    sites = [s for s in draft.sites if s.kind != "self"]
    own = [r for r in records if r.self_ or _overlaps(r, title)]
    others = [r for r in records if r not in own]
    for side in SIDES:
        _sets(scores.precision[side], scores.recall[side], others, sites, side)
        _sets(scores.self_precision[side], scores.self_recall[side], own, [title], side)
        said = {i for r in others for i in committed(r, side)}
        for site in sites:
            for gold in getattr(site, side):
                scores.recall_of[site.kind, side].add(gold.identity in said)
    for site in sites:
        near = [r for r in others if _overlaps(r, site)]
        scores.readings[site.kind].add(_among(site, near))
        right = all({i for r in near for i in committed(r, s)} == _true([site], s) for s in SIDES)
        scores.sites[site.kind].add(right)
    for record in others:
        _calibrate(scores.bins, record, [s for s in sites if _overlaps(record, s)])


def _sets(
    precision: Rate, recall: Rate, records: list[Citation], sites: list[Site], side: Side
) -> None:
    said = {i for r in records for i in committed(r, side)}
    true = _true(sites, side)
    for cited in said:
        precision.add(cited in true)
    for cited in true:
        recall.add(cited in said)


def _among(site: Site, records: list[Citation]) -> bool:
    """Whether every citation of a site is committed or among the readings, in its state."""
    return all(
        any(
            gold.identity in committed(r, side)
            or any(
                state in ("both", side) and cited == gold.identity
                for state, cited, _ in _statements(r)
            )
            for r in records
        )
        for side in SIDES
        for gold in getattr(site, side)
    )


def _calibrate(bins: list[Bin], record: Citation, sites: list[Site]) -> None:
    """Put each stated probability beside what is true where the record stands.

    The readings of a record exclude each other, so "before" is right of what is in the before
    text alone. A certain record of one state may have a twin of the other.
    """
    true = {side: _true(sites, side) for side in SIDES}
    for state, cited, probability in _statements(record):
        if probability is None:
            continue
        there = {side: cited in true[side] for side in SIDES}
        if state == "both":
            right = all(there.values())
        elif state is None:
            right = any(there.values())
        elif record.ambiguous:
            right = there[state] and not there["after" if state == "before" else "before"]  # type: ignore[index]
        else:
            right = there[state]  # type: ignore[index]
        at = bins[min(BINS - 1, int(probability * BINS))]
        at.stated += probability
        at.observed.add(right)

"""Precision and recall of extracted citations against labels.

A record is right when a label of the same type, body and number overlaps its span; each label
counts once. Undecided records state no identity: they count as nothing, but for being told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from itugraph.citations import Citations, extract
from itugraph.errors import InputError
from itugraph.evaluation.gold import Label, Labelled
from itugraph.identifiers import Edition, Part, parse_path
from itugraph.model import Citation
from itugraph.reading import collect, read, read_bytes
from itugraph.registry import Registry

Group = Literal["family", "language", "body", "rule"]
GROUPS: tuple[Group, ...] = ("family", "language", "body")


@dataclass(slots=True)
class Rate:
    """Counts of one group: labels, records, and how many of them meet."""

    labelled: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 1 where nothing was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what is labelled, the share that was found; 1 where nothing is."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Kind = Literal["missed", "false", "edition", "part", "clause", "span"]


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong.

    Attributes:
        kind: "missed" and "false" are of identity, the others of a right record's detail.
        where: the passage or document; text: what is printed there.
    """

    kind: Kind
    where: str
    text: str
    wanted: str = ""
    got: str = ""


@dataclass(slots=True)
class Scores:
    """What was right and wrong.

    Attributes:
        groups: by group and name, "all" being everything; by "rule" are what was found and
            right of those that it decided.
        details: how many of the right records that a label tells more of agree with it there.
        negatives: how many passages may hold nothing; broken: those that do.
        undecided: how many records were not decided.
    """

    groups: dict[tuple[str, str], Rate] = field(default_factory=lambda: defaultdict(Rate))
    details: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    misses: list[Miss] = field(default_factory=list)
    negatives: int = 0
    broken: list[str] = field(default_factory=list)
    undecided: int = 0
    texts: int = 0

    @property
    def overall(self) -> Rate:
        """Over everything."""
        return self.groups["all", ""]


def score(gold: Iterable[Labelled], registry: Registry, files: Sequence[Path] = ()) -> Scores:
    """Extract labelled texts and compare.

    Args:
        files: documents, or folders of them, that the labels name without a path.

    Raises:
        InputError: if a labelled document is not among the files.
    """
    named = _named(files)
    extracted: dict[str, tuple[str, Citations]] = {}
    scores = Scores()
    for labelled in gold:
        if labelled.text is not None:
            document = read_bytes(f"{labelled.name}.txt", labelled.text.encode(), ".txt")
            text, citations = document.text, extract(document, registry)
        else:
            name = labelled.document or ""
            if name not in extracted:
                if name not in named:
                    raise InputError(name, "is labelled, and is not among the files given")
                document = read(named[name])
                extracted[name] = document.text, extract(document, registry)
            text, citations = extracted[name]
        _compare(labelled, text, citations, scores)
    return scores


def _named(files: Sequence[Path]) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for path in collect(files):
        if isinstance(path, InputError):
            raise path
        found.setdefault(path.name, path)
    return found


def _compare(labelled: Labelled, text: str, citations: list[Citation], scores: Scores) -> None:
    start, end = labelled.span
    here = [c for c in citations if start <= c.start < end]
    scores.texts += 1
    scores.undecided += sum(c.ambiguous for c in here)
    decided = [c for c in here if not c.ambiguous]
    if labelled.family == "negative":
        scores.negatives += 1
        if decided:
            scores.broken.append(labelled.name)
    left = list(labelled.labels)
    for wanted in labelled.labels:
        for rate in _rates(scores, labelled, wanted.body):
            rate.labelled += 1
    for citation in decided:
        rates = _rates(scores, labelled, citation.body or "")
        rates.append(scores.groups["rule", citation.rule or ""])
        for rate in rates:
            rate.found += 1
        label = next((one for one in left if _meets(one, citation)), None)
        if label is None:
            got = f"{citation.type} {citation.body} {citation.number}"
            scores.misses.append(Miss("false", labelled.name, citation.surface, got=got))
            continue
        left.remove(label)
        for rate in rates:
            rate.right += 1
        _details(labelled, label, citation, scores)
    for missed in left:
        identity = f"{missed.type} {missed.body} {missed.number}"
        printed = text[slice(*missed.span)]
        scores.misses.append(Miss("missed", labelled.name, printed, wanted=identity))


def _rates(scores: Scores, labelled: Labelled, body: str) -> list[Rate]:
    keys = [("all", ""), ("language", labelled.language), ("body", body)]
    if labelled.family:
        keys.append(("family", labelled.family))
    return [scores.groups[key] for key in keys]


def _meets(label: Label, citation: Citation) -> bool:
    same = (label.type, label.body, label.number) == (citation.type, citation.body, citation.number)
    start, end = label.span
    return same and citation.start < end and start < citation.end


def _details(labelled: Labelled, label: Label, citation: Citation, scores: Scores) -> None:
    pairs: dict[Kind, tuple[str, str]] = {
        "span": (str(label.span), str((citation.start, citation.end)))
    }
    if label.dated:
        pairs["edition"] = (label.edition or "", _edition(citation))
        pairs["part"] = (label.part, _part(citation))
    if label.placed:
        wanted = f"{label.clause or ''} | {label.item or ''}"
        pairs["clause"] = (wanted, f"{citation.clause or ''} | {citation.item or ''}")
    for kind, (wanted, got) in pairs.items():
        if kind == "part" and label.type in ("article", "provision", "appendix"):
            continue  # the provision itself is the part
        rate = scores.details[kind]
        rate.labelled += 1
        rate.found += 1
        if wanted == got:
            rate.right += 1
        else:
            scores.misses.append(Miss(kind, labelled.name, citation.surface, wanted, got))


def _edition(citation: Citation) -> str:
    name = parse_path(citation.edition) if citation.edition else None
    if name is None and citation.type in ("appendix", "wsis-document"):
        return str(citation.year or "")  # they have no editions of their own, but a year
    return name.tag if isinstance(name, Edition) else ""


def _part(citation: Citation) -> str:
    name = parse_path(citation.target) if citation.target else None
    return "/".join(name.steps) if isinstance(name, Part) else ""

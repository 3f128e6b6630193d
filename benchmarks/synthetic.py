"""A graph folder of any size, in the shape that texts of conferences give.

    python benchmarks/synthetic.py FOLDER [--citations 100000] [--seed 1]

Records of citations are drawn and told by the same code that tells those of real texts, about the
instruments and editions of the registry: few are cited by many texts and most by few, texts of
several bodies cite what was current or a little older, some are letters without a date, some
drafts with changes, some citations are undecided. Texts hold ten citations on average. The same
seed gives the same bytes; files are written as they come, so memory stays small.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

from itugraph import __version__
from itugraph.graph.folder import Index, SourceEntry, commit, digest
from itugraph.graph.locks import writing
from itugraph.graph.registry_quads import derived_statements, registry_statements
from itugraph.graph.source_quads import apart, source_statements
from itugraph.identifiers import BASE, Edition, Instrument, Part, parse_path
from itugraph.model import Citation, Document, Reading, source_digest
from itugraph.registry import Registry
from itugraph.registry.registry import History

MEAN = 10
"""Citations of a text."""
LANGUAGES = ("en", "en", "en", "fr", "es", "ru", "zh", "ar")
CITING = ("PP", "WTSA", "WTDC", "RA", "WRC", "COUNCIL")
TREATIES = (
    *(f"cs/number/{n}" for n in range(1, 213)),
    *(f"cv/number/{n}" for n in range(1, 529)),
    *(f"rr/number/{a}.{n}" for a in (5, 9, 11, 15, 21, 22) for n in range(1, 60)),
    *(f"cs/article/{n}" for n in range(1, 59)),
    *(f"rr/appendix/{n}" for n in (4, 5, 7, 15, 17, 18, 25, 27, 30, 42)),
)
OUTSIDE = (
    *(f"unga/un-resolution/{s}-{n}" for s in range(56, 76) for n in (1, 125, 200, 239, 252)),
    *(f"itu-t/recommendation/{s}.{n}" for s in "defgxy" for n in range(100, 3000, 71)),
    "wsis/wsis-document/tunis-agenda",
    "wsis/wsis-document/geneva-plan-of-action",
)
WORDS = (
    "that the work on rural networks goes on in the regions",
    "the report on training, as the group asked for it",
    "with regard to what was agreed about the frequency bands in use",
    "so that administrations learn of it in good time",
    "and that its costs are borne by those who asked for the study",
    "in order that the list of experts is kept up to date between meetings",
)


@dataclass(frozen=True, slots=True)
class Skewed:
    """Draws few things often and most seldom: the weight of place n is 1/n."""

    things: Sequence[str]
    _sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        sums = list(accumulate(1 / n for n in range(1, len(self.things) + 1)))
        object.__setattr__(self, "_sums", sums)

    def draw(self, by: random.Random) -> str:
        """One of the things."""
        return self.things[bisect(self._sums, by.random() * self._sums[-1])]


class Author:
    """Writes the citations of texts, one text after the other."""

    def __init__(self, registry: Registry, seed: int) -> None:
        self.by = random.Random(seed)
        self.registry = registry
        self.held = {b: [c for c in registry.conferences.values() if c.body == b] for b in CITING}
        shuffled = sorted(registry.histories)
        random.Random(0).shuffle(shuffled)  # the same are popular whatever the seed
        self.works = Skewed(shuffled)
        self.treaties, self.outside = Skewed(TREATIES), Skewed(OUTSIDE)
        self.verbs = registry.openers

    def texts(self, citations: int) -> Iterator[tuple[Document, list[Citation]]]:
        """Texts that hold so many citations together."""
        number = told = 0
        while told < citations:
            name = f"{number // 1000:03}/{number:06}"
            text = self._text(name, number, citations - told)
            told += sum(not c.self_ for c in text[1])
            number += 1
            yield text

    def _text(self, name: str, number: int, most: int) -> tuple[Document, list[Citation]]:
        source = source_digest(f"{name} {self.by.random()}".encode())
        share = self.by.random()
        kind = "letter" if share < 0.3 else "draft" if share < 0.45 else "text"
        document = Document(f"{kind}s/{name}.txt", source, "", language=self.by.choice(LANGUAGES))
        found: list[Citation] = []
        year = 2026
        if kind != "letter":
            title, year = self._title(document, number, draft=kind == "draft")
            found.append(title)
        at = 400
        for _ in range(min(most, max(1, int(self.by.expovariate(1 / MEAN)) + 1))):
            one = self._citation(document, at, year)
            found += self._changed(one, year) if kind == "draft" else [one]
            at = found[-1].end + self.by.randrange(60, 300)
        return document, found[: most + (kind != "letter")]

    def _title(self, document: Document, number: int, *, draft: bool) -> tuple[Citation, int]:
        """The text's own number: one of the registry's at first, later of invented ones."""
        conference = self.by.choice(self.held[self.by.choice(CITING)])
        body = conference.body or "PP"
        instrument = Instrument(body.lower(), "resolution", str(300 + number))
        path = Edition(instrument, conference.edition_tag).path
        year = conference.year
        if draft or self.by.random() < 0.2:
            history = self.registry.histories[self.works.draw(self.by)]
            if history.editions:
                path = self.registry.edition_path(history.editions[-1])
                year = self.registry.conferences[history.editions[-1].conference].year
        title = self._of(document, 0, path)
        change = "kept" if draft else None
        return replace(title, self_=True, change=change, clause="title", verb=None), year

    def _citation(self, document: Document, at: int, year: int) -> Citation:
        share = self.by.random()
        path = self._edition(year) if share < 0.75 else ""
        if share >= 0.9:
            path = self.outside.draw(self.by)
        elif share >= 0.75:
            path = self.treaties.draw(self.by)
        elif share < 0.04 and path.count("/") == 3:
            path += f"/resolves/{self.by.randrange(1, 6)}"
        one = self._of(document, at, path)
        return self._undecided(one) if self.by.random() < 0.03 else one

    def _edition(self, year: int) -> str:
        """An edition of the registry, mostly the newest of that year, or one it does not have."""
        history = self.registry.histories[self.works.draw(self.by)]
        known = [r for r in history.editions if self._year(r.conference) <= year]
        share = self.by.random()
        if not known or share < 0.05:
            return history.path
        if share < 0.08:
            return f"{history.path}/{self.by.randrange(1990, 2026)}"
        older = known[:-1] if share < 0.3 and len(known) > 1 else known[-1:]
        return self.registry.edition_path(self.by.choice(older))

    def _year(self, conference: str) -> int:
        return self.registry.conferences[conference].year

    def _of(self, document: Document, at: int, path: str) -> Citation:
        """The record of a citation of what a path names, which starts at a character."""
        name = parse_path(path)
        whole = name.whole if isinstance(name, Part) else name
        edition = whole if isinstance(whole, Edition) else None
        instrument = whole.instrument if isinstance(whole, Edition) else whole
        verb = self.verbs[int(self.by.random() ** 2 * len(self.verbs))]
        surface = self.registry.label(path)
        words = " ".join(self.by.choices(WORDS, k=self.by.randrange(1, 4)))
        return Citation(
            document.path,
            document.source,
            document.language,
            ((at, at + len(surface)),),
            surface,
            f"{verb.words} {surface} {words}",
            verb.words,
            verb.id,
            f"{self.by.choice('abcdefgh')})",
            instrument.type or "provision",
            instrument.body,
            instrument.number,
            instrument=instrument.path,
            edition=edition.path if edition else None,
            target=path,
            confidence=self.by.choice((0.998, 0.995, 0.97, None)),
        )

    def _undecided(self, one: Citation) -> Citation:
        """The same citation with two readings and no decision between them."""
        others = (one.instrument, self.works.draw(self.by))
        readings = tuple(
            Reading("both", one.type, "PP", "1", instrument=path, probability=share)
            for path, share in zip(others, (0.6, 0.4), strict=True)
        )
        return replace(
            one, ambiguous=True, edition=None, target=None, instrument=None, alternatives=readings
        )

    def _changed(self, one: Citation, year: int) -> list[Citation]:
        """What a redline does to a citation: it stays, goes, comes, or moves to an edition."""
        share = self.by.random()
        if one.ambiguous or share < 0.6:
            return [replace(one, change="kept")]
        if share < 0.73:
            return [replace(one, state="before", change="removed")]
        if share < 0.86 or one.edition is None:
            return [replace(one, state="after", change="added")]
        history: History = self.registry.histories.get(one.instrument or "") or self._any()
        old = replace(one, state="before", change="removed")
        newest = self.registry.edition_path(history.editions[-1]) if history.editions else ""
        if not newest or newest == one.edition or one.instrument != history.path:
            return [old]
        new = replace(
            one,
            pieces=((one.end + 1, one.end + 4), (one.end + 6, one.end + 12)),
            surface=one.surface[:9],
            edition=newest,
            target=newest,
            state="after",
            change="retargeted",
            replaces=old.id,
        )
        return [old, new]

    def _any(self) -> History:
        return self.registry.histories[self.works.draw(self.by)]


def write(folder: Path, citations: int, seed: int = 1, registry: Registry | None = None) -> Index:
    """Write a graph folder with so many citations, and return what its `graph.json` says."""
    known = registry or Registry.load()
    digests: dict[str, str] = {}
    entries: list[SourceEntry] = []
    with writing(folder):
        for document, found in Author(known, seed).texts(citations):
            name = f"sources/{document.source}.nq"
            said = source_statements(document, found, known, BASE, __version__).nquads()
            (folder / name).write_bytes(said)
            digests[name] = digest(said)
            [(text, inside)] = apart(document, found)
            count = sum(not c.self_ for c in inside)
            identity = text.path if text.known else None
            entries.append(
                SourceEntry(document.path, document.source, document.language, identity, count)
            )
        for name, said in (
            ("registry.nq", registry_statements(known, BASE).nquads()),
            ("derived.nq", derived_statements(known, BASE).nquads()),
        ):
            (folder / name).write_bytes(said)
            digests[name] = digest(said)
        index = Index(BASE, __version__, known.digest, tuple(entries), digests)
        commit(folder, index)
    return index


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a synthetic graph folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--citations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    index = write(given.folder, given.citations, given.seed)
    size = sum((given.folder / name).stat().st_size for name in index.files)
    told = sum(entry.citations for entry in index.sources)
    print(f"{given.folder}: {told} citations, {len(index.sources)} texts, {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()

r"""Flattened redlined drafts of small resolutions, with their gold; the seed decides everything.

    python -m tests.redlines.generator [SEED] [COUNT]

prints drafts to read, deleted as [-…-], inserted as {+…+}.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence

from tests.redlines.chains import Chains, Cited, Span, chains
from tests.redlines.draws import draw, site_class
from tests.redlines.editing import Editor, Grain
from tests.redlines.gold import SELF, Draft, Gold, Site, flattened, shown
from tests.redlines.items import End, Item, Label, Part, Plan, citing, joining, plain, whole
from tests.redlines.printing import Mention, Segment, Style, printed, reworded, same
from tests.redlines.sites import sentences

TUNING_SEEDS = range(100_000)
TEST_SEEDS = range(1_000_000, 1_100_000)

BASES = {
    "PP": ("PP-10", "PP-14", "PP-18", "PP-22"),
    "WTSA": ("WTSA-08", "WTSA-12", "WTSA-16", "WTSA-20", "WTSA-24"),
    "WTDC": ("WTDC-10", "WTDC-14", "WTDC-17", "WTDC-22"),
}
BODIES = {"PP": 64, "WTSA": 18, "WTDC": 18}
UPPER = 0.4  # of titles are in capitals
LABELS_LEFT = 0.04  # of drafts keep the old letters


def draft(seed: int, source: Chains | None = None) -> Draft:
    """The draft of a seed.

    Args:
        seed: decides everything.
        source: the registry's chains, read once where None are given.
    """
    return _Maker(seed, source or chains()).made()


def drafts(seeds: Sequence[int]) -> Iterator[Draft]:
    """The drafts of some seeds."""
    for seed in seeds:
        yield draft(seed)


class _Maker:
    """Puts one draft together, part by part."""

    def __init__(self, seed: int, source: Chains) -> None:
        self.seed = seed
        # Small seeds near each other would start alike.
        self.rng = random.Random(f"draft {seed}")
        self.chains = source
        body = self.rng.choices(list(BODIES), list(BODIES.values()))[0]
        at = self.rng.randrange(len(BASES[body]) - 1)
        known = source.registry.conferences
        self.span = Span(known[BASES[body][at]], known[BASES[body][at + 1]])
        self.editor = Editor.drawn(self.rng)
        self.kinds: dict[int, str] = {SELF: "self"}
        self.own: tuple[Cited, Cited] | None = None
        self.said: set[str] = set()

    def made(self) -> Draft:
        parts: list[Segment] = [*self.opening()]
        words = sentences()["artefacts"]
        plans = self.plans()
        clauses = self.clauses(plans)
        for at, (opener, labels, items) in enumerate(clauses):
            mark = words["bookmark"] if self.rng.random() < 0.03 else ""
            parts.append(same(f"{mark}{opener}\n"))
            parts += self.laid(items, labels, last=at == len(clauses) - 1)
        return flattened(parts, self.seed, self.span, self.editor, self.kinds, self.rng)

    def opening(self) -> list[Segment]:
        """Title, subject and enacting line, redlined."""
        rng, words = self.rng, sentences()
        body = str(self.span.base.body)
        steps = [
            s
            for s in self.chains.steps(self.span, self.span.base.body)  # type: ignore[arg-type]
            if s.before.conference == self.span.base.id
            and s.after.conference == self.span.target.id
            and s.before.type == "resolution"
        ]
        step = rng.choice(steps)
        parts: list[Segment] = []
        if rng.random() < 0.35:
            above = rng.choice(words["titles"]["above"]).format(
                tag=rng.choice(words["titles"]["tags"]),
                n=rng.randint(20, 90),
                m=rng.randint(1, 30),
                k=rng.randint(1, 9),
            )
            parts.append(same(f"{above}\n"))
        texts = [printed((c,), Style())[0] for c in (step.before, step.after)]
        if rng.random() < UPPER:
            texts = [t.upper() for t in texts]
        mentions = [
            (Mention(SELF, c, 0, len(t)),)
            for c, t in zip((step.before, step.after), texts, strict=True)
        ]
        parts.append(Segment(texts[0], texts[1], mentions[0], mentions[1]))
        title = step.before.title
        subject = title[:1].upper() + title[1:]
        parts.append(same("\n"))
        if rng.random() < 0.3:
            parts += reworded(rng, "{The role of ITU in|ITU's role in} " + title, 1)
        else:
            parts.append(same(subject))
        dates = [f"{c.places['en']}, {c.year}" for c in (self.span.base, self.span.target)]
        parts += [same(f"\n{words['enacting'][body]} ("), Segment(dates[0], dates[1]), same("),\n")]
        self.own = step.before, step.after
        return parts

    def plans(self) -> list[Plan]:
        """The sites of the draft, in no order yet."""
        assert self.own is not None
        used = {(c.body, c.number) for c in self.own}
        plans = []
        for number in range(self.rng.randint(5, 10)):
            kind = site_class(self.rng)
            before, after = draw(self.rng, kind, self.chains, self.span, frozenset(used))
            used |= {(c.body, c.number.partition("-")[0]) for c in (*before, *after)}
            self.kinds[number] = kind
            hidden = ""
            if kind == "silent":
                ways = ("phrase", "paragraph", "joined")
                hidden = self.rng.choices(ways, (50, 30, 20))[0]
            plans.append(Plan(kind, number, before, after, hidden))  # type: ignore[arg-type]
        return plans

    def clauses(self, plans: list[Plan]) -> list[tuple[str, str, list[Item]]]:
        """Openers with their items."""
        rng, words = self.rng, sentences()
        groups = _grouped(rng, plans)
        free = sum(1 for _ in groups if rng.random() < 0.3) or 1
        free = min(free, max(1, 8 - len(groups)))
        count = min(3, max(1, (len(groups) + free) // 3))
        chosen = sorted(rng.sample(range(len(words["clause"])), count))
        dealt: list[list[list[Plan] | None]] = [[] for _ in chosen]
        for group in [*groups, *[None] * free]:
            least = min(dealt, key=len)
            (least if rng.random() < 0.6 else rng.choice(dealt)).append(group)
        clauses = []
        for at, row in zip(chosen, dealt, strict=True):
            if not row:
                continue
            rng.shuffle(row)
            clause = words["clause"][at]
            items = [self.item(group, clause["labels"]) for group in row]
            clauses.append((rng.choice(clause["openers"]), clause["labels"], items))
        return clauses

    def item(self, group: list[Plan] | None, labels: str) -> Item:
        if group is None:
            patterns = sentences()["plain"][labels]
            pattern = self.rng.choice([p for p in patterns if p not in self.said])
            self.said.add(pattern)
            return plain(self.rng, pattern)
        lead = group[0]
        if lead.kind == "whole" or lead.hidden == "paragraph":
            return whole(self.rng, lead, labels, self.span)
        if lead.hidden == "joined":
            return joining(self.rng, group[1], lead, labels, self.span)
        return citing(self.rng, group, labels, self.span)

    def laid(self, items: list[Item], labels: str, *, last: bool) -> Iterator[Segment]:
        """The parts of a clause's items with labels and ends filled in."""
        parts: list[Part] = [p for item in items for p in item.parts]
        ends = [p for p in parts if isinstance(p, End)]
        total = [sum(e.before for e in ends), sum(e.after for e in ends)]
        labelled = [n > 1 for n in total] if labels == "numbers" else [True, True]
        keeps = self.rng.random() < LABELS_LEFT
        forgets = self.rng.random() < 0.15
        close = "." if last else ","
        seen, ended = [0, 0], [0, 0]
        for part in parts:
            if isinstance(part, Segment):
                yield part
                noted = part == same(part.after) and part.after.endswith("developing countries")
                if noted and self.rng.random() < 0.3:
                    yield same(sentences()["artefacts"]["note"])
                continue
            sides = []
            for at, there in enumerate((part.before, part.after)):
                if not there:
                    sides.append("")
                elif isinstance(part, Label):
                    sides.append(_label(seen[at], labels) if labelled[at] else "")
                    seen[at] += 1
                else:
                    ended[at] += 1
                    sides.append(close if ended[at] == total[at] else ";")
            before, after = sides
            if isinstance(part, Label):
                if keeps and before and after:
                    after = before
                yield from _label_segments(before, after)
                continue
            if forgets and before and after:
                after = before
            yield Segment(before, after)
            yield Segment("\n" if part.before else "", "\n" if part.after else "")


def _grouped(rng: random.Random, plans: list[Plan]) -> list[list[Plan]]:
    """Sites dealt to items: whole ones alone, the others one to three together."""
    alone = [p for p in plans if p.kind == "whole" or p.hidden == "paragraph"]
    phrases = [p for p in plans if p.hidden == "phrase"]
    joins = [p for p in plans if p.hidden == "joined"]
    rest = [p for p in plans if not p.hidden and p.kind != "whole"]
    rng.shuffle(rest)
    groups = [[p] for p in alone]
    for join in joins:
        # Only a site that is printed alone can open the joined item.
        if rest:
            groups.append([join, rest.pop()])
        else:
            groups.append([_as_paragraph(join)])
    standing: list[list[Plan]] = []
    while rest:
        size = rng.choices((1, 2, 3), (60, 28, 12))[0]
        standing.append([rest.pop() for _ in range(min(size, len(rest)))])
    for phrase in phrases:
        if standing:
            group = rng.choice(standing)
            group.insert(rng.randint(0, len(group)), phrase)
        else:
            groups.append([_as_paragraph(phrase)])
    return [*groups, *standing]


def _as_paragraph(plan: Plan) -> Plan:
    return Plan(plan.kind, plan.number, plan.before, plan.after, "paragraph")


def _label(at: int, labels: str) -> str:
    return f"{at + 1}\t" if labels == "numbers" else f"{chr(ord('a') + at)})\t"


def _label_segments(before: str, after: str) -> Iterator[Segment]:
    """The letter apart from what follows it, which both states have."""
    if before and after:
        cut = len(before) - (before.endswith(")\t") + 1)
        tail = len(after) - (after.endswith(")\t") + 1)
        if before[cut:] == after[tail:]:
            yield Segment(before[:cut], after[:tail], whole=before[:cut] != after[:tail])
            yield same(before[cut:])
            return
    yield Segment(before, after)


def main() -> None:
    first, count = (int(a) for a in [*sys.argv[1:], *("0", "1")[len(sys.argv) - 1 :]])
    for seed in range(first, first + count):
        made = draft(seed)
        heading = f"== {seed} {made.base} > {made.target} {made.editor}"
        sys.stdout.write(f"{heading}\n{shown(made)}\n-- flattened\n{made.text}\n")


__all__ = ["TEST_SEEDS", "TUNING_SEEDS", "Draft", "Gold", "Grain", "Site", "draft", "drafts"]

if __name__ == "__main__":
    main()

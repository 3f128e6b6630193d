"""What the words behind a citation say: whose it is, which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations.context import CAPITALS, LABEL, After, longer_name, pointer_words, steps_of
from itugraph.citations.letters import SECTOR, SMALL, UPPER, sector_of
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.patterns import alternation, trie
from itugraph.citations.words import words_of
from itugraph.model import Body

_OVER = frozenset(";.:")
"""What ends all that may belong to the citation before it."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    opens: re.Pattern[str]
    after: re.Pattern[str]
    longer: re.Pattern[str]
    session: re.Pattern[str]
    after_sector: re.Pattern[str]
    after_foreign: re.Pattern[str]
    after_other: re.Pattern[str]
    after_owner: re.Pattern[str]
    after_pointer: re.Pattern[str]
    respectively: re.Pattern[str]
    beside: re.Pattern[str]
    ends_name: re.Pattern[str]
    after_item: re.Pattern[str] | None
    published: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    bodies, the, whose, event = lexicon.body_names, lexicon.the, lexicon.whose, lexicon.event
    own_whose = rf"(?:{whose}){lexicon.owns}"
    capitals, label, pointer = CAPITALS, LABEL, pointer_words(lexicon)
    # The stop within "1.16" is none of a sentence.
    over = r"(?=\s*(?:[(),;:]|\.(?!\d))|\s*$)"
    # Digits of a footnote stick to the name before it.
    ends = r"(?:\d(?!\d))?(?![\w-])"
    return _Patterns(
        # How all of them begin: most citations are followed by something else.
        opens=re.compile(
            rf"\s*(?:[,(/]\s*)?(?:\(|(?i:{trie(sorted(_first_words(lexicon)))})|{pointer}"
            rf"|{lexicon.items or '(?!)'})"
        ),
        after=re.compile(
            rf"\s*,?\s*(?:\([^()]{{1,12}}\)\s*)?(?:as\s+)?(?i:{own_whose})"
            rf"(?:(?P<own>{lexicon.own})"
            rf"|(?i:{the})?(?:ITU(?:'s)?\s+)?(?:(?P<event>{event})|(?P<name>{bodies}))){ends}"
            rf"|\s*\((?:(?P<event2>{event})|(?P<name2>{bodies}))\)"
        ),
        longer=longer_name(lexicon),
        session=re.compile(r"\s*\((?P<label>[CС]\d\d)\)"),
        # "Question 22-1/1 de la Commission d'études 1 de l'UIT-D"
        after_sector=re.compile(
            rf"(?:\s+{own_whose}(?:{the})?(?:{lexicon.groups})\s+\d{{1,2}})?"
            rf"\s+{own_whose}(?:{the})?(?:{SECTOR}|(?P<named>{lexicon.sector_names})(?!\w))"
        ),
        after_foreign=re.compile(
            # A bracket that is no mark of ITU's may stand between: "222 (XXIV-14) of CICAD".
            rf"\s*(?:\([^()\n]{{1,30}}\))?\s*,?\s*(?:{whose})"
            rf"(?:{the}|(?:its|an?|each)\s+)?(?P<word>{capitals})"
        ),
        after_other=re.compile(
            rf"\s*,?\s*(?:(?:{whose})(?:{the}|(?:its|their|an?|each|every)\s+)|(?:{lexicon.merged}))"
            rf"(?P<word>[{SMALL}-]+)"
        ),
        after_owner=re.compile(_owner_without_link(lexicon)),
        after_pointer=re.compile(
            rf"\s*[,(]\s*(?P<word>{pointer})\s+(?P<label>{label})(?P<more>)"
            rf"(?:\s*\((?:19|20)\d\d\))?{over}"
        ),
        respectively=re.compile(
            rf"\s*,?\s*{own_whose}(?P<bodies>[^.;()\n]{{3,400}}?),?\s*(?:{lexicon.respectively})(?!\w)"
        ),
        beside=re.compile(
            rf"(?:\s*,\s*|\s*,?\s+(?:{lexicon.and_then}))(?:{own_whose})?(?:{the})?(?P<name>{bodies})"
            # "and WTDC Resolution 5" begins a citation of its own.
            rf"(?![\w-]|\s+[{UPPER}\d])"
        ),
        ends_name=re.compile(rf"\s*(?:[,.;:)]|$)|\s+(?:{lexicon.and_})\s"),
        after_item=re.compile(
            rf"\s*[,(]\s*(?:{lexicon.items})\s+(?P<label>{label})(?P<more>)\s+(?:{lexicon.under})"
            rf"[«\"“]?\s*(?P<word>{lexicon.pointers})\s*[»\"”]?{over}"
        )
        if lexicon.items
        else None,
        # "X.509 (2019) Cor.1", "G.984.3 (2014)/Amd. 2"
        published=re.compile(
            rf"\s*[,/]?\s*(?P<word>{alternation(_published(lexicon)) or '(?!)'})\.?\s?"
            r"(?P<label>\d{1,2})(?P<more>)(?![\w-]|\.\d)"
        ),
    )


def _published(lexicon: Lexicon) -> list[str]:
    """The words for what is published beside a Recommendation and bears its number."""
    kinds = ("amendment", "corrigendum", "supplement")
    return [word for word, part in lexicon.parts.items() if part in kinds]


def _first_words(lexicon: Lexicon) -> set[str]:
    """What opens that says whose a citation is; where that may be nothing, nothing is told."""
    if lexicon.owns:
        return {""}
    links = words_of(lexicon.language)["links"]
    return {"as", *(word.split()[0].removesuffix("~") for word in links["whose"])}


def after(text: str, end: int, lexicon: Lexicon) -> After:
    """Read the words behind a citation that ends at `end` of the normal form.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> after(" of this conference, on", 0, english).own
    True
    >>> after(" of the African Union", 0, english).foreign
    True
    """
    if text[end : end + 1] in _OVER:
        return After(end=end)
    patterns = _patterns(lexicon)
    if patterns.opens.match(text, end) is None:
        return After(end=end)
    if match := patterns.published.match(text, end):
        return After(steps=steps_of(match, lexicon), end=end)
    if match := patterns.after_sector.match(text, end):
        named = lexicon.sectors.get(" ".join((match["named"] or "").split()))
        return After(sector=sector_of(match["sector"]) or named, end=match.end())
    if match := patterns.after.match(text, end):
        if longer := patterns.longer.match(text, match.end()):
            # "the General Assembly of the African Union" is an owner of its own; in "the Council
            # Working Group" a title without a comma may follow as well: the mark tells.
            titled = longer[0].lstrip()[0].isupper()
            return After(other=titled, foreign=not titled, end=end)
        steps = _behind(text, match.end(), patterns, lexicon)
        if match["own"]:
            return After(own=True, steps=steps, end=match.end())
        name = match["name"] or match["name2"] or ""
        session = patterns.session.match(text, match.end())
        return After(
            body=lexicon.bodies.get(" ".join(name.split())),
            event=match["event"] or match["event2"] or (session["label"] if session else None),
            weak=name in lexicon.weak_bodies and "ITU " not in match[0],
            steps=steps,
            end=match.end(),
            others=tuple(_beside(text, match.end(), patterns, lexicon)),
        )
    if match := patterns.after_foreign.match(text, end):
        word = match["word"].rstrip(".")
        # "of the Assembly" alone is a body named before, in capitals as some languages have it.
        generic = word.lower() in lexicon.neutral_bodies and patterns.ends_name.match(
            text, match.end()
        )
        return After(foreign=word not in lexicon.neutral_after and not generic, end=end)
    if match := patterns.after_other.match(text, end):
        return After(other=match["word"] not in lexicon.neutral_bodies, end=end)
    if match := patterns.after_owner.match(text, end):
        return After(other=match["word"] not in lexicon.neutral_bodies, end=end)
    return After(steps=_behind(text, end, patterns, lexicon), end=end)


def _owner_without_link(lexicon: Lexicon) -> str:
    """A regex of somebody behind a citation where languages need no word between.

    Russian puts the owner in its case, Arabic melts "of the" with the owner.
    """
    table = words_of(lexicon.language)
    melted = table.get("prefixes", {}).get("melted", "(?!)")
    owners = alternation(table["links"].get("owners", [])) or "(?!)"
    return rf"\s+(?:{melted}(?P<word>\w+)|(?:{owners})(?!\w))"


def _beside(text: str, end: int, patterns: _Patterns, lexicon: Lexicon) -> Iterator[Body]:
    """The bodies that are named beside one that ends here: "of PP and WTSA"."""
    while match := patterns.beside.match(text, end):
        yield lexicon.bodies[" ".join(match["name"].split())]
        end = match.end()


def shared_out(
    text: str, end: int, count: int, lexicon: Lexicon
) -> tuple[tuple[Body, ...], int] | None:
    """The bodies behind a list that share out its members, one each, and where they end.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> shared_out(" of WTSA, WTDC and the ITU Council, respectively", 0, 3, english)
    (('WTSA', 'WTDC', 'COUNCIL'), 48)
    """
    match = _patterns(lexicon).respectively.match(text, end)
    if match is None:
        return None
    names = re.findall(rf"(?<!\w)(?:{lexicon.body_names})(?!\w)", match["bodies"])
    bodies = tuple(lexicon.bodies[" ".join(name.split())] for name in names)
    return (bodies, match.end()) if len(bodies) == count else None


def _behind(text: str, end: int, patterns: _Patterns, lexicon: Lexicon) -> tuple[str, ...]:
    """The part that a pointer behind the citation names: "Resolution 64, resolves 2"."""
    item = patterns.after_item.match(text, end) if patterns.after_item is not None else None
    match = item or patterns.after_pointer.match(text, end)
    return steps_of(match, lexicon) if match else ()

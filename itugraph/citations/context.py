"""Whose citations are: what names and words around them are ITU's, and what of somebody else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itugraph.citations.letters import UPPER, latin
from itugraph.citations.lexicon import Lexicon
from itugraph.model import Body

LABEL = r"\d+(?:\.\d+)*[A-Z]?(?:\s?[a-z]\))?|[A-Z](?![\w])|[a-zа-яأ-ي]\)|[ivx]+\)"
"""A regex of the label of a part, as pointers print it."""
CAPITALS = rf"[{UPPER}][\w.&'/+-]*"
"""A regex of a word with a capital, or an acronym."""
_LAST = re.compile(rf"{CAPITALS}$")


class Before(NamedTuple):
    """What stands before the head word.

    Attributes:
        body: named there; event: a label such as "PP-18"; weak: whether the name means
            ITU's body only in ITU's context.
        body_start: where the body word stands, if it stands directly before the head.
        foreign: whether a capitalised name that is none of ITU's owns the citation.
        sector: "R", "T" or "D" of a tag such as "ITU-D Question".
        distributive: whether "the respective" stands there: one number in several bodies.
        steps: the part a pointer names ("annex", "1").
    """

    body: Body | None = None
    event: str | None = None
    weak: bool = False
    body_start: int | None = None
    foreign: bool = False
    sector: str | None = None
    distributive: bool = False
    steps: tuple[str, ...] = ()


class After(NamedTuple):
    """What stands behind the last member.

    Attributes:
        body, event, weak, foreign, sector: as in `Before`.
        own: whether it says "of this conference".
        others: bodies that are named beside the first, "of PP and WTSA".
        steps: the part that a pointer behind names; end: where the words of the body end.
        other: whether a small-lettered owner stands there ("of the budget committee"):
            enough against a citation that nothing else decides.
    """

    body: Body | None = None
    event: str | None = None
    weak: bool = False
    own: bool = False
    foreign: bool = False
    sector: str | None = None
    steps: tuple[str, ...] = ()
    end: int = 0
    other: bool = False
    others: tuple[Body, ...] = ()


@lru_cache(maxsize=16)
def longer_name(lexicon: Lexicon) -> re.Pattern[str]:
    """What makes of a name of ITU's the name of somebody else, when it follows it.

    "the Council" is ITU's, "the Council Working Group" and "the Council of Europe" are not.
    """
    numbered = "|".join(re.escape(w) for w, h in lexicon.heads.items() if h.kind == "provision")
    the, own = lexicon.the, lexicon.own_names
    return re.compile(
        rf"[ ]+(?!(?:{numbered})\s?\d)[A-Z][a-z]"
        rf"|[ ]+(?:{lexicon.belongs})(?:{the})?(?!(?:{own})\b)[{UPPER}]"
        rf"|[ ]+(?:{lexicon.others})(?!\w)"
    )


def names_itu(text: str, lexicon: Lexicon) -> bool:
    """Whether words of a text show that it speaks of ITU's instruments.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> arabic = load("ar", Registry.load())
    >>> names_itu("مجلس للاتحاد", arabic), names_itu("مجلس للاتحاد الأوروبي", arabic)
    (True, False)
    """
    return any(
        re.search(rf"{re.escape(word)}(?!\s+(?:{lexicon.others})(?!\w))", text)
        for word in lexicon.context
        if word in text
    )


def owned(words: str, lexicon: Lexicon) -> bool:
    """Whether the last of the words is a capitalised name of somebody else.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> owned("the Human Rights ", english), owned("Compare ", english), owned("FIDE ", english)
    (True, False, True)
    """
    stripped = words.rstrip()
    if len(stripped) == len(words):
        return False
    last = stripped.rfind(" ") + 1
    found = _LAST.search(stripped, last)
    if found is None:
        return False
    owner = found[0]
    if not {owner.rstrip("."), owner.capitalize()}.isdisjoint(lexicon.neutral_before):
        return False
    if owner in lexicon.parts:
        return False
    if len(owner) > 1 and owner.isupper():
        return True  # an acronym names somebody wherever it stands
    if lexicon.owner_behind:
        return False
    # A capital opens a sentence too: only a name in its midst is somebody's.
    sentence = words[: found.start()].rstrip()
    labelled = re.fullmatch(r"\s*(?:\d[\d.]*|[a-z]{1,2})", sentence) is not None
    return bool(sentence) and sentence[-1] not in ".;:)" and not labelled


def pointer_words(lexicon: Lexicon) -> str:
    """A regex of what a pointer names: a part, or an opener with whom it addresses."""
    openers = rf"(?:{lexicon.pointers})(?:\s+(?:{lexicon.the})[{UPPER}][\w -]{{2,40}}?)?"
    return f"{lexicon.part_names}|{openers}"


def steps_of(match: re.Match[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The steps of a pointer: "resolves 11c)" is ("resolves", "11", "c")."""
    word = " ".join(match["word"].split())
    part = lexicon.parts.get(word) or _opener_step(word, lexicon)
    if match["more"] or not match["label"]:
        # Several parts of one instrument: the instrument is the most specific single thing.
        return (part,) if not match["label"] and word in lexicon.parts else ()
    labels = re.findall(r"\d+(?:\.\d+)*[A-Z]?|[^\W\d_]+", match["label"])
    return (part, *(latin(label.lower(), lexicon.letters) for label in labels))


def _opener_step(words: str, lexicon: Lexicon) -> str:
    """An opener as a step: its English words, whatever language it is printed in."""
    opener = re.match(lexicon.pointers, words)
    printed = (opener[0] if opener else words).lower()
    return "-".join(lexicon.pointer_names.get(printed, printed).split())

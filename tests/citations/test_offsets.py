"""What holds for texts in six languages: offsets, the print, what stands around a document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph import Citation, Document, extract
from itugraph.citations.languages import stretches
from itugraph.citations.lexicon import load
from itugraph.citations.parts import parts
from itugraph.evaluation import Labelled, read_gold
from itugraph.model import source_digest
from itugraph.registry.tables import LANGUAGES

from .support import joined, registry
from .test_properties import identity, invariants

PASSAGES = Path(__file__).resolve().parents[1] / "gold" / "passages"
SOME = settings(max_examples=60, deadline=None)
SOFT_HYPHEN = "\u00ad"
VOWELS = "\u064e\u064f\u0650\u0651\u0652\u0640"
KINDS = {
    " ": "\u00a0\u2009\u202f",
    "-": "\u2010\u2011",
    "\n": ("\r\n",),
    **{digit: chr(0xFF10 + int(digit)) for digit in "0123456789"},
    "(": "\uff08",
    ")": "\uff09",
    "\uff08": "(",
    "\uff09": ")",
    "\uff0c": ",",
}
"""How else a character may be printed; what is full-width in Chinese only."""
FULL_WIDTH = frozenset("0123456789()\uff08\uff09\uff0c")
AROUND = {
    "en": "Here is what the house of the clerk kept for us.\n\n",
    "fr": "Voici ce que la maison du greffier a conservé pour nous.\n\n",
    "es": "He aquí lo que la casa del escribano conservó para nosotros.\n\n",
    "ru": "Вот что хранилось для нас в доме писаря.\n\n",
    "zh": "这是书记员的屋子为我们保存的东西。\n\n",
    "ar": "هذا ما كان البيت يحفظه لنا.\n\n",
}


@cache
def passages() -> tuple[Labelled, ...]:
    """Return the passages of the gold set that are clean and tell by themselves their language."""
    clean = (p for p in read_gold([PASSAGES]) if p.family not in ("noise", "mixed"))
    return tuple(p for p in clean if [s.language for s in stretches(p.text or "")] == [p.language])


def of_language(language: str) -> st.SearchStrategy[str]:
    """Draw a text of a language, its letters composed."""
    texts = [unicodedata.normalize("NFC", p.text or "") for p in passages()]
    spoken = [text for text, p in zip(texts, passages(), strict=True) if p.language == language]
    return st.sampled_from(spoken)


def document(text: str) -> Document:
    """Return a text as a document; a lone surrogate cannot come out of a file."""
    return Document("text.txt", source_digest(text.encode("utf-8", "surrogatepass")), text)


def read(text: str) -> list[Citation]:
    """Extract the citations of a text as it stands."""
    return extract(document(text), registry())


@cache
def whole() -> tuple[str, ...]:
    """Return the passages that are documents: they open with a title and an enacting line."""
    texts = [p.text or "" for p in passages()]
    return tuple(t for t in texts if parts(document(t), registry())[0].titled)


@st.composite
def reprinted(draw: st.DrawFn, language: str) -> tuple[str, list[str]]:
    """Draw a text and how each of its characters is printed in another one."""
    text = draw(of_language(language))
    printed: list[str] = []
    chosen = draw(st.lists(st.integers(0, 7), min_size=len(text), max_size=len(text)))
    for char, lot in zip(text, chosen, strict=True):
        kinds = KINDS.get(char, "") if language == "zh" or char not in FULL_WIDTH else ""
        if lot == 0 and kinds:
            printed.append(kinds[len(printed) % len(kinds)])
        elif lot == 1 and char.isalpha() and "\u0621" <= char <= "\u064a":
            printed.append(char + VOWELS[len(printed) % len(VOWELS)])
        elif lot == 2 and char.isalpha() and language in ("en", "fr", "es", "ru"):
            printed.append(char + SOFT_HYPHEN)
        elif lot >= 4 and language in ("fr", "es"):
            printed.append(unicodedata.normalize("NFD", char))
        else:
            printed.append(char)
    return text, printed


def shifted(citations: Iterable[Citation], by: int) -> list[tuple[object, ...]]:
    """Return what citations say, and where, that far behind."""
    return [
        (identity(c), c.surface, tuple((a + by, b + by) for a, b in c.pieces)) for c in citations
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@SOME
@given(st.data())
def test_the_same_citations_stand_at_the_same_letters_in_another_print(
    language: str, data: st.DataObject
) -> None:
    text, printed = data.draw(reprinted(language))
    other = "".join(printed)
    starts = [0]
    for letter in printed:
        starts.append(starts[-1] + len(letter))
    plainly, found = read(text), read(other)
    assert [identity(c) for c in found] == [identity(c) for c in plainly]
    for citation, original in zip(found, plainly, strict=True):
        assert joined(other, citation.pieces) == citation.surface
        assert citation.start == starts[original.start]
        # What has no width may stand behind the last letter or belong to it.
        assert starts[original.end - 1] < citation.end <= starts[original.end]


@pytest.mark.parametrize("language", LANGUAGES)
@SOME
@given(st.data())
def test_paragraphs_around_a_document_change_its_offsets_alone(
    language: str, data: st.DataObject
) -> None:
    text = data.draw(of_language(language))
    before = AROUND[language] * data.draw(st.integers(0, 3))
    behind = data.draw(st.sampled_from(["", "\n", "\n\n" + AROUND[language]]))
    assert shifted(read(before + text + behind), 0) == shifted(read(text), len(before))


def test_there_are_whole_documents_in_each_language() -> None:
    counted = {p.language for p in passages() if p.text in whole()}
    assert counted == set(LANGUAGES)


@SOME
@given(st.lists(st.sampled_from(range(10_000)), min_size=2, max_size=4))
def test_documents_with_form_feeds_between_them_are_read_each_alone(drawn: list[int]) -> None:
    texts = [whole()[number % len(whole())] + "\n" for number in drawn]
    expected: list[tuple[object, ...]] = []
    at = 0
    for text in texts:
        expected += shifted(read(text), at)
        at += len(text) + 1
    assert shifted(read("\f".join(texts)), 0) == expected


def test_a_page_without_a_title_belongs_to_the_document_before_it() -> None:
    first = (
        "RESOLUTION 11 (REV. DUBAI, 2018)\n"
        "The Plenipotentiary Conference of the Union (Dubai, 2018),\n"
        "recalling\na)\tResolution 44 (Rev. Hammamet, 2016) of WTSA;\n"
    )
    page = "b)\tthat Resolution 44 is applied,\nresolves\n1\tto keep Resolution 5 as it is.\n"
    assert [c.target for c in read(first + "\f" + page)] == [c.target for c in read(first + page)]


@cache
def words() -> tuple[str, ...]:
    """Return the words of all lexicons, with numbers and marks between them."""
    found = ["44", "6-2", "70/125", "X.509", "5.441B", "1", "(", ")", "\uff08", "2016", "\n", "\t"]
    for language in LANGUAGES:
        lexicon = load(language, registry())
        found += [*lexicon.heads, *lexicon.bodies, *lexicon.treaties, *lexicon.wsis, *lexicon.parts]
        found += [*lexicon.pointer_names, *lexicon.revisions, *lexicon.joins, *lexicon.ranges]
    held = list(registry().conferences.values())[::5]
    found += [f"({place}, {c.year})" for c in held for place in c.places.values()]
    return tuple(found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 1_000_000), max_size=25),
    st.sampled_from(["", " ", "\u00a0", "\f"]),
)
def test_words_of_all_lexicons_may_stand_in_any_order(drawn: list[int], between: str) -> None:
    text = between.join(words()[number % len(words())] for number in drawn)
    invariants(text, read(text))


STRANGE = {
    "a letter no resolution of the General Assembly has": "ITU-R follows Resolution 70/183Y.",
}
"""What `benchmarks/fuzz.py` broke the extractor with."""


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_what_once_broke_is_read(text: str) -> None:
    invariants(text, read(text))


@SOME
@given(st.text(), st.data())
def test_any_characters_may_stand_in_any_passage(noise: str, data: st.DataObject) -> None:
    text = data.draw(of_language(data.draw(st.sampled_from(LANGUAGES))))
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + noise + text[at:]
    invariants(changed, read(changed))

"""Which language each paragraph of a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itugraph.citations.languages import Paragraphs, stretches
from itugraph.reading import normalise

PARAGRAPHS = {
    "an English sentence": ("en", "The members of the group met in the house by the lake."),
    "a French sentence": ("fr", "Les membres du groupe se sont réunis dans la maison du lac."),
    "a Spanish sentence": ("es", "Los miembros del grupo se reunieron en la casa del lago."),
    "a Russian sentence": ("ru", "Члены группы встретились в доме у озера."),
    "a Chinese sentence": ("zh", "小组成员在湖边的房子里开会。"),
    "an Arabic sentence": ("ar", "اجتمع أعضاء الفريق في البيت قرب البحيرة."),
    "nothing": ("en", ""),
    "figures alone": ("en", "12 34\n56 (7)"),
    "an English citation alone": ("en", "Resolution 44 (Rev. Dubai, 2012)"),
    "a French title": ("fr", "RÉSOLUTION 64 (RÉV. BUCAREST, 2022)"),
    "a Spanish title": ("es", "RESOLUCIÓN 64 (REV. BUCAREST, 2022)"),
    "a Russian title": ("ru", "РЕЗОЛЮЦИЯ 64 (ПЕРЕСМ. БУХАРЕСТ, 2022 Г.)"),
    "a Chinese title": ("zh", "第64号决议（2022年，布加勒斯特，修订版）"),
    "an Arabic title": ("ar", "القرار 64 (المراجَع في بوخارست، 2022)"),
    "a French heading in capitals": ("fr", "LES TRAVAUX DES COMMISSIONS DANS LES PAYS"),
    "a Spanish heading in capitals": ("es", "LOS TRABAJOS DE LAS COMISIONES EN LOS PAÍSES"),
    "an English heading in capitals": ("en", "THE WORK OF THE GROUPS IN THE COUNTRIES"),
    "a few French words": ("fr", "dans les travaux de la Commission"),
    "a few Spanish words": ("es", "en los trabajos de la Comisión"),
    "a line that opens with its only small word": ("fr", "Le Conseil,"),
    "Spanish with many words of French too": ("es", "la obra que se hace para la casa de la Unión"),
    "French with many words of Spanish too": ("fr", "que la lettre est de la main du maire"),
    "Chinese with tags in Latin letters": ("zh", "请ITU-T和ITU-R按WTSA的要求开展工作"),
    "Arabic with tags in Latin letters": ("ar", "القرار ITU-R 6 والتوصية ITU-T X.509"),
    "Russian with a Latin letter in tags": ("ru", "в Рекомендации МСЭ-T X.509 и в МСЭ-R"),
    "an English sentence with a French name": (
        "en",
        "The text of the speech was printed by the Journal des télécommunications in the spring.",
    ),
    "an English sentence with a Russian word": (
        "en",
        "The word Устав stands for the Constitution in the texts of the Union in that language.",
    ),
}


@pytest.mark.parametrize(("language", "text"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_paragraph_alone_is_in_its_language(language: str, text: str) -> None:
    assert [s.language for s in stretches(normalise(text).text)] == [language]


MIXED = {
    "each script by itself": ["ru", "zh", "ar", "en"],
    "French between English": ["en", "fr", "en"],
    "Spanish behind French": ["fr", "es"],
    "all of them": ["es", "ar", "fr", "zh", "en", "ru"],
}


@pytest.mark.parametrize("languages", MIXED.values(), ids=MIXED)
def test_paragraphs_of_a_mixed_text_are_each_in_their_own(languages: list[str]) -> None:
    sentences = {
        language: text
        for name, (language, text) in PARAGRAPHS.items()
        if name.endswith(" sentence")
    }
    text = "\n".join(sentences[language] for language in languages)
    found = stretches(text)
    assert [s.language for s in found] == languages
    assert [text[s.start : s.end].strip() for s in found] == [sentences[one] for one in languages]


SILENT = {
    "behind a Russian one": ("для Союза", "44 (2012)", "ru"),
    "behind a French one": ("dans les pays", "UIT-T, 2012", "fr"),
    "behind a Chinese one": ("各国的工作", "WTSA-16, 2016", "zh"),
}


@pytest.mark.parametrize(("told", "silent", "language"), SILENT.values(), ids=SILENT)
def test_a_paragraph_that_tells_nothing_is_in_the_language_around_it(
    told: str, silent: str, language: str
) -> None:
    assert [s.language for s in stretches(f"{told}\n{silent}\n")] == [language]
    assert [s.language for s in stretches(f"{silent}\n{told}\n")] == [language]


def test_stretches_cover_the_text_without_a_gap() -> None:
    text = "\n\n".join(text for _, text in PARAGRAPHS.values()) + "\n\n"
    found = stretches(text)
    assert [s.start for s in found] == [0, *(s.end for s in found[:-1])]
    assert found[-1].end == len(text)


LINES = st.lists(st.sampled_from([text for _, text in PARAGRAPHS.values()]), max_size=8)


@given(LINES, LINES, LINES, st.sampled_from("\n\f"))
def test_a_part_is_in_the_languages_that_it_has_alone(
    before: list[str], lines: list[str], behind: list[str], between: str
) -> None:
    first, part, last = ("\n".join(some) for some in (before, lines, behind))
    whole = f"{first}{between}{part}{between}{last}"
    start = len(first) + 1
    found = Paragraphs.of(whole).stretches(start, start + len(part))
    assert found == stretches(part)


@given(LINES, LINES)
def test_a_part_cites_in_the_languages_that_it_names(before: list[str], lines: list[str]) -> None:
    first, part = "\n".join(before), "\n".join([*lines, "nach der «Résolution 58»"])
    whole = Paragraphs.of(f"{first}\n{part}")
    languages = {stretch.language for stretch in stretches(part)}
    start, end = len(first) + 1, len(first) + 1 + len(part)
    alone = Paragraphs.of(part).cited(0, len(part), languages)
    assert whole.cited(start, end, languages) == alone

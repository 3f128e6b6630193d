"""Russian citations: cases, owners behind, letters typed for others, items of other texts."""

from __future__ import annotations

import pytest

from .support import citations

FRAME = "Полномочная конференция Международного союза электросвязи (Бухарест, 2022 г.),\nотмечая\n"
CASES = ("я", "и", "ю", "ей")
CITED = [
    ("согласно Мнением 2 ВФПЭ-13", "wtpf/opinion/2/2013"),
    ("в Резолюции 9 (Пересм. Кигали, 2022 год) ВКРЭ", "wtdc/resolution/9/2022"),
    ("Резолюция № 37 (Пересм. Кигали, 2022 г.)", "wtdc/resolution/37/2022"),
    ("по Решению 482 (измененному, 2018 г.) Совета", "council/decision/482/c18"),
    ("с № 198 Конвенции", "cv/number/198"),
    ("с п. 5.484А РР", "rr/number/5.484a"),
    ("в соответствии с пунктом 11 Устава", "cs/number/11"),
    ("Отчёт МСЭ-R М.2171", "itu-r/report/m.2171"),
    ("Документ С22/50", "council/document/c22-50"),
    (
        "п. 27 c) Женевского плана действий",
        "wsis/wsis-document/geneva-plan-of-action/paragraph/27/c",
    ),
    ("п. 3 раздела решает Резолюции 2 (Пересм. Дубай, 2018 г.)", "pp/resolution/2/2018/resolves/3"),
    (
        'Резолюция 64 (Пересм. Пусан, 2014 г.), пункт 1 раздела "решает"',
        "pp/resolution/64/2014/resolves/1",
    ),
    ("Дополнение 2 к Резолюции 902 (ВКР-03)", "wrc/resolution/902/2003/annex/2"),
    ("доводит до Государств-Членов Резолюцию 64 (Пересм. Дубай, 2018 г.)", "pp/resolution/64/2018"),
]
NOT_CITED = [
    "п. 1.2 повестки дня ВКР-27",
    "пункт 9.1 повестки дня",
    "согласно РР, п. 1.2 повестки дня",
    "пункт 1.2 раздела решает настоящей Резолюции",
    "Статья 41 Устава ООН",
    "Статья 41 Устава Организации Объединенных Наций",
    "пункт 5 Устава ЮНЕСКО",
    "Статья 17 Конвенции о правах ребенка",
    "Решение Совета Европы 5",
    "решения Полномочной конференции 2018 года",
]


@pytest.mark.parametrize("end", CASES)
def test_a_word_is_read_in_each_case(end: str) -> None:
    found = citations(f"{FRAME}Резолюци{end} 44 (Пересм. Хаммамет, 2016 г.) ВАСЭ")
    assert [c.target for c in found] == ["wtsa/resolution/44/2016"]


@pytest.mark.parametrize(("text", "target"), CITED)
def test_a_russian_citation_names_its_text(text: str, target: str) -> None:
    assert [c.target for c in citations(FRAME + text)] == [target]


@pytest.mark.parametrize("text", NOT_CITED)
def test_items_of_other_texts_are_no_citations(text: str) -> None:
    assert [c.surface for c in citations(FRAME + text)] == []


def test_all_of_a_range_with_two_words_is_cited() -> None:
    found = citations(f"{FRAME}в Резолюциях с 33 по 35 (Киото, 1994 г.)")
    assert [c.number for c in found] == ["33", "34", "35"]


def test_items_labelled_in_cyrillic_letters_are_told_as_printed() -> None:
    text = (
        "учитывая,\nа)\tРезолюцию 71 (Пересм. Бухарест, 2022 г.) Полномочной конференции,\n"
        "б)\tРезолюцию 22 (Пересм. Женева, 2022 г.) ВАСЭ,\n"
    )
    found = citations(text)
    assert [(c.number, c.clause, c.item) for c in found] == [
        ("71", "учитывая", "а)"),
        ("22", "учитывая", "б)"),
    ]

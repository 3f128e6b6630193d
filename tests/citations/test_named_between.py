"""A body between the word and its number: "Résolution du Conseil 1332"."""

from __future__ import annotations

import pytest

from .support import citations

CASES = [
    ("ITU-T follows Resolution of the Council 1332.", "resolution COUNCIL 1332"),
    ("МСЭ применяет Решение Совета 482 (C05).", "decision COUNCIL 482"),
    ("МСЭ применяет Резолюцию ПК 154.", "resolution PP 154"),
    ("МСЭ применяет Резолюцию ВАСЭ 22 (Пересм. Женева, 2022 г.).", "resolution WTSA 22"),
    ("Принята Резолюция ГА ООН 70/125.", "un-resolution UNGA 70/125"),
    ("Принята резолюция ГА ООН A/RES/70/1.", "un-resolution UNGA 70/1"),
    ("МСЭ выполняет Решения Полномочной конференции 2018 года.", None),
    ("МСЭ выполняет Резолюцию Совета Европы 1332.", None),
]


@pytest.mark.parametrize(("text", "cited"), CASES)
def test_a_body_between_word_and_number_owns_the_citation(text: str, cited: str | None) -> None:
    found = [f"{c.type} {c.body} {c.number}" for c in citations(text)]
    assert found == ([cited] if cited else [])

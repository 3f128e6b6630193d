"""Short names that a text defines for itself are read in it, and in no other."""

from __future__ import annotations

import pytest

from .support import citations

DEFINED = [
    (
        'The World Telecommunication Standardization Assembly (hereinafter "the Assembly") met. Resolution 32 of the Assembly applies.',  # noqa: E501
        ["wtsa/resolution/32"],
    ),
    (
        "La Asamblea Mundial de Normalización de las Telecomunicaciones (en adelante, «la Asamblea») se reunió. La Resolución 32 de la Asamblea sigue en vigor.",  # noqa: E501
        ["wtsa/resolution/32"],
    ),
    (
        "L'Agenda de Tunis (ci-après «l'Agenda») traite de la gouvernance. Le paragraphe 68 de l'Agenda reconnaît cela.",  # noqa: E501
        [
            "wsis/wsis-document/tunis-agenda",
            "wsis/wsis-document/tunis-agenda/paragraph/68",
        ],
    ),
    (
        "《突尼斯议程》（以下简称《议程》）要求定期审议；《议程》第111段请联合国大会审查。",
        [
            "wsis/wsis-document/tunis-agenda",
            "wsis/wsis-document/tunis-agenda/paragraph/111",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "targets"), DEFINED, ids=["en", "es", "fr", "zh"])
def test_a_short_name_means_what_the_text_says(text: str, targets: list[str]) -> None:
    assert [c.target for c in citations(text)] == targets


def test_a_name_that_is_not_defined_means_nothing() -> None:
    assert citations("Resolution 32 of the Assembly applies.") == ()
    assert citations("Le paragraphe 68 de l'Agenda reconnaît cela.") == ()

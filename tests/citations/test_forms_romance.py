"""French and Spanish forms of a citation, in ../data/forms_romance.toml, and their clauses."""

from __future__ import annotations

from typing import Any

import pytest

from .support import citations, table

FORMS: list[dict[str, Any]] = table("forms_romance.toml")["form"]


@pytest.mark.parametrize("form", FORMS, ids=[form["about"] for form in FORMS])
def test_a_form_names_what_it_should(form: dict[str, Any]) -> None:
    found = [[citation.surface, citation.target] for citation in citations(form["text"])]
    assert found == form["cites"]


@pytest.mark.parametrize(
    ("text", "clause", "verb"),
    [
        ("reconnaissant\na)\tla Résolution 44 de l'AMNT,", "reconnaissant", "recognizing"),
        (
            "décide en outre\n1\tde réviser la Résolution 44 de l'AMNT,",
            "décide en outre",
            "resolves-further",
        ),
        (
            "charge le Directeur du Bureau de la normalisation des télécommunications de réviser"
            " la Résolution 44 de l'AMNT,",
            "charge le directeur du bureau de la normalisation des télécommunications",
            "instructs-DirTSB",
        ),
        ("décide\nde continuer\nAnnexe 1\nLa Résolution 44 de l'AMNT", "annex 1", None),
        ("observando\na)\tla Resolución 44 de la AMNT,", "observando", "noting"),
        (
            "encarga al Secretario General que revise la Resolución 44 de la AMNT,",
            "encarga al secretario general",
            "instructs-SG",
        ),
        (
            "resuelve\n1\tseguir\nANEXO 2 A LA RESOLUCIÓN 71\nLa Resolución 44 de la AMNT",
            "annex 2",
            None,
        ),
    ],
)
def test_the_clause_around_a_citation_is_told(text: str, clause: str, verb: str | None) -> None:
    last = citations(text)[-1]
    assert (last.number, last.clause, last.verb) == ("44", clause, verb)


def test_the_text_s_own_number_below_the_word_annex_is_a_heading() -> None:
    title = "RÉSOLUTION 44 (RÉV. GENÈVE, 2022)\nL'Assemblée mondiale de normalisation des"
    title += " télécommunications (Genève, 2022),\ndécide\n"
    found = citations(f"{title}Annexe\n(de la Résolution 44 (Rév. Genève, 2022))\nPlan\n")
    assert [citation.self_ for citation in found] == [True]

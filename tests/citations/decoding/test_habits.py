"""What the windows of one draft have in common, and what those of one item say of each other."""

from __future__ import annotations

import pytest

from tests.citations.support import citations, table

FRAME = table("flattened.toml")["frames"]["pp"]
INSERTED_FIRST = [
    "Resolution 44 (Rev. Hammamet, 2016Dubai, 2012) of WTSA",
    "Resolution 37 (Rev. Buenos Aires, 2017Dubai, 2014) of WTDC",
    "Resolution 64 (Rev. Hammamet, 2016Dubai, 2012) of WTSA",
]


@pytest.mark.parametrize("count", [2, 3])
def test_a_hand_that_inserts_first_is_followed(count: int) -> None:
    lines = [f"{'abc'[at]})\t{words};" for at, words in enumerate(INSERTED_FIRST[:count])]
    found = [c for c in citations(FRAME + "\n".join(lines)) if not c.self_]
    years = {(c.state, c.number): c.year for c in found if not c.ambiguous}
    for number, old, new in [("44", 2012, 2016), ("37", 2014, 2017), ("64", 2012, 2016)][:count]:
        assert (years["before", number], years["after", number]) == (old, new)


def test_one_window_alone_is_read_the_likely_way() -> None:
    found = [c for c in citations(f"{FRAME}a)\t{INSERTED_FIRST[0]};") if not c.self_]
    told = [c.alternatives[0] if c.ambiguous else c for c in found]
    assert {(c.state, c.edition) for c in told} == {
        ("before", "wtsa/resolution/44/2012"),
        ("after", "wtsa/resolution/44/2016"),
    }


def test_a_citation_typed_anew_is_deleted_and_inserted() -> None:
    text = (
        "a)\tResolution 44 (Rev. Dubai, 2012) of WTSAResolution 44 (Rev. Hammamet, 2016) of WTSA;"
    )
    found = [c for c in citations(FRAME + text) if not c.self_]
    assert [(c.state, c.edition, c.ambiguous) for c in found] == [
        ("before", "wtsa/resolution/44/2012", False),
        ("after", "wtsa/resolution/44/2016", False),
    ]
    assert (found[1].change, found[1].replaces) == ("retargeted", found[0].id)

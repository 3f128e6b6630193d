"""itugraph path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .support import Run, misused, refused


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of texts that lead from Resolution 101 to WTSA Resolution 44 by two ways."""
    folder = tmp_path_factory.mktemp("chained")
    for number, cited in (
        ("101", ("130", "139")),
        ("130", ("102",)),
        ("139", ("102",)),
    ):
        items = "".join(
            f"{letter})\tResolution {n} (Rev. Dubai, 2018) of the Plenipotentiary Conference;\n\n"
            for letter, n in zip("ab", cited, strict=False)
        )
        (folder / f"pp-{number}.txt").write_text(
            f"RESOLUTION {number} (REV. DUBAI, 2018)\n\nThe Plenipotentiary Conference of the"
            " International Telecommunication Union (Dubai, 2018),\n\nrecalling\n\n"
            f"{items}resolves\n\nto go on.\n",
            "utf-8",
        )
    return folder


@pytest.fixture
def ways(chained: Path, run: Run) -> Path:
    """Return the graph of those texts."""
    folder = chained / "graph"
    if not folder.exists():
        files = sorted(chained.glob("*.txt"))
        assert run("build", *files, "-g", folder).code == 0
    return folder


def test_a_route_is_told_with_clauses_and_quotations(run: Run, graph: Path) -> None:
    done = run("path", "PP Res. 101", "WTSA Res. 44", "-g", graph)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "PP Resolution 101 → WTSA Resolution 44",
        "",
        "PP Resolution 101 cites WTSA Resolution 44",
        "  PP Resolution 101 (Rev. Dubai, 2018), recalling a):"
        " WTSA Resolution 44 (Rev. Dubai, 2012)",
        "    > a) Resolution 44 (Rev. Dubai, 2012) of WTSA, on a gap that closes;",
    ]


def test_all_shortest_routes_are_told_in_order(run: Run, ways: Path) -> None:
    done = run("path", "PP Res. 101", "PP Res. 102", "-g", ways)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line for line in lines if "→" in line] == [
        "PP Resolution 101 → PP Resolution 130 → PP Resolution 102",
        "PP Resolution 101 → PP Resolution 139 → PP Resolution 102",
    ]
    assert [line for line in lines if line.startswith("Route")] == ["Route 1 of 2", "Route 2 of 2"]


def test_json_has_the_routes_with_all_their_citations(run: Run, ways: Path) -> None:
    done = run("path", "pp/resolution/101", "pp/resolution/102", "-g", ways, "--format", "json")
    found = json.loads(done.data)
    assert (found["start"], found["end"]) == ("pp/resolution/101", "pp/resolution/102")
    assert (found["more"], found["why_not"]) == (False, None)
    assert [route["nodes"][1] for route in found["routes"]] == [
        "pp/resolution/130",
        "pp/resolution/139",
    ]
    [citation] = found["routes"][1]["steps"][0]["citations"]
    assert (citation["citing"], citation["cited"]) == (
        "pp/resolution/101/2018",
        "pp/resolution/139/2018",
    )
    assert (citation["clause"], citation["item"]) == ("recalling", "b)")
    assert citation["quote"].startswith("b) Resolution 139 (Rev. Dubai, 2018)")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("letter.txt", "WTSA Res. 44"),
        ("draft-191.txt", "wtsa/resolution/44/2016"),
        ("pp-101.txt", "Resolution 44 (Rev. Hammamet, 2016)"),
        ("PP-18 Res 191", "Res. 59 (Rev. Buenos Aires, 2017)"),
        ("pp/resolution/101/2018", "Article 1 of the Constitution"),
    ],
)
def test_ends_are_what_people_type(start: str, end: str, run: Run, graph: Path) -> None:
    done = run("path", start, end, "-g", graph)
    assert (done.code, done.err) == (0, "")
    assert "→" in done.out


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (
            "WTSA Res. 44",
            "letter.txt",
            "No citations lead from WTSA Resolution 44 to letter.txt: no text of WTSA Resolution 44"
            " cites anything in this graph. The other way, from letter.txt to WTSA Resolution 44,"
            " there is a route.",
        ),
        (
            "letter.txt",
            "cs",
            "No citations lead from letter.txt to Constitution."
            " The other way there is none either.",
        ),
        (
            "PP Res. 101",
            "WTSA Res. 1",
            "No citations lead from PP Resolution 101 to WTSA Resolution 1: nothing in this graph"
            " cites WTSA Resolution 1. The other way there is none either.",
        ),
    ],
)
def test_where_there_is_no_route_that_is_a_finding_and_says_why(
    start: str, end: str, why: str, run: Run, graph: Path
) -> None:
    done = run("path", start, end, "-g", graph)
    assert (done.code, done.data, done.lines) == (1, b"", [why])
    told = run("path", start, end, "-g", graph, "--format", "json")
    assert told.code == 1
    assert json.loads(told.data)["why_not"] == why


def test_as_of_a_day_before_its_text_was_adopted_a_route_is_none(run: Run, graph: Path) -> None:
    done = run("path", "PP Res. 101", "WTSA Res. 44", "-g", graph, "--as-of", "2018-11-15")
    assert done.code == 1
    assert "no text of PP Resolution 101 cites anything in this graph on 2018-11-15" in done.err
    on_the_day = run("path", "PP Res. 101", "WTSA Res. 44", "-g", graph, "--as-of", "PP-18")
    assert on_the_day.code == 0


def test_a_removed_citation_leads_nowhere(run: Run, graph: Path) -> None:
    found = run("path", "draft-191.txt", "WTSA Res. 44", "-g", graph, "--format", "json")
    [route] = json.loads(found.data)["routes"]
    assert [c["cited"] for c in route["steps"][0]["citations"]] == ["wtsa/resolution/44/2016"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("nowhere.txt", "cs", ["nowhere.txt", "names no instrument"]),
        ("PP Res. 101", "Resolution 1", ["Resolution 1", "name the body"]),
        ("PP Res. 101", "pp-101.txt", ["pp-101.txt", "is the same instrument as 'PP Res. 101'"]),
        ("../../etc/passwd", "cs", ["names no instrument"]),
        ("", "cs", ["names no instrument"]),
        ("source/0000000000000000", "cs", ["names no instrument"]),
    ],
)
def test_a_name_that_cannot_be_used_is_one_line(
    start: str, end: str, words: list[str], run: Run, graph: Path
) -> None:
    refused(run("path", start, end, "-g", graph), *words)


def test_one_end_alone_is_a_usage_error(run: Run, graph: Path) -> None:
    misused(run("path", "cs", "-g", graph), "END")


def test_more_than_five_routes_are_not_told_and_that_is_said(run: Run, tmp_path: Path) -> None:
    title = (
        "RESOLUTION {} (REV. DUBAI, 2018)\n\nThe Plenipotentiary Conference of the International"
        " Telecommunication Union (Dubai, 2018),\n\nrecalling\n\n"
    )
    middle = range(131, 138)
    cited = "".join(f"Resolution {n} (Rev. Dubai, 2018) of PP;\n\n" for n in middle)
    (tmp_path / "pp-101.txt").write_text(title.format(101) + cited, "utf-8")
    for n in middle:
        text = title.format(n) + "Resolution 2 (Rev. Dubai, 2018) of PP,\n"
        (tmp_path / f"pp-{n}.txt").write_text(text, "utf-8")
    assert run("build", *sorted(tmp_path.glob("*.txt")), "-g", tmp_path / "g").code == 0
    done = run("path", "PP Res. 101", "PP Res. 2", "-g", tmp_path / "g")
    assert done.code == 0
    assert done.out.count("→") == 10
    assert "Route 5 of 5 and more" in done.out

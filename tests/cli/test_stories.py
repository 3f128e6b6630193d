"""What people come for, from their files to the answer."""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .support import Run, refused

ROOT = Path(__file__).parents[2]
PP18 = ROOT / "data" / "examples" / "pp18.nq.gz"
BASE = "https://w3id.org/itugraph/id/"

PP_14 = """RESOLUTION 123 (REV. BUSAN, 2014)

Bridging a gap

The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),

recalling

a)\tResolution 44 (Rev. Dubai, 2012) of WTSA, on a gap that closes;
"""
WTDC_17 = """RESOLUTION 37 (REV. BUENOS AIRES, 2017)

Another gap

The World Telecommunication Development Conference (Buenos Aires, 2017),

recalling

Resolution 44 (Rev. Hammamet, 2016) of WTSA.
"""
LETTER = "We rely on Resolution 44 (Rev. Hammamet, 2016) of WTSA.\n"

FRENCH = """RÉSOLUTION 101 (RÉV. DUBAÏ, 2018)

Réseaux fondés sur IP

La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Dubaï, 2018),

rappelant

a)\tla Résolution 102 (Rév. Dubaï, 2018) de la Conférence de plénipotentiaires;

b)\tla Résolution 44 (Rév. Hammamet, 2016) de l'AMNT.
"""
RUSSIAN = """РЕЗОЛЮЦИЯ 101 (ПЕРЕСМ. ДУБАЙ, 2018 г.)

Сети на базе IP

Полномочная конференция Международного союза электросвязи (Дубай, 2018 г.),

напоминая

a)\tРезолюцию 102 (Пересм. Дубай, 2018 г.) Полномочной конференции;

b)\tРезолюцию 44 (Пересм. Дубай, 2012 г.) Всемирной ассамблеи по стандартизации электросвязи.
"""


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV, IRIs as paths."""
    return list(csv.DictReader(io.StringIO(text.replace(BASE, ""))))


@pytest.fixture(scope="module")
def texts_of_three_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text of 2014, one of 2017 and a letter."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in (("pp-14", PP_14), ("wtdc-17", WTDC_17), ("letter", LETTER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def test_a_regional_group_asks_what_suppressing_a_text_would_touch(run: Run) -> None:
    """Texts by body and clause, as a table for a conference document."""
    done = run("query", "dangling", "WTSA Res. 44", "-g", PP18, "--format", "csv")
    assert (done.code, done.err) == (0, "")
    # Read in the published texts of PP-18.
    assert [(r["body"], r["citing"], r["clause"], r["item"]) for r in rows(done.out)] == [
        ("body/pp", "pp/resolution/137/2018", "considering", "c)"),
        ("body/pp", "pp/resolution/139/2018", "recalling", "e)"),
        ("body/pp", "pp/resolution/25/2018", "bearing in mind", "e)"),
    ]
    then = run(
        "query", "dangling", "WTSA Res. 44", "-g", PP18, "--format", "csv", "--as-of", "PP-18"
    )
    assert {row["standing"] for row in rows(then.out)} == {"stands"}
    before = run(
        "query", "dangling", "WTSA Res. 44", "-g", PP18, "--format", "csv", "--as-of", "2017"
    )
    assert rows(before.out) == []


def test_a_translator_compares_two_languages_of_a_text(run: Run, tmp_path: Path) -> None:
    """The citations that differ, and which file lacks them."""
    (tmp_path / "101-fr.txt").write_text(FRENCH, "utf-8")
    (tmp_path / "101-ru.txt").write_text(RUSSIAN, "utf-8")
    built = run("build", tmp_path / "101-fr.txt", tmp_path / "101-ru.txt", "-g", tmp_path / "g")
    assert built.code == 0, built.err
    done = run("query", "translations", "101-fr.txt", "-g", tmp_path / "g", "--format", "csv")
    assert (done.code, done.err) == (0, "")
    assert [(r["cited"], r["has"], r["lacks"]) for r in rows(done.out)] == [
        ("wtsa/resolution/44/2012", "101-ru.txt", "101-fr.txt"),
        ("wtsa/resolution/44/2016", "101-fr.txt", "101-ru.txt"),
    ]


def test_a_ministry_asks_what_was_in_force_on_a_day_and_who_relied_on_it(
    run: Run, texts_of_three_years: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "g"
    assert run("build", texts_of_three_years, "-g", folder).code == 0
    done = run("show", "WTSA Res. 44", "-g", folder, "--as-of", "2017-01-01")
    assert (done.code, done.err) == (0, "")
    assert "As of 2017-01-01:" in done.out
    [current] = [line for line in done.out.splitlines() if " current " in line]
    assert "(Rev. Hammamet, 2016)" in current
    assert "Geneva, 2022" not in done.out
    assert "New Delhi" not in done.out
    # The text of 2014, and the letter, of which nothing tells when it was written.
    assert "Cited 2 times by 2 texts" in done.out
    assert "PP Resolution 123 (Rev. Busan, 2014), recalling a)" in done.out
    assert "Buenos Aires" not in done.out
    whole = run("show", "WTSA Res. 44", "-g", folder)
    assert "Cited 3 times by 3 texts" in whole.out
    assert "As of" not in whole.out


@pytest.mark.parametrize(
    ("day", "current"),
    [
        ("2016-11-02", "(Rev. Dubai, 2012)"),
        ("2016-11-03", "(Rev. Hammamet, 2016)"),
        ("2016", "(Rev. Hammamet, 2016)"),
        ("WTSA-16", "(Rev. Hammamet, 2016)"),
    ],
)
def test_an_edition_is_current_from_the_day_its_conference_closed(
    day: str, current: str, run: Run
) -> None:
    out = run("show", "WTSA Res. 44", "--as-of", day).out
    [line] = [line for line in out.splitlines() if " current " in line]
    assert current in line


def test_before_its_end_an_instrument_is_not_told_to_have_ended(run: Run) -> None:
    assert "Merged" not in run("show", "WTSA Res. 57", "--as-of", "2016-11-02").out
    assert "Merged into WTSA Resolution 18 at WTSA-16." in (
        run("show", "WTSA Res. 57", "--as-of", "2016-11-03").out
    )
    assert "had been adopted" in run("show", "WTSA Res. 57", "--as-of", "1990").out


def test_what_a_graph_cites_later_is_no_unknown_name(run: Run, tmp_path: Path) -> None:
    text = WTDC_17.replace("Resolution 44 (Rev.", "Resolution 440 (Rev.")
    (tmp_path / "wtdc.txt").write_text(text, "utf-8")
    assert run("build", tmp_path / "wtdc.txt", "-g", tmp_path / "g").code == 0
    done = run("show", "WTSA Res. 440", "-g", tmp_path / "g", "--as-of", "2016")
    assert done.code == 0, done.err
    assert "Cited 0 times" in done.out


def test_the_page_shows_the_network_of_a_day(
    run: Run, texts_of_three_years: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "g"
    assert run("build", texts_of_three_years, "-g", folder).code == 0
    now = run("view", "-g", folder).out
    then = run("view", "-g", folder, "--as-of", "2017-01-01").out
    assert "wtdc/resolution/37/2017" in now
    assert "wtsa/resolution/44/2024" in now
    assert "wtsa/resolution/44/2016" in then
    assert "pp/resolution/123/2014" in then
    assert "wtdc/resolution/37/2017" not in then
    assert "wtsa/resolution/44/2024" not in then


@pytest.mark.parametrize("command", [["show", "WTSA Res. 44"], ["view"]])
def test_a_day_that_is_none_is_one_line(command: list[str], run: Run, graph: Path) -> None:
    refused(run(*command, "-g", graph, "--as-of", "soon"), "soon", "nor a year or date")


README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.browser
def test_a_newcomer_runs_two_commands_opens_a_page_and_has_an_answer(
    run: Run, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `make demo` runs, once all is installed, and the question below it in the README."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"(?m)^EXAMPLE := (.+)$", MAKEFILE)
    demo = MAKEFILE.partition("\ndemo:")[2].partition("\n\n")[0].replace("$(EXAMPLE)", example)
    commands = re.findall(r"\$\(BIN\)/itugraph (.+)", demo)
    done = [run(*shlex.split(command)) for command in commands]
    assert [one.code for one in done] == [0] * 4
    assert "Resolution ITU-R 6-2" in done[0].out

    page = browser.new_page()
    page.goto((tmp_path / "build" / "graph.html").as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    assert "Showing" in page.inner_text("body")
    page.close()

    first = README.partition("## Two commands")[2].partition("## ")[0]
    assert "    make demo\n" in first
    [question] = re.findall(r"(?m)^    \.venv/bin/itugraph (.+)$", first)
    asked = run(*shlex.split(question))
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.count("wtsa/resolution/44/2016") == 3
    assert "three texts do" in first

"""A user's own file of editions: what it adds, what it replaces, and how it is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from itugraph.errors import InputError
from itugraph.registry import Registry, find
from itugraph.registry.tables import read_bodies, read_conferences

CASES = tomllib.loads((Path(__file__).parent / "user_files.toml").read_text(encoding="utf-8"))
HEADER: str = CASES["header"]


def written(path: Path, *lines: str) -> Path:
    """Write a file of editions and return its path."""
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """Return the one line by which a file is refused."""
    with pytest.raises(InputError) as caught:
        Registry.load([path])
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize("case", CASES["file"], ids=lambda case: case["name"])
def test_a_file_that_cannot_be_used_is_refused_with_file_and_line(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = written(tmp_path / "ours.csv", *case.get("rows", []))
    if "text" in case:
        path.write_text(case["text"], encoding="utf-8")
    message = refusal(path)
    where = f"{path}:{case['line']}: " if case["line"] else f"{path}: "
    assert message.startswith(where)
    assert case["says"] in message.removeprefix(where)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert refusal(path).startswith(f"{path}: ")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: ")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_that_is_not_utf_8_is_told(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    row = "pp/resolution/999,PP-22,new,,,déjà vu,unchecked,,"
    path.write_bytes(f"{HEADER}\n{row}\n".encode(encoding))
    assert refusal(path) == f"{path}: is not UTF-8 text"


def test_a_field_without_end_is_refused(tmp_path: Path) -> None:
    title = "x" * 300_000
    path = written(tmp_path / "ours.csv", f"pp/resolution/999,PP-22,new,,,{title},unchecked,,")
    assert refusal(path).startswith(f"{path}:2: ")


def test_the_first_fault_is_told_when_the_second_file_is_at_fault(tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", "pp/resolution/999,PP-22,new,,,,unchecked,,")
    bad = written(tmp_path / "bad.csv", "pp/resolution/999,PP-99,new,,,,unchecked,,")
    with pytest.raises(InputError, match=r"bad\.csv:2: "):
        Registry.load([good, bad])


def test_a_row_adds_an_instrument(tmp_path: Path, registry: Registry) -> None:
    path = written(tmp_path / "ours.csv", "wtpf/opinion/77,WTPF-21,new,,,a title,doubtful,,a note")
    loaded = Registry.load([path])
    history = loaded.history("wtpf/opinion/77")
    assert registry.history("wtpf/opinion/77") is None
    assert history is not None
    assert history.title == "a title"
    assert [(e.conference, e.evidence, e.note) for e in history.editions] == [
        ("WTPF-21", "doubtful", "a note")
    ]
    assert loaded.numbered("opinion", "77") == ("wtpf/opinion/77",)
    assert loaded.label("wtpf/opinion/77/2021") == "WTPF Opinion 77 (Geneva, 2021)"
    assert find(loaded, "Opinion 77").path == "wtpf/opinion/77"


def test_a_row_adds_an_edition_at_its_place_in_the_chain(
    tmp_path: Path, registry: Registry
) -> None:
    shipped = registry.history("wtsa/resolution/44")
    assert shipped is not None
    assert shipped.adopted_at("WTSA-00") is None
    path = written(
        tmp_path / "ours.csv",
        "wtsa/resolution/44,WTSC-93,exists,,,,doubtful,,",
        "wtsa/resolution/44,WTSA-00,exists,,,,doubtful,,",
    )
    history = Registry.load([path]).history("wtsa/resolution/44")
    assert history is not None
    chain = [e.conference for e in history.editions]
    assert chain[:2] == ["WTSC-93", "WTSA-00"]
    assert chain[2:] == [e.conference for e in shipped.editions]
    assert history.title == shipped.title


def test_a_row_replaces_the_shipped_row_of_its_conference(
    tmp_path: Path, registry: Registry
) -> None:
    shipped = registry.row("wtsa/resolution/44/2016")
    assert shipped is not None
    path = written(
        tmp_path / "ours.csv", "wtsa/resolution/44,WTSA-16,exists,,,our title,doubtful,,seen"
    )
    loaded = Registry.load([path])
    row = loaded.row("wtsa/resolution/44/2016")
    before, after = registry.history("wtsa/resolution/44"), loaded.history("wtsa/resolution/44")
    assert row is not None
    assert (row.kind, row.title, row.evidence, row.note) == (
        "exists",
        "our title",
        "doubtful",
        "seen",
    )
    assert before is not None
    assert after is not None
    assert len(after.editions) == len(before.editions)


def test_a_row_can_end_a_text(tmp_path: Path) -> None:
    path = written(
        tmp_path / "ours.csv",
        "wtsa/resolution/44,WTSA-24,suppressed,,wtsa/resolution/18,,doubtful,,",
    )
    history = Registry.load([path]).history("wtsa/resolution/44")
    assert history is not None
    assert history.ended is not None
    assert history.ended.into == "wtsa/resolution/18"
    # It stands for the conference's row, which was an edition.
    assert history.adopted_at("WTSA-24") is None


def test_a_row_can_take_back_the_end_of_a_text(tmp_path: Path, registry: Registry) -> None:
    shipped = registry.history("pp/resolution/11")
    assert shipped is not None
    assert shipped.ended is not None
    path = written(tmp_path / "ours.csv", "pp/resolution/11,PP-22,revised,,,,doubtful,,")
    history = Registry.load([path]).history("pp/resolution/11")
    assert history is not None
    assert history.ended is None
    assert history.editions[-1].conference == "PP-22"


def test_an_alias_beside_an_edition_replaces_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "ours.csv", "wtsa/resolution/44,WTSA-16,alias,,,,doubtful,,")
    history = Registry.load([path]).history("wtsa/resolution/44")
    assert history is not None
    assert history.adopted_at("WTSA-16") is not None
    assert [a.conference for a in history.aliases] == ["WTSA-16"]


def test_of_two_files_the_later_wins(tmp_path: Path) -> None:
    first = written(tmp_path / "a.csv", "pp/resolution/999,PP-22,new,,,first,doubtful,,")
    second = written(tmp_path / "b.csv", "pp/resolution/999,PP-22,new,,,second,doubtful,,")
    for files, title in (([first, second], "second"), ([second, first], "first")):
        history = Registry.load(files).history("pp/resolution/999")
        assert history is not None
        assert history.title == title


def test_a_restarted_numbering_can_be_added(tmp_path: Path) -> None:
    path = written(tmp_path / "ours.csv", "pp-89/resolution/7,PP-89,new,,,an old text,doubtful,,")
    loaded = Registry.load([path])
    assert loaded.label("pp-89/resolution/7/1989") == "PP-89 Resolution 7 (Nice, 1989)"
    assert find(loaded, "PP-89 Resolution 7 (Nice, 1989)").path == "pp-89/resolution/7/1989"
    # The permanent numbering is another text.
    assert find(loaded, "PP Resolution 7").path == "pp/resolution/7"


def test_the_newest_conference_follows_the_users_rows(tmp_path: Path, registry: Registry) -> None:
    assert registry.newest.id != "C26"
    path = written(tmp_path / "ours.csv", "council/resolution/1305,C26,revised,,,,doubtful,,")
    assert Registry.load([path]).newest.id == "C26"


def test_the_columns_of_a_file_may_stand_in_any_order_and_source_and_note_be_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "title,evidence,into,suffix,kind,conference,instrument\n"
        '"one, two",doubtful,,,new,PP-22,pp/resolution/999\n',
        encoding="utf-8",
    )
    history = Registry.load([path]).history("pp/resolution/999")
    assert history is not None
    assert history.title == "one, two"


@pytest.mark.parametrize(
    ("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\n\n")]
)
def test_files_saved_by_spreadsheets_are_read(mark: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    row = "pp/resolution/999,PP-22,new,,,déjà vu,doubtful,,"
    path.write_bytes(f"{mark}{HEADER}{end}{row}{end}".encode())
    history = Registry.load([path]).history("pp/resolution/999")
    assert history is not None
    assert history.title == "déjà vu"


def test_an_edition_of_a_conference_without_a_place_has_a_name(
    tmp_path: Path, registry: Registry
) -> None:
    assert not registry.conferences["WTPF-26"].places
    path = written(tmp_path / "ours.csv", "wtpf/opinion/9,WTPF-26,new,,,,doubtful,,")
    loaded = Registry.load([path])
    assert "2026" in loaded.label("wtpf/opinion/9/2026")


def test_a_file_without_rows_adds_nothing(tmp_path: Path, registry: Registry) -> None:
    loaded = Registry.load([written(tmp_path / "ours.csv")])
    assert loaded.histories == registry.histories


def test_the_digest_is_of_the_content_not_of_the_name(tmp_path: Path, registry: Registry) -> None:
    row = "pp/resolution/999,PP-22,new,,,,doubtful,,"
    one = Registry.load([written(tmp_path / "one.csv", row)])
    other = Registry.load([written(tmp_path / "other.csv", row)])
    changed = Registry.load([written(tmp_path / "one.csv", row.replace("new", "exists"))])
    assert one.digest == other.digest
    assert len({registry.digest, one.digest, changed.digest}) == 3


def test_a_shipped_table_at_fault_is_told_with_its_line() -> None:
    header = "id,body,name,year,start,end,place_en,tag,series,evidence"
    with pytest.raises(InputError, match=r"conferences\.csv:2: no body 'XX'"):
        list(read_conferences("conferences.csv", f"{header}\nXX-1,XX,,2020,,,,,,\n", {}))
    with pytest.raises(InputError, match=r"bodies\.csv: column .*kind.* is missing"):
        list(read_bodies("bodies.csv", "id\nPP\n"))

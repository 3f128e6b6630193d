"""The command line as a whole: help, exit codes, streams, signals."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from itugraph import __version__
from itugraph.cli import cli
from itugraph.errors import InputError

from .support import TEXTS, TRACEBACK, Run, misused

COMMANDS = [
    "annotate", "build", "check", "evaluate", "export", "extract", "index", "path", "publish",
    "query", "rank", "redline", "serve", "show", "stats", "text", "validate", "view",
]  # fmt: skip


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, with PYTHON as itugraph's own Python."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=os.environ | {"PYTHON": sys.executable, "TEXTS": str(TEXTS)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


# ------------------------------------------------------------------ help


def test_the_commands_are_those_that_are_promised(run: Run) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    listed = re.search(r"Commands:\n(.*?)\n\n", done.out, re.DOTALL)
    assert listed
    assert [line.split()[0] for line in listed[1].splitlines()] == COMMANDS
    assert cli.list_commands(click.Context(cli)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_an_example_and_the_summary_of_the_list(
    command: str, run: Run
) -> None:
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert run(command, "-h").out == done.out
    assert done.out.startswith(f"Usage: itugraph {command} ")
    examples = done.out.partition("Examples:\n")[2]
    assert f"itugraph {command} " in examples
    summary = re.search(rf"^  {command} +(.*)$", run("--help").out, re.MULTILINE)
    assert summary
    loaded = cli.get_command(click.Context(cli), command)
    assert loaded is not None
    assert (loaded.help or "").partition("\n")[0] == summary[1]


def test_help_tells_the_exit_codes(run: Run) -> None:
    text = " ".join(run("--help").out.split())
    assert "Exit codes: 0 fine, 1 findings, 2 a wrong call or an input that cannot be read" in text


def test_every_example_of_the_helps_is_a_call_that_parses(run: Run) -> None:
    for command in COMMANDS:
        examples = run(command, "--help").out.partition("Examples:\n")[2]
        for line in re.findall(rf"itugraph {command} (.*)", examples):
            options = re.findall(r"(?<!\S)(--?[a-z-]+)", re.split(r" [|<>] ", line)[0])
            loaded = cli.get_command(click.Context(cli), command)
            assert loaded is not None
            known = {name for p in loaded.params for name in (*p.opts, *p.secondary_opts)}
            assert set(options) - {"-"} <= known, line


def test_the_version_is_the_packages(run: Run) -> None:
    done = run("--version")
    assert done.code == 0
    assert done.out == f"itugraph, version {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "near"),
    [("extrct", "extract"), ("querry", "query"), ("validat", "validate"), ("Show", "show")],
)
def test_a_command_that_is_nearly_one_is_asked_about(typed: str, near: str, run: Run) -> None:
    misused(run(typed), f"No such command {typed!r}", f"Did you mean {near!r}?")


def test_a_command_that_is_none_is_a_wrong_call(run: Run) -> None:
    misused(run("zzz"), "No such command 'zzz'")


def test_an_option_that_is_nearly_one_is_asked_about(run: Run) -> None:
    misused(run("extract", "--fromat", "csv", "x.txt"), "--fromat", "--format")


def test_a_command_without_its_argument_is_a_wrong_call(run: Run) -> None:
    for command in ("build", "extract", "text", "show", "query"):
        misused(run(command), "Missing argument")


def test_no_command_at_all_shows_the_help(run: Run) -> None:
    done = run()
    assert "Commands:" in done.out + done.err
    assert not TRACEBACK.search(done.err)


# ------------------------------------------------------------------ streams and processes


def test_python_dash_m_is_the_same_command() -> None:
    done = shell('"$PYTHON" -m itugraph extract "$TEXTS/letter.txt" missing.txt --format csv')
    assert done.returncode == 2
    assert done.stderr == "Error: missing.txt: does not exist\n"
    assert done.stdout.startswith("document,start,end")
    assert done.stdout.count("\n") == 2


@pytest.mark.parametrize(
    ("command", "reader"),
    [
        ("extract $TEXT --format jsonl", "head -1"),
        ("extract $TEXT --format jsonl", "true"),
        ("text $TEXT", "true"),
        ("query --list", "true"),
    ],
)
def test_a_reader_that_goes_away_is_no_error(command: str, reader: str, tmp_path: Path) -> None:
    text = tmp_path / "long.txt"
    text.write_text("Resolution 44 (Rev. Dubai, 2012) of WTSA again.\n" * 4000, "utf-8")
    done = shell(f'"$PYTHON" -m itugraph {command} | {reader}', TEXT=str(text))
    assert done.stderr == ""
    assert done.stdout.count("\n") == (1 if reader == "head -1" else 0)
    assert done.returncode == 0


def test_output_is_utf_8_whatever_the_locale() -> None:
    done = shell(
        '"$PYTHON" -m itugraph extract "$TEXTS/letter.txt" --format jsonl',
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert done.returncode == 0, done.stderr
    assert "Genève" in done.stdout


def test_messages_with_letters_of_other_languages_go_through_any_locale() -> None:
    done = shell(
        '"$PYTHON" -m itugraph show "Résolution 决议"',
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["show", "nothing"], ["text", "nowhere.txt"], ["query", "x", "-g", "nowhere"]]
)
def test_an_error_is_told_without_where_it_came_from(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert len(done.lines) == 1
    with pytest.raises(InputError):
        run("--debug", *arguments)


def test_debug_shows_where_an_error_came_from() -> None:
    done = shell('"$PYTHON" -m itugraph --debug text nowhere.txt')
    assert done.returncode != 0
    assert TRACEBACK.search(done.stderr)
    assert done.stderr.rstrip().endswith("InputError: nowhere.txt: does not exist")


def test_a_bar_of_progress_is_for_terminals_alone(run: Run, tmp_path: Path) -> None:
    done = run("build", TEXTS, "-g", tmp_path / "g")
    assert "Reading" not in done.err
    assert "\r" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_an_interrupt_ends_it_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "itugraph", "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: when it is written, the command reads.
        process.stdin.write(b" " * 1_000_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"")

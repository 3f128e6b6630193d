"""What the commands share: options, output, progress."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import click

from itugraph.errors import InputError, ItugraphError
from itugraph.parallel import cores
from itugraph.registry import Registry
from itugraph.replaced import replaced
from itugraph.views.tables import printable

_MANY = 10
"""From how many files on they are read by several processes, and told in a summary."""
_LONG = 10**9
"""Seconds that end nobody's waiting."""
_Command = TypeVar("_Command", bound=Callable[..., object])


def registry_option(command: _Command) -> _Command:
    """Give a command the option --registry."""
    return click.option(
        "--registry",
        "registries",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help="A CSV file with editions of your own, in the form of data/registry/editions.csv.",
    )(command)


def graph_option(command: _Command) -> _Command:
    """Give a command that reads a graph the option --graph."""
    return click.option(
        "-g",
        "--graph",
        "folder",
        metavar="PLACE",
        default="graph",
        show_default=True,
        envvar="ITUGRAPH_GRAPH",
        callback=place,
        help="The graph: a folder, a file of N-Quads, or the address of a server's queries.",
    )(command)


def as_of_option(command: _Command) -> _Command:
    """Give a command the option --as-of."""
    return click.option(
        "--as-of",
        metavar="DAY",
        help="What stood on a day (2017-01-01), at the end of a year (2017) or when a conference"
        " closed (WTSA-16); without it all that is known.",
    )(command)


def folder_option(command: _Command) -> _Command:
    """Give a command the option --graph for a folder alone."""
    return click.option(
        "-g",
        "--graph",
        "folder",
        metavar="FOLDER",
        default="graph",
        show_default=True,
        envvar="ITUGRAPH_GRAPH",
        callback=_folder,
        help="The graph folder.",
    )(command)


def place(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Path | str | None:
    """Where a graph is: an address as it was typed, all else as a path."""
    # Imported here: most commands have no graph.
    from itugraph.graph.stores import is_address

    return value if value is None or is_address(value) else Path(value)


def _folder(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    found = place(ctx, param, value)
    if isinstance(found, str):
        raise click.BadParameter(
            "an address is only read from: build a folder, then publish it", ctx, param
        )
    return found


def output_option(command: _Command) -> _Command:
    """Give a command the option --output."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path("-"),
        help="Where to write; standard output without it.",
    )(command)


def paths_argument(command: _Command) -> _Command:
    """Give a command files and folders to read."""
    return click.argument(
        "paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
    )(command)


def jobs_option(command: _Command) -> _Command:
    """Give a command the option --jobs."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=None,
        help="How many processes read files; as many as there are processors without it.",
    )(command)


def wait_option(command: _Command) -> _Command:
    """Give a command the option --wait."""
    return click.option(
        "--wait",
        type=click.IntRange(min=0),
        is_flag=False,
        flag_value=_LONG,
        default=0,
        metavar="[SECONDS]",
        help="Wait for another itugraph that writes the graph, at most so many seconds.",
    )(command)


def workers(jobs: int | None, files: int) -> int:
    """How many processes read so many files: starting one takes longer than a few files do."""
    if jobs is None:
        jobs = cores() if files >= _MANY else 1
    return max(1, min(jobs, files))


def tell_refused(refused: Sequence[InputError], of: int) -> None:
    """Tell how many of many files could not be read, by reason."""
    if len(refused) < _MANY:
        return
    counted = Counter(re.sub(r"\d+", "N", error.reason) for error in refused)
    say(f"{len(refused)} of {of} files could not be read:")
    for reason, count in counted.most_common():
        say(f"  {count:6}  {reason}")


def load_registry(files: Iterable[Path]) -> Registry:
    """The registry, with files of the user's."""
    return Registry.load(files)


def write(output: Path, content: str | bytes) -> None:
    """Write to a file, whole or not at all, or to standard output for "-".

    Raises:
        InputError: if the file cannot be written.
    """
    with written(output) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def written(output: Path) -> Iterator[BinaryIO]:
    """A file to write to bit by bit, which appears when it is whole; standard output for "-".

    Raises:
        InputError: if the file cannot be written.
    """
    if str(output) == "-":
        with _printing():
            yield sys.stdout.buffer
        return
    with replaced(output) as file:
        yield file


@contextmanager
def _printing() -> Iterator[None]:
    try:
        sys.stdout.flush()
        yield
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone (| head): nothing more is wanted of this process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def say(message: str) -> None:
    """Tell something beside the data, in one line on stderr."""
    click.echo(" ".join(printable(message).split("\n")), err=True)


def complain(error: ItugraphError) -> None:
    """Tell on stderr, in one line, what could not be used and why."""
    say(f"Error: {error}")


def columns() -> int:
    """How wide tables may be: as the terminal, else so that lines stay easy to search."""
    return max(shutil.get_terminal_size((160, 40)).columns, 60)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr when that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    start = time.monotonic()
    with click.progressbar(
        length=1, label=label, file=sys.stderr, item_show_func=lambda rate: rate
    ) as bar:

        def advance(done: int, of: int) -> None:
            bar.length = max(of, 1)
            rate = done / max(time.monotonic() - start, 0.001)
            bar.update(done - bar.pos, f"{done} of {of}, {rate:.0f} a second")

        yield advance

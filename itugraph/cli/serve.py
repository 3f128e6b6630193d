"""itugraph serve."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from itugraph.cli.common import graph_option, say
from itugraph.loopback import is_loopback
from itugraph.parallel import cores
from itugraph.serve.limits import Limits
from itugraph.serve.server import Setting
from itugraph.serve.server import serve as run

_USUAL = Limits()
_ORIGIN = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?", re.ASCII)


def _origins(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    for origin in given:
        if not _ORIGIN.fullmatch(origin):
            raise click.BadParameter(f"{origin!r} is no origin, such as https://example.org")
    return given


@click.command(
    epilog="\b\nExamples:\n  itugraph serve -g graph\n"
    "  itugraph serve -g data/examples/pp18.nq.gz --port 0\n"
    "  itugraph serve -g graph --timeout 10 --workers 4 --cors https://example.org"
)
@graph_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address that is listened at."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8191,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=_USUAL.seconds,
    show_default=True,
    help="Seconds within which each query is answered or refused, its wait included.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=_USUAL.rows,
    show_default=True,
    help="Rows, or triples, of an answer.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1_000),
    default=_USUAL.size,
    show_default=True,
    help="Bytes of an answer.",
)
@click.option(
    "--memory",
    type=click.IntRange(16),
    default=_USUAL.memory >> 20,
    show_default=True,
    help="MiB that a query may take beyond the graph (on Linux).",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    help="How many queries run at once, each in a process with the graph; 2 to 4 without it.",
)
@click.option(
    "--waiting",
    type=click.IntRange(1),
    default=_USUAL.waiting,
    show_default=True,
    help="How many more queries may wait for a worker.",
)
@click.option(
    "--patience",
    type=click.FloatRange(0.1, 600),
    default=_USUAL.patience,
    show_default=True,
    help="Seconds that a client may take to send a request, or a piece of an answer to go out.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    callback=_origins,
    metavar="ORIGIN",
    help="An origin whose pages may read answers, such as https://example.org.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name under which a proxy hands requests on to this server.",
)
def serve(
    folder: Path | str,
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    max_bytes: int,
    memory: int,
    workers: int | None,
    waiting: int,
    patience: float,
    origins: tuple[str, ...],
    names: tuple[str, ...],
) -> None:
    """Answer SPARQL over HTTP, with a page to ask it from.

    The graph is only read. The address is printed once queries are answered; a line for each
    request is told on standard error. Needs the extra "serve".
    """
    if isinstance(folder, str):
        raise click.UsageError(f"{folder} is served already: serve a folder, or a file of N-Quads")
    limits = Limits(
        seconds=timeout,
        rows=max_rows,
        size=max_bytes,
        memory=memory << 20,
        workers=workers or min(max(cores(), 2), 4),
        waiting=waiting,
        patience=patience,
    )
    if not is_loopback(host):
        say(
            f"Warning: anyone who reaches {host} can ask this graph; "
            "there is no password and no encryption"
        )

    def listening(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        say(f"{limits.workers} workers answer; Ctrl+C ends it")

    run(folder, Setting(host, port, names, origins), limits, listening=listening, log=say)

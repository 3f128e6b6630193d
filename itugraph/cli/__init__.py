"""The command line. Each command is a module of its own, loaded when it is called."""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module

import click

from itugraph import __version__
from itugraph.errors import ItugraphError

_COMMANDS = (
    "annotate",
    "build",
    "check",
    "evaluate",
    "export",
    "extract",
    "index",
    "path",
    "publish",
    "query",
    "rank",
    "redline",
    "serve",
    "show",
    "stats",
    "text",
    "validate",
    "view",
)

_EPILOG = """\b
Examples:
  itugraph extract draft.txt                     its citations as a table
  itugraph redline draft.docx                    what it does to its citations
  itugraph check draft.docx                      what is wrong with them
  itugraph build texts/ -g graph                 a folder of texts into a graph
  itugraph show "WTSA Res. 44" -g graph          editions, and who cites it
  itugraph query who-cites "WTSA Res. 44" -g graph
  itugraph view -g graph -o graph.html           an interactive page

Exit codes: 0 fine, 1 findings, 2 a wrong call or an input that cannot be read,
3 a fault of itugraph itself."""


class _Lazy(click.Group):
    """A group whose commands are imported when they are needed, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"itugraph.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_SUMMARIES.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
        if args[0] not in _COMMANDS and near:
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx)
        return super().resolve_command(ctx, args)


_FAULT = 3

# Told here too, so that the list of commands loads none of them; a test compares.
_SUMMARIES = {
    "annotate": "Write a text as a page with its citations marked and explained.",
    "build": "Read texts into a graph folder.",
    "check": "Tell what is wrong with the citations of a draft.",
    "evaluate": "Compare what is extracted with labelled texts.",
    "export": "Write a graph in another format.",
    "extract": "Print the citations of texts.",
    "index": "Make the index of a graph folder, from which it is opened at once.",
    "path": "Tell by which citations a way leads from one text to another.",
    "publish": "Load a graph folder into a server of your own.",
    "query": "Ask a graph, by a query's name or in SPARQL.",
    "rank": "Rank the instruments of a graph by how they are cited.",
    "redline": "Tell what a redline does to its citations, clause by clause.",
    "serve": "Answer SPARQL over HTTP, with a page to ask it from.",
    "show": "Tell of an instrument: its editions, and who cites it.",
    "stats": "Tell what is in a graph, in figures.",
    "text": "Print the text that offsets count in.",
    "validate": "Check a graph against the rules of the ontology.",
    "view": "Write the interactive page of a graph.",
}


@click.group(cls=_Lazy, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="itugraph")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def cli(debug: bool) -> None:
    """Extract the citations of ITU texts, resolve them, and explore them as a graph."""
    click.get_current_context().obj = debug


def _fault(kind: type[BaseException], error: BaseException, _where: object) -> None:
    """One line for a fault of itugraph itself, with an exit code of its own."""
    sys.stderr.write(
        f"Error: a fault of itugraph: {kind.__name__}: {error} (--debug shows where)\n"
    )
    sys.stderr.flush()
    os._exit(_FAULT)


def main() -> None:
    """Run the command line; errors a user can mend are one line on stderr, without traceback."""
    if "--debug" not in sys.argv:
        sys.excepthook = _fault
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except ItugraphError as error:
        if "--debug" in sys.argv:
            raise
        click.echo(f"Error: {' '.join(str(error).split())}", err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    sys.exit(code if isinstance(code, int) else 0)

"""The floors of the house: nothing imports from a floor above, and the door is light."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

import itugraph
from itugraph.cli import cli

PACKAGE = Path(itugraph.__file__).parent
# What each room may use of the package; a room may always use itself.
GROUND = {
    "assembling",
    "errors",
    "loopback",
    "model",
    "resources",
    "vocabulary",
    "identifiers",
    "parallel",
    "replaced",
    "resumed",
    "shown",
}
MAY_USE: dict[str, set[str]] = {
    "assembling": set(),
    "errors": set(),
    "loopback": set(),
    "parallel": set(),
    "replaced": {"errors"},
    "resumed": {"errors"},
    "shown": {"errors"},
    "model": set(),
    "resources": set(),
    "vocabulary": set(),
    "identifiers": {"model", "errors"},
    "registry": GROUND,
    "reading": GROUND,
    "citations": GROUND | {"registry", "reading"},
    "checks": GROUND | {"registry", "reading", "citations"},
    "evaluation": GROUND | {"registry", "reading", "citations"},
    "graph": GROUND | {"registry", "reading", "citations"},
    "views": {"errors", "model", "resources", "vocabulary", "replaced", "shown"},
    "annotate": GROUND | {"registry", "reading", "citations", "checks", "views"},
    "explore": GROUND | {"registry", "reading", "citations", "graph", "views"},
    "serve": GROUND | {"registry", "graph"},
    "jupyter": GROUND | {"graph"},
    "cli": GROUND
    | {"registry", "reading", "citations", "checks", "evaluation", "graph", "views", "explore"}
    | {"annotate", "serve"},
    "__init__": GROUND
    | {"registry", "reading", "citations", "checks", "graph", "views", "explore"},
    "__main__": {"cli"},
}
HEAVY = {"rdflib", "pyoxigraph", "networkx", "pyvis", "IPython", "lxml", "pypdfium2", "pyshacl"}
HEAVY |= {"starlette", "uvicorn", "pandas"}
# Where a third-party library may be at all.
ONLY_IN = {
    "pyoxigraph": {"graph", "cli", "serve"},
    "rdflib": {"graph", "explore"},
    "networkx": {"graph", "views", "explore"},
    "pyvis": {"views", "explore"},
    "lxml": {"reading"},
    "pypdfium2": {"reading"},
    "charset_normalizer": {"reading"},
    "jinja2": {"views", "serve"},
    "click": {"cli"},
    "pyshacl": {"graph"},
    "httpx": {"graph"},
    "rustworkx": {"graph"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "IPython": {"jupyter"},
    "pandas": {"shown", "citations", "checks", "graph"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    """Return the room of a module ("itugraph.graph.folder" is in "graph")."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = ["itugraph", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str, *, package: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a module imports, in functions too.

    `from itugraph.x import y` gives "itugraph.x.y"; relative imports are made absolute.
    """
    home = module.split(".") if package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a file of the package imports."""
    source = path.read_text(encoding="utf-8")
    return imports(source, module_of(path), package=path.name == "__init__.py")


def breaches(own: str, used: Iterable[tuple[int, str]]) -> list[str]:
    """Return the imports that the floor of a room does not allow."""
    return [
        f"line {line}: {own} imports {name}"
        for line, name in used
        if name.split(".")[0] == "itugraph"
        and name != "itugraph.__version__"
        and room(name) != own
        and room(name) not in MAY_USE[own]
    ]


def shown(path: Path) -> str:
    """Return a file's place in the package, as the name of a test case."""
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_nothing_imports_from_a_floor_above(path: Path) -> None:
    assert breaches(room(module_of(path)), imports_of(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_libraries_are_used_only_where_they_belong(path: Path) -> None:
    own = room(module_of(path))
    homes = {
        name: ONLY_IN[name.split(".")[0]]
        for _, name in imports_of(path)
        if name.split(".")[0] in ONLY_IN
    }
    assert [name for name, rooms in homes.items() if own not in rooms] == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_one_module_looks_for_data_files(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if shown(path) != "resources.py":
        assert "__file__" not in asked


def test_every_room_has_its_floor() -> None:
    rooms = {
        path.name if path.is_dir() else path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert rooms == set(MAY_USE)


def test_the_floors_have_an_order() -> None:
    # Taking away, again and again, the rooms that use no other leaves none behind.
    left = {name: set(used) for name, used in MAY_USE.items()}
    while left:
        free = {name for name, used in left.items() if not used & left.keys()}
        assert free, f"in a circle: {sorted(left)}"
        left = {name: used for name, used in left.items() if name not in free}


def test_the_roof_is_used_by_nothing() -> None:
    users = {name for name, used in MAY_USE.items() if used & {"cli", "__init__", "__main__"}}
    assert users == {"__main__"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import itugraph.cli", "itugraph.cli"),
        ("from itugraph import cli", "itugraph.cli"),
        ("def f():\n    from itugraph.graph import folder", "itugraph.graph.folder"),
        ("from ..graph import folder", "itugraph.graph.folder"),
        ("from . import plain", "itugraph.reading.plain"),
    ],
)
def test_every_way_to_import_is_seen(source: str, name: str) -> None:
    assert [found for _, found in imports(source, "itugraph.reading.files")] == [name]


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("reading", "from itugraph.graph import folder"),
        ("model", "import itugraph.identifiers"),
        ("registry", "def f():\n    from itugraph.citations import extract"),
        ("views", "from itugraph.graph.network import network"),
        ("graph", "from itugraph.views import page"),
        ("graph", "from itugraph import Citation"),
        ("graph", "from ..cli import common"),
        ("explore", "from itugraph import cli"),
    ],
)
def test_a_breach_of_the_floors_is_seen(own: str, source: str) -> None:
    assert len(breaches(own, imports(source, f"itugraph.{own}.module"))) == 1


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("graph", "from itugraph import __version__"),
        ("graph", "from itugraph.citations import extract"),
        ("citations", "from .marks import mark"),
        ("views", "import networkx"),
    ],
)
def test_what_a_floor_allows_is_no_breach(own: str, source: str) -> None:
    assert breaches(own, imports(source, f"itugraph.{own}.module")) == []


def loaded(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after some code, not before."""
    # A checkout's own paths: what the interpreter loads at start is no one's doing.
    script = (
        "import sys, json, contextlib, io\n"
        "before = set(sys.modules)\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    {code}\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in set(sys.modules) - before})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return set(json.loads(done.stdout))


def test_the_import_itself_loads_no_other_library() -> None:
    found = loaded("import itugraph")
    assert "itugraph" in found
    assert {name for name in found if name not in sys.stdlib_module_names} == {"itugraph"}


def test_a_name_of_the_package_loads_only_what_it_needs() -> None:
    assert not loaded("import itugraph; itugraph.read; itugraph.Document; itugraph.extract") & HEAVY


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["--no-such-option"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    argv = ["itugraph", *arguments]
    found = loaded(f"sys.argv = {argv!r}; import itugraph.cli; itugraph.cli.main()")
    assert "click" in found
    assert not found & HEAVY


def test_plain_text_is_extracted_without_a_heavy_library(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("noting Resolution 44 (Rev. Hammamet, 2016) of WTSA\n", encoding="utf-8")
    argv = ["itugraph", "extract", str(letter), "-o", str(tmp_path / "out.txt")]
    found = loaded(f"sys.argv = {argv!r}; import itugraph.cli; itugraph.cli.main()")
    assert "Hammamet" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert not found & HEAVY


COMMANDS = cli.list_commands(click.Context(cli))


def test_every_module_of_the_command_line_is_a_command() -> None:
    modules = {path.stem for path in (PACKAGE / "cli").glob("*.py")} - {"__init__", "common"}
    assert set(COMMANDS) == modules


def summaries() -> dict[str, str]:
    """Return the commands that the first page of help lists, with what it says of each."""
    context = click.Context(cli, terminal_width=200, max_content_width=200)
    _, _, listed = cli.get_help(context).partition("Commands:\n")
    lines = re.findall(r"(?m)^  (\w+)  +(.+)$", listed.partition("\n\n")[0])
    return dict(lines)


def test_the_first_page_of_help_lists_every_command() -> None:
    assert sorted(summaries()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_of_a_command_is_the_first_sentence_of_its_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    first_paragraph = " ".join((command.help or "").split("\n\n")[0].split())
    first_sentence = re.split(r"(?<=[.?!])\s", first_paragraph)[0]
    assert summaries()[name] == first_sentence

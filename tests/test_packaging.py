"""The project as a wheel: straight from the tree, and through a source distribution.

Nothing is fetched: the build backend and the dependencies are those of this environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from itugraph import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WAYS = ["wheel", "sdist"]
# What is in a checkout and in no distribution.
BESIDE = shutil.ignore_patterns(
    ".git", ".venv", "venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (find_spec("build") and find_spec("hatchling")), reason="needs build and hatchling"
    ),
]


def python(*arguments: object, cwd: Path, path: Path | None = None) -> str:
    """Run this Python without a network; return what it printed.

    Args:
        path: a folder of packages that come before those of the environment.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # A proxy where nobody listens: whoever asks the network fails.
    environment |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree: a build leaves nothing in the checkout."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("tree") / "itugraph", ignore=BESIDE))


@pytest.fixture(scope="module")
def wheels(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the wheel built from the tree, and the one built from the source distribution."""
    out = tmp_path_factory.mktemp("dist")
    found = {}
    for way, options in (("wheel", ["--wheel"]), ("sdist", [])):  # without: sdist, wheel from it
        folder = out / way
        python("-m", "build", "--no-isolation", *options, "-o", folder, tree, cwd=out)
        [found[way]] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders that the wheels were installed into."""
    out = tmp_path_factory.mktemp("installed")
    for way, wheel in wheels.items():
        arguments = ["install", "--quiet", "--no-deps", "--no-index", "--target", out / way, wheel]
        python("-m", "pip", *arguments, cwd=out)
    return {way: out / way for way in wheels}


def members(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel but its own records."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }


def test_both_ways_give_the_same_files(wheels: dict[str, Path]) -> None:
    assert members(wheels["wheel"]) == members(wheels["sdist"])
    assert wheels["wheel"].name == f"itugraph-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(
    wheels: dict[str, Path], tree: Path
) -> None:
    found = members(wheels["wheel"])
    assert {name.split("/")[0] for name in found} == {"itugraph"}
    places = {"itugraph": "itugraph", "data": "itugraph/data", "ontology": "itugraph/ontology"}
    for folder, inside in places.items():
        for path in (tree / folder).rglob("*"):
            if path.is_file():
                name = f"{inside}/{path.relative_to(tree / folder).as_posix()}"
                assert found[name] == path.read_bytes(), name
    assert "itugraph/py.typed" in found
    assert "itugraph/data/registry/editions.csv" in found
    assert "itugraph/ontology/queries/who-cites.rq" in found
    assert "itugraph/views/templates/page.js" in found
    strays = [n for n in found if "test" in n.lower() or n.endswith((".pyc", ".ipynb"))]
    assert strays == []


def test_the_wheel_says_what_the_project_says(wheels: dict[str, Path]) -> None:
    with zipfile.ZipFile(wheels["sdist"]) as archive:
        records = {name.rpartition("/")[2]: name for name in archive.namelist()}
        metadata = archive.read(records["METADATA"]).decode()
        scripts = archive.read(records["entry_points.txt"]).decode()
    project = PROJECT["project"]
    assert f"Version: {__version__}" in metadata
    assert f"Requires-Python: {project['requires-python']}" in metadata
    assert f"License-Expression: {project['license']}" in metadata
    assert "LICENSE" in records
    assert "itugraph = itugraph.cli:main" in scripts
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    plain = [line for line in required if "extra ==" not in line]
    assert len(plain) == len(project["dependencies"])
    assert "# itugraph" in metadata  # the README


def test_the_source_distribution_holds_what_tests_and_builds_need(
    wheels: dict[str, Path],
) -> None:
    [archive] = wheels["sdist"].parent.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "Makefile",
        "itugraph/__init__.py",
        "data/registry/editions.csv",
        "ontology/itugraph.ttl",
        "tests/test_packaging.py",
        "PKG-INFO",
    } <= names
    assert not [name for name in names if ".venv" in name or "__pycache__" in name]


WHERE = """
import itugraph
from pathlib import Path
from itugraph.resources import folder
print(Path(itugraph.__file__).parent)
for name in ("data", "ontology"):
    print(folder(name))
"""
EXTRACT = """
import itugraph
from itugraph.reading import read_bytes
text = b"We recall Resolution 44 (Rev. Dubai, 2012) of WTSA."
[found] = itugraph.extract(read_bytes("-", text), itugraph.Registry.load())
print(found.edition)
"""


@pytest.mark.parametrize("way", WAYS)
def test_an_installed_package_finds_its_own_data(
    way: str, installed: dict[str, Path], tmp_path: Path
) -> None:
    package, data, ontology = python("-c", WHERE, cwd=tmp_path, path=installed[way]).splitlines()
    assert Path(package) == installed[way] / "itugraph"
    assert (Path(data), Path(ontology)) == (Path(package) / "data", Path(package) / "ontology")


@pytest.mark.parametrize("way", WAYS)
def test_an_installed_package_extracts_builds_asks_and_draws(
    way: str, installed: dict[str, Path], tmp_path: Path
) -> None:
    path = installed[way]

    def itugraph(*arguments: object) -> str:
        return python("-m", "itugraph", *arguments, cwd=tmp_path, path=path)

    assert itugraph("--version") == f"itugraph, version {__version__}\n"
    assert python("-c", EXTRACT, cwd=tmp_path, path=path) == "wtsa/resolution/44/2012\n"
    text = tmp_path / "letter.txt"
    text.write_text("We recall Resolution 44 (Rev. Dubai, 2012) of WTSA.\n", "utf-8")
    itugraph("build", text, "-g", "graph")
    rows = itugraph("query", "who-cites", "WTSA Res. 44", "-g", "graph", "--format", "csv")
    assert rows.count("\n") == 2
    itugraph("validate", "-g", "graph")
    itugraph("view", "-g", "graph", "-o", "graph.html")
    assert (tmp_path / "graph.html").stat().st_size > 100_000


@pytest.mark.parametrize("way", WAYS)
def test_an_installed_command_is_the_package(
    way: str, installed: dict[str, Path], tmp_path: Path
) -> None:
    script = installed[way] / "bin" / "itugraph"
    assert python(script, "--version", cwd=tmp_path, path=installed[way]) == (
        f"itugraph, version {__version__}\n"
    )


def test_the_checkout_reads_the_folders_beside_the_package() -> None:
    package, data, ontology = python("-c", WHERE, cwd=ROOT.parent, path=ROOT).splitlines()
    assert Path(package) == ROOT / "itugraph"
    assert (Path(data), Path(ontology)) == (ROOT / "data", ROOT / "ontology")

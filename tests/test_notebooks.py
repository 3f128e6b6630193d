"""The notebooks run from a clean kernel, in any folder, and are stored without outputs."""

from __future__ import annotations

import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# What a reader is to see: facts of the texts and of the registry, read there.
SHOWN = {
    "01-resolution-191": [
        "wtsa/resolution/44/2012 to wtsa/resolution/44/2016",
        "ra/resolution/7/2012 to ra/resolution/7/2015",
        " 1 kept\n 1 added\n 1 removed\n 6 retargeted\n 0 undecided",
        "WTSA Resolution 44 (Rev. New Delhi, 2024)",
        "17 citations",
    ],
    "02-six-questions": [
        "3 texts cite it:\n  PP Resolution 137",
        "4 bodies have a Resolution 18",
        "6 editions; years between them: 4.0, 4.1, 3.9, 5.3, 2.6",
        "20 of 28 outdated citations were outdated before",
        "showing 25 of 79 rows",
        "bearing in mind",
    ],
    "03-network-study": [
        "Constitution is cited most, by 15 texts",
        "a network of 396 nodes and 625 edges",
        "most neighbours first: ",
        "PP-22 made 79 citations stale at once",
        "pp/resolution/2 has had 8 editions",
        "396 nodes and 625 edges, as they were",
    ],
    "04-your-own-documents": [
        "139-en.txt: 4 found",
        "WTSA did not meet in Hammamet, 2012",
        "unknown before: 1 - and now: 0",
        "the languages of one text differ in 4 citations",
        "a) la Résolution 44 (Rév. Genève, 2022)",
    ],
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_in_an_empty_folder_and_shows_what_it_promises(
    path: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Jupyter warns where there is no home folder to write to, as on some CI machines.
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(variable, str(tmp_path_factory.mktemp("jupyter")))
    notebook = nbformat.read(path, as_version=4)
    started = time.monotonic()
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    print(f"{path.name}: {time.monotonic() - started:.1f} s")
    outputs = [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    streams = [o for o in outputs if o.output_type == "stream"]
    assert [o.text for o in streams if o.name == "stderr"] == []
    shown = [o["data"] for o in outputs if o.output_type in ("execute_result", "display_data")]
    html = [data["text/html"] for data in shown if "text/html" in data]
    assert any("<table" in text for text in html)
    assert any("<iframe" in text and "srcdoc" in text for text in html)
    assert all("text/plain" in data for data in shown)
    assert list(tmp_path.iterdir()) == []
    told = "\n".join([o.text for o in streams] + [t for t in html if "<iframe" not in t])
    assert [words for words in SHOWN[path.stem] if words not in told] == []


def test_every_notebook_says_what_it_shows() -> None:
    assert set(SHOWN) == {path.stem for path in NOTEBOOKS}

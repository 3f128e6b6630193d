"""The magic of Jupyter and IPython, by `%load_ext itugraph.jupyter`.

%sparql who-cites "WTSA Res. 44"        a named query; alone it lists them
%%sparql -g graph -o rows               SPARQL, below; the result is kept as `rows`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Give a shell `%sparql` and `%%sparql`."""
    from itugraph.jupyter.magic import register

    register(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Take them from it again."""
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("sparql", None)

"""Write data/examples/pp18.nq.gz, the facts of the adopted PP-18 texts.

    python benchmarks/make_pp18.py FOLDER [OUTPUT]

FOLDER holds the texts. Written are who cites what, in which clause and where, with the
registry they are read against; quotations are left out, so that no sentence of the texts is
in the file. The same texts and registry give the same bytes.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from itugraph.graph import Graph, build
from itugraph.graph.export import export
from itugraph.registry import Registry
from itugraph.vocabulary import ITG

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "examples" / "pp18.nq.gz"


def facts(texts: Path) -> bytes:
    """The graph of a folder of texts as gzipped N-Quads without quotations."""
    registry = Registry.load()
    with tempfile.TemporaryDirectory() as folder:
        build([texts], Path(folder), registry)
        lines = export(Graph.open(folder, registry), "nquads").splitlines(keepends=True)
    quote = f" <{ITG}quote> ".encode()
    kept = sorted(line for line in lines if quote not in line)
    # Neither a time nor a name in the header: only the content counts.
    return gzip.compress(b"".join(kept), compresslevel=9, mtime=0)


def main() -> None:
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT
    content = facts(Path(sys.argv[1]))
    output.write_bytes(content)
    print(f"{output.name}: {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()

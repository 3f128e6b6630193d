"""The named queries on four stores: rdflib in memory, Oxigraph in memory, on disk and over HTTP.

    python benchmarks/stores.py [FOLDER] [--citations 100000] [--cap 300] [--stores disk,remote]
    python benchmarks/stores.py --growth S M L -o docs/stores.svg

makes a synthetic graph (or takes the folder of one) and asks each named query of it on each store,
each store in a process of its own: seconds of processor to load, to open and to answer, the best of
three, rows read to the last; for HTTP those of the server and the client together. Printed: a table
with the ratios to rdflib, the peak of memory, the bytes on disk, and whether the rows are the same.
A query that takes rdflib longer than --cap is cut, and its ratio is a lower bound: ">".

rdflib gets the triples as one plain graph, which is quicker than the Dataset that holds named ones.
--growth asks graphs of several sizes on disk, and draws how the times grow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from math import log10, prod
from pathlib import Path
from typing import Protocol

import synthetic

from itugraph.graph import Graph
from itugraph.graph.folder import parse_index, read_file, read_told
from itugraph.graph.generations import place_of, size_on_disk
from itugraph.graph.opening import open_folder
from itugraph.graph.queries import library
from itugraph.graph.stores import MemoryStore
from itugraph.registry import Registry

STORES = ("rdflib", "memory", "disk", "remote")
LOOK_UPS = frozenset({"who-cites", "life", "cites-by-clause", "changes", "who-cites-edition"})
RUNS = 3
COUNT = (
    "PREFIX eli: <http://data.europa.eu/eli/ontology#> "
    "PREFIX prov: <http://www.w3.org/ns/prov#> "
    "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?cited ?end "
    "{ ?edition prov:wasInvalidatedBy ?end . ?cited eli:is_part_of? ?edition } } "
    "?citing eli:cites ?cited }"
)
"""How many citations there are of editions that have ended: the stale report as one number."""


class Asked(Protocol):
    """A store in a child process."""

    def rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        """The rows of a query, terms as strings."""
        ...


def spent() -> float:
    """Seconds of processor that this process has taken, with all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """The peak of memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def contents(folder: Path) -> Iterator[tuple[bytes, str]]:
    """The files of record with the names of their graphs."""
    told = read_told(folder) or b""
    index = parse_index(folder, told)
    for name, wanted in index.files.items():
        graph = name.removesuffix(".nq").replace("sources/", "source/")
        yield read_file(folder, name, wanted), index.base + graph


class Oxigraph:
    """A store of ours."""

    def __init__(self, folder: Path, *, disk: bool) -> None:
        if disk:
            self.store = open_folder(folder)[0]
        else:
            self.store = MemoryStore.load(content for content, _ in contents(folder))

    def rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        answer = self.store.query(sparql)
        for row in answer:  # type: ignore[union-attr]
            yield tuple(str(term) for term in row)


class Rdflib:
    """A plain graph of rdflib."""

    def __init__(self, folder: Path) -> None:
        from rdflib import Graph as Plain

        self.graph = Plain()
        for content, graph in contents(folder):
            self.graph.parse(data=content.replace(f" <{graph}> .\n".encode(), b" .\n"), format="nt")

    def rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        for row in self.graph.query(sparql):
            yield tuple("None" if term is None else term.n3() for term in row)


class Remote:
    """Oxigraph's own server on the index, asked over HTTP."""

    def __init__(self, folder: Path) -> None:
        import httpx

        place = place_of(folder, read_told(folder) or b"") / "store"
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            bind = f"127.0.0.1:{free.getsockname()[1]}"
        self.server = subprocess.Popen(
            [program, "serve-read-only", "--location", place, "--bind", bind],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.server.stderr is not None
        assert any("http://" in line for line in self.server.stderr), "the server did not start"
        self.address = f"http://{bind}/query"
        self.client = httpx.Client(timeout=3600)

    def spent(self) -> float:
        """Seconds of processor that the server has taken."""
        fields = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        from pyoxigraph import QueryResultsFormat, parse_query_results

        headers = {
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json",
        }
        answer = self.client.post(self.address, content=sparql, headers=headers)
        answer.raise_for_status()
        parsed = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
        for row in parsed:  # type: ignore[union-attr]
            yield tuple(str(term) for term in row)


def digest(rows: list[tuple[str, ...]]) -> str:
    """Tells rows apart, whatever their order."""
    plain = "^^<http://www.w3.org/2001/XMLSchema#string>"
    told = sorted("\t".join(cell.removesuffix(plain) for cell in row) for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


class TooLongError(Exception):
    """A query took longer than it may."""


def cut(_signal: int, _frame: object) -> None:
    raise TooLongError


def child(store: str, folder: Path, queries: dict[str, str], cap: float) -> None:
    """Load a store, ask it all queries, and print what that took, a line each."""
    make: dict[str, Callable[[], Asked]] = {
        "rdflib": lambda: Rdflib(folder),
        "memory": lambda: Oxigraph(folder, disk=False),
        "disk": lambda: Oxigraph(folder, disk=True),
        "remote": lambda: Remote(folder),
    }
    before, held = spent(), peak()
    asked = make[store]()
    total = spent if not isinstance(asked, Remote) else lambda: spent() + asked.spent()
    told = {"load": total() - before, "before": held}
    print(json.dumps(told), flush=True)
    # Python can be stopped in a query; the engine only together with its process.
    signal.signal(signal.SIGPROF, cut if store == "rdflib" else signal.SIG_DFL)
    for name, sparql in queries.items():
        times: list[float] = []
        rows: list[tuple[str, ...]] = []
        try:
            while len(times) < RUNS and sum(times) < 5:
                signal.setitimer(signal.ITIMER_PROF, cap)
                start = total()
                rows = list(asked.rows(sparql))
                times.append(total() - start)
            line = {"query": name, "seconds": min(times), "rows": len(rows), "digest": digest(rows)}
        except TooLongError:
            line = {"query": name, "seconds": cap, "rows": None, "digest": None}
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps(line), flush=True)
    print(json.dumps({"peak": peak()}), flush=True)
    if isinstance(asked, Remote):
        asked.server.terminate()
        asked.server.wait()


def run(store: str, folder: Path, queries: dict[str, str], cap: float) -> list[dict[str, object]]:
    """What children print of a store: another one goes on where a query was cut."""
    found: list[dict[str, object]] = []
    left = dict(queries)
    while left:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(left, file)
            file.flush()
            command = [sys.executable, __file__, str(folder), "--cap", str(cap), "--child", store]
            done = subprocess.run(
                [*command, "--queries", file.name], stdout=subprocess.PIPE, text=True, check=False
            )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found += lines if not found else lines[1:]
        for line in lines:
            left.pop(line.get("query"), None)
        if left:
            if done.returncode != -signal.SIGPROF:
                raise RuntimeError(f"{store} ended with {done.returncode}")
            name = next(iter(left))
            del left[name]
            found.append({"query": name, "seconds": cap, "rows": None, "digest": None})
    return found


def questions(folder: Path) -> dict[str, str]:
    """The named queries with what they are asked for here, and how long the stale report is."""
    graph = Graph.open(folder, Registry.load())
    drafts = [one for one in graph.index.sources if one.identity and "/draft/" in one.identity]
    many = max(drafts, key=lambda one: one.citations)
    given = {
        "work": "wtsa/resolution/44",
        "edition": "wtsa/resolution/44/2016",
        "text": many.source,
        "other": drafts[0].source,
        "body": "WTSA",
        "conference": "WTSA-16",
        "number": "44",
    }
    asked = {
        query.name: graph.sparql(query.name, *(given[kind] for kind in query.parameters))
        for query in library()
    }
    return asked | {"superseded, counted": COUNT}


def seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def compare(folder: Path, stores: list[str], cap: float) -> None:
    """Ask all stores, and print a table."""
    start = spent_by_children()
    place, made = make_index_apart(folder)
    took = f", made in {spent_by_children() - start:.0f} s" if made else ""
    size = sum(
        (folder / n).stat().st_size for n in parse_index(folder, read_told(folder) or b"").files
    )
    print(f"files of record {size / 1e6:.0f} MB; index {size_on_disk(place) / 1e6:.0f} MB{took}")
    queries = questions(folder)
    found = {store: run(store, folder, queries, cap) for store in stores}
    for store, lines in found.items():
        first, last = lines[0], lines[-1]
        most = f"{last['peak']:.0f} MB at most" if "peak" in last else ""
        print(f"{store}: {'load' if store != 'disk' else 'open'} {first['load']:.3f} s, {most}")
    by_name = {
        store: {str(line["query"]): line for line in lines if "query" in line}
        for store, lines in found.items()
    }
    print(f"\n| query | rows | {' | '.join(stores)} | rdflib / disk | rows |")
    print(f"|{'---|' * (len(stores) + 4)}")
    ratios: list[float] = []
    for name in queries:
        lines = {store: by_name[store].get(name) for store in stores}
        cells = []
        for line in lines.values():
            mark = ">" if line and line["rows"] is None else ""
            cells.append(mark + seconds(float(line["seconds"])) if line else "-")
        ratio = ""
        base, disk = lines.get("rdflib"), lines.get("disk")
        if base and disk:
            ratios.append(float(base["seconds"]) / max(float(disk["seconds"]), 1e-4))
            ratio = f"{'>' if base['rows'] is None else ''}{ratios[-1]:.0f}"
        digests = {line["digest"] for line in lines.values() if line and line["digest"]}
        count = next(
            (line["rows"] for line in lines.values() if line and line["rows"] is not None), ""
        )
        same = "same" if len(digests) == 1 else "DIFFERENT"
        print(f"| {name} | {count} | {' | '.join(cells)} | {ratio} | {same} |")
    if ratios:
        mean = prod(ratio ** (1 / len(ratios)) for ratio in ratios)
        print(f"\nrdflib / disk: at least {min(ratios):.1f}, in the geometric mean {mean:.1f}")


def spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make_index_apart(folder: Path) -> tuple[Path, bool]:
    """Make the index of a graph in a process of its own, whose peak of memory is printed."""
    code = (
        "import resource, sys; from pathlib import Path; "
        "from itugraph.graph.opening import make_index; "
        "place, made = make_index(Path(sys.argv[1])); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000, int(made), place)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True, check=True
    )
    most, made, place = done.stdout.strip().split(" ", 2)
    if int(made):
        print(f"index: {most} MB of memory at most")
    return Path(place), bool(int(made))


def growth(folders: list[Path], output: Path) -> None:
    """Ask graphs of several sizes on disk; print and draw how the times grow."""
    sizes: list[int] = []
    times: dict[str, list[float]] = {}
    rows: dict[str, list[object]] = {}
    for folder in folders:
        make_index_apart(folder)
        index = parse_index(folder, read_told(folder) or b"")
        sizes.append(sum(entry.citations for entry in index.sources))
        lines = run("disk", folder, questions(folder), 3600)
        print(f"{sizes[-1]} citations: open {lines[0]['load']:.3f} s, {lines[-1]['peak']:.0f} MB")
        for line in lines:
            if "query" in line:
                times.setdefault(str(line["query"]), []).append(float(str(line["seconds"])))
                rows.setdefault(str(line["query"]), []).append(line["rows"])
    print(f"\n| query | {' | '.join(f'{size}' for size in sizes)} | rows at most |")
    print(f"|{'---|' * (len(sizes) + 2)}")
    for name, taken in times.items():
        print(f"| {name} | {' | '.join(map(seconds, taken))} | {rows[name][-1]} |")
    output.write_text(drawn(sizes, times), "utf-8")


def drawn(sizes: list[int], times: dict[str, list[float]]) -> str:
    """The times over the sizes, both by tens, as SVG: look-ups dark, all else light."""
    left, top, width, height = 60, 20, 520, 360
    low, high = -4, max(1, *(round(log10(max(t)) + 0.5) for t in times.values()))

    def x(size: float) -> float:
        share = log10(size / sizes[0]) / max(log10(sizes[-1] / sizes[0]), 1e-9)
        return left + width * share

    def y(value: float) -> float:
        return top + height * (high - log10(max(value, 10**low))) / (high - low)

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 430" font-family="sans-serif" '
        'font-size="11"><title>Seconds of a query on disk over the citations of a graph</title>'
        '<rect width="760" height="430" fill="#fff"/>'
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        label = f"{10.0**power:g} s"
        parts.append(
            f'<line x1="{left}" y1="{at:.1f}" x2="{left + width}" y2="{at:.1f}" stroke="#ddd"/>'
        )
        parts.append(f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
    for size in sizes:
        at = x(size)
        parts.append(
            f'<text x="{at:.1f}" y="{top + height + 18}" text-anchor="middle">{size:,}</text>'
        )
    named: list[float] = []
    for name, taken in sorted(times.items(), key=lambda item: item[1][-1]):
        colour, broad = ("#1b4f8a", 2) if name in LOOK_UPS else ("#c9873b", 1)
        points = " ".join(f"{x(s):.1f},{y(t):.1f}" for s, t in zip(sizes, taken, strict=True))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{broad}"/>'
        )
        at = y(taken[-1]) + 4
        if all(abs(at - other) >= 11 for other in named):
            named.append(at)
            parts.append(f'<text x="{left + width + 6}" y="{at:.1f}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{left}" y="{top + height + 40}">citations; blue: look-ups</text></svg>')
    return "\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Named queries on four stores.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--citations", type=int, default=100_000)
    parser.add_argument("--cap", type=float, default=300, help="seconds that rdflib gets a query")
    parser.add_argument("--stores", default=",".join(STORES))
    parser.add_argument("--growth", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, default=Path("stores.svg"))
    parser.add_argument("--child", choices=STORES, help=argparse.SUPPRESS)
    parser.add_argument("--queries", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.child, given.folder, json.loads(given.queries.read_text()), given.cap)
        return
    if given.growth:
        growth(given.growth, given.output)
        return
    with tempfile.TemporaryDirectory(prefix="itugraph-stores-") as name:
        folder = given.folder or Path(name) / "graph"
        if given.folder is None:
            synthetic.write(folder, given.citations)
        compare(folder, given.stores.split(","), given.cap)


if __name__ == "__main__":
    main()

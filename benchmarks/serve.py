"""Ask a server from many clients at once, one of the queries without an end, and print how it does.

    python benchmarks/serve.py [GRAPH] [--clients 64] [--seconds 60] [--timeout 10] [--workers 2]

The clients ask mixed queries one after the other; one in every so many is a product of three
patterns. Printed are answers by status, times by kind of query, the longest wait against the
limit, and the memory of all processes of the server.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).parents[1]
ITG = "https://w3id.org/itugraph/ns#"
CITO = "http://purl.org/spar/cito/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
QUERIES = {
    "yes or no": "ASK { ?s ?p ?o }",
    "look-up": f"SELECT ?p ?o {{ ?s <{SKOS}prefLabel> 'WTSA Resolution 44'@en ; ?p ?o }}",
    "who cites": (
        f"SELECT ?citing ?cited {{ ?c <{ITG}citedWork> <https://w3id.org/itugraph/id/cs> ; "
        f"<{CITO}hasCitingEntity> ?citing ; <{CITO}hasCitedEntity> ?cited }}"
    ),
    "most cited": (
        f"SELECT ?work (COUNT(DISTINCT ?citing) AS ?n) {{ ?c <{ITG}citedWork> ?work ; "
        f"<{CITO}hasCitingEntity> ?citing }} GROUP BY ?work ORDER BY DESC(?n) LIMIT 20"
    ),
    "thousand rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1000",
    "graph": f"CONSTRUCT WHERE {{ ?c a <{CITO}Citation> ; ?p ?o }} LIMIT 500",
    "no SPARQL": "SELECT WHERE {",
}
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def resident(process: int) -> int:
    """Return the memory of a process and all it started, in bytes; shared pages count twice."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if int(path.name) == process:
                total += int((path / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            elif parent == process:
                total += resident(int(path.name))
        except OSError:
            continue  # it has ended
    return total


def share(values: list[float], part: float) -> float:
    """Return the value that so large a part of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


@dataclass
class Told:
    """What the clients were told."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def client(seed: int, where: SplitResult, end: float, one_in: int, told: Told) -> None:
    """Ask one query after the other until the end."""
    chance = random.Random(seed)
    while time.monotonic() < end:
        kind = "product" if chance.randrange(one_in) == 0 else chance.choice(list(QUERIES))
        started = time.monotonic()
        connection = HTTPConnection(where.hostname or "", where.port, timeout=120)
        status = 0
        try:
            headers = {"Content-Type": "application/sparql-query"}
            connection.request("POST", "/sparql", QUERIES.get(kind, PRODUCT), headers)
            answer = connection.getresponse()
            status = answer.status
            body = answer.read()
            taken = time.monotonic() - started
            if status == 200 and "json" in (answer.getheader("Content-Type") or ""):
                json.loads(body)  # whole, or it is told below
            with told.lock:
                told.times[kind].append(taken)
                told.statuses[kind][status] += 1
        except (OSError, HTTPException, ValueError) as error:
            with told.lock:
                told.faults.append(f"{kind}: {error!r}")
        finally:
            connection.close()
        if status == 503:
            time.sleep(0.2)  # told to come again, it does not come at once


def report(told: Told, limit: float) -> None:
    """Print times by kind of query, and the longest against the limit."""
    print(f"{'query':15}{'asked':>7}{'median':>9}{'95 %':>9}{'longest':>9}  statuses")
    for kind in [*QUERIES, "product"]:
        if kind in told.times:
            values = told.times[kind]
            print(
                f"{kind:15}{len(values):7}{share(values, 0.5):9.2f}{share(values, 0.95):9.2f}"
                f"{max(values):9.2f}  {dict(sorted(told.statuses[kind].items()))}"
            )
    longest = max(taken for values in told.times.values() for taken in values)
    print(f"longest wait {longest:.2f} s, limit {limit:g} s")
    print(f"the limit is {'kept' if longest <= limit else 'MISSED'}")
    print(f"answers that broke off: {len(told.faults)} {told.faults[:3]}")


def main() -> None:
    """Run the server and the clients, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("graph", nargs="?", default=ROOT / "data" / "examples" / "pp18.nq.gz")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", type=int, default=256, help="MiB a query may take")
    parser.add_argument("--one-in", type=int, default=64, help="how rare the product is")
    asked = parser.parse_args()
    command = [sys.executable, "-m", "itugraph", "serve", "-g", asked.graph, "--port", "0"]
    command += ["--timeout", asked.timeout, "--workers", asked.workers, "--memory", asked.memory]
    server = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    where = urlsplit(server.stdout.readline().strip())
    before = peak = resident(server.pid)
    told = Told()
    end = time.monotonic() + asked.seconds
    threads = [
        threading.Thread(target=client, args=(seed, where, end, asked.one_in, told))
        for seed in range(asked.clients)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        peak = max(peak, resident(server.pid))
        time.sleep(0.25)
    print(
        f"{asked.clients} clients, {asked.seconds:g} s, {asked.workers} workers, "
        f"limit {asked.timeout:g} s, one query in {asked.one_in} a product"
    )
    report(told, asked.timeout)
    print(
        f"memory of all processes: {before >> 20} MiB before, {peak >> 20} MiB at most "
        f"({asked.workers} workers may take {asked.memory} MiB more each)"
    )
    print(f"the server lives: {server.poll() is None}")
    server.terminate()
    print(f"it ends with exit code {server.wait(60)}")


if __name__ == "__main__":
    main()

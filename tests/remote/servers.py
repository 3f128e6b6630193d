"""Real servers on loopback, each with folders of its own."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import httpx

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = which("virtuoso-t")
ROWS = 1000
"""How many rows Virtuoso gives at most: few, so that small graphs exceed it."""
_PATIENCE = 120.0
_INI = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = pages
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its addresses, and the credentials it wants of who writes.

    Attributes:
        client: asks it as others would, not through what is tested.
    """

    client: httpx.Client
    name: str
    query: str
    update: str
    graph_store: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def change(self, update: str) -> None:
        """Send an update, as another user of the server would."""
        auth = httpx.DigestAuth(*self.environment.values()) if self.environment else None
        answer = self.client.post(self.update, data={"update": update}, auth=auth)
        assert answer.is_success, answer.text

    def graphs(self) -> dict[str, int]:
        """Return how many triples each named graph holds, as the server itself counts."""
        query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        accept = {"Accept": "application/sparql-results+json"}
        answer = self.client.post(self.query, data={"query": query}, headers=accept)
        rows = answer.json()["results"]["bindings"]
        return {row["g"]["value"]: int(row["n"]["value"]) for row in rows}


def free_port() -> int:
    """Return a port of loopback that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def plain_client() -> httpx.Client:
    """Return a client for loopback: it loads no certificates, which takes long."""
    return httpx.Client(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False, timeout=60)


@contextmanager
def _running(command: Sequence[str], folder: Path, address: str) -> Iterator[httpx.Client]:
    """Run a server, from when it answers until it is not wanted any more."""
    with (folder / "output.txt").open("wb") as output, plain_client() as client:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            until = time.monotonic() + _PATIENCE
            while True:
                assert process.poll() is None, (folder / "output.txt").read_text("utf-8")
                assert time.monotonic() < until, f"{command[0]} does not answer"
                with suppress(httpx.TransportError):
                    client.get(address, timeout=5)
                    break
                time.sleep(0.05)  # between two looks, not for as long as a start may take
            yield client
        finally:
            process.terminate()
            process.wait()


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """Run Oxigraph, in memory."""
    address = f"127.0.0.1:{free_port()}"
    command = [str(OXIGRAPH), "serve", "-b", address, *options]
    base = f"http://{address}"
    with _running(command, folder, base) as client:
        yield Server(client, "oxigraph", f"{base}/query", f"{base}/update", f"{base}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso, with a new database."""
    sql, http = free_port(), free_port()
    (folder / "pages").mkdir()
    (folder / "v.ini").write_text(_INI.format(sql=sql, http=http, rows=ROWS), "utf-8")
    base = f"http://127.0.0.1:{http}"
    command = [VIRTUOSO or "", "+configfile", "v.ini", "+foreground"]
    with _running(command, folder, f"{base}/sparql") as client:
        yield Server(
            client,
            "virtuoso",
            f"{base}/sparql",
            f"{base}/sparql-auth",
            f"{base}/sparql-graph-crud-auth",
            {"ITUGRAPH_USER": "dba", "ITUGRAPH_PASSWORD": "dba"},
        )

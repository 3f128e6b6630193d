"""The command: what it refuses before anything listens, and what it says."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .support import query, served


def run(*arguments: object, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command until it ends."""
    argv = ["itugraph", "serve", *map(str, arguments)]
    script = f"import sys; {before}sys.argv = {argv!r}; import itugraph.cli; itugraph.cli.main()"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Expect exit code 2, no data, no traceback, and a last line with these words."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    for word in words:
        assert word in last


def test_a_graph_that_is_none_is_refused(tmp_path: Path) -> None:
    refused(run("-g", tmp_path / "none"), "holds no graph")
    broken = tmp_path / "broken.nq"
    broken.write_text("no quads\n")
    refused(run("-g", broken, "--port", 0), "broken.nq", "is no file of N-Quads")


def test_a_graph_that_a_server_has_is_not_served_again() -> None:
    refused(run("-g", "http://127.0.0.1:9/sparql"), "http://127.0.0.1:9/sparql", "served already")


def test_an_address_that_is_taken_is_refused(graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(run("-g", graph, "--port", port), f"127.0.0.1:{port}", "cannot be listened at")
    refused(run("-g", graph, "--host", "192.0.2.1", "--port", 0), "192.0.2.1")


@pytest.mark.parametrize("origin", ["*", "example.org", "https://example.org/", "null", "file://"])
def test_an_origin_that_is_none_is_refused(origin: str, graph: Path) -> None:
    refused(run("-g", graph, "--cors", origin), "is no origin")


def test_without_the_extra_it_says_what_to_install(graph: Path) -> None:
    done = run("-g", graph, before="sys.modules['uvicorn'] = None; ")
    refused(done, "pip install 'itugraph[serve]'")


def test_it_warns_where_others_can_ask(graph: Path) -> None:
    one = served(graph, "--host", "0.0.0.0", "--workers", "1")  # noqa: S104
    try:
        assert one.lines[0].startswith("Warning: anyone who reaches 0.0.0.0 can ask")
        # Names are the affair of whoever opens it to others.
        own = [("Host", "graph.example")]
        one.address = one.address.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert one.request("GET", query("ASK {}"), own).status == 200
    finally:
        one.stop()


def test_a_proxy_can_hand_requests_on_under_its_name(graph: Path) -> None:
    one = served(graph, "--name", "graph.example", "--workers", "1")
    try:
        assert one.request("GET", query("ASK {}"), [("Host", "graph.example")]).status == 200
        assert one.request("GET", query("ASK {}"), [("Host", "other.example")]).status == 421
    finally:
        one.stop()

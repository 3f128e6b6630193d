"""Where a limit cuts an answer it is told, and no answer breaks off in its body."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

import pytest

from .support import PRODUCT, Response, Served, query, served

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def test_more_rows_than_the_limit_are_refused_in_a_line(strict: Served) -> None:
    for sparql in (ALL, "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = strict.ask(sparql)
        assert answer.status == 413
        assert "more than 100 rows" in answer.text
    exactly = strict.ask(f"{ALL} LIMIT 100", "text/tab-separated-values")
    assert exactly.status == 200
    assert exactly.headers["x-itugraph-rows"] == "100"
    assert "x-itugraph-truncated" not in exactly.headers


@pytest.mark.parametrize("rows", [0, 1, 7, 100, 5000])
def test_who_names_a_number_of_rows_gets_so_many_and_is_told(rows: int, strict: Served) -> None:
    answer = strict.ask(ALL, "application/sparql-results+json", rows)
    if rows > 50:
        assert answer.status in (200, 413)  # of these the bytes may be too many
        return
    assert answer.status == 200
    assert len(json.loads(answer.text)["results"]["bindings"]) == rows
    assert answer.headers["x-itugraph-truncated"] == "rows"
    assert answer.headers["x-itugraph-rows"] == str(rows)


def test_rows_that_are_all_there_are_not_told_to_be_cut(strict: Served) -> None:
    answer = strict.ask("SELECT * { VALUES ?x { 1 2 3 } }", rows=3)
    assert answer.headers["x-itugraph-rows"] == "3"
    assert "x-itugraph-truncated" not in answer.headers
    cut = strict.ask("SELECT * { VALUES ?x { UNDEF UNDEF UNDEF } }", rows=2)
    assert (cut.headers["x-itugraph-rows"], cut.headers["x-itugraph-truncated"]) == ("2", "rows")
    triples = strict.ask("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", rows=5)
    assert triples.text.count("\n") == 5
    assert triples.headers["x-itugraph-truncated"] == "rows"


@pytest.mark.parametrize("rows", ["-1", "many", "1.5", "", "٣", "9" * 30])
def test_a_number_of_rows_that_is_none_is_refused(rows: str, strict: Served) -> None:
    headers = [("X-Itugraph-Max-Rows", rows.encode().decode("latin-1"))]
    assert strict.request("GET", query("ASK {}"), headers).status == 400


def test_more_bytes_than_the_limit_are_refused_in_a_line(strict: Served) -> None:
    long = "SELECT (CONCAT(?a, ?a, ?a, ?a) AS ?b) { BIND (CONCAT(%s) AS ?a) }"
    sparql = long % ", ".join([f'"{"x" * 1000}"'] * 6)
    for accept in ("text/csv", "application/sparql-results+xml"):
        answer = strict.ask(sparql, accept)
        assert answer.status == 413
        assert "larger than 20,000 bytes" in answer.text


def test_a_query_that_wants_more_memory_is_ended_and_the_server_goes_on(strict: Served) -> None:
    hungry = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c LIMIT 1"
    answer = strict.ask(hungry)
    assert answer.status == 500
    assert "more memory than 48 MiB" in answer.text
    assert strict.recovers().status == 200


def test_who_waits_is_answered_within_the_limit_or_told_to_come_again(strict: Served) -> None:
    answers: list[tuple[float, Response]] = []

    def ask(sparql: str) -> None:
        started = time.monotonic()
        answer = strict.ask(sparql)
        answers.append((time.monotonic() - started, answer))

    threads = [threading.Thread(target=ask, args=(PRODUCT,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for _, answer in answers} <= {503, 504}
    # One worker, four places to wait: the others are turned away at once.
    assert sum("too many queries wait" in answer.text for _, answer in answers) >= 2
    for seconds, answer in answers:
        assert seconds < 8, "twice the limit, for a machine that is busy"
        if answer.status == 503:
            assert int(answer.headers["retry-after"]) >= 1
    assert strict.get("/health").status == 200


def test_a_query_that_runs_long_gives_way_to_those_who_wait(strict: Served) -> None:
    strict.recovers()
    answers: list[Response] = []
    asking = threading.Thread(target=lambda: answers.append(strict.ask(PRODUCT)))
    asking.start()
    waits_for(lambda: json.loads(strict.get("/health").text)["running"] == 1)
    assert strict.recovers().status == 200
    asking.join()
    assert answers[0].status == 503
    assert "gave way to others" in answers[0].text
    assert strict.get("/health").headers["x-itugraph-timeout-busy"] == "1"


def waits_for(condition: Callable[[], object]) -> None:
    """Wait until a function returns something true; fail where it never does."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def descendants(process: int) -> list[int]:
    """Return the processes that a process started, and those that they started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            child = int(status.parent.name)
            found += [child, *descendants(child)]
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)], ids=["TERM", "INT"]
)
def test_a_signal_ends_the_server_and_answers_on_their_way_go_out(
    how: signal.Signals, code: int, folder: Path
) -> None:
    one = served(folder, "--workers", "2")
    answers: list[Response] = []
    quick = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    threads = [
        threading.Thread(target=lambda sparql=sparql: answers.append(one.ask(sparql)))
        for sparql in (quick, PRODUCT)
    ]
    for thread in threads:
        thread.start()
    waits_for(lambda: answers and json.loads(one.get("/health").text)["running"] == 1)
    workers = descendants(one.process.pid)
    assert len(workers) >= 2
    assert one.stop(how) == code
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [200, 503]
    assert "the server stops" in next(a.text for a in answers if a.status == 503)
    assert not any("Traceback" in line for line in one.lines)
    waits_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@needs_proc
def test_workers_do_not_outlive_a_server_that_is_killed(folder: Path) -> None:
    one = served(folder, "--workers", "1")
    cut: list[str] = []

    def ask() -> None:
        try:
            one.ask(PRODUCT)
        except (OSError, HTTPException) as error:
            cut.append(type(error).__name__)

    asking = threading.Thread(target=ask)
    asking.start()
    workers = descendants(one.process.pid)
    assert workers
    assert one.stop(signal.SIGKILL) == -signal.SIGKILL
    asking.join()
    assert len(cut) == 1
    waits_for(lambda: not any(alive(worker) for worker in workers))


def alive(process: int) -> bool:
    """Whether a process runs: one that has ended may wait to be asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_query_whose_client_has_gone_holds_no_worker(server: Served) -> None:
    with pytest.raises(TimeoutError):
        server.request("GET", query(PRODUCT), timeout=0.5)
    waits_for(lambda: json.loads(server.get("/health").text)["running"] == 0)
    assert server.recovers().status == 200


def test_health_tells_which_graph_is_served(server: Served) -> None:
    state = json.loads(server.get("/health").text)
    assert state["status"] == "ready"
    assert len(state["graph"]) == 64
    assert state["sources"] == 6
    assert state["citations"] > 250
    assert state["workers"] >= 2

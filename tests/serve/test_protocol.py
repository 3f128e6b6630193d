"""The query operation of the SPARQL 1.1 Protocol: each requirement, asked of a real server."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from .support import Served

with (Path(__file__).parents[1] / "protocol.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
SECTIONS = {f"2.1.{k}" for k in range(1, 8)} | {"2.1", "2.2"}


def named(row: dict[str, str]) -> str:
    """Return the name of a case, for reports."""
    return f"{row['section']} {row['requirement']}"


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_the_protocol_is_kept(row: dict[str, str], server: Served) -> None:
    headers = [
        (name.strip(), value.strip())
        for line in row["headers"].split(" | ")
        for name, colon, value in [line.partition(":")]
        if colon
    ]
    long = "x" * 100_001
    body = row["body"].replace("LONG", long).encode() if row["method"] != "GET" else None
    if row["method"] == "GET" and row["body"]:
        body = row["body"].encode()
    target = row["target"].replace("LONG", long)
    answer = server.request(row["method"], target, headers, body)
    assert (answer.status, answer.type or row["type"]) == (int(row["status"]), row["type"])
    if row["method"] == "HEAD":
        assert answer.body == b""
        assert int(answer.headers["content-length"]) > 0
    else:
        assert re.search(row["says"], answer.text), answer.text[:300]
    if answer.status >= 400 and answer.status != 404:
        assert answer.text.count("\n") == 1, "a refusal is one line"


def test_each_section_of_the_query_operation_has_its_rows() -> None:
    assert {row["section"] for row in ROWS} >= SECTIONS
    assert len({named(row) for row in ROWS}) == len(ROWS)


def test_options_tell_what_can_be_sent(server: Served) -> None:
    answer = server.request("OPTIONS", "/sparql")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "application/sparql-query" in answer.headers["accept-post"]


def test_a_refused_method_is_told_what_is_allowed(server: Served) -> None:
    answer = server.request("PUT", "/sparql", body=b"")
    assert {name.strip() for name in answer.headers["allow"].split(",")} == {
        "GET",
        "HEAD",
        "POST",
        "OPTIONS",
    }


def test_the_limits_are_announced_with_every_answer(server: Served) -> None:
    for answer in (server.get("/"), server.ask("ASK {}"), server.ask("SELECT WHERE {")):
        told = {k: v for k, v in answer.headers.items() if k.startswith("x-itugraph-")}
        assert told["x-itugraph-timeout"] == "60"
        assert told["x-itugraph-max-rows"] == "50000"
        assert told["x-itugraph-max-bytes"] == "50000000"
        assert told["x-itugraph-max-query"] == "100000"

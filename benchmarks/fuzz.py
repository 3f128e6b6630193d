"""Reads mutated passages for some minutes and asserts what holds for every text.

    python benchmarks/fuzz.py [--minutes 10] [--seed 1] [--slowest 10]

Passages of the gold set and sentences of the tests are cut, swapped, joined and strewn with
odd characters. Nothing may be raised but a refusal, each record must lie where it says and
fit the schema, and no text may take longer than --slowest seconds of CPU. A failure is told by
its number: with the same seed it is the same text, printed by `--only NUMBER`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from itugraph.citations import extract
from itugraph.citations.records import jsonl
from itugraph.errors import InputError
from itugraph.evaluation import read_gold
from itugraph.model import Citation, Document, source_digest
from itugraph.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
Mutation = Callable[[str, random.Random, list[str]], str]
NOISE = (
    "\u00a0\u00ad\u200b\u200f\u202b\u2011\u2013\u3000\ufeff\u0301\u0308\u064e\u0640\u01e6\ufb01"
    "\uff10\uff21\uff08\uff09\uff0c\u300a\u7b2c\u53f7\u0130\u00df\u0661\U0001d7dc\U0001f600"
    "\x00\x0b\f\r\t\n()[]{}§/-.,;:'\"0123456789ACIRTDV"
)


def cut(text: str, draw: random.Random, _: list[str]) -> str:
    start = draw.randint(0, len(text))
    return text[start : draw.randint(start, len(text))]


def without(text: str, draw: random.Random, _: list[str]) -> str:
    start = draw.randint(0, len(text))
    return text[:start] + text[start + draw.randint(0, 20) :]


def swapped(text: str, draw: random.Random, _: list[str]) -> str:
    a, b, c = sorted(draw.randint(0, len(text)) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def shuffled(text: str, draw: random.Random, _: list[str]) -> str:
    words = text.split(" ")
    at = draw.randrange(len(words))
    part = words[at : at + 12]
    draw.shuffle(part)
    return " ".join([*words[:at], *part, *words[at + 12 :]])


def strewn(text: str, draw: random.Random, _: list[str]) -> str:
    letters = list(text)
    for _ in range(draw.randint(1, 30)):
        letters.insert(draw.randint(0, len(letters)), draw.choice(NOISE))
    return "".join(letters)


def replaced(text: str, draw: random.Random, _: list[str]) -> str:
    letters = list(text)
    for _ in range(draw.randint(1, 10)):
        if letters:
            letters[draw.randrange(len(letters))] = draw.choice(
                [*NOISE, chr(draw.randrange(0xD7FF))]
            )
    return "".join(letters)


def joined(text: str, draw: random.Random, texts: list[str]) -> str:
    return text + draw.choice(["", " ", "\n", "\f", "\n\n", ", "]) + draw.choice(texts)


def within(text: str, draw: random.Random, texts: list[str]) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + cut(draw.choice(texts), draw, texts) + text[at:]


def repeated(text: str, draw: random.Random, _: list[str]) -> str:
    start = draw.randint(0, len(text))
    part = text[start : start + draw.randint(1, 40)]
    return text[:start] + part * draw.randint(2, 30) + text[start:]


def capitals(text: str, draw: random.Random, _: list[str]) -> str:
    return text.upper() if draw.random() < 0.5 else text.lower()


MUTATIONS: tuple[Mutation, ...] = (
    cut, without, swapped, shuffled, strewn, replaced, joined, within, repeated, capitals
)  # fmt: skip


def seeds() -> list[str]:
    """Return the texts that are mutated."""
    gold = [p.text for p in read_gold([ROOT / "tests" / "gold" / "passages"]) if p.text]
    forms = tomllib.loads((ROOT / "tests" / "data" / "forms.toml").read_text("utf-8"))
    draft = (ROOT / "data" / "examples" / "resolution-191-draft.txt").read_text("utf-8")
    return [*gold, *(form["text"] for form in forms["form"]), draft]


def made(seed: int, number: int, texts: list[str]) -> str:
    """Return the mutated text of a number."""
    draw = random.Random(f"{seed} {number}")
    text = draw.choice(texts)
    for _ in range(draw.randint(1, 4)):
        text = draw.choice(MUTATIONS)(text, draw, texts)
    return text[:20_000]


def faults(text: str, found: list[Citation], validator: Draft202012Validator) -> list[str]:
    """Return what does not hold for the records of a text."""
    wrong: list[str] = []
    for citation in found:
        pieces = citation.pieces
        surface = "".join(text[start:end] for start, end in pieces)
        ends = [offset for piece in pieces for offset in piece]
        if surface != citation.surface or ends != sorted(set(ends)) or ends[-1] > len(text):
            wrong.append(f"offsets {pieces} of {citation.surface!r}")
    if len({c.id for c in found}) != len(found):
        wrong.append("two records with one id")
    for line in jsonl(found).splitlines():
        wrong += [f"schema: {error.message}" for error in validator.iter_errors(json.loads(line))]
    return wrong


def main() -> int:
    """Print the counts; 1 if anything did not hold."""
    parser = argparse.ArgumentParser(description="Mutated passages, read for some minutes.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slowest", type=float, default=10, help="seconds of CPU for a text")
    parser.add_argument("--only", type=int, help="print the text of this number alone")
    given = parser.parse_args()
    texts = seeds()
    if given.only is not None:
        print(made(given.seed, given.only, texts), end="")
        return 0
    schema = json.loads((ROOT / "data" / "citation.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    registry = Registry.load()
    counts: Counter[str] = Counter()
    failures, slowest = 0, (0.0, 0)
    until = time.monotonic() + given.minutes * 60
    number = 0
    while time.monotonic() < until:
        text = made(given.seed, number, texts)
        source = source_digest(text.encode("utf-8", "surrogatepass"))
        started = time.process_time()
        wrong: list[str] = []
        try:
            found = extract(Document("a.txt", source, text), registry)
            wrong = faults(text, found, validator)
            counts["citations"] += len(found)
            counts["with citations" if found else "without citations"] += 1
        except InputError:
            counts["refused"] += 1
        except Exception:  # noqa: BLE001 - what this script is to find
            wrong = [traceback.format_exc()]
        spent = time.process_time() - started
        if spent > given.slowest:
            wrong.append(f"took {spent:.1f} s")
        slowest = max(slowest, (spent, number))
        for one in wrong:
            failures += 1
            print(f"number {number}: {one}", flush=True)
        counts["characters"] += len(text)
        number += 1
    print(f"{number} texts, seed {given.seed}: {dict(counts)}")
    print(f"slowest {slowest[0]:.2f} s of CPU (number {slowest[1]}), failures {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""What a change of the grammar gains and loses over a corpus.

    python benchmarks/changes.py OLD NEW [TEXTS…]

OLD and NEW are records that `itugraph extract --format jsonl` wrote, or revisions of the
repository ("main", "HEAD~1", "." for the files as they are), which then extract TEXTS: files
and folders, or the passages of the gold set without any. Printed: counts, then what is newly
found and lost, and where identity, edition, part or span are others, with the quotation.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("found", "lost", "identity", "edition", "part", "span")
"""The first thing in which two records of one place differ is told."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of a record.

    Attributes:
        place: the document and the state; span: of the first and last character.
    """

    place: tuple[str, str]
    span: tuple[int, int]
    identity: str
    edition: str
    part: str
    surface: str
    quote: str

    @classmethod
    def of(cls, row: dict[str, object]) -> Record:
        """Read a record as it is written."""
        body = row["body"] or "undecided"
        own = ", its own title" if row["self"] else ""
        return cls(
            place=(str(row["document"]), str(row["state"])),
            span=(int(str(row["start"])), int(str(row["end"]))),
            identity=f"{row['type']} {body} {row['number']}{own}",
            edition=str(row["edition"] or "-"),
            part=str(row["target"] or "-"),
            surface=" ".join(str(row["surface"]).split()),
            quote=str(row["quote"]),
        )


def records(text: str) -> list[Record]:
    """Return the records of JSON Lines."""
    return [Record.of(json.loads(line)) for line in text.splitlines() if line.strip()]


def changes(old: list[Record], new: list[Record]) -> Iterator[tuple[str, Record, str, str]]:
    """Yield what changed: the kind, where, what it was and what it is.

    Records of one document and state meet where their spans overlap, those of one identity first.
    """
    left: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in old:
        left[record.place].append(record)
    alone: list[Record] = []
    for record in new:
        met = _met(record, left[record.place], same=True)
        if met is None:
            alone.append(record)
        else:
            yield from _differ(met, record)
    for record in alone:
        met = _met(record, left[record.place], same=False)
        if met is None:
            yield "found", record, "", record.identity
        else:
            yield "identity", record, met.identity, record.identity
    for records_left in left.values():
        for record in records_left:
            yield "lost", record, record.identity, ""


def _met(record: Record, left: list[Record], *, same: bool) -> Record | None:
    """Take the record that stands at the same place out of those that are left."""
    start, end = record.span
    for at, other in enumerate(left):
        overlap = other.span[0] < end and start < other.span[1]
        if overlap and (not same or other.identity == record.identity):
            return left.pop(at)
    return None


def _differ(old: Record, new: Record) -> Iterator[tuple[str, Record, str, str]]:
    for kind, was, is_ in (
        ("edition", old.edition, new.edition),
        ("part", old.part, new.part),
        ("span", old.surface, new.surface),
    ):
        if was != is_:
            yield kind, new, was, is_
            return


def extracted(version: str, texts: list[Path]) -> str:
    """Return the records of a file, or those that a revision extracts from texts."""
    if version.endswith(".jsonl"):
        return Path(version).read_text("utf-8")
    if version == ".":
        return _run(ROOT, texts)
    packed = subprocess.run(
        ["git", "archive", version], cwd=ROOT, capture_output=True, check=True
    ).stdout
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
            tree.extractall(folder, filter="data")
        return _run(Path(folder), texts)


def _run(tree: Path, texts: list[Path]) -> str:
    """Extract by the package of a tree."""
    paths = [str(path.resolve()) for path in texts]
    return subprocess.run(
        [sys.executable, "-m", "itugraph", "extract", *paths, "--format", "jsonl"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def passages(folder: Path) -> Path:
    """Write the passages of the gold set as texts into a folder."""
    for path in sorted((ROOT / "tests" / "gold" / "passages").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            (folder / f"{row['id']}.txt").write_text(row["text"], "utf-8")
    return folder


def main() -> None:
    """Print counts and lists."""
    parser = argparse.ArgumentParser(description="Gains and losses between two versions.")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("texts", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = given.texts or [passages(Path(folder))]
        old, new = (records(extracted(version, texts)) for version in (given.old, given.new))
    told: dict[str, list[str]] = defaultdict(list)
    for kind, record, was, is_ in changes(old, new):
        name = Path(record.place[0]).name
        what = " -> ".join(filter(None, (was, is_)))
        told[kind].append(
            f"  {name} {record.span[0]}: {record.surface!r} {what}\n    {record.quote}"
        )
    print(f"records: {len(old)} old, {len(new)} new")
    print(", ".join(f"{kind} {len(told[kind])}" for kind in KINDS))
    for kind in KINDS:
        if told[kind]:
            print(f"\n{kind}: {len(told[kind])}")
            print("\n".join(told[kind]))


if __name__ == "__main__":
    main()

"""A folder of thousands: on one process and on two, with broken files, killed and resumed.

    python benchmarks/folder.py [--files 10000] [--jobs 2] [--seed 1]

makes a folder of texts, Word files, pages of HTML and PDFs of its own sentences, 5 % of them
broken in ten ways, and runs `itugraph extract` and `itugraph build` on it: with one process and
with several, and once more, killed when half is done and run again. Printed: files a second,
the ratio of the times, the peak of memory of all processes together, what was refused and why,
and whether the outputs are the same to the byte.
"""

from __future__ import annotations

import argparse
import filecmp
import io
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from itugraph.reading import SUFFIXES

OPENERS = ("recalling", "noting", "considering", "recognizing", "resolves", "invites Member States")
WORDS = (
    "that the work on rural networks goes on in the regions",
    "the report on training, as the group asked for it",
    "with regard to what was agreed about the frequency bands in use",
    "so that administrations learn of it in good time",
    "and that its costs are borne by those who asked for the study",
)
CITED = (
    "Resolution {n} (Rev. Dubai, 2018) of the Plenipotentiary Conference",
    "Resolution {n} (Rev. Hammamet, 2016) of WTSA",
    "Resolution {n} (Rev. Buenos Aires, 2017) of WTDC",
    "Resolutions {n} and {m} (Rev. Busan, 2014)",
    "Recommendation ITU-T X.{n}",
    "No. {n} of the Constitution",
    "WTSA Resolution {n}",
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text(draw: random.Random) -> str:
    """A text of a page or two, with a title now and then."""
    lines: list[str] = []
    if draw.random() < 0.5:
        lines += [
            f"RESOLUTION {draw.randrange(1, 220)} (REV. DUBAI, 2018)",
            "A subject of our own",
            "The Plenipotentiary Conference of the International Telecommunication Union "
            "(Dubai, 2018),",
        ]
    for opener in draw.sample(OPENERS, 3):
        lines.append(opener)
        for label in "abcde"[: draw.randrange(2, 6)]:
            cited = draw.choice(CITED).format(n=draw.randrange(1, 200), m=draw.randrange(1, 200))
            lines.append(f"{label})\t{cited}, {draw.choice(WORDS)}, {draw.choice(WORDS)};")
    return "\n".join(lines) + "\n"


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def as_word(content: str) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>'
        for line in content.replace("\t", " ").splitlines()
    )
    body = f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def as_html(content: str) -> bytes:
    inside = "".join(f"<p>{line}</p>\n" for line in content.splitlines())
    return f"<!doctype html><html><body>{inside}</body></html>".encode()


def as_pdf(content: str) -> bytes:
    """A PDF of one page and one typeface, its lines cut at 90 characters."""
    lines = [
        line[at : at + 90]
        for line in content.replace("\t", "  ").splitlines()
        for at in range(0, max(len(line), 1), 90)
    ]
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    shown = "\n".join(f"({line}) Tj T*" for line in escaped)
    stream = f"BT /F 9 Tf 50 800 Td 11 TL\n{shown}\nET".encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, at = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + head + table + tail


def makers() -> dict[str, Callable[[str], bytes]]:
    """How a text becomes a file, for each suffix that is read."""
    every: dict[str, Callable[[str], bytes]] = {
        ".txt": lambda content: content.encode(),
        ".docx": as_word,
        ".html": as_html,
        ".pdf": as_pdf,
        ".md": lambda content: content.encode(),
    }
    return {suffix: make for suffix, make in every.items() if suffix in SUFFIXES}


BROKEN: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".txt", lambda _: b""),
    (".txt", lambda _: b" \n\t \n"),
    (".txt", lambda _: bytes(range(256)) * 8),
    (".txt", as_pdf),
    (".txt", lambda content: b"\xff\xfe\x00\x00" + content.encode()),
    (".docx", lambda content: as_word(content)[:300]),
    (".docx", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    (".docx", lambda _: packed({"word/other.xml": "<a/>"})),
    (".docx", lambda _: packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})),
    (".docx", lambda _: packed({"word/document.xml": "<w:document" + "<a>" * 500})),
)


def make(folder: Path, count: int, seed: int) -> int:
    """Fill a folder; how many of its files are broken."""
    draw = random.Random(seed)
    made, broken = makers(), 0
    for number in range(count):
        content = text(draw)
        if draw.random() < 0.05:
            suffix, spoil = BROKEN[broken % len(BROKEN)]
            broken += 1
            data = spoil(content)
        else:
            suffix = draw.choice(list(made))
            data = made[suffix](content)
        below = folder / f"{number // 500:02}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:05}{suffix}").write_bytes(data)
    return broken


class Peak(threading.Thread):
    """Watches the memory of a process and those that it started, in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0.0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.most = max(self.most, sum(map(self._held, self._family())))

    def _family(self) -> list[int]:
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        except OSError:
            return [self.pid]
        return [self.pid, *map(int, children)]

    @staticmethod
    def _held(pid: int) -> float:
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) / 1000
        except OSError:
            return 0.0
        return 0.0


def run(command: list[str], *, kill_after: float | None = None) -> tuple[float, float, str]:
    """Seconds on the clock, the peak of memory in MB, and what was told on stderr."""
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        peak = Peak(process.pid)
        peak.start()
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        peak.over.set()
        told.seek(0)
        return time.monotonic() - start, peak.most, told.read()


def record(folder: Path) -> list[Path]:
    """The files of a graph folder but its index, which is made of them."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path for path in found if path.parts[0] != "index"]


def same(one: Path, two: Path) -> bool:
    """Whether two files, or the files of record of two folders, are the same to the byte."""
    if one.is_file():
        return filecmp.cmp(one, two, shallow=False)
    names, others = record(one), record(two)
    if sorted(names) != sorted(others):
        return False
    return all(filecmp.cmp(one / name, two / name, shallow=False) for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(description="A folder of thousands.")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="itugraph-folder-") as name:
        work = Path(name)
        texts = work / "texts"
        broken = make(texts, given.files, given.seed)
        size = sum(p.stat().st_size for p in texts.rglob("*.*")) / 1e6
        print(f"{given.files} files, {size:.0f} MB, {broken} of them broken")
        itugraph = [sys.executable, "-m", "itugraph"]
        for command, place, end in (
            ("extract", ["--format", "jsonl", "-o"], ".jsonl"),
            ("build", ["-g"], ""),
        ):
            outputs = {jobs: work / f"{command}-{jobs}{end}" for jobs in (1, given.jobs)}
            spent = {}
            for jobs, output in outputs.items():
                whole = [*itugraph, command, str(texts), *place, str(output), "--jobs", str(jobs)]
                spent[jobs], peak, told = run(whole)
                print(
                    f"{command}, {jobs} processes: {spent[jobs]:.1f} s, "
                    f"{given.files / spent[jobs]:.0f} files a second, peak {peak:.0f} MB"
                )
            print(f"  {spent[1] / spent[given.jobs]:.2f} times as fast", end=", ")
            print("the same bytes" if same(*outputs.values()) else "OTHER BYTES")
            refused = Counter(
                line.rpartition(": ")[2] for line in told.splitlines() if line.startswith("Error")
            )
            print(f"  refused {sum(refused.values())}, {len(refused)} reasons")
            again = work / f"{command}-again{end}"
            whole = [*itugraph, command, str(texts), *place, str(again)]
            whole += ["--jobs", str(given.jobs)]
            run(whole, kill_after=spent[given.jobs] / 2)
            rest, _, _ = run(whole)
            print(f"  killed at half, the rest took {rest:.1f} s", end=", ")
            print("the same bytes" if same(again, outputs[1]) else "OTHER BYTES")


if __name__ == "__main__":
    main()

"""MB/s from a text in memory to its records, on one core, and what they are to be weighed by.

    python benchmarks/speed.py PP18 PASSAGES [--mb 20] [--beside PYTHON]

PP18 is a folder of texts, such as the 43 adopted at PP-18, PASSAGES that of the gold set
(tests/gold/passages). MB are UTF-8 bytes / 10**6 of one document, seconds those of the processor.
Printed, a line a text: its MB/s, citations and their number a MB, and how many times longer it
takes than one plain `re` scan of it; then what ten times the text costs, the peak of memory
above the text, where the time goes, and inputs made to be slow. PYTHON is an interpreter of
another environment with eyecite or docpipe, which are then timed on 1 MB of the same text.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from itugraph.citations import extract
from itugraph.citations.candidates import candidates
from itugraph.citations.clauses import clauses
from itugraph.citations.languages import stretches
from itugraph.citations.lexicon import load
from itugraph.citations.parts import parts
from itugraph.citations.reader import Reader
from itugraph.citations.scan import Zone, scan
from itugraph.model import Document
from itugraph.reading import normalise
from itugraph.registry import Registry

MB = 10**6
PLAIN = re.compile(r"Resolution \d+")
RUSSIAN = (
    "Государства-члены отмечают, что развитие сетей связи требует совместных усилий всех, кто в "
    "них участвует, и предлагают продолжать работу в сельских районах, где услуги дороги.\n"
    "За последние годы число пользователей выросло, хотя различия между странами сохраняются, и "
    "поэтому каждая администрация сама решает, какие из предложенных мер ей подходят.\n"
    "a)\tчто подготовка специалистов остается одной из главных задач;\n"
    "b)\tчто обмен опытом между регионами позволяет избежать лишних расходов и повторения работы, "
    "которая уже была сделана другими;\n"
    "Группа собирается дважды в год, и ее отчет рассылается всем участникам не позднее чем за "
    "четыре недели до начала следующего собрания, с тем чтобы они могли представить замечания.\n"
)
CHINESE = (
    "各成员国注意到网络的发展需要所有参与者共同努力,并建议继续在服务仍然昂贵的农村地区开展培训工作,"
    "使当地的技术人员能够自己维护设备,减少对外部专家的依赖。\n"
    "近年来用户数量有所增长,但各国之间的差异依然存在,因此请每年报告工作成果,以便所有人了解情况。\n"
    "a)\t培养专业人员仍是主要任务之一;\n"
    "b)\t各区域之间交流经验可以避免不必要的开支,也可以避免重复其他方面已经完成的工作;\n"
    "该组每年举行两次会议,其报告至少在下次会议开始前四周分发给所有与会者,以便他们提出意见和建议。\n"
)
SLOW = ("x", "(", "Resolution 1, ", "§ 1, 2, 3, ", "第1、", "第1-2-3-", "القرار 1 ", "; a) ")
BESIDE = """
import sys, time
text = sys.stdin.read()
def timed(name, run):
    start = time.process_time()
    found = run()
    print(name, time.process_time() - start, found)
try:
    from eyecite import get_citations
    timed("eyecite", lambda: len(list(get_citations(text))))
except ImportError:
    print("eyecite - -")
try:
    from docpipe.matchers import ActMatcher
    def acts():
        matcher = ActMatcher()
        matcher.extract_text_matches("/akn/za/act/1900/1", text)
        return len(matcher.citations)
    timed("docpipe", acts)
except ImportError:
    print("docpipe - -")
"""


def sized(text: str, size: int) -> str:
    """A text of about that many bytes, repeated or cut."""
    content = text.encode()
    if len(content) < size:
        return text * round(size / len(content))
    return content[:size].decode(errors="ignore")


def seconds(work: Callable[[], object], runs: int = 1) -> float:
    """The least of the processor's seconds of some runs."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def passages(path: Path, prose: str, between: int) -> str:
    """The passages of a language, each followed by so many times the prose."""
    lines = path.read_text("utf-8").splitlines()
    return "\n".join(json.loads(line)["text"] + "\n" + prose * between for line in lines)


def document(text: str) -> Document:
    """A document of a text in memory."""
    return Document("speed.txt", "0" * 16, text)


def stages(text: str, registry: Registry) -> Iterator[tuple[str, float]]:
    """Seconds of each stage of reading a text of one language."""
    yield "normal form", seconds(lambda: normalise(text))
    normal = normalise(text).text
    yield "languages", seconds(lambda: stretches(normal))
    yield "texts told apart", seconds(lambda: parts(document(text), registry))
    zones = [Zone(s.start, s.end, load(s.language, registry)) for s in stretches(normal)]
    words = zones[0].lexicon
    openers = registry.openers_of[words.language]
    yield "clauses", seconds(lambda: clauses(normal, words, openers))
    yield "head words", seconds(lambda: candidates(normal, 0, len(normal), words))
    yield "scan, head words included", seconds(lambda: list(scan(normal, zones)))
    reader, found = Reader.of(document(text), registry, detect=False)
    yield "resolving", seconds(lambda: [one for f in found for one in reader.identities(f)])
    yield (
        "resolving and records",
        seconds(lambda: [one for f in found for one in reader.citations(f)]),
    )


def beside(python: str, text: str) -> None:
    """Print what eyecite and docpipe take for a text in their own interpreter."""
    done = subprocess.run(
        [python, "-c", BESIDE], input=text, capture_output=True, text=True, check=True
    )
    for line in done.stdout.splitlines():
        name, spent, found = line.split()
        if spent == "-":
            print(f"{name}: not there")
        else:
            print(f"{name}: {len(text.encode()) / MB / float(spent):.2f} MB/s, {found} found")


def main() -> None:
    parser = argparse.ArgumentParser(description="MB/s from a text in memory to its records.")
    parser.add_argument("pp18", type=Path, help="folder of texts, such as the 43 of PP-18")
    parser.add_argument("passages", type=Path, help="folder of the passages of the gold set")
    parser.add_argument("--mb", type=float, default=20, help="size of each text (default 20)")
    parser.add_argument("--beside", help="an interpreter that has eyecite or docpipe")
    given = parser.parse_args()
    adopted = "\n".join(p.read_text("utf-8") for p in sorted(given.pp18.glob("*.txt")))
    if not adopted:
        parser.error(f"no texts in {given.pp18}")
    texts = {
        "PP-18": adopted,
        "PP-18, no-break spaces": adopted.replace(" ", "\u00a0"),
        # Of each character, about as many citations as in the texts of PP-18.
        "Russian": passages(given.passages / "ru.jsonl", RUSSIAN, 2),
        "Chinese": passages(given.passages / "zh.jsonl", CHINESE, 4),
    }
    registry = Registry.load()
    for text in texts.values():
        extract(document(text[:20_000]), registry)  # what is compiled once is not timed

    million = sized(adopted, MB)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    small = seconds(lambda: extract(document(million), registry), 3)
    ten = sized(adopted, 10 * MB)
    large = seconds(lambda: extract(document(ten), registry))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    factor = (large / len(ten.encode())) / (small / len(million.encode())) * 10
    print(f"10 MB take {factor:.1f} times the time of 1 MB, peak {grown / 1000:.0f} MB above it")
    for name, text in texts.items():
        whole = sized(text, round(given.mb * MB))
        size = len(whole.encode()) / MB
        citations: list[object] = []
        spent = seconds(lambda w=whole, c=citations: c.extend(extract(document(w), registry)))
        plain = seconds(lambda w=whole: sum(1 for _ in PLAIN.finditer(w)), 3)
        print(
            f"{name:24} {size / spent:6.2f} MB/s {len(citations):7} citations "
            f"{len(citations) / size:6.0f} a MB {spent / plain:6.0f} plain scans"
        )
    total = seconds(lambda: extract(document(million), registry), 3)
    for stage, spent in stages(million, registry):
        print(f"  {stage:28} {1000 * spent:6.0f} ms {spent / total:5.0%}")
    for sign in SLOW:
        spents = [
            seconds(lambda n=n, s=sign: extract(document(sized(s, n)), registry))
            for n in (MB // 10, MB // 2)
        ]
        print(f"  {sign!r:20} 0.1 MB {spents[0]:6.2f} s, 0.5 MB {spents[1] / spents[0]:4.1f} times")
    if given.beside:
        beside(given.beside, million)


if __name__ == "__main__":
    main()

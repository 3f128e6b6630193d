"""Files that something went wrong with, drawn by a seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator

from .office_files import draft
from .pdf_samples import SAMPLES as PDF_SAMPLES
from .rebuild import example, page, rebuilt
from .word_samples import SAMPLES

_MARKUP = re.compile(rb"<[^>]*>")
_PIECES = (
    *(b"<del>", b"</del>", b"<ins>", b"</ins>", b"<table>", b"<tr>", b"<td>", b"</table>", b"<ol>"),
    *(
        b"<li>",
        b"</ol>",
        b"<p hidden>",
        b"<pre>",
        b"<!--",
        b"-->",
        b"<![if x]>",
        b"<style>",
        b"</style>",
    ),
    *(
        b"<br>",
        b"<div id=ftn1>",
        b"<s>",
        b"<u>",
        b"<meta charset=utf-16>",
        b"&#0;",
        b"\0",
        b"<?xml?>",
    ),
)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]\w*|\b(?:BT|ET|Tf|Td|Tj|re|f|m|l|S|q|Q|cm|Do|R|obj|endobj|stream)\b")
_TAG = re.compile(rb"</?w:[A-Za-z]+[^>]*>")


def word_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield Word files with wrong bytes, wrong XML, and parts dropped, doubled and swapped."""
    draw = random.Random(seed)
    whole = [*SAMPLES.values(), rebuilt(*example())]
    ways = (_wrong_bytes, _cut, _wrong_xml, _wrong_tags, _wrong_parts)
    for _ in range(count):
        yield draw.choice(ways)(draw.choice(whole), draw)


def text_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield text files with wrong bytes, pieces doubled, cut and in other encodings."""
    draw = random.Random(seed)
    text, _ = example()
    for _ in range(count):
        start = draw.randrange(len(text))
        piece = text[start : start + draw.randrange(1, 4000)] * draw.choice((1, 1, 1, 3))
        encoding = draw.choice(("utf-8", "utf-8", "utf-16", "cp1252"))
        content = piece.encode(encoding, errors="replace")
        ways = (_wrong_bytes, _cut, _shuffled)
        yield draw.choice(ways)(content, draw)


def html_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield pages with wrong bytes, pieces cut, and elements dropped, doubled and swapped."""
    draw = random.Random(seed)
    whole = page(*example())
    ways = (_wrong_bytes, _cut, _wrong_markup, _wrong_markup, _shuffled)
    for _ in range(count):
        start = draw.randrange(len(whole))
        piece = whole[start : start + draw.randrange(1, 6000)]
        yield draw.choice(ways)(draw.choice((whole, piece)), draw)


def doc_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield old Word files with wrong bytes, and pieces cut; LibreOffice makes the first."""
    draw = random.Random(seed)
    whole = draft("doc")
    for _ in range(count):
        yield draw.choice((_wrong_bytes, _wrong_bytes, _cut))(whole, draw)


def _wrong_markup(content: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.choice((1, 5, 25))):
        tags = list(_MARKUP.finditer(content))
        if len(tags) < 2:
            break
        one, other = sorted(draw.sample(tags, 2), key=lambda tag: tag.start())
        way = draw.randrange(4)
        if way == 0:  # a stretch twice
            doubled = content[one.start() : other.start()]
            content = content[: other.start()] + doubled + content[other.start() :]
        elif way == 1:  # one tag less
            content = content[: one.start()] + content[one.end() :]
        elif way == 2:  # one tag for another
            content = content[: one.start()] + other[0] + content[one.end() :]
        else:  # one tag more
            content = content[: one.end()] + draw.choice(_PIECES) + content[one.end() :]
        content = content[:100_000]
    return content


def pdf_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield PDFs with wrong bytes, numbers and names, and pieces dropped and doubled."""
    draw = random.Random(seed)
    whole = list(PDF_SAMPLES.values())
    ways = (_wrong_bytes, _cut, _wrong_numbers, _wrong_names, _doubled)
    for _ in range(count):
        yield draw.choice(ways)(draw.choice(whole), draw)


def _wrong_numbers(content: bytes, draw: random.Random) -> bytes:
    wrong = (b"0", b"-1", b"1", b"7", b"65536", b"2147483647", b"-2147483648", b"1e38", b"0.0001")
    return _exchanged(content, draw, _NUMBER, lambda _: draw.choice(wrong))


def _wrong_names(content: bytes, draw: random.Random) -> bytes:
    return _exchanged(content, draw, _NAME, lambda found: draw.choice(found)[0])


def _exchanged(
    content: bytes,
    draw: random.Random,
    pattern: re.Pattern[bytes],
    other: Callable[[list[re.Match[bytes]]], bytes],
) -> bytes:
    for _ in range(draw.choice((1, 2, 5, 20))):
        found = list(pattern.finditer(content))
        one = draw.choice(found)
        content = content[: one.start()] + other(found) + content[one.end() :]
    return content


def _doubled(content: bytes, draw: random.Random) -> bytes:
    start, end = sorted(draw.choices(range(len(content) + 1), k=2))
    return content[:end] + content[start:end] * draw.choice((1, 2, 8)) + content[end:]


def _wrong_bytes(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice((1, 2, 8, 64))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _cut(content: bytes, draw: random.Random) -> bytes:
    start, end = sorted(draw.choices(range(len(content) + 1), k=2))
    return content[:start] + content[end:]


def _shuffled(content: bytes, draw: random.Random) -> bytes:
    size = draw.choice((1, 7, 40))
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    draw.shuffle(pieces)
    return b"".join(pieces)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        written: set[str] = set()
        for name, content in parts:
            # Two entries of one name are a thing that happens; the library warns of it.
            twice = name.upper() if name in written else name
            archive.writestr(twice, content)
            written.add(name)
    return file.getvalue()


def _wrong_xml(content: bytes, draw: random.Random) -> bytes:
    parts = _parts(content)
    name = draw.choice(sorted(parts))
    parts[name] = draw.choice((_wrong_bytes, _cut))(parts[name], draw)
    return _packed(list(parts.items()))


def _wrong_tags(content: bytes, draw: random.Random) -> bytes:
    """Doubles, drops, swaps and nests elements: XML that is mostly well-formed and never valid."""
    parts = _parts(content)
    name = draw.choice([name for name in sorted(parts) if name.startswith("word/")])
    xml = parts[name]
    for _ in range(draw.choice((1, 3, 10))):
        tags = list(_TAG.finditer(xml))
        if len(tags) < 2:
            break
        one, other = sorted(draw.sample(tags, 2), key=lambda tag: tag.start())
        way = draw.randrange(4)
        if way == 0:  # a stretch twice
            xml = xml[: other.start()] + xml[one.start() : other.start()] + xml[other.start() :]
        elif way == 1:  # one name for another, everywhere
            names = [re.match(rb"</?(w:[A-Za-z]+)", tag[0]) for tag in (one, other)]
            old, new = (found[1] for found in names if found is not None)
            xml = re.sub(rb"(</?)" + old + rb"\b", rb"\g<1>" + new, xml)
        elif way == 2:  # one tag less
            xml = xml[: one.start()] + xml[one.end() :]
        else:  # a stretch in another element
            tag = draw.choice((b"w:del", b"w:ins", b"w:p", b"w:tbl", b"w:tr", b"w:tc", b"w:r"))
            inside = xml[one.start() : other.start()]
            opened = b"<" + tag + b">" + inside + b"</" + tag + b">"
            xml = xml[: one.start()] + opened + xml[other.start() :]
        xml = xml[:500_000]
    parts[name] = xml
    return _packed(list(parts.items()))


def _wrong_parts(content: bytes, draw: random.Random) -> bytes:
    parts = list(_parts(content).items())
    at = draw.randrange(len(parts))
    way = draw.randrange(4)
    if way == 0:
        del parts[at]
    elif way == 1:
        parts.append((parts[at][0], parts[draw.randrange(len(parts))][1]))
    elif way == 2:
        other = draw.randrange(len(parts))
        (name, one), (second, two) = parts[at], parts[other]
        parts[at], parts[other] = (name, two), (second, one)
    else:
        parts[at] = (parts[at][0].replace("word", "ward"), parts[at][1])
    return _packed(parts)

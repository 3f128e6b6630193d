"""PDFs with one of each thing, for those that something goes wrong with."""

from __future__ import annotations

import zlib

from .pdf_files import (
    BLUE,
    PICTURE,
    RED,
    SHOWN_PICTURE,
    at,
    block,
    pdf,
    rule,
    stroke,
    struck,
    underlined,
)

_LINES = [
    "noting that Resolution 44 (Rev. Ham-",
    "mamet, 2016) of the World Telecom-",
    "munication Standardization Assembly",
    "calls for cooperation between all of",
    "the Sectors, and that Resolution 2",
    "(Rev. Dubai, 2018) does so as well;",
]
_HEAD = at(72, 800, "Document 57-E") + at(290, 40, "1")
_COLUMNS = _HEAD + block(60, 700, _LINES) + block(320, 700, _LINES)
_REDLINE = (
    at(72, 700, "Resolution ITU-R 6-")
    + at(186, 700, "1", colour=RED)
    + struck(186, 700, "1")
    + at(192, 700, "2", colour=BLUE)
    + underlined(192, 700, "2")
    + at(198, 700, " of the Radiocommunication Assembly;")
)
_NOTES = (
    block(72, 700, _LINES)
    + rule(72, 190, 120)
    + at(72, 108, "1", 5)
    + at(80, 105, "See Resolution 5 (Rev. Buenos Aires, 2017) of WTDC.", 8)
)
_TABLE = (
    "".join(stroke(72, y, 472, y) for y in (710, 670, 630))
    + "".join(stroke(x, 630, x, 710) for x in (72, 272, 472))
    + "".join(at(x, y, f"Resolution {x}") for x in (76, 276) for y in (690, 650))
)
_TURNED = f"q 0 1 -1 0 595 0 cm\n{_COLUMNS}Q\n"
_FORM = f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 6 0 R/Length {len(_NOTES)}>>"
_LINK = "/Annots[<</Type/Annot/Subtype/Link/Rect[72 690 200 710]/A<</S/URI/URI(http://itu.int)>>>>]"


def _packed(content: bytes) -> bytes:
    """Return a PDF whose last stream is packed."""
    start = content.rindex(b"stream\n", 0, content.rindex(b"endstream")) + len(b"stream\n")
    end = content.rindex(b"\nendstream")
    packed = zlib.compress(content[start:end])
    head, _, rest = content[:start].rpartition(b"/Length ")
    length = rest.split(b">>")[0]
    rest = rest.replace(length, f"{len(packed)}/Filter/FlateDecode".encode(), 1)
    # Where the table of places is wrong by now, a reader builds it anew.
    return head + b"/Length " + rest + packed + content[end:]


SAMPLES: dict[str, bytes] = {
    "columns": pdf(_COLUMNS, _COLUMNS),
    "redline": pdf(_REDLINE, _HEAD + _NOTES),
    "table": pdf(_TABLE, entries=_LINK),
    "turned": pdf(_TURNED, rotate=90),
    "form": pdf("/Im Do\n", extra=[f"{_FORM}stream\n{_NOTES}\nendstream"]),
    "picture": pdf(SHOWN_PICTURE + _REDLINE, extra=[PICTURE]),
    "packed": _packed(pdf(_COLUMNS + _NOTES)),
}

"""Small PDFs, written by hand in a type whose letters are all of one width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LETTER = 0.6
"""How wide a letter is, in sizes of the type."""
FONTS = {
    "F1": "Courier",
    "F2": "Courier-Bold",
    "F3": "Courier-Oblique",
}
RED, BLUE, BLACK = (0.8, 0.0, 0.0), (0.0, 0.0, 0.8), (0.0, 0.0, 0.0)
WIDTH, HEIGHT = 595, 842
# A key that no password fits, the empty one included.
_LOCK = "<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{}>/U<{}>>>".format("11" * 32, "22" * 32)


def at(
    x: float,
    y: float,
    text: str,
    size: float = 10,
    *,
    font: str = "F1",
    colour: tuple[float, float, float] = BLACK,
) -> str:
    """Return what prints a text at a place."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    red, green, blue = colour
    return f"BT /{font} {size} Tf {red} {green} {blue} rg {x} {y} Td ({escaped}) Tj ET\n"


def width(text: str, size: float = 10) -> float:
    """Return how wide a text is."""
    return LETTER * size * len(text)


def rule(left: float, right: float, y: float, thick: float = 0.6) -> str:
    """Return what fills a level bar."""
    return f"0 0 0 rg {left} {y} {right - left} {thick} re f\n"


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return what draws a line."""
    return f"0 0 0 RG 0.7 w {x0} {y0} m {x1} {y1} l S\n"


def struck(x: float, y: float, text: str, size: float = 10) -> str:
    """Return what strikes a text at a place."""
    return rule(x, x + width(text, size), y + 0.28 * size)


def underlined(x: float, y: float, text: str, size: float = 10) -> str:
    """Return what underlines a text at a place."""
    return rule(x, x + width(text, size), y - 0.14 * size)


def block(
    x: float, y: float, lines: Iterable[str], size: float = 10, *, leading: float = 12
) -> str:
    """Return what prints lines below each other; an empty one is a gap."""
    return "".join(at(x, y - leading * n, line, size) for n, line in enumerate(lines) if line)


def pdf(
    *pages: str, locked: bool = False, extra: Sequence[str] = (), entries: str = "", rotate: int = 0
) -> bytes:
    """Return a PDF of pages, each what it prints.

    Args:
        extra: objects behind all others; the first of them has the number 10.
        entries: of each page.
    """
    objects: dict[int, str] = {1: "<</Type/Catalog/Pages 2 0 R>>"}
    for number, (name, base) in enumerate(FONTS.items(), 3):
        objects[number] = (
            f"<</Type/Font/Subtype/Type1/Name/{name}/BaseFont/{base}/Encoding/WinAnsiEncoding>>"
        )
    fonts = " ".join(f"/{name} {number} 0 R" for number, name in enumerate(FONTS, 3))
    objects[6] = f"<</Font<<{fonts}>>/XObject<</Im 10 0 R>>>>"
    if locked:
        objects[7] = _LOCK
    objects |= dict(enumerate(extra, 10))
    first = 10 + len(extra)
    kids = []
    for place, content in enumerate(pages):
        page, stream = first + 2 * place, first + 2 * place + 1
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}"
            f"/Resources 6 0 R/Contents {stream} 0 R{entries}>>"
        )
        size = len(content.encode("cp1252"))
        objects[stream] = f"<</Length {size}>>stream\n{content}\nendstream"
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    return _written(objects, "/Encrypt 7 0 R/ID[<00><00>]" if locked else "")


def _written(objects: dict[int, str], trailer: str) -> bytes:
    file = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(file)
        file += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start, size = len(file), max(objects) + 1
    file += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        used = "n" if number in places else "f"
        file += f"{places.get(number, 0):010} 00000 {used} \n".encode()
    file += f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(file)


PICTURE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
    "/BitsPerComponent 8/Length 1>>stream\n0\nendstream"
)
SHOWN_PICTURE = "q 400 0 0 600 50 100 cm /Im Do Q\n"

"""Small Word files, written by hand."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DOCUMENT = "word/document.xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def part(inside: str, root: str = "document", prolog: str = "") -> str:
    """Return the XML of a part: the body of a document, or notes."""
    content = f"<w:body>{inside}</w:body>" if root == "document" else inside
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{prolog}'
        f'<w:{root} xmlns:w="{W}" xmlns:mc="{MC}" xmlns:wps="{WPS}">{content}</w:{root}>'
    )


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the archive of some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(inside: str, *, footnotes: str = "", endnotes: str = "") -> bytes:
    """Return a Word file with a body, and notes where there are any."""
    parts: dict[str, str | bytes] = {DOCUMENT: part(inside)}
    if footnotes:
        parts["word/footnotes.xml"] = part(footnotes, "footnotes")
    if endnotes:
        parts["word/endnotes.xml"] = part(endnotes, "endnotes")
    return packed(parts)


def p(*inside: str, mark: str = "") -> str:
    """Return a paragraph; `mark` is what happened to its end ("del", "ins")."""
    ending = f"<w:pPr><w:rPr><w:{mark} w:id='1'/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{ending}{''.join(inside)}</w:p>"


def r(text: str = "", *, xml: str = "") -> str:
    """Return a run."""
    shown = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r>{shown}{xml}</w:r>"


def deleted(text: str) -> str:
    """Return a deletion."""
    return f'<w:del w:id="2"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    """Return an insertion."""
    return f'<w:ins w:id="3">{r(text)}</w:ins>'


def field(kind: str) -> str:
    """Return the begin, separator or end of a complex field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    """Return the instruction of a field."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; each cell is the paragraphs (or tables) in it."""
    inside = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{inside}</w:tr>"


def box(inside: str) -> str:
    """Return a text box as Word writes it: once for the new reader, once for the old."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{content}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )

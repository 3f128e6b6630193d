"""Small Word files, written by hand."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
# Without a hand and a time, pandoc takes a change for none.
BY = 'w:author="A. Delegate" w:date="2022-02-28T09:00:00Z"'
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
        f'<w:{root} xmlns:w="{W}" xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:r="{OFFICE}" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml">'
        f"{content}</w:{root}>"
    )


def packed(
    parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED, *, types: str = TYPES
) -> bytes:
    """Return the archive of some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", types)
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
    ending = f"<w:pPr><w:rPr><w:{mark} w:id='1' {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{ending}{''.join(inside)}</w:p>"


def r(text: str = "", *, xml: str = "") -> str:
    """Return a run."""
    shown = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r>{shown}{xml}</w:r>"


def deleted(text: str) -> str:
    """Return a deletion."""
    gone = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" {BY}>{gone}</w:del>'


def inserted(text: str) -> str:
    """Return an insertion."""
    return f'<w:ins w:id="3" {BY}>{r(text)}</w:ins>'


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
    drawing = (
        f"<wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )
    shape = f"<v:shape><v:textbox>{content}</v:textbox></v:shape>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{drawing}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r>"
    )


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering",
          "styles": "styles", "settings": "settings", "header": "hdr", "footer": "ftr"}  # fmt: skip


def whole(inside: str, **others: str) -> bytes:
    """Return a Word file with all that names its parts.

    `others` are the contents of parts by name ("footnotes", "header1"); a part "header1" has
    the relation "header1".
    """
    parts: dict[str, str | bytes] = {DOCUMENT: part(inside)}
    relations, types = [], []
    for name, content in others.items():
        kind = name.rstrip("0123456789")
        parts[f"word/{name}.xml"] = part(content, _KINDS[kind])
        relations.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>')
    parts["_rels/.rels"] = relationships(
        f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="{DOCUMENT}"/>'
    )
    parts["word/_rels/document.xml.rels"] = relationships("".join(relations))
    main = f'<Override PartName="/{DOCUMENT}" ContentType="{_MAIN}.document.main+xml"/>'
    types_part = TYPES.replace("</Types>", f"{main}{''.join(types)}</Types>").replace(
        "<Override",
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override',
        1,
    )
    return packed(parts, types=types_part)


def relationships(inside: str) -> str:
    """Return the part that names other parts."""
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def note(kind: str, id_: int, *inside: str) -> str:
    """Return a footnote or endnote of one paragraph."""
    return f'<w:{kind} w:id="{id_}">{p(r(xml=f"<w:{kind}Ref/>"), *inside)}</w:{kind}>'


def call(kind: str, id_: int) -> str:
    """Return the run that calls a note."""
    return r(xml=f'<w:{kind}Reference w:id="{id_}"/>')


def numbered(*inside: str, list_: int = 1, level: int = 0, mark: str = "", more: str = "") -> str:
    """Return a paragraph of a list; `more` are further properties."""
    ending = f"<w:rPr><w:{mark} w:id='1' {BY}/></w:rPr>" if mark else ""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}{ending}{more}</w:pPr>{''.join(inside)}</w:p>"


def level(
    at: int, form: str, text: str, *, start: int = 1, suffix: str = "", more: str = ""
) -> str:
    """Return one level of a list."""
    end = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}{end}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, num: str = "") -> str:
    """Return the content of numbering.xml: each argument is the levels of a list, from 1."""
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{each}</w:abstractNum>'
        for at, each in enumerate(levels, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(levels) + 1)
    )
    return defined + nums + num

"""Files as an office program prints them, for tests of what it is that people send."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

SOFFICE = shutil.which("soffice")
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGES}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGES}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def for_office(word: bytes) -> bytes:
    """Return a small Word file with what an office program asks for besides the text."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(file, "w") as new:
        new.writestr("[Content_Types].xml", _TYPES)
        new.writestr("_rels/.rels", _RELATIONS)
        new.writestr("word/document.xml", old.read("word/document.xml"))
    return file.getvalue()


def printed(content: bytes, suffix: str, folder: Path) -> bytes:
    """Return the PDF that the office program makes of a file."""
    assert SOFFICE is not None
    source = folder / f"printed{suffix}"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "pdf", "--outdir", folder, source),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return source.with_suffix(".pdf").read_bytes()


def two_columns(title: str, lines: list[tuple[str, str]], *, header: str) -> bytes:
    """Return a flat ODT of two columns, hyphenated, with a header, page numbers and footnotes.

    Args:
        lines: of the body, each with the text of its footnote, if it has one.
    """
    body = "".join(
        f'<text:p text:style-name="Body">{_with_tabs(line)}{_note(at, note)}</text:p>'
        for at, (line, note) in enumerate(lines)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document '
        + " ".join(f'xmlns:{name}="{_ODF}:{path}"' for name, path in _SPACES.items())
        + ' office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        + _STYLES.format(header=header)
        + f'<office:body><office:text><text:p text:style-name="Title">{title}</text:p>'
        + f'<text:section text:style-name="Columns" text:name="s">{body}</text:section>'
        + "</office:text></office:body></office:document>"
    ).encode()


def _with_tabs(line: str) -> str:
    return line.replace("\t", "<text:tab/>")


def _note(at: int, note: str) -> str:
    if not note:
        return ""
    return (
        f'<text:note text:id="n{at}" text:note-class="footnote">'
        f"<text:note-citation>{at}</text:note-citation><text:note-body>"
        f'<text:p text:style-name="Footnote">{note}</text:p></text:note-body></text:note>'
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "office": "office:1.0",
    "text": "text:1.0",
    "style": "style:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
_STYLES = """<office:styles>
<style:style style:name="Footnote" style:family="paragraph">
<style:text-properties fo:font-size="8pt" style:font-name="Liberation Serif"/></style:style>
</office:styles><office:automatic-styles>
<style:style style:name="Title" style:family="paragraph">
<style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Body" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:margin-top="4pt"/>
<style:text-properties fo:font-size="10pt" fo:hyphenate="true" fo:language="en"
 fo:country="US" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/>
</style:style>
<style:style style:name="Columns" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/><style:footer-style/>
</style:page-layout></office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p>{header}</text:p></style:header>
<style:footer><text:p>- <text:page-number/> -</text:p></style:footer>
</style:master-page></office:master-styles>"""

"""One PDF of many texts: split again, and its graph held against that of the texts.

    python benchmarks/joined.py FOLDER [--keep DIR]

FOLDER holds adopted texts (.txt), such as the 43 of PP-18. They are put into one document
with a table of contents, running headers and page numbers, which LibreOffice (needed) prints as
PDF. Printed: pages, seconds to read and extract, how many texts the PDF was split into, and
the statements that only one of the two graphs makes, sources and places left aside.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from html import escape
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from itugraph.graph import Graph, build
from itugraph.registry import Registry

ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": "office:1.0",
    "text": "text:1.0",
    "style": "style:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
HEAD = """<office:automatic-styles>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties
 fo:text-align="justify" fo:margin-top="5pt"/><style:text-properties fo:font-size="11pt"/>
</style:style>
<style:style style:name="First" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center" fo:break-before="page"/><style:text-properties fo:font-size="13pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="Entry" style:family="paragraph"><style:paragraph-properties>
<style:tab-stops><style:tab-stop style:position="16cm" style:type="right"
 style:leader-style="dotted"/></style:tab-stops></style:paragraph-properties></style:style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style/><style:footer-style/>
</style:page-layout></office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p>Final Acts of the Conference</text:p></style:header>
<style:footer><text:p><text:page-number/></text:p></style:footer>
</style:master-page></office:master-styles>"""


def document(texts: list[str]) -> str:
    """A flat OpenDocument of texts with a table of contents."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{path}"' for name, path in SPACES.items())
    lines = ['<text:p text:style-name="First">TABLE OF CONTENTS</text:p>']
    for number, text in enumerate(texts):
        title = escape(text.strip().splitlines()[0])
        entry = f"{title}<text:tab/>{3 + 4 * number}"
        lines.append(f'<text:p text:style-name="Entry">{entry}</text:p>')
    for text in texts:
        for number, line in enumerate(line for line in text.splitlines() if line.strip()):
            style = "Body" if number else "First"
            inside = escape(line.strip()).replace("\t", "<text:tab/>")
            lines.append(f'<text:p text:style-name="{style}">{inside}</text:p>')
    body = f"<office:body><office:text>{''.join(lines)}</office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    root = f'<office:document {spaces} office:version="1.2" office:mimetype="{kind}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{HEAD}{body}</office:document>'


def printed(source: Path) -> Path:
    """The PDF that LibreOffice makes of a document."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit("needs LibreOffice")
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    convert = [program, profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*convert, source.parent, source], check=True, capture_output=True)
    return source.with_suffix(".pdf")


def said(folder: Path, registry: Registry) -> Counter[tuple[str, str, str]]:
    """What a graph says of texts and citations, without sources and places."""
    found: Counter[tuple[str, str, str]] = Counter()
    for name in Graph.open(folder, registry).index.files:
        if not name.startswith("sources/"):
            continue
        for quad in parse((folder / name).read_bytes(), format=RdfFormat.N_QUADS):
            subject, value = str(quad.subject), str(quad.object)
            if "/run/" in subject or (isinstance(quad.object, NamedNode) and "source/" in value):
                continue
            if "#char=" in subject or subject.endswith(".pdf>"):
                continue
            kind = "a source" if "/source/" in subject and "#" not in subject else subject
            kind = "a citation" if "#c" in subject and "/source/" in subject else kind
            if kind != "a source":
                found[kind, quad.predicate.value, " ".join(value.split())] += 1
    # What is cited is described once in each source.
    return Counter({s: count if s[0] == "a citation" else 1 for s, count in found.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description="One PDF of many texts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, help="where to keep the PDF")
    given = parser.parse_args()
    paths = sorted(given.folder.glob("*.txt"))
    registry = Registry.load()
    with tempfile.TemporaryDirectory(prefix="itugraph-joined-") as name:
        work = Path(name)
        source = work / "acts.fodt"
        source.write_text(document([p.read_text("utf-8") for p in paths]), "utf-8")
        pdf = printed(source)
        if given.keep:
            shutil.copy(pdf, given.keep)
        start = time.process_time()
        joined = build([pdf], work / "joined", registry)
        spent = time.process_time() - start
        apart = build(paths, work / "apart", registry)
        for warning in joined.warnings:
            print(warning.removeprefix(f"{work}/"))
        entries = Graph.open(work / "joined", registry).index.sources
        split = [len(entry.texts) for entry in entries]
        print(f"{pdf.stat().st_size / 1e6:.1f} MB, {spent:.1f} s of CPU")
        print(f"{len(paths)} texts, the PDF split into {split}")
        print(f"citations: {apart.citations} apart, {joined.citations} joined")
        one, two = said(work / "apart", registry), said(work / "joined", registry)
        print(f"{sum(one.values())} statements apart, {sum(two.values())} joined")
        for only, gone in (("apart", one - two), ("joined", two - one)):
            print(f"only {only}: {sum(gone.values())}")
            for statement, count in gone.most_common(25):
                print("  ", count, *(part[-110:] for part in statement))


if __name__ == "__main__":
    main()

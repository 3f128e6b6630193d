"""What one source says: its citations as statements of its own named graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pyoxigraph import NamedNode, RdfFormat, parse

from itugraph.citations.changes import Pair, pairs
from itugraph.citations.redline import Text
from itugraph.graph.registry_quads import closing_day, describe_instrument, event_path
from itugraph.graph.statements import Statements
from itugraph.identifiers import Edition, Instrument, Name, parse_path
from itugraph.model import Citation, Document, Reading, State
from itugraph.registry import Registry
from itugraph.vocabulary import (
    CITO,
    ELI,
    ITG,
    LABEL,
    LANGUAGE_OF_CODE,
    NIF,
    PROV,
    TYPE,
    VERB,
)

_CHANGES = {"kept": "Kept", "added": "Added", "removed": "Removed", "retargeted": "Retargeted"}
_CHANGE_OF_STATE: dict[State, str] = {"both": "Kept", "before": "Removed", "after": "Added"}


@dataclass(frozen=True, slots=True)
class Citing:
    """What a source is the text of.

    Attributes:
        path: of the edition or draft; of the source itself where its identity is unknown.
        draft: whether it is a draft; base: path of the edition the draft starts from.
    """

    path: str
    instrument: str | None = None
    draft: bool = False
    base: str | None = None

    @property
    def known(self) -> bool:
        """Whether the text's identity is known."""
        return self.instrument is not None


def citing(document: Document, citations: Sequence[Citation]) -> Citing:
    """What a document is the text of, as its own title tells, in each of its states.

    Args:
        citations: of the document; of one of several texts in it, those that stand in it.
    """
    titles = [c for c in citations if c.self_]
    proposed = next((c for c in titles if c.state != "before"), None)
    adopted = next((c for c in titles if c.state != "after"), None)
    own = proposed or adopted
    source = f"source/{document.source}"
    if own is None or own.instrument is None:
        return Citing(source)
    if own.ambiguous or own.change is not None:
        base = _base(adopted, own.instrument) if adopted else None
        return Citing(f"{own.instrument}/draft/{document.source}", own.instrument, True, base)
    if own.edition is None:
        return Citing(source)
    return Citing(own.edition, own.instrument)


def _base(title: Citation, instrument: str) -> str | None:
    """The edition that a title names before the changes; None if it is of another text."""
    readings = [r.edition for r in title.alternatives if r.state == "before"]
    edition = next(iter(readings), None) if title.ambiguous else title.edition
    named = parse_path(edition) if edition else None
    ours = isinstance(named, Edition) and named.instrument.path == instrument
    return edition if ours else None


def apart(
    document: Document, citations: Sequence[Citation], texts: Sequence[Text] = ()
) -> list[tuple[Citing, list[Citation]]]:
    """The texts of a document, each with its citations; what is of no text is the source's.

    Args:
        texts: where they stand, ascending; none for a document that is one text.
    """
    if len(texts) < 2:
        return [(citing(document, citations), list(citations))]
    found: list[tuple[Citing, list[Citation]]] = []
    for text in texts:
        inside = [c for c in citations if text.start <= c.start < text.end]
        none = Citing(f"source/{document.source}")
        found.append((citing(document, inside) if text.titled else none, inside))
    return found


def source_statements(
    document: Document,
    citations: Sequence[Citation],
    registry: Registry,
    base: str,
    tool: str,
    texts: Sequence[Text] = (),
) -> Statements:
    """The citations of a document as the named graph `source/{source}`.

    Args:
        tool: version of itugraph, told by the run.
        texts: those in the document, where there are several.
    """
    source = f"source/{document.source}"
    said = Statements(base, source)
    _source(said, document, language_of(document, citations), registry, tool)
    for text, inside in apart(document, citations, texts):
        if text.known:
            said.node(source, TYPE, ELI + "LegalExpression")
            said.path(text.path, ELI + "is_realized_by", source)
            _describe_citing(said, text, registry)
        for citation in inside:
            if not citation.self_:
                _citation(said, citation, text, registry)
    for pair in pairs(list(citations)):
        _moved(said, pair, source)
    return said


def retold(nquads: bytes, source: str, registry: Registry, base: str) -> bytes:
    """A source's statements with what this registry does not tell, and nothing it does.

    Its citations stay as they are; only the descriptions of what is cited are made anew.
    """
    said = Statements(base, f"source/{source}")
    named: set[str] = set()
    for quad in parse(nquads, format=RdfFormat.N_QUADS):
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        path = subject.removeprefix(base)
        if path.startswith(("source/", "run/")) or "/draft/" in path:
            said.quad(quad)
        elif quad.predicate.value in (ELI + "cites", ELI + "is_realized_by"):
            said.quad(quad)
            named.add(path)
        else:
            named.add(path)
    for path in said.cited() | named:
        if "/draft/" not in path and not path.startswith(("source/", "body/")):
            _describe(said, parse_path(path), registry)
    return said.nquads()


def language_of(document: Document, citations: Sequence[Citation]) -> str:
    """The language that most citations of a document are in; without one, the document's own."""
    counted = Counter(citation.language for citation in citations)
    return counted.most_common(1)[0][0] if counted else document.language


def _source(
    said: Statements, document: Document, language: str, registry: Registry, tool: str
) -> None:
    source = f"source/{document.source}"
    run = f"run/{tool}-{registry.digest[:8]}"
    said.node(source, TYPE, ITG + "Source", NIF + "Context")
    said.text(source, LABEL, PurePath(document.path).name)
    said.node(source, ELI + "language", LANGUAGE_OF_CODE[language])
    said.path(source, ITG + "run", run)
    said.node(run, TYPE, PROV + "Activity")
    said.text(run, LABEL, f"itugraph {tool}, registry {registry.digest[:8]}")


def _describe_citing(said: Statements, text: Citing, registry: Registry) -> None:
    if not text.draft:
        _describe(said, parse_path(text.path), registry)
        return
    instrument = parse_path(text.instrument or "")
    _describe(said, instrument, registry)
    said.node(text.path, TYPE, ELI + "LegalResource", ITG + "Draft")
    said.path(text.path, ELI + "is_member_of", instrument.path)
    if text.base:
        said.path(text.path, ITG + "base", text.base)
        _describe(said, parse_path(text.base), registry)
    start = registry.label(text.base or instrument.path)
    said.text(text.path, LABEL, f"{start}, draft revision", "en")


def _describe(said: Statements, name: Name, registry: Registry) -> None:
    """Tell of a cited thing what the registry does not tell."""
    if isinstance(name, Instrument):
        if name.path not in registry.histories:
            describe_instrument(said, name)
    elif isinstance(name, Edition):
        _describe(said, name.instrument, registry)
        if registry.row(name.path) is None:
            _unknown_edition(said, name, registry)
    else:
        _describe(said, name.whole, registry)
        said.node(name.path, TYPE, ELI + "LegalResourceSubdivision")
        said.path(name.path, ELI + "is_part_of", name.whole.path)
        said.text(name.path, LABEL, registry.label(name.path), "en")


def _unknown_edition(said: Statements, name: Edition, registry: Registry) -> None:
    said.node(name.path, TYPE, ELI + "LegalResource")
    said.path(name.path, ELI + "is_member_of", name.instrument.path)
    said.text(name.path, ITG + "evidence", "unknown")
    said.text(name.path, LABEL, name.printed, "en")
    held = registry.adopting(name)
    if held is None:
        if name.tag[:4].isdecimal():
            said.typed(name.path, ITG + "year", int(name.tag[:4]), "gYear")
        return
    said.typed(name.path, ITG + "year", held.year, "gYear")
    said.path(name.path, PROV + "wasGeneratedBy", event_path(held.id))
    day = closing_day(held)
    if day:
        said.typed(name.path, ELI + "date_document", day, "date")


def _citation(said: Statements, citation: Citation, text: Citing, registry: Registry) -> None:
    node = f"source/{citation.source}#{citation.id}"
    said.path(node, CITO + "hasCitingEntity", text.path)
    _place(said, node, citation)
    for note in citation.notes:
        said.text(node, ITG + "note", note)
    if citation.ambiguous or citation.target is None or citation.instrument is None:
        said.node(node, TYPE, ITG + "UndecidedCitation")
        for rank, reading in enumerate(citation.alternatives, start=1):
            _candidate(said, f"{node}-{rank}", node, citation, reading, text, registry)
        return
    said.node(node, TYPE, CITO + "Citation")
    said.path(node, CITO + "hasCitedEntity", citation.target)
    said.path(node, ITG + "citedWork", citation.instrument)
    _describe(said, parse_path(citation.target), registry)
    if citation.change != "removed":
        said.path(text.path, ELI + "cites", citation.target)
    if citation.change:
        said.node(node, ITG + "change", ITG + _CHANGES[citation.change])
    if citation.replaces:
        said.path(node, PROV + "wasRevisionOf", f"source/{citation.source}#{citation.replaces}")
    if citation.confidence is not None:
        said.typed(node, ITG + "confidence", citation.confidence, "decimal")
    cito = next((o.cito for o in registry.openers if o.id == citation.verb), "")
    if cito:
        said.node(node, CITO + "hasCitationCharacterization", CITO + cito)


def _moved(said: Statements, pair: Pair, source: str) -> None:
    """Tell of a citation that is kept in moved or retyped words where it stood before."""
    before, after = pair.before, pair.after
    if before is None or after is None or before is after or after.change != "kept":
        return
    if not after.self_ and not after.ambiguous:
        said.path(f"{source}#{after.id}", ITG + "movedFrom", f"{source}#{before.id}")


def _place(said: Statements, node: str, citation: Citation) -> None:
    source = f"source/{citation.source}"
    said.text(node, ITG + "clause", citation.clause)
    said.text(node, ITG + "item", citation.item)
    said.text(node, ITG + "quote", citation.quote)
    if citation.verb:
        said.node(node, ITG + "verb", VERB + citation.verb)
    at = 0
    for start, end in citation.pieces:
        mention = f"{source}#char={start},{end}"
        said.path(node, ITG + "mention", mention)
        said.node(mention, TYPE, NIF + "RFC5147String")
        said.path(mention, NIF + "referenceContext", source)
        said.typed(mention, NIF + "beginIndex", start, "integer")
        said.typed(mention, NIF + "endIndex", end, "integer")
        said.text(mention, NIF + "anchorOf", citation.surface[at : at + end - start])
        at += end - start


def _candidate(
    said: Statements,
    path: str,
    node: str,
    citation: Citation,
    reading: Reading,
    text: Citing,
    registry: Registry,
) -> None:
    target = citation.target or reading.edition or reading.instrument
    if target is None:
        return
    said.path(node, ITG + "candidate", path)
    said.node(path, TYPE, ITG + "Candidate")
    said.path(path, ITG + "target", target)
    _describe(said, parse_path(target), registry)
    redline = len({r.state for r in citation.alternatives}) > 1 or reading.state != "both"
    if citation.change:
        said.node(path, ITG + "change", ITG + _CHANGES[citation.change])
    elif reading.state and redline and (text.draft or not text.known):
        said.node(path, ITG + "change", ITG + _CHANGE_OF_STATE[reading.state])
    if reading.probability is not None:
        said.typed(path, ITG + "confidence", reading.probability, "decimal")

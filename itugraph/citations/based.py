"""A flattened redline whose base is known: its citations before are those of the base.

What the decoder reads is held against them: a citation of the base stands in both states or
in the first alone, and nothing else stands in the first.
"""

from __future__ import annotations

from dataclasses import replace

from itugraph.citations.embedding import Embedding, EmbeddingError, embed
from itugraph.citations.flattened import Flattened, flattened
from itugraph.citations.reader import Reader
from itugraph.citations.scan import Found
from itugraph.errors import InputError
from itugraph.model import Citation, Document
from itugraph.reading import Normal, is_redline
from itugraph.registry import Registry


def based(reader: Reader, found: list[Found], base: Document, registry: Registry) -> Flattened:
    """The citations of a flattened redline, those before its changes exactly, and its runs.

    Args:
        base: the text that the redline starts from.

    Raises:
        InputError: naming the base, if it is a redline itself or not the text of this draft.
    """
    if is_redline(base.runs):
        raise InputError(base.path, "is a redline itself: a base has one state")
    before, mentions = Reader.of(base, registry, detect=False)
    try:
        embedding = embed(before.normal.text, reader.normal.text)
    except EmbeddingError as error:
        raise InputError(
            base.path, f"is not the base of {reader.document.path}: {error}"
        ) from error
    # Letters scattered in a long text can make up a short one: words of a base stay together.
    scattered = sum(run.mark != "inserted" for run in embedding.runs)
    if scattered > max(3, len(before.normal.text.split())):
        raise InputError(base.path, f"is not the base of {reader.document.path}: no word is whole")
    told = flattened(reader, found, embedding, before.own.conference)
    exact = [
        _placed(citation, reader, embedding, before.normal)
        for mention in mentions
        for citation in before.citations(mention)
    ]
    # Where the decoder reads the same it knows better which characters it stands on.
    read = [citation for citation in told.citations if citation.state == "before"]
    exact = [
        next((other for other in read if not other.ambiguous and _same(other, c)), c)
        for c in exact
        if c.pieces
    ]
    kept = [c for c in told.citations if c.state != "before" and _fits(c, exact)]
    stand = [c for c in kept if c.state in ("both", None)]
    before_alone = (c for c in exact if not any(_same(c, other) for other in stand))
    return replace(told, citations=[*kept, *before_alone])


def _placed(citation: Citation, reader: Reader, embedding: Embedding, base: Normal) -> Citation:
    """A citation of the base where it stands in the draft."""
    pieces = [
        reader.normal.source(*piece)
        for start, end in citation.pieces
        for piece in embedding.source(base.place(start), base.place(end))
    ]
    text = reader.document.text
    return replace(
        citation,
        document=reader.document.path,
        source=reader.document.source,
        pieces=tuple(pieces),
        surface="".join(text[start:end] for start, end in pieces),
        state="before",
    )


def _fits(citation: Citation, exact: list[Citation]) -> bool:
    """Whether what is said of the state before agrees with the base."""
    if citation.state == "after":
        return True
    return any(_same(other, citation) for other in exact)


def _same(one: Citation, other: Citation) -> bool:
    """Whether two records name the same and stand in one place."""
    if one.start >= other.end or other.start >= one.end:
        return False
    if other.target is not None:
        return one.target == other.target
    return one.edition in {reading.edition for reading in other.alternatives}

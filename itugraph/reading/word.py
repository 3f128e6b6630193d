"""Word files (.docx) as documents that hold both states of a redline."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from itugraph.errors import InputError
from itugraph.model import Document, Margin, Run, source_digest
from itugraph.reading.archive import REL_ID, SECONDS, Archive, Deadline, Relation, W
from itugraph.reading.ends import take_ends
from itugraph.reading.story import KEPT, Bit, Story
from itugraph.reading.word_hand import BY_HAND, STRUCK, Looks, has_struck_text, read_by_hand
from itugraph.reading.word_numbering import Numbering
from itugraph.reading.word_styles import Styles, is_on
from itugraph.reading.word_walk import Reference, Walk

_MARGINS = ("header", "footer")
_TYPES = ("default", "first", "even")
_MACROS = "holds macros, which were not run"
_ENDS = "ends of paragraphs amid changed text read as changed with it"
_FOREIGN = "holds a part in another format, which was not read"


def read_word(
    path: str, content: bytes, seconds: float = SECONDS, *, untold_ends: bool = False
) -> Document:
    """The document of a Word file: all of its text, with what its redline does to it.

    The text holds deleted and inserted characters both. Paragraphs end with a line feed,
    cells of a table row are parted by tabs, paragraphs in a cell by a blank; numbers that
    Word writes by itself are text. Footnotes and endnotes follow the body, a line each, in
    the order they are called. Comments are left out, headers and footers stand apart.

    Args:
        seconds: how long it may take.
        untold_ends: whether the file does not tell which ends of paragraphs were changed.

    Raises:
        InputError: naming the file and the reason: encrypted, truncated, too large, no Word file.
    """
    deadline = Deadline.within(path, seconds)
    return _Reader(path, content, deadline, Archive(path, content), untold_ends).document()


@dataclass(slots=True)
class _Reader:
    """The reading of one file."""

    path: str
    content: bytes
    deadline: Deadline
    archive: Archive
    untold_ends: bool
    relations: dict[str, Relation] = field(init=False)
    styles: Styles = field(init=False)
    looks: Looks = field(init=False)
    numbering: Numbering = field(init=False)
    warnings: list[str] = field(default_factory=list)

    def document(self) -> Document:
        """All of it, in the order in which one step needs the other."""
        main = self.archive.main()
        root = self.archive.part(main)
        if root is None or root.tag != W + "document":
            raise InputError(self.path, f"is no Word file: {main} is no document of Word")
        self.relations = self.archive.relations(main) or _usual_parts(self.archive, main)
        self.styles = Styles(self._part("styles"))
        self.looks = Looks(self.styles)
        self.numbering = Numbering(self._part("numbering"), self.styles)
        body = self._walk(root)
        notes = [*self._put_notes(body, "footnote"), *self._put_notes(body, "endnote")]
        margins = self._margins(root)
        self._take_look([body.story, *margins])
        if self.untold_ends and take_ends(body.story):
            self.warnings.append(_ENDS)
        text, runs = self._finished(body.story)
        asides = [Margin(*self._finished(story)) for story in margins]
        if body.foreign:
            self.warnings.append(_FOREIGN)
        if self.archive.has_macros:
            self.warnings.append(_MACROS)
        return Document(
            self.path,
            source_digest(self.content),
            text,
            runs=runs,
            notes=body.story.offsets(notes),
            margins=tuple(dict.fromkeys(aside for aside in asides if aside.text.strip())),
            warnings=tuple(self.warnings),
        )

    def _part(self, kind: str) -> etree._Element | None:
        """The part of a kind; one that is named and missing is told."""
        for relation in self.relations.values():
            if relation.kind == kind:
                return self._target(relation)
        return None

    def _target(self, relation: Relation) -> etree._Element | None:
        root = self.archive.part(relation.target)
        if root is None:
            self.warnings.append(f"names {relation.target}, which is missing")
        return root

    def _walk(self, root: etree._Element) -> Walk:
        walk = Walk(self.deadline, self.looks)
        walk.container(root, KEPT, "\n")
        return walk

    def _put_notes(self, walk: Walk, kind: str) -> Iterator[tuple[Bit, Bit]]:
        """Walk over the notes that are called; yields the first bit of each, and its end."""
        called: dict[str, Reference] = {}
        for reference in walk.references:
            if reference.kind == kind:
                called[reference.id] = _both(called.get(reference.id), reference)
        root = self._part(f"{kind}s") if called else None
        if root is None:
            return
        elements = {element.get(W + "id", ""): element for element in root.iterchildren(W + kind)}
        for reference in called.values():
            element = elements.get(reference.id)
            if element is None:
                continue
            bits, paragraphs = walk.story.bits, walk.story.paragraphs
            first, before = len(bits), len(paragraphs)
            bits.append(Bit("", KEPT))
            walk.container(element, reference.change, " ", reference.mark)
            if any(bit.text.strip() for bit in bits[first:]):
                bits[-1] = Bit("\n", reference.change)
                yield bits[first], bits[-1]
            else:
                del bits[first:], paragraphs[before:]

    def _margins(self, root: etree._Element) -> list[Story]:
        """The headers and footers that show, each part once, in the order of the sections."""
        settings = self._part("settings")
        even = None if settings is None else settings.find(W + "evenAndOddHeaders")
        shown: dict[str, None] = {}
        inherited: dict[tuple[str, str], str] = {}
        for section in root.iter(W + "sectPr"):
            parent = section.getparent()
            if parent is not None and parent.tag == W + "sectPrChange":
                continue
            for kind in _MARGINS:
                for found in section.iterchildren(f"{W}{kind}Reference"):
                    inherited[kind, found.get(W + "type", "default")] = found.get(REL_ID, "")
            first = section.find(W + "titlePg")
            on = {
                "default": True,
                "first": first is not None and is_on(first),
                "even": even is not None and is_on(even),
            }
            for kind in _MARGINS:
                names = [inherited.get((kind, each)) for each in _TYPES if on[each]]
                shown.update(dict.fromkeys(name for name in names if name is not None))
        relations = [self.relations[name] for name in shown if name in self.relations]
        roots = [self._target(relation) for relation in dict.fromkeys(relations)]
        return [self._walk(root).story for root in roots if root is not None]

    def _take_look(self, stories: list[Story]) -> None:
        """Where nothing was tracked, what was struck by hand is a redline."""
        if not has_struck_text(stories):
            return
        if any(bit.change.mark != "kept" for story in stories for bit in story.bits):
            self.warnings.append(STRUCK)
            return
        read_by_hand(stories, self.styles)
        self.warnings.append(BY_HAND)

    def _finished(self, story: Story) -> tuple[str, tuple[Run, ...]]:
        story.settle()
        self.numbering.put_labels(story, self.deadline)
        return story.text()


def _usual_parts(archive: Archive, main: str) -> dict[str, Relation]:
    """Where the parts of a document stand that names none."""
    folder = posixpath.dirname(main)
    kinds = ("footnotes", "endnotes", "styles", "numbering", "settings")
    named = {kind: Relation(kind, posixpath.join(folder, f"{kind}.xml")) for kind in kinds}
    return {kind: relation for kind, relation in named.items() if relation.target in archive}


def _both(one: Reference | None, other: Reference) -> Reference:
    """A note that is called twice is there in each state in which one of the calls is."""
    if one is None:
        return other
    before = one.change.before or other.change.before
    after = one.change.after or other.change.after
    return replace(one, change=one.change.only(before, after), mark=one.mark or other.mark)

"""Fields of Word: nested, of an instruction that is no text and a result that is."""

from __future__ import annotations

from dataclasses import dataclass, field

_LINKS = ("HYPERLINK", "REF", "PAGEREF", "TOC")
_LONGEST_NAME = 20


@dataclass(slots=True)
class _Field:
    in_result: bool = False
    instruction: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place.

    >>> fields = Fields()
    >>> fields.turn("begin")
    >>> fields.instruct(" REF x ")
    >>> fields.shown, fields.linked
    (False, True)
    >>> fields.turn("separate")
    >>> fields.shown
    True
    """

    _open: list[_Field] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether what stands here is text: the result of each open field."""
        return not self._open or all(each.in_result for each in self._open)

    @property
    def linked(self) -> bool:
        """Whether it leads elsewhere."""
        return any(each.instruction.lstrip().startswith(_LINKS) for each in self._open)

    def turn(self, kind: str | None) -> None:
        """Go on to the begin, the result ("separate") or the end of a field."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field; its name is all that is used."""
        if self._open and len(self._open[-1].instruction) < _LONGEST_NAME:
            self._open[-1].instruction += text

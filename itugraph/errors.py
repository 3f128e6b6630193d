"""What can go wrong in a way a user can mend: one line, no traceback."""

from __future__ import annotations


class ItugraphError(Exception):
    """Base of every error that itugraph raises on purpose."""


class InputError(ItugraphError):
    """A file, name or query that cannot be used, with the reason.

    >>> str(InputError("draft.docx", "is encrypted"))
    'draft.docx: is encrypted'
    """

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason

    def alone(self) -> InputError:
        """The same error without its traceback, which would hold what was being read."""
        return InputError(self.what, self.reason)

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return InputError, (self.what, self.reason)  # as it comes from another process


class MissingExtraError(ItugraphError):
    """An optional package is needed for this and is not installed.

    >>> str(MissingExtraError("validate --shacl", "shacl"))
    "validate --shacl needs the extra 'shacl': pip install 'itugraph[shacl]'"
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the extra '{extra}': pip install 'itugraph[{extra}]'")

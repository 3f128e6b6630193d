"""Bytes of a text file become characters."""

from __future__ import annotations

import codecs

from itugraph.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Unrestricted, the guess takes French cp1252 for cp1250 and returns other letters.
_PLAUSIBLE = ["cp1252", "cp1251", "koi8_r", "cp1256", "gb18030", "utf_16_le", "utf_16_be"]


def decode(path: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and a warning where the encoding was guessed.

    A byte order mark decides, then UTF-8 where it fits, then a guess among the encodings
    that ITU texts are met in. The mark is dropped; line ends are left as they are.

    Raises:
        InputError: if the bytes are no text.

    >>> decode("a.txt", "Résolution".encode("utf-8-sig"))
    ('Résolution', ())
    >>> decode("a.txt", "La Résolution 44 (Rév. Dubaï, 2012) de l'Assemblée".encode("cp1252"))
    ("La Résolution 44 (Rév. Dubaï, 2012) de l'Assemblée", ('read as cp1252, a guess',))
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                marked = content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(path, f"says it is {encoding} and is not") from error
            if "\0" in marked:
                raise InputError(path, "is binary, not text")
            return marked, ()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(path, content)
    if "\0" in text:
        raise InputError(path, "is binary, not text")
    return text, ()


def _guess(path: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    # Imported here: slow to load and seldom needed.
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=_PLAUSIBLE).best()
    if best is None:
        raise InputError(path, "is in no encoding known here, or is binary")
    text = str(best)
    if "\0" in text:
        raise InputError(path, "is binary, not text")
    return text, (f"read as {best.encoding}, a guess",)

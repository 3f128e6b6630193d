"""vis-network, taken from the files of the installed pyvis.

pyvis itself is never imported here: that would load IPython.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_SCRIPT: Final = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SOURCE_MAP: Final = re.compile(r"^//[#@] ?sourceMappingURL=.*$", re.MULTILINE)


class AssetError(RuntimeError):
    """A file that the page needs is absent or cannot be put into a page."""


def script(package: str = "pyvis") -> str:
    """Return the JavaScript of vis-network 9.1.2, fit to stand inside a script element.

    Its style sheet (220 KB, mostly pictures of buttons) is left out: the page uses none of the
    widgets that it dresses. The pointer to a source map goes too, as it makes a browser's
    developer tools ask for a file.

    Args:
        package: Top-level package in whose folder the file lies.

    Raises:
        AssetError: The package or the file is not installed, or the file would end its element.

    >>> script().lstrip().startswith("/**")
    True
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise AssetError(f"the page needs vis-network from {package}, which is not installed")
    file = Path(spec.submodule_search_locations[0]) / _SCRIPT
    try:
        # Universal newlines: a browser hashes line feeds alone, whatever the file holds.
        code = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise AssetError(
            f"the installed {package} holds no {_SCRIPT.as_posix()}: install pyvis 0.3.2"
        ) from error
    return closed(_SOURCE_MAP.sub("", code), _SCRIPT.name)


def closed(code: str, name: str) -> str:
    """Return `code` if nothing in it ends or reopens the HTML element that it stands in.

    Raises:
        AssetError: It holds `</script`, `</style` or `<!--`.

    >>> closed("a < b", "page.js")
    'a < b'
    """
    found = re.search(r"</script|</style|<!--", code, re.IGNORECASE)
    if found:
        raise AssetError(f"{name} holds {found[0]!r} and cannot stand inside a page")
    return code

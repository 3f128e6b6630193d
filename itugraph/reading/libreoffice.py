"""LibreOffice, where it is installed: it turns a text of another format into a Word file."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import quoteattr

from itugraph.errors import InputError
from itugraph.reading.archive import LARGEST_SUM, Deadline

VARIABLE = "ITUGRAPH_SOFFICE"
"""The environment variable that tells where LibreOffice is."""

_NAMES = ("soffice", "libreoffice")
_ON_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_TO_WORD = "docx:MS Word 2007 XML"
_PAUSE = 0.05
_STILL_OPEN = 5.0
_COMMON, _INTERNET = "org.openoffice.Office.Common", "org.openoffice.Inet"
# No program of a document runs, nothing it names is fetched: all addresses lead to a port
# where nobody listens, and links to other files are not followed.
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (f"{_INTERNET}/Settings", "ooInetProxyType", "1"),
    (f"{_INTERNET}/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    (f"{_INTERNET}/Settings", "ooInetHTTPProxyPort", "9"),
    (f"{_INTERNET}/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    (f"{_INTERNET}/Settings", "ooInetHTTPSProxyPort", "9"),
)


def found() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    places = (*(shutil.which(name) for name in _NAMES), shutil.which(_ON_MAC))
    return next((place for place in places if place), None)


def as_word_file(content: bytes, suffix: str, reader: str, deadline: Deadline) -> bytes:
    """The Word file that LibreOffice makes of a text.

    Args:
        suffix: of the text's format.
        reader: the name by which LibreOffice calls its reader of that format.

    Raises:
        InputError: if LibreOffice is not installed, cannot read the text or takes too long.
    """
    program = found()
    if program is None:
        raise InputError(
            deadline.path,
            "needs LibreOffice (Debian: apt install libreoffice-writer), which is not installed",
        )
    with tempfile.TemporaryDirectory(prefix="itugraph-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source, made = folder / f"text{suffix}", folder / "made"
        source.write_bytes(content)
        made.mkdir()
        # A profile of its own: two of one profile would wait for each other, or fail.
        profile = folder / "profile"
        _put_settings(profile)
        arguments = [program, f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS]
        arguments += [f"--infilter={reader}", "--convert-to", _TO_WORD]
        arguments += ["--outdir", str(made), str(source)]
        _run(arguments, folder, made, deadline)
        return _result(made / "text.docx", deadline.path)


_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")


def _put_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path={quoteattr("/" + path)}><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(arguments: list[str], folder: Path, made: Path, deadline: Deadline) -> None:
    """Run LibreOffice to its end; all that it started is killed when it takes too long."""
    environment = {
        **os.environ,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    environment.pop("DISPLAY", None)
    try:
        process = subprocess.Popen(
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(deadline.path, f"LibreOffice does not start: {error.strerror}") from error
    try:
        while process.poll() is None:
            deadline.check()
            if sum(_size(path) for path in made.iterdir()) > LARGEST_SUM:
                raise InputError(deadline.path, "becomes too large a Word file: refused")
            time.sleep(_PAUSE)
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        # The program itself may be over and what it started not.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_STILL_OPEN)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # renamed in the meantime
        return 0


def _result(path: Path, named: str) -> bytes:
    if not path.is_file():
        raise InputError(named, "is damaged: LibreOffice cannot read it")
    if path.stat().st_size > LARGEST_SUM:
        raise InputError(named, "becomes too large a Word file: refused")
    return path.read_bytes()

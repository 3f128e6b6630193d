"""A JupyterLab of its own: on this machine alone, with a random token, in temporary folders."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What would ask a host elsewhere.
_DISABLED = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
)


class Lab:
    """A JupyterLab that serves a folder, until it is stopped."""

    def __init__(self, folder: Path, private: Path) -> None:
        """Start it; `private` takes all it writes for itself.

        Raises:
            RuntimeError: with its log, if it does not come up.
        """
        self.folder = folder
        self._token = secrets.token_hex(16)
        self._runtime = private / "runtime"
        config = private / "config"
        (config / "labconfig").mkdir(parents=True)
        (config / "labconfig" / "page_config.json").write_text(
            json.dumps({"disabledExtensions": dict.fromkeys(_DISABLED, True)}), "utf-8"
        )
        places = {
            "HOME": private,
            "IPYTHONDIR": private / "ipython",
            "JUPYTER_CONFIG_DIR": config,
            "JUPYTER_DATA_DIR": private / "data",
            "JUPYTER_RUNTIME_DIR": self._runtime,
            "PYTHONPATH": ROOT,
        }
        told = {name: str(place) for name, place in places.items()}
        self._log = private / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                    *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"),
                    *("--LabApp.extension_manager=readonly", f"--ServerApp.root_dir={folder}"),
                ],
                env=os.environ | told | {"JUPYTER_TOKEN": self._token},
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.address = self._waited()

    def _waited(self) -> str:
        """Return where it listens, which it writes to a file."""
        until = time.monotonic() + 120
        while time.monotonic() < until and self._process.poll() is None:
            for told in self._runtime.glob("jpserver-*.json"):
                try:
                    return str(json.loads(told.read_text("utf-8"))["url"])
                except ValueError:
                    continue  # it is being written
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(self._log.read_text("utf-8", "replace"))

    def page_of(self, notebook: str) -> str:
        """Return the address of a notebook."""
        # A workspace each: a tab that is open elsewhere would come along.
        name = notebook.partition(".")[0]
        return f"{self.address}lab/workspaces/{name}/tree/{notebook}?token={self._token}"

    def stop(self) -> None:
        """End it with its kernels."""
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

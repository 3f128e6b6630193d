"""The server: its address, its processes, and its end."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from itugraph.errors import InputError, MissingExtraError
from itugraph.loopback import is_loopback
from itugraph.serve.limits import Limits

_LAST = 3
"""Seconds that queries may still take once the server is told to stop."""

_GLANCE = 0.2
"""Seconds between two looks whether the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a server listens and whom it lets in.

    Attributes:
        port: 0 for any that is free.
        names: under which a proxy hands requests on to it.
        origins: of pages elsewhere that may read answers.
    """

    host: str = "127.0.0.1"
    port: int = 8191
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


def serve(
    path: Path,
    setting: Setting,
    limits: Limits,
    *,
    listening: Callable[[str], None],
    log: Callable[[str], None],
) -> None:
    """Answer queries on a graph until a signal ends it; answers on their way still go out.

    Args:
        listening: is told the address, once queries are answered.
        log: takes a line for each request.

    Raises:
        InputError: if the graph cannot be opened, or the address cannot be used.
        MissingExtraError: if the extra "serve" is not installed.
    """
    try:
        import starlette as _  # noqa: F401
        import uvicorn as _uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("serve", "serve") from error
    from itugraph.serve.worker import digest_of

    digest_of(path)  # a missing graph is told before anything is started
    with _socket(setting) as listener:
        asyncio.run(_run(path, setting, limits, listener, listening, log))


async def _run(
    path: Path,
    setting: Setting,
    limits: Limits,
    listener: socket.socket,
    listening: Callable[[str], None],
    log: Callable[[str], None],
) -> None:
    import uvicorn

    from itugraph.serve.app import Site
    from itugraph.serve.door import Door, Guests
    from itugraph.serve.patience import protocol
    from itugraph.serve.pool import Pool

    port = listener.getsockname()[1]
    pool = Pool(path, limits, log)
    try:
        await pool.start()
        guests = Guests.of(is_loopback(setting.host), port, setting.names, setting.origins)
        config = uvicorn.Config(
            Door(Site(pool, limits).app(), guests, limits, log),
            loop="asyncio",
            http=protocol(limits.patience),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_keep_alive=int(limits.patience) or 1,
            timeout_graceful_shutdown=2 * _LAST,
            limit_concurrency=1_000,
            h11_max_incomplete_event_size=400_000,
        )
        host = f"[{setting.host}]" if ":" in setting.host else setting.host
        # uvicorn sends itself the signal anew once it has stopped.
        signal.signal(signal.SIGTERM, lambda *_: None)
        listening(f"http://{host}:{port}/")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.should_exit and not serving.done():
            await asyncio.wait({serving}, timeout=_GLANCE)
        # Answers on their way go out; what still runs after a while is ended, and told so.
        await asyncio.wait({serving}, timeout=_LAST)
        pool.stop()
        await serving
    finally:
        pool.close()


def _socket(setting: Setting) -> socket.socket:
    try:
        [first, *_] = socket.getaddrinfo(setting.host, setting.port, type=socket.SOCK_STREAM)
        family, _, _, _, address = first
        return socket.create_server(address[:2], family=family, backlog=256)
    except OSError as error:
        reason = f"cannot be listened at: {error.strerror}"
        raise InputError(f"{setting.host}:{setting.port}", reason) from error

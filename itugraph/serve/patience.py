"""Connections that are not kept open for clients that send or take nothing."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 33\r\nconnection: close\r\n\r\nthe request did not come in time\n"
)


def protocol(patience: float) -> type[H11Protocol]:
    """The protocol of connections.

    Args:
        patience: seconds that the head of a request may take to come, and a piece of an answer
            to go out.
    """

    class Patient(H11Protocol):
        """HTTP/1.1 with deadlines that uvicorn has not."""

        _heads: asyncio.TimerHandle | None = None
        _pieces: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            if isinstance(transport, asyncio.Transport):
                super().connection_made(transport)
            self._expect_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._rest()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is not h11.IDLE:
                if self._heads is not None:
                    self._heads.cancel()
                    self._heads = None
            elif self._heads is None:
                self._expect_head()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._pieces = self.loop.call_later(patience, self.transport.abort)

        def resume_writing(self) -> None:
            if self._pieces is not None:
                self._pieces.cancel()
                self._pieces = None
            super().resume_writing()

        def _expect_head(self) -> None:
            self._heads = self.loop.call_later(patience, self._late)

        def _late(self) -> None:
            if not self.transport.is_closing():
                self.transport.write(_LATE)
                self.transport.close()

        def _rest(self) -> None:
            for timer in (self._heads, self._pieces):
                if timer is not None:
                    timer.cancel()

    return Patient

"""A wire between driver and server that a test can cut at a chosen message."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.waiting import PATIENCE

COMMIT = b"\x00\x02\xb0\x12\x00\x00"  # the Bolt message with its length before and zeros after


class Proxy:
    """Passes on what it hears in both directions, until it is told to cut."""

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._pattern = b""
        self._deliver = self._for_good = self.has_cut = False

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut_at(self, pattern: bytes, *, deliver: bool, for_good: bool = False) -> None:
        """Cut at the next message with a pattern: before it arrives, or before its answer does."""
        self._deliver, self._for_good, self._pattern = deliver, for_good, pattern

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._hang_up()
        for thread in self._threads:
            thread.join(PATIENCE)
        for wire in self._open:
            wire.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed by the test
            while True:
                client, _ = self._listener.accept()
                if self.has_cut and self._for_good:
                    client.close()
                    continue
                server = socket.create_connection(self._server)
                self._open += [client, server]
                self._start(self._pass_on, client, server, True)
                self._start(self._pass_on, server, client, False)

    def _pass_on(self, origin: socket.socket, goal: socket.socket, from_client: bool) -> None:
        with suppress(OSError):
            while data := origin.recv(65536):
                if from_client and self._pattern and self._pattern in data:
                    self._pattern, self.has_cut = b"", True
                    if not self._deliver:
                        break
                elif not from_client and self.has_cut and self._deliver:
                    self._deliver = False  # this is the answer
                    break
                goal.sendall(data)
        for wire in (origin, goal):
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def _hang_up(self) -> None:
        for wire in self._open:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def _start(self, work: object, *arguments: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

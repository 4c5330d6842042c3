"""A virus scanner that does as the test says, instead of a real one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def impostor(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A scanner that does as the test says with the first who calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(5)
                behave(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            thread.join()


def answering(line: bytes) -> Callable[[socket.socket], None]:
    """Hears the whole stream, then says ``line``."""

    def behave(connection: socket.socket) -> None:
        heard = b""
        while not heard.endswith(bytes(4)):
            heard += connection.recv(1 << 16)
        connection.sendall(line)

    return behave

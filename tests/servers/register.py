"""A stand-in for the look-up by BIN on loopback: it answers as the real one does, or as badly as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.ports import free_port


def body_for(number: str, **changes: Any) -> bytes:
    """The register's own answer about a number; ``registerDate`` is 5 March 2018 in Kazakhstan."""
    told = {
        "id": 0, "bin": number, "name": "ТОО \"ӨҢІР ӨНДІРІС\"", "registerDate": "2018-03-04T18:00:00.000+0000",
        "okedCode": "25110", "okedName": "…", "secondOkeds": "15200,28300", "krpCode": "150", "krpName": "…",
        "kseCode": "1122", "kfsCode": "19", "katoCode": "751310000", "katoId": 268027,
        "katoAddress": "Көкшетау, Абай 1", "fio": "Сәрсенов Асан", "ip": False, **changes,
    }  # fmt: skip
    return json.dumps({"success": True, "obj": told, "description": None}, ensure_ascii=False).encode()


@dataclass
class StandIn:
    """``raw`` when set is what it says; ``drip``: a byte at a time, for as long as somebody listens."""

    address: str = ""
    raw: bytes | None = None
    status: int = 200
    drip: bool = False
    asked: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A running stand-in."""
    made = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = parse_qs(urlsplit(self.path).query).get("bin", [""])[0]
            made.asked.append(number)
            self.send_response(made.status)
            self.end_headers()
            if made.drip:
                self._drip()
            else:
                self.wfile.write(body_for(number) if made.raw is None else made.raw)

        def _drip(self) -> None:
            """Never slow enough for the socket to time out, and never done."""
            while not made.stopped.wait(0.05):
                try:
                    self.wfile.write(b" ")
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}/api/juridical/counter/api/"
    try:
        yield made
    finally:
        made.stopped.set()
        server.shutdown()
        server.server_close()

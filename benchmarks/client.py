"""The load: processes that send prepared requests over kept connections and note how long each answer took.

Sockets and nothing else, so that the measuring side costs little of the processor that both sides share."""

from __future__ import annotations

import multiprocessing
import selectors
import socket
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.pool import AsyncResult

CONNECTIONS = 8
PROCESSES = 2
#: Answers for each connection that do not count: a fresh process compiles templates and plans queries.
WARM = 3
#: Seconds after which a server that does not answer is given up.
LONGEST = 120.0
Script = Callable[[], Iterator[bytes]]


@dataclass(slots=True)
class Answered:
    """``seconds`` of every answer in time, and how many came with each status."""

    lasted: float = 0.0
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted

    @property
    def p50(self) -> float:
        """Milliseconds."""
        return statistics.median(self.seconds) * 1000

    def only(self, status: int) -> Answered:
        """Itself. Raises RuntimeError when any other status came: a refusal is quicker than the work."""
        if set(self.statuses) != {status}:
            raise RuntimeError(f"expected {status} alone, got {dict(self.statuses)}")
        return self


def drive(port: int, scripts: Sequence[Script], seconds: float) -> Answered:
    """Sends every script over a connection of its own, all at once, for ``seconds``; its first answers do not count. A
    script that ends leaves its connection idle."""
    shares = [list(scripts[place::PROCESSES]) for place in range(PROCESSES)]
    fork = multiprocessing.get_context("fork")
    whole = Answered(lasted=seconds)
    with fork.Pool(PROCESSES, initializer=_keep, initargs=(shares,)) as pool:
        parts: list[AsyncResult[Answered]] = [
            pool.apply_async(_drive, (port, place, seconds)) for place in range(PROCESSES) if shares[place]
        ]
        for part in parts:
            found = part.get(seconds + LONGEST)
            whole.seconds.extend(found.seconds)
            whole.statuses.update(found.statuses)
    return whole


_shares: list[list[Script]] = []


def _keep(shares: list[list[Script]]) -> None:
    _shares[:] = shares


def _drive(port: int, place: int, seconds: float) -> Answered:
    answered = Answered()
    with selectors.DefaultSelector() as selector:
        for script in _shares[place]:
            line = _Line(port, script())
            if line.send():
                selector.register(line.socket, selectors.EVENT_READ, line)
        cold, end = len(selector.get_map()) * WARM, float("inf")
        while selector.get_map() and (time.perf_counter() < end or not answered.seconds):
            for key, _ in selector.select(timeout=1.0):
                line = key.data
                if line.receive() is None:
                    continue
                now = time.perf_counter()
                answered.statuses[line.status] += 1
                cold -= 1
                if cold == 0:
                    end = now + seconds
                elif cold < 0:
                    answered.seconds.append(now - line.sent_at)
                if not line.send():
                    selector.unregister(line.socket)
    return answered


class _Line:
    """One connection: a request out, its answer in, the next."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self._port = port
        self._requests = requests
        self._got = bytearray()
        self._whole = 0
        self.status = 0
        self.sent_at = 0.0
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self._port), timeout=LONGEST)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> bool:
        """Whether there was another request."""
        request = next(self._requests, None)
        if request is None:
            return False
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> int | None:
        """The status once the answer is whole."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed a kept connection")
        self._got += piece
        if not self._whole:
            self._read_head()
        if not self._whole or len(self._got) < self._whole:
            return None
        del self._got[:]
        self._whole = 0
        return self.status

    def _read_head(self) -> None:
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._got[:end]).lower()
        self.status = int(head[9:12])
        mark = head.find(b"\r\ncontent-length:")
        if mark < 0:
            raise ConnectionError("an answer without its length")
        self._whole = end + 4 + int(head[mark + 17 :].split(b"\r\n", 1)[0])

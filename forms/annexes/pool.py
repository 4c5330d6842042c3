"""Rendering in processes of its own: a page costs processor time that threads cannot share, and a document that takes
for ever must not take the job worker with it."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType

from forms.annexes.contexts import Context
from forms.annexes.render import AnnexError, Lang, render

#: Spawned, not forked: the parent has threads and open connections that a copy must not inherit.
_START = multiprocessing.get_context("spawn")


class RenderTimeout(AnnexError):
    """The document was not ready in time; its process has been ended."""


class RenderLost(AnnexError):
    """The process that made the document died."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one render needs."""

    form: str
    context: Context
    lang: Lang
    qr_url: str | None = None


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection

    @classmethod
    def start(cls) -> _Worker:
        ours, theirs = _START.Pipe()
        process = _START.Process(target=_serve, args=(theirs,), daemon=True, name="annex-renderer")
        process.start()
        theirs.close()
        return cls(process, ours)

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


class RenderPool:
    """``workers`` processes, started when first needed and used by any number of threads. ``timeout`` is seconds for
    one document, the wait for a free process not counted. Close it, or use it in a ``with``."""

    def __init__(self, workers: int = 2, timeout: float = 60.0) -> None:
        self._timeout = timeout
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)
        self._workers = workers
        self._closed = threading.Event()

    def render(self, form: str, context: Context, lang: Lang, *, qr_url: str | None = None) -> bytes:
        """The same as ``render.render``; also raises RenderTimeout, RenderLost."""
        worker = self._idle.get()
        healthy: _Worker | None = None
        try:
            if self._closed.is_set():
                raise RenderLost("the renderer is closed")
            worker = worker or _Worker.start()
            answer = self._ask(worker, Task(form, context, lang, qr_url))
            healthy = worker
        finally:
            # Whatever broke in, an answer may still come down this pipe: it must not reach the next asker.
            if worker is not None and healthy is None:
                worker.stop()
            self._idle.put(healthy)
        if isinstance(answer, str):
            raise AnnexError(answer)
        return answer

    def _ask(self, worker: _Worker, task: Task) -> bytes | str:
        try:
            worker.pipe.send(task)
            if not worker.pipe.poll(self._timeout):
                raise RenderTimeout(f"form {task.form}: not ready in {self._timeout:g} seconds")
            answer: bytes | str = worker.pipe.recv()
        except (OSError, EOFError) as error:
            raise RenderLost(f"form {task.form}: the rendering process died") from error
        return answer

    def close(self) -> None:
        """End the processes; documents being made are waited for."""
        self._closed.set()
        for worker in [self._idle.get() for _ in range(self._workers)]:
            if worker is not None:
                worker.stop()
            self._idle.put(None)

    def __enter__(self) -> RenderPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _serve(pipe: Connection) -> None:
    """Make documents until the other end is closed. A fault becomes a text: an exception may not survive the way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe in its order
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(render(task.form, task.context, task.lang, qr_url=task.qr_url))
        except Exception as error:
            pipe.send(f"{type(error).__name__}: {error}")

"""Child processes that never outlive us unnoticed: starting them, waiting for them, stopping them politely."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable


def tied_to_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """A ``preexec_fn`` by which the kernel sends ``sign`` to the child when the thread that started it dies, so that a
    killed owner leaves nothing running. Linux only; None elsewhere.

    The C library is loaded here, before the fork: loading it in the child could wait for ever on a lock held by
    another thread of the parent."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()
    set_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)

    def tie() -> None:
        libc.prctl(set_death_signal, int(sign))
        if os.getppid() != parent:  # the parent died before the line above
            os.kill(os.getpid(), sign)

    return tie


def stop(process: subprocess.Popen[bytes], sign: signal.Signals, seconds: float) -> None:
    """Asks ``process`` to end by ``sign`` and kills it when it has not after ``seconds``."""
    if process.poll() is not None:
        return
    process.send_signal(sign)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

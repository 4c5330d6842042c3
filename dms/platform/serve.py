"""Settings of gunicorn, given to it as ``-c python:dms.platform.serve``.

Threads, because requests wait for the database and the file store, not for the processor. Uploads and downloads are
streamed: gunicorn hands the body over as it comes, and nothing here buffers a file."""

from __future__ import annotations

import gc
import os
from typing import Any

wsgi_app = "dms.platform.wsgi:application()"
bind = os.environ.get("DMS_BIND", "127.0.0.1:8000")
worker_class = "gthread"
# Loaded once and shared: a process that takes another's place is there at once, and their common memory counts once.
preload_app = True
workers = int(os.environ.get("DMS_WEB_PROCESSES", "2"))
threads = int(os.environ.get("DMS_WEB_THREADS", "4"))
# A process whose main thread is silent for so long is replaced; a slow upload does not silence it.
timeout = 60
graceful_timeout = 30
keepalive = 75  # seconds; longer than the proxy's own, so that the proxy closes first
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
limit_request_fields = 60
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - memory, for heartbeats only
control_socket_disable = True  # it would be one for all servers of this user
accesslog = None  # the application writes its own, without what a person typed
errorlog = "-"
loglevel = "warning"


def when_ready(server: Any) -> None:  # noqa: ARG001 - fixed by gunicorn
    """What stands once the application is loaded is never rubbish: the collector need not walk through it while pages
    are made, which would also write into memory that the processes share."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:  # noqa: ARG001 - fixed by gunicorn
    """Cycles are looked for less often than after every seven hundred new objects."""
    gc.set_threshold(20_000, 20, 20)

"""The extensions, made once and bound to the application by the factory."""

from __future__ import annotations

import procrastinate
from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector

from dms import scope
from dms.models import Base

db = SQLAlchemy(model_class=Base, engine_options={"pool_pre_ping": True})
csrf = CSRFProtect()
babel = Babel()

#: The job queue as the web sees it: jobs are put in on the caller's own connection, in its transaction, so that they
#: exist exactly when the change that needs them does.
queue = procrastinate.App(
    connector=SyncPsycopgConnector(),
    import_paths=["dms.jobs.tasks", "dms.jobs.records", "dms.jobs.finding", "dms.jobs.signing"],
)


def worker_queue(database_url: str) -> procrastinate.App:
    """The same queue for a worker process, with a connection pool of its own."""
    return queue.with_connector(PsycopgConnector(conninfo=database_url))


scope.install(db.session)

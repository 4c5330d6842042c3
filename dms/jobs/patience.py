"""How often a job is tried. Trouble outside passes, so it is waited for; a defect of ours does not: it shows soon."""

from __future__ import annotations

import procrastinate
from procrastinate.jobs import Job
from sqlalchemy.exc import DBAPIError

from dms.errors import OutsideTrouble, StaleCase
from storage.errors import StorageError

#: The database going away and coming back, and two jobs in each other's way, belong to the outside too.
OUTSIDE = (OutsideTrouble, StorageError, DBAPIError, StaleCase)
TRIES_OUTSIDE = 10
TRIES = 3


class Patience(procrastinate.BaseRetryStrategy):
    """After 10, 20, 40 … seconds, some hours in all, for trouble outside; three tries within a minute for the rest.
    ``longest``: seconds between two tries at most; ``tries``: how many for trouble outside."""

    def __init__(self, longest: int = 7200, tries: int = TRIES_OUTSIDE) -> None:
        self.longest, self.tries = longest, tries

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> procrastinate.RetryDecision | None:
        if self.is_used_up(exception, job):
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": min(10 * 2**job.attempts, self.longest)})

    def is_used_up(self, exception: BaseException, job: Job) -> bool:
        """Whether this was the last try. ``job.attempts`` counts the tries before it."""
        most = self.tries if isinstance(exception, OUTSIDE) else TRIES
        return job.attempts + 1 >= most


PATIENCE = Patience()
#: For jobs with a lock: one that waits for its next try holds up all that come after it.
IMPATIENCE = Patience(longest=10)

"""Files on their way in parts: begun or resumed, sent straight to the store where it takes parts from browsers, joined
and claimed by a job, swept when nobody goes on. A person is told that a file is there only when its document has it."""

from dms.services.uploads.for_forms import FOR_FORM, kept_for, let_go
from dms.services.uploads.joining import give_up, join
from dms.services.uploads.sending import Told, abandon, addresses, arrived, begin, finish, take_part
from dms.services.uploads.sweeping import kept_until, sweep

__all__ = [
    "FOR_FORM", "Told", "abandon", "addresses", "arrived", "begin", "finish", "give_up", "join", "kept_for",
    "kept_until", "let_go", "sweep", "take_part",
]  # fmt: skip

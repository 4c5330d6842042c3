"""``python -m dms`` is the command ``dms``."""

from dms.commands import run

run()

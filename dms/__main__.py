"""``python -m dms`` is the command ``dms``."""

from dms.cli.commands import run

run()

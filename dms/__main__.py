"""``python -m dms`` is the command ``dms``."""

from dms.cli import main

main()

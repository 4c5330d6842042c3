"""``python -m dms.pdf.fenced PROGRAM …``: ties itself to the limits of a stranger's PDF and becomes the program."""

from __future__ import annotations

import os
import sys

from dms.pdf import limits

if __name__ == "__main__":
    limits.fence()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - our own command, no shell

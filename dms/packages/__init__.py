"""The archive package as a file: what lies where in it, and how it proves itself. Needs neither database nor network,
so that an archivist elsewhere checks it with the same code. Who makes packages: ``dms/services/packing.py``."""

from __future__ import annotations

from dms.packages.fault import PackageFault, Report
from dms.packages.verify import verify

__all__ = ["PackageFault", "Report", "verify"]

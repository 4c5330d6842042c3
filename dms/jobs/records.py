"""The jobs of the archive and of the quarterly report, thin: each calls one service and may run twice."""

from __future__ import annotations

from dms.jobs.tasks import job
from dms.services import packing, reports


@job("pack_case")
def pack_case(package_id: int) -> None:
    packing.pack(package_id)


@job("verify_package")
def verify_package(package_id: int) -> None:
    packing.verify_stored(package_id)


@job("make_report")
def make_report(report_id: int) -> None:
    reports.make(report_id)

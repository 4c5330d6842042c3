"""The jobs of the archive, reports, batches, stored files and versions: each calls one service, may run twice."""

from __future__ import annotations

from dms.jobs.tasks import job
from dms.services import batches, fixity, packing, reports
from dms.services.files import lone_files
from dms.services.versions import comparing


@job("pack_case")
def pack_case(package_id: int) -> None:
    packing.pack(package_id)


@job("verify_package")
def verify_package(package_id: int) -> None:
    packing.verify_stored(package_id)


@job("make_report")
def make_report(report_id: int) -> None:
    reports.make(report_id)


@job("try_batch", given_up=batches.give_up)
def try_batch(batch_id: int) -> None:
    batches.try_out(batch_id)


@job("do_batch", given_up=batches.give_up)
def do_batch(batch_id: int) -> None:
    batches.carry_out(batch_id)


@job("check_files")
def check_files() -> None:
    fixity.run()


@job("probe_store")
def probe_store() -> None:
    fixity.probe_store()


@job("compare_versions", given_up=comparing.give_up)
def compare_versions(version_id: int, earlier_id: int | None = None) -> None:
    comparing.compare(version_id, earlier_id)


@job("check_lone_file")
def check_lone_file(file_id: int) -> None:
    lone_files.check(file_id)

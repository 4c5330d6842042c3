"""Finding files on their way. Each belongs to the person who sends it; the case is loaded, and so allowed, before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Case, File, FileUpload, User

UNDER_WAY = ("sending", "joining")
#: Sent for a form that has not taken it.
_WAITS = (FileUpload.stage == "done") & (File.status == "stored") & File.claimed_at.is_(None)


def _own(case: Case | None, user: User) -> Select[FileUpload]:
    """Of the case; without one, of papers of the office."""
    of = FileUpload.case_id.is_(None) if case is None else FileUpload.case_id == case.id
    return select(FileUpload).where(of, FileUpload.owner_id == user.id)


def _with_files(case: Case | None, user: User) -> Select[FileUpload]:
    chosen = _own(case, user).outerjoin(File, File.id == FileUpload.file_id)
    return chosen.options(contains_eager(FileUpload.file))


def get_upload(case: Case | None, user: User, public_id: str, *, lock: bool = False) -> FileUpload:
    """Raises: NotVisible when this person sends no such file to the case."""
    chosen = _own(case, user).where(FileUpload.public_id == public_id)
    if lock:
        chosen = chosen.with_for_update(of=FileUpload)
    found = db.session.scalars(chosen.execution_options(populate_existing=lock)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def lock_upload(upload_id: int) -> FileUpload | None:
    """By its row, locked and read afresh: for jobs."""
    chosen = select(FileUpload).where(FileUpload.id == upload_id).with_for_update(of=FileUpload)
    return db.session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()


def find_begun(case: Case | None, user: User, kind: str, name: str, size: int, modified: int) -> FileUpload | None:
    """The same file of the same kind, still under way or waiting for its form: choosing it again goes on with it."""
    chosen = _with_files(case, user).where(
        FileUpload.kind == kind,
        FileUpload.name == name,
        FileUpload.size == size,
        FileUpload.modified == modified,
        or_(FileUpload.stage.in_(UNDER_WAY), _WAITS),
    )
    return db.session.scalars(chosen.order_by(FileUpload.id.desc()).limit(1)).one_or_none()


def list_unfinished(case: Case | None, user: User) -> list[FileUpload]:
    """What this person began for the case and has not brought to its end, what failed, and what waits for its form."""
    failed = (FileUpload.stage == "failed") & File.claimed_at.is_(None)
    chosen = _with_files(case, user).where(or_(FileUpload.stage.in_(UNDER_WAY), failed, _WAITS))
    return list(db.session.scalars(chosen.order_by(FileUpload.id).limit(200)))


def list_refused(case: Case, user: User) -> list[FileUpload]:
    """Whole files of this person's that could not go where he sent them, and still wait for him."""
    waits = (FileUpload.stage == "failed") & (File.status == "stored") & File.claimed_at.is_(None)
    return list(db.session.scalars(_with_files(case, user).where(waits).order_by(FileUpload.id).limit(200)))


def keys_under_way() -> set[str]:
    """Where the store holds parts of an upload that has a row."""
    return set(db.session.scalars(select(FileUpload.key).where(FileUpload.key != "")))


def count_under_way(user: User) -> int:
    chosen = select(func.count()).where(FileUpload.owner_id == user.id, FileUpload.stage.in_(UNDER_WAY))
    return int(db.session.execute(chosen).scalar_one())


def list_kept(user: User, public_ids: Collection[str]) -> list[FileUpload]:
    """Those of this person's files that were sent for a form and that no form has taken yet."""
    chosen = (
        select(FileUpload)
        .join(File, File.id == FileUpload.file_id)
        .where(
            FileUpload.owner_id == user.id,
            FileUpload.public_id.in_(list(public_ids)),
            File.status == "stored",
            File.claimed_at.is_(None),
        )
    )
    return list(db.session.scalars(chosen))


def count_for_forms(user: User, kinds: str) -> int:
    """How many files this person has on their way to forms, or waiting for one that has not taken them. ``kinds``: what
    the kind of such a file begins with."""
    waits = FileUpload.stage.in_(UNDER_WAY) | File.claimed_at.is_(None) & FileUpload.file_id.is_not(None)
    chosen = select(func.count(FileUpload.id)).outerjoin(File, File.id == FileUpload.file_id)
    own = (FileUpload.owner_id == user.id, FileUpload.kind.startswith(kinds, autoescape=True), waits)
    return int(db.session.execute(chosen.where(*own)).scalar_one())


def ids_at_rest(states: Collection[str], before: datetime, most: int) -> list[int]:
    """Rows in these states that nobody has touched since, and whose bytes wait for nobody."""
    waits = select(File.id).where(File.id == FileUpload.file_id, File.claimed_at.is_(None)).exists()
    chosen = (
        select(FileUpload.id)
        .where(FileUpload.stage.in_(states), FileUpload.touched_at < before, ~waits)
        .order_by(FileUpload.touched_at)
        .limit(most)
    )
    return list(db.session.scalars(chosen))

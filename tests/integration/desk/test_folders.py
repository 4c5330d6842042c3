"""Closing a folder: what whoever closes it reads of the drafts that stand in the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dms.errors import BadInput
from dms.models import Folder
from dms.services import filing
from tests.fixtures.walk import Walk
from tests.integration.desk.test_filing import drafted
from tests.integration.desk.test_filing import folder as folder
from workflows.clock import ALMATY
from workflows.states import Role


def test_who_closes_a_folder_reads_no_subject_of_a_draft_that_is_not_his(
    walk: Walk, session: Any, folder: Folder
) -> None:
    registrar = walk.staff(Role.REGISTRAR)
    drafted(session, folder, walk.staff(Role.EXECUTOR), subject="Құпия бұйрық")
    walk.clock.set(datetime(folder.year + 1, 1, 12, 10, tzinfo=ALMATY))
    with pytest.raises(BadInput) as refused:
        filing.close_folder(folder.public_id, registrar)
    for lang in ("kk", "ru", "en"):
        said = refused.value.text.get(lang)
        assert "Құпия" not in said
        assert ": 1." in said or "саны: 1" in said
    assert "The head or a deputy approves them" in refused.value.text.en


def test_who_closes_a_folder_reads_the_subjects_of_his_own_drafts(walk: Walk, session: Any, folder: Folder) -> None:
    registrar = walk.staff(Role.REGISTRAR)
    drafted(session, folder, registrar, subject="Өз жобасы")
    drafted(session, folder, walk.staff(Role.EXECUTOR), subject="Құпия бұйрық")
    walk.clock.set(datetime(folder.year + 1, 1, 12, 10, tzinfo=ALMATY))
    with pytest.raises(BadInput) as refused:
        filing.close_folder(folder.public_id, registrar)
    assert "Өз жобасы" in refused.value.text.kk
    assert "Құпия" not in refused.value.text.kk
    assert "not approved: 1." in refused.value.text.en

"""Stores for the tests of this folder: a fresh one for each test, of both kinds."""

import itertools
from pathlib import Path

import pytest

from storage import DirectoryStore, ObjectStore, S3Store, open_store
from tests.servers.ceph import Ceph

S3_MARKS = [pytest.mark.s3, pytest.mark.xdist_group("s3")]
_numbers = itertools.count(1)


@pytest.fixture
def directory(tmp_path: Path) -> DirectoryStore:
    return DirectoryStore(tmp_path / "store", min_free=0)


@pytest.fixture
def s3(ceph: Ceph) -> S3Store:
    store = open_store(ceph.url(f"bucket-{next(_numbers)}"))
    assert isinstance(store, S3Store)
    store.prepare()
    return store


@pytest.fixture(params=["directory", pytest.param("s3", marks=S3_MARKS)])
def store(request: pytest.FixtureRequest) -> ObjectStore:
    return request.getfixturevalue(request.param)

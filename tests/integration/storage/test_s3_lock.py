"""What is locked outlives every call of the API, also those of whoever owns the bucket."""

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from minio.commonconfig import ENABLED, GOVERNANCE, CopySource, Filter
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from minio.lifecycleconfig import Expiration, LifecycleConfig, NoncurrentVersionExpiration, Rule
from minio.retention import Retention
from minio.versioningconfig import SUSPENDED, VersioningConfig

from storage import S3Store, StorageError
from storage.keys import probe_key
from storage.port import Stored, digest, digest_source
from tests.fixtures.promises import Trial

pytestmark = [pytest.mark.s3, pytest.mark.xdist_group("s3")]
BODY = b"a sealed package"
TERM = timedelta(hours=1)


def attempts(s3: S3Store, stored: Stored, until: datetime) -> dict[str, Callable[[], object]]:
    """Each way to be rid of a version, to change it, or to end its lock before its time."""
    client, bucket, key, version = s3.calls.client, s3.calls.bucket, stored.key, stored.version_id
    soonest = Expiration(date=datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0))
    ageing = Rule(
        ENABLED, rule_filter=Filter(prefix=""), rule_id="all", expiration=soonest,
        noncurrent_version_expiration=NoncurrentVersionExpiration(noncurrent_days=1),
    )  # fmt: skip
    return {
        "delete the version": lambda: client.remove_object(bucket, key, version_id=version),
        "delete it past the lock": lambda: s3.calls.remove(key, version, bypass=True),
        "delete it among others": lambda: list(client.remove_objects(bucket, [DeleteObject(key, version)])),
        "delete it among others past the lock": lambda: list(
            client.remove_objects(bucket, [DeleteObject(key, version)], bypass_governance_mode=True)
        ),
        "delete whatever stands there": lambda: client.remove_object(bucket, key),
        "overwrite": lambda: client.put_object(bucket, key, io.BytesIO(b"other"), 5),
        "copy over it": lambda: client.copy_object(bucket, key, CopySource(bucket, key, version_id=version)),
        "shorten": lambda: s3.calls.retain(key, version, until - TERM / 2),
        "downgrade": lambda: client.set_object_retention(bucket, key, Retention(GOVERNANCE, until), version_id=version),
        "end a hold": lambda: (
            client.enable_object_legal_hold(bucket, key, version_id=version),
            client.disable_object_legal_hold(bucket, key, version_id=version),
        ),
        "suspend versions": lambda: client.set_bucket_versioning(bucket, VersioningConfig(SUSPENDED)),
        "let it age": lambda: client.set_bucket_lifecycle(bucket, LifecycleConfig([ageing])),
        "take the bucket's lock away": lambda: client.delete_object_lock_config(bucket),
        "delete the bucket": lambda: client.remove_bucket(bucket),
        "sweep": lambda: s3.delete(key),
    }


@pytest.mark.promise("P3")
def test_what_is_locked_outlives_every_call(s3: S3Store, trial: Trial) -> None:
    stored = s3.put(probe_key(), io.BytesIO(BODY))
    until = datetime.now(UTC) + TERM
    assert s3.lock(stored.key, until, version_id=stored.version_id)
    loose = s3.put(probe_key(), io.BytesIO(BODY))
    promised = digest_source(io.BytesIO(BODY))

    def stands(one: Stored) -> bool:
        try:
            return digest(s3, one.key, version_id=one.version_id) == promised
        except StorageError:
            return False

    for name, attempt in attempts(s3, stored, until).items():
        with suppress(S3Error, StorageError):
            attempt()
        held = s3.locked_until(stored.key, version_id=stored.version_id)
        assert stands(stored), name
        trial.count(held is not None and held >= until - timedelta(seconds=1))
    s3.calls.client.remove_object(s3.calls.bucket, loose.key, version_id=loose.version_id)
    trial.planted(not stands(loose))

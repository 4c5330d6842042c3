"""What an S3 server answers, and how a connection ends, as our error family."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager

from minio.error import InvalidResponseError, S3Error, ServerError
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HttpTimeoutError

from storage.errors import Corrupt, Full, Locked, NotFound, Refused, StorageError, Unavailable
from storage.errors import Timeout as StoreTimeout

_MISSING = frozenset(["NoSuchKey", "NoSuchVersion", "NoSuchUpload", "InvalidRange"])
_CHANGED = frozenset(["BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "InvalidPart"])
_REFUSED = frozenset(
    [
        "AccessDenied",
        "EntityTooSmall",
        "InvalidAccessKeyId",
        "InvalidArgument",
        "InvalidBucketState",
        "InvalidPartOrder",
        "InvalidRequest",
        "MethodNotAllowed",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ]
)
NO_RETENTION = ("NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError")
_FULL = frozenset(["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "EntityTooLarge", "TooManyBuckets"])


@contextmanager
def typed(key: str = "") -> Iterator[None]:
    """Whatever the SDK or the connection raises comes out as a ``StorageError``."""
    try:
        yield
    except S3Error as error:
        raise s3_error(error, key) from error
    except (ServerError, InvalidResponseError) as error:
        status = getattr(error, "status_code", None) or getattr(error, "_code", None)
        raise (Full if status == 507 else Unavailable)(f"the server answered {status}", key) from error
    except (HTTPError, http.client.HTTPException, OSError) as error:
        raise connection_error(error, key) from error


def s3_error(error: S3Error, key: str) -> StorageError:
    """What an answer of the server means."""
    code = error.code or ""
    detail = f"{code} {error.message or ''}".strip()
    for kind, codes in ((NotFound, _MISSING), (Corrupt, _CHANGED), (Full, _FULL)):
        if code in codes:
            return kind(detail, key)
    if code in _REFUSED or code == "ObjectLocked":
        # A lock has no code of its own; each server words it in its way.
        locked = any(word in detail.lower() for word in ("lock", "worm"))
        return (Locked if locked else Refused)(detail, key)
    return Unavailable(detail, key)


def connection_error(error: Exception, key: str) -> StorageError:
    """What the end of a connection means."""
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason is not None else error
    # urllib3 counts a refused connection among its time-outs.
    waited = isinstance(cause, HttpTimeoutError | TimeoutError) and not isinstance(cause, NewConnectionError)
    if isinstance(cause, SSLError):
        return Refused(f"TLS: {cause}", key)
    return (StoreTimeout if waited else Unavailable)(f"{type(cause).__name__}: {cause}", key)

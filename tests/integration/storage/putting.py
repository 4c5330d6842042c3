"""Putting bytes under the key of their content."""

import hashlib
import io

from storage import DirectoryStore
from storage.keys import file_key


def key_of(data: bytes) -> str:
    return file_key(hashlib.sha256(data).hexdigest())


def put(store: DirectoryStore, data: bytes) -> str:
    return store.put(key_of(data), io.BytesIO(data)).key

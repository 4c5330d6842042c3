"""Settings that cannot be right stop the start."""

from __future__ import annotations

import pytest

from dms.config import ConfigError, load

WHOLE = {"DMS_DATABASE_URL": "x", "DMS_SECRET_KEY": "x" * 32, "DMS_STORAGE_URL": "x"}


@pytest.mark.parametrize("address", ["https://demeu.example.kz", "http://10.0.0.5:8000", "http://localhost.example.kz"])
def test_the_demos_signer_is_refused_wherever_others_come_in(address: str) -> None:
    with pytest.raises(ConfigError, match="DMS_DEMO=1"):
        load(WHOLE | {"DMS_DEMO": "1", "DMS_PUBLIC_URL": address})
    assert not load(WHOLE | {"DMS_DEMO": "0", "DMS_PUBLIC_URL": address}).demo


@pytest.mark.parametrize("address", ["http://127.0.0.1:8765", "http://localhost:8000", "http://[::1]:8000"])
def test_on_this_machine_it_starts(address: str) -> None:
    assert load(WHOLE | {"DMS_DEMO": "1", "DMS_PUBLIC_URL": address}).demo

"""What the tests of proofs by EDS share: texts asked for, signed and sent."""

from __future__ import annotations

import base64
import io
from typing import Any

from flask.testing import FlaskClient

from dms.services import clock
from dms.signing import demo_signer
from dms.signing.demo_authority import DemoIdentity


def text(client: FlaskClient, address: str = "/login/eds", **asked: str) -> bytes:
    answer = client.post(f"{address}/text", json={}, query_string=asked)
    assert answer.json is not None
    (paper,) = answer.json["groups"][0]["documents"]
    assert answer.json["wanted"]["use"] == "authentication"
    return base64.b64decode(paper["text"])


def sent(client: FlaskClient, key: DemoIdentity, body: bytes, address: str = "/login/eds") -> Any:
    cms = base64.b64encode(demo_signer.sign(key, io.BytesIO(body), clock.now())).decode()
    return client.post(address, json={"signatures": [{"version": "text", "cms": cms}]})


def tried(client: FlaskClient, key: DemoIdentity, address: str = "/login/eds") -> dict[str, Any]:
    answer = sent(client, key, text(client, address), address)
    assert answer.status_code == 200, answer.text
    return dict(answer.json["results"][0]) | {"next": answer.json.get("next")}

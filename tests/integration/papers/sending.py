"""A person who sends a file in parts, as the page does it: through the test client, or to the store's own addresses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import urllib3
from flask.testing import FlaskClient

from dms.models import Case

JSON = {"Accept": "application/json"}


@dataclass
class Sender:
    client: FlaskClient
    case: Case
    answers: list[int] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"/files/{self.case.public_id}/uploads"

    def begin(self, body: bytes, name: str = "Шарт.pdf", kind: str = "contract", **other: Any) -> Any:
        told = {"name": name, "size": len(body), "modified": 1_700_000_000_000, **other}
        return self.client.post(self.base, query_string={"kind": kind, "lines": ["1"]}, json=told, headers=JSON)

    def send(self, told: Any, body: bytes, *numbers: int, announced: bytes | None = None) -> None:
        """These parts, all of them where none are named; ``announced``: other bytes than those that are sent."""
        size = told["part_size"]
        for number in numbers or range(1, -(-len(body) // size) + 1):
            piece = body[(number - 1) * size : number * size]
            digest = hashlib.sha256(piece if announced is None else announced).hexdigest()
            answer = self.client.post(told["addresses"], json={"parts": {str(number): digest}}, headers=JSON)
            assert answer.status_code == 200, answer.text
            self.put(answer.json["urls"][str(number)], piece)

    def put(self, url: str, piece: bytes) -> int:
        if url.startswith("/"):
            self.answers.append(self.client.put(url, data=piece, headers=JSON).status_code)
        else:
            self.answers.append(urllib3.request("PUT", url, body=piece).status)
        return self.answers[-1]

    def finish(self, told: Any) -> Any:
        return self.client.post(told["finish"], headers=JSON).json

    def state(self, told: Any) -> Any:
        return self.client.get(told["state_url"], headers=JSON).json

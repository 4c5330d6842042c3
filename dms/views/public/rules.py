"""The rules over HTTP, for programs: the question and the answer of ``dms calculate`` and ``dms deadlines``, by the
values and the calendar in force here. Nobody is asked who he is and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from dms.access import public
from dms.accounts import limits
from dms.extensions import csrf
from dms.rules_io.answers import deadlines_json, encode, results_json
from dms.rules_io.fields import BadField
from dms.rules_io.moments import FIELDS, read_deadlines
from dms.rules_io.requests import calculated, read_requests
from dms.services.tables import reference
from dms.views.public import blueprint
from workflows.programmes.editions import PROGRAMMES
from workflows.text import LANGS

#: What one question may hold: bytes, applications, moments.
MOST_BYTES = 256 << 10
MOST = 100
BODY = "body"


@blueprint.post("/api/calculate")
@public
@limits.by_address("600 per hour")
def calculate() -> Response:
    """Sums to reimburse for one application or a list of them, in Kazakh or in ``?lang=``."""
    body = _body()

    def answer() -> object:
        questions = read_requests(body, field=BODY, mci=reference.mci_on, most=MOST)
        return results_json(calculated(questions), _lang())

    return _answered(answer)


# Stateless: no session is read and nothing is written, so there is nothing that a foreign page could do in a name.
csrf.exempt(calculate)


@blueprint.get("/api/deadlines/<programme>")
@public
@limits.by_address("600 per hour", methods=("GET",))
def deadlines(programme: str) -> Response:
    """Terms of what came in at ``?submitted=`` (may stand many times: the answer is then a list)."""

    def answer() -> object:
        submitted = [_moment(text) for text in request.args.getlist("submitted")]
        found = [deadlines_json(read_deadlines(_programme(programme), _told(text), reference.calendar()), _lang())
                 for text in _some(submitted)]  # fmt: skip
        return found if len(found) > 1 else found[0]

    return _answered(answer)


def _body() -> bytes:
    """Raises: RequestEntityTooLarge."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    body = request.get_data()
    if len(body) > MOST_BYTES:  # sent without its length
        raise RequestEntityTooLarge
    return body


def _answered(make: Callable[[], object]) -> Response:
    """200 with the answer; 400 for what is no JSON, 422 for a field that cannot be used; both name field and fault."""
    try:
        return Response(encode(make()), mimetype="application/json")
    except BadField as error:
        answer = jsonify(field=error.field, fault=error.fault)
        answer.status_code = 400 if error.field == BODY else 422
        return answer


def _lang() -> str:
    return _one_of("lang", request.args.get("lang", "kk"), LANGS)


def _programme(name: str) -> str:
    return _one_of("programme", name, PROGRAMMES)


def _one_of(field: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise BadField(field, f"must be one of {', '.join(known)}")
    return value


def _some(submitted: list[str]) -> list[str]:
    if not submitted:
        raise BadField("submitted", "is missing")
    if len(submitted) > MOST:
        raise BadField("submitted", f"must stand at most {MOST} times")
    return submitted


def _told(submitted: str) -> dict[str, str | None]:
    more = {key: request.args.get(key) for key in FIELDS if key != "submitted"}
    return {"submitted": submitted, **{key: _moment(text) if text else None for key, text in more.items()}}


def _moment(text: str) -> str:
    """A plus sign of an offset that was not escaped comes in as a blank."""
    return text.replace(" ", "+")

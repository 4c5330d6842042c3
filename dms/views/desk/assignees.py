"""To whom a case can be given, with how much each has in hand."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from wtforms import SelectChoice

from dms.formatting import role_label
from dms.queries import people, review
from dms.services import clock
from workflows.states import Role


def choices(order: Iterable[Role], *, without: int | None = None) -> list[SelectChoice]:
    """Everybody who holds one of the roles today, the first role first; ``without``: row id of who has it already."""
    chosen = {
        user.public_id: (user, role)
        for role in order
        for user in people.list_staff_with_role(role.value, clock.today())
        if user.id != without
    }
    loads = review.loads_of([user.id for user, _role in chosen.values()])
    return [
        SelectChoice(
            key,
            _("%(name)s, %(role)s — open cases: %(count)s", name=user.name, role=role_label(role),
              count=loads.get(user.id, 0)),
        )
        for key, (user, role) in chosen.items()
    ]  # fmt: skip

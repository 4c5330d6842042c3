"""``dms user``: the first administrator of an installation, and help when nobody can log in any more."""

from __future__ import annotations

import sys
from datetime import datetime

import click
from flask.cli import with_appcontext

from dms import scope
from dms.errors import AppError
from dms.models import User
from dms.queries import people
from dms.services import clock
from dms.services.people import accounts, links
from dms.services.people import roles as given
from forms.validators import Email, StrongPassword
from workflows import numbers
from workflows.states import STAFF_ROLES, Role

ROLES = sorted(role.value for role in STAFF_ROLES)


@click.group("user")
def user() -> None:
    """Accounts of the operator's side."""


@user.command("create")
@click.option("--email", required=True, help="The address the person signs in with.")
@click.option("--name", required=True, help="Surname, first name, patronymic.")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="May be given many times."
)
@click.option("--iin", default="", help="Needed by those who sign.")
@click.option("--order-no", default="", help="Order by which a deputy replaces the head (342:35).")
@click.option("--order-on", type=click.DateTime(["%Y-%m-%d"]), help="Day of that order.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making a link.")
@with_appcontext
def create(
    email: str,
    name: str,
    roles: tuple[str, ...],
    iin: str,
    order_no: str,
    order_on: datetime | None,
    password_stdin: bool,
) -> None:
    """Make an account with its roles. Prints a link, good once for a day, at which the password is chosen."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    _check(email, iin, password)
    try:
        with scope.acting(scope.SYSTEM):
            made = accounts.create_staff(email=email, name=name, iin=iin, password=password, by=None, now=clock.now())
            for role in roles:
                _grant(made, role, order_no, order_on)
            said = "" if password else links.new_password(made)
    except AppError as error:
        raise click.UsageError(error.text.en) from None
    click.echo(said or f"{made.email} can sign in.")


def _grant(made: User, role: str, order_no: str, order_on: datetime | None) -> None:
    on = order_on.date() if order_on else None
    held = given.Holding(valid_from=clock.today(), order_no=order_no, order_on=on)
    given.grant_role(made, Role(role), held, by=None, now=clock.now())


def _check(email: str, iin: str, password: str | None) -> None:
    if not Email.test(email):
        raise click.UsageError("--email: this is not an e-mail address")
    if iin and not numbers.is_iin(iin):
        raise click.UsageError("--iin: this is not an IIN: 12 digits with a check digit")
    if password is not None and StrongPassword.is_weak(password):
        raise click.UsageError(f"the password needs at least {StrongPassword.SHORTEST} characters and some variety")


@user.command("password")
@click.option("--email", required=True)
@with_appcontext
def password(email: str) -> None:
    """Print a link, good once for a day, at which a new password is chosen. Ends the person's log-ins."""
    with scope.acting(scope.SYSTEM):
        found = people.find_user_by_email(email)
        if found is None:
            raise click.UsageError(f"there is no account {email}")
        accounts.reset_password(found, by=None, now=clock.now())
        click.echo(links.new_password(found))

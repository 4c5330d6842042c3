"""The person's own pages: account, log-ins, notices, organisations and who acts for them; signing up; the language."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("account", __name__)

from dms.views.account import eds, iin, members, notices, organisations, profile, proof, sign_up

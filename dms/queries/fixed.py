"""Statements whose text never changes: put into words once, sent with their values. What a page of many rows asks each
time is built from dozens of parts; building it costs more than its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.sql import Literal
from sqlalchemy import BigInteger, Dialect, Row, Select, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import BindParameter

from dms.extensions import db

_PLACE = re.compile(r"%\((\w+)\)s")


def ids(name: str = "ids") -> BindParameter[Any]:
    """The place of a list of row ids: ``column == any_(ids())``."""
    return bindparam(name, type_=ARRAY(BigInteger))


class Fixed:
    """A SELECT of columns with places (``bindparam``) for all that differs from call to call."""

    __slots__ = ("_statement", "_text")

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._text = ""

    def rows(self, **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        """The rows, what the session has not written yet counted in."""
        session = db.session()
        if session.new or session.dirty or session.deleted:
            session.flush()
        connection = session.connection()
        if not self._text:
            self._text = self._worded(connection.dialect, values)
        return connection.exec_driver_sql(self._text, values).all()

    def _worded(self, dialect: Dialect, values: Mapping[str, Any]) -> str:
        """The text with what never differs written out: only then does the server see that one plan fits every call."""
        worded = self._statement.compile(dialect=dialect).construct_expanded_state(values)
        given = worded.parameters

        def written(place: re.Match[str]) -> str:
            name = place[1]
            return place[0] if name in values else Literal(given[name]).as_string().replace("%", "%%")

        return _PLACE.sub(written, worded.statement)

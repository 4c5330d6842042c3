"""A letter's subject arrives as it was written."""

from __future__ import annotations

import email
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest

from dms.services.telling.mail import WholeSubject

NAMES = ["ТОО «Степной Завод Труб»", "«Қостанай диірмен комбинаты» АҚ", "ЖК Оспанова Гүлнұр Серікқызы", "LLP Steppe"]


@pytest.mark.parametrize("shift", range(12))
@pytest.mark.parametrize("name", NAMES)
def test_no_blank_of_a_subject_is_lost_where_it_is_folded(name: str, shift: int) -> None:
    written = f"{'а' * shift} Вас приглашают действовать от имени {name} и {name}"
    message = EmailMessage(WholeSubject())
    message["To"], message["Subject"] = "a@b.kz", written
    message.set_content("x")
    for raw in (bytes(message), message.as_bytes(policy=message.policy.clone(linesep="\r\n"))):
        assert max(map(len, raw.splitlines())) <= 78
        assert str(make_header(decode_header(str(email.message_from_bytes(raw)["Subject"])))) == written
        assert email.message_from_bytes(raw, policy=default)["Subject"] == written

"""One act, one transaction: commit when the block ends well, roll back when it does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from dms.errors import BadInput, StaleCase
from dms.extensions import db
from workflows.text import Text

#: Constraint → what it means to a person. A constraint without an entry is a defect and stays an error.
MEANING: dict[str, Text] = {
    "ck_decisions_author_is_not_signer": Text(
        "Шешімді дайындаған адам оған қол қоя алмайды.",
        "Подготовивший решение не может его подписать.",
        "Whoever prepared a decision cannot sign it.",
    ),
    "ck_decisions_author_is_not_named": Text(
        "Шешімді дайындаған адам оның қол қоюшысы бола алмайды.",
        "Подготовивший решение не может быть назван его подписывающим.",
        "Whoever prepared a decision cannot be named as its signer.",
    ),
    "ck_decisions_named_is_signer": Text(
        "Шешімге оның құжаттарында көрсетілген адам ғана қол қояды.",
        "Решение подписывает только тот, кто назван в его документах.",
        "A decision is signed only by the person whom its papers name.",
    ),
    "uq_decisions_one_open": Text(
        "Бұл іс бойынша дайындалған жоба қол қоюды күтіп тұр.",
        "По делу уже есть подготовленный проект, ожидающий подписи.",
        "A prepared draft of this case waits for a signature already.",
    ),
    "uq_money_movements_key": Text(
        "Бұл қаражат қозғалысы бұрын жазылған.",
        "Это движение средств уже записано.",
        "This movement of money has been recorded already.",
    ),
    "uq_folders_index_no_year": Text(
        "Бұл индекстің осы жылғы ісі ашылған.",
        "Дело этого индекса за этот год уже открыто.",
        "That folder is open already.",
    ),
    "uq_organisations_bin": Text(
        "Бұл БСН/ЖСН жүйеде тіркелген.",
        "Этот БИН/ИИН уже зарегистрирован в системе.",
        "This BIN or IIN is registered already.",
    ),
    "uq_users_email": Text(
        "Бұл электрондық пошта бос емес.", "Эта электронная почта уже занята.", "This e-mail address is taken."
    ),
    "uq_users_iin": Text("Бұл ЖСН бос емес.", "Этот ИИН уже занят.", "This IIN is taken."),
    "ck_user_corrections_two_people": Text(
        "Түзетуді ұсынған адам оны бекіте алмайды.",
        "Предложивший исправление не может его утвердить.",
        "Whoever proposed a correction cannot approve it.",
    ),
    "ck_reference_rows_two_people": Text(
        "Өзгерісті ұсынған адам оны бекіте алмайды.",
        "Предложивший изменение не может его утвердить.",
        "Whoever proposed a change cannot approve it.",
    ),
}


@contextmanager
def unit() -> Iterator[None]:
    """Raises: StaleCase when a version has moved on; BadInput for a constraint that has a meaning; else the error."""
    try:
        yield
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        raise StaleCase from None
    except IntegrityError as error:
        db.session.rollback()
        meaning = MEANING.get(constraint_of(error))
        if meaning is None:
            raise
        raise BadInput(meaning) from error
    except BaseException:
        db.session.rollback()
        raise


def constraint_of(error: DBAPIError) -> str:
    """The name of the constraint that was broken, empty when there is none."""
    diagnosis = getattr(error.orig, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""

"""What can go wrong, who is at fault, and which page says so. One table from error to status."""

from __future__ import annotations

from workflows.text import Text


class AppError(Exception):
    """An error a person may see. ``status`` is the HTTP status, ``text`` what happened and what to do."""

    status = 400

    def __init__(self, text: Text, *, field: str = "", remedy: Text | None = None) -> None:
        self.text = text
        self.field = field
        self.remedy = remedy
        super().__init__(text.en)


class NotVisible(AppError):
    """There is no such thing, or not for this person: strangers must not learn which."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Мұндай бет жоқ немесе ол сізге ашық емес.",
                "Такой страницы нет, или она вам недоступна.",
                "There is no such page, or it is not open to you.",
            )
        )


class InArchive(NotVisible):
    """The case was open to this person before it went to the archive: he is told where it is."""

    def __init__(self) -> None:
        AppError.__init__(
            self,
            Text(
                "Бұл іс архивке берілді, сондықтан ол енді осы жерден ашылмайды. Қажет болса, архив қызметкеріне "
                "хабарласыңыз.",
                "Это дело передано в архив и больше не открывается отсюда. Если оно нужно, обратитесь к архивариусу.",
                "This case has gone to the archive and opens here no more. If you need it, ask the archivist.",
            ),
        )


class NotPermitted(AppError):
    """The person may know of the thing but may not do this."""

    status = 403

    def __init__(self, text: Text | None = None, *, remedy: Text | None = None) -> None:
        super().__init__(text or _NO_RIGHT, remedy=remedy)


_NO_RIGHT = Text(
    "Бұл әрекетке құқығыңыз жоқ. Қажет болса, әкімшіге хабарласыңыз.",
    "У вас нет права на это действие. При необходимости обратитесь к администратору.",
    "You have no right to do this. If you need it, ask the administrator.",
)


class StaleCase(AppError):
    """Somebody changed the case since this page was opened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Сіз бетті ашқаннан кейін бұл іс өзгерді, сондықтан әрекет орындалмады. Істі қайта ашып, тексеріңіз.",
                "Дело изменилось с тех пор, как вы открыли страницу, и действие не выполнено. Откройте его заново.",
                "The case has changed since you opened this page, and your act was not carried out. Open it and look.",
            )
        )


class StalePaper(AppError):
    """Somebody has done something with the letter or document since this page was opened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Сіз бетті ашқаннан кейін бұл құжат өзгерді, сондықтан әрекет орындалмады. Оны қайта ашып, қараңыз.",
                "Документ изменился с тех пор, как вы открыли страницу, и действие не выполнено. Откройте его заново.",
                "The paper has changed since you opened this page, and your act was not done. Open it and look.",
            )
        )


class BadInput(AppError):
    """What was entered cannot be accepted; ``field`` names where."""

    status = 400


class TooLarge(AppError):
    """More bytes than one file may have."""

    status = 413


class OutsideTrouble(AppError):
    """Something outside (storage, mail, a register) did not answer."""

    status = 503

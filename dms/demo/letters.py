"""Letters of the demo: a request of the applicant and its answer, a data request to another body, a complaint, an
explanation that waits for its signature. Each is taken in, registered, signed and sent by the services."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from dms.demo.acts import Hand
from dms.demo.papers.press import print_one
from dms.demo.papers.sheet import Party, Sheet
from dms.demo.stage import Story, after
from dms.extensions import db
from dms.models import Letter
from dms.services import correspondence
from dms.services.correspondence import Given, Told
from workflows.letter_kinds import LetterKind
from workflows.letters import LetterAction

_KK = "kk"
ADDRESS = "Астана қ., Қабанбай батыр даңғылы, 17"


class Post:
    """The letters of one case in the hands of its people."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def pdf(self, title: str, words: Sequence[str], lang: str, name: str, sender: Party) -> list[tuple[Any, str]]:
        sheet = Sheet(
            kind="letter", name=name, lang=lang, look="letter", title=title, day=f"{self.hand.stage.moment:%d.%m.%Y}",
            text=tuple(words), parties=(sender,),
        )  # fmt: skip
        return [(io.BytesIO(print_one(sheet)), name)]

    def applicant(self) -> Party:
        organisation, person = self.hand.case.organisation, self.hand.applicant.name
        return Party("", organisation.name, organisation.bin, "", "", person)

    def office(self) -> Party:
        head = self.hand.stage.officer("head")
        settings = self.hand.stage.app.config["SETTINGS"]
        return Party("", settings.operator, settings.operator_bin, ADDRESS, head.position, head.name)

    def comes(self, kind: LetterKind, subject: str, words: Sequence[str], lang: str = _KK) -> int:
        """The applicant sends a letter in his cabinet."""
        told = Told(kind=kind, subject=subject, language=lang)
        sent = self.pdf(subject, words, lang, "hat.pdf" if lang == _KK else "pismo.pdf", self.applicant())
        return correspondence.send_in(self.hand.case, self.hand.applicant, told, sent).id

    def registered(self, letter: int, **given: Any) -> None:
        self.do(letter, LetterAction.REGISTER, "registrar", **given)

    def do(self, letter: int, action: LetterAction, role: str, **given: Any) -> None:
        row = self.fresh(letter)
        correspondence.perform(row.id, action, self.hand.stage.officer(role), version=row.version, given=Given(**given))

    def drafted(self, role: str, told: Told, words: Sequence[str]) -> int:
        sent = self.pdf(told.subject, words, told.language, "shygys-hat.pdf", self.office())
        return correspondence.draft(self.hand.case, self.hand.stage.officer(role), told, sent).id

    def signed(self, letter: int) -> None:
        """By the head's demo key, once the jobs have checked the file."""
        row = self.fresh(letter)
        correspondence.sign(row, self.hand.stage.officer("head"), version=row.version)

    def entered(self, told: Told, words: Sequence[str], sender: str) -> int:
        """A letter on paper, entered and registered by the registrar."""
        party = Party("", sender, "", "", "", "Ж. Серіков")
        sent = self.pdf(told.subject, words, told.language, "kiris-hat.pdf", party)
        return correspondence.enter(self.hand.case, self.hand.stage.officer("registrar"), told, sent, Given()).id

    @staticmethod
    def fresh(letter: int) -> Letter:
        """By its row id: what one moment has loaded is gone in the next."""
        return db.session.get_one(Letter, letter, populate_existing=True)


def request_and_answer(hand: Hand) -> Story:
    """After the end of the monitoring the applicant asks for a paper about it and gets one."""
    post, subject = Post(hand), "Мониторингтің аяқталуы туралы анықтама беру"
    yield (now := after(hand.stage.moment, 2, "10:20"))
    words = ("Банкке ұсыну үшін мониторингтің аяқталуы туралы анықтама беруіңізді сұраймыз.",)
    asked = post.comes(LetterKind.REQUEST, subject, words)
    yield now + timedelta(hours=1)
    post.registered(asked)
    yield (now := after(now, 1, "11:00"))
    post.do(asked, LetterAction.TAKE, "monitor")
    told = Told(kind=LetterKind.ANSWER, subject=subject, language=_KK, answers=post.fresh(asked))
    answer = post.drafted("monitor", told, ("Мониторинг аяқталды, қарсы міндеттеме орындалды. Іс жабылды.",))
    yield (now := after(now, 1, "15:20"))
    post.signed(answer)
    post.do(answer, LetterAction.SEND, "registrar", way="portal")
    yield now + timedelta(minutes=10)


def data_request(hand: Hand) -> Story:
    """The executor asks the revenue authority; its answer comes on paper."""
    post, body = Post(hand), "Мемлекеттік кірістер департаменті"
    subject = "Салық берешегі туралы мәлімет сұрату"
    yield (now := after(hand.stage.moment, 1, "09:50"))
    told = Told(
        kind=LetterKind.REQUEST, subject=subject, language=_KK, correspondent=body,
        due_on=after(now, 3, "18:00").date(), due_reason="Өтінімді қарау мерзімі аяқталмай тұрып керек",
    )  # fmt: skip
    words = ("Өтініш берушінің өтінім берген күнгі салық берешегі туралы мәлімет беруіңізді сұраймыз.",)
    letter = post.drafted("executor", told, words)
    yield now + timedelta(hours=2)
    post.signed(letter)
    post.do(letter, LetterAction.SEND, "registrar", way="esedo")
    yield (now := after(now, 1, "16:05"))
    told = Told(
        kind=LetterKind.ANSWER, subject=subject, language=_KK, correspondent=body, their_number="КСД-07/1182",
        their_date=now.date(), answers=post.fresh(letter),
    )  # fmt: skip
    answer = post.entered(told, ("Өтінім берілген күні салық берешегі жоқ.",), body)
    yield now + timedelta(minutes=20)
    post.do(answer, LetterAction.FILE, "executor", reasons="Жауап сұрау салуға келді, қосымша жауапты қажет етпейді.")
    yield now + timedelta(minutes=25)


def complaint(hand: Hand) -> Story:
    """A complaint, registered and given to the executor, whose answer is due."""
    post = Post(hand)
    yield (now := after(hand.stage.moment, 1, "11:35"))
    words = ("Не согласны с предварительным решением: задолженность погашена. Просим учесть приложенные сведения.",)
    letter = post.comes(LetterKind.COMPLAINT, "Жалоба на предварительное решение", words, "ru")
    yield now + timedelta(minutes=50)
    post.registered(letter)
    yield now + timedelta(minutes=55)


def explanation(hand: Hand) -> Story:
    """An explanation of the order of the review, prepared and not signed yet."""
    post = Post(hand)
    yield (now := after(hand.stage.moment, 1, "10:45"))
    told = Told(kind=LetterKind.EXPLANATION, subject="Разъяснение порядка рассмотрения заявки", language="ru")
    post.drafted("executor", told, ("Сообщаем порядок и сроки рассмотрения заявки по приказу № 342.",))
    yield now + timedelta(minutes=5)


#: An applicant's letter of free text and its answer, in the language of the case: subject, words, what is done.
_CONTACT = {
    "kk": (
        "Байланыс тұлғасының ауысуы туралы",
        "Бүгіннен бастап компаниямыздың байланыс тұлғасы ауысты: бұдан былай тоқсан деректерін бас бухгалтер береді.",
        "Ескерілді, жауапты қажет етпейді.",
    ),
    "ru": (
        "О смене контактного лица",
        "С сегодняшнего дня контактное лицо компании сменилось: данные за квартал теперь подает главный бухгалтер.",
        "Принято к сведению, ответа не требует.",
    ),
}
_REMINDER = {
    "kk": "Тоқсан деректерін беру тәртібі туралы",
    "ru": "О порядке подачи данных за квартал",
}
_ORDER_OF_FIGURES = (
    "Тоқсан деректері әр тоқсан аяқталған соң келесі айдың 25-күніне дейін жеке кабинет арқылы беріледі. Деректер "
    "статистикалық есептіліктегі көрсеткіштерге сәйкес болуға тиіс.",
    "Данные за квартал подаются через личный кабинет до 25 числа месяца, следующего за кварталом. Они должны "
    "соответствовать показателям статистической отчетности.",
)


def free_words(hand: Hand) -> Story:
    """Letters that no clause asks for: the applicant tells something, the operator writes to him in both languages."""
    post, lang = Post(hand), hand.case.language
    subject, words, done = _CONTACT[lang]
    yield (now := after(hand.stage.moment, 2, "10:15"))
    came = post.comes(LetterKind.OTHER, subject, (words,), lang)
    yield now + timedelta(minutes=40)
    post.registered(came)
    yield (now := after(now, 1, "11:20"))
    post.do(came, LetterAction.FILE, "monitor", reasons=done)
    told = Told(kind=LetterKind.NOTICE, subject=_REMINDER[lang], language=lang)
    order = _ORDER_OF_FIGURES if lang == "kk" else _ORDER_OF_FIGURES[::-1]
    letter = post.drafted("monitor", told, order)
    yield (now := after(now, 1, "15:10"))
    post.signed(letter)
    post.do(letter, LetterAction.SEND, "registrar", way="portal")
    yield now + timedelta(minutes=10)

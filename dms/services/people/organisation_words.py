"""What organisations and their representatives are told, in three languages."""

from __future__ import annotations

from workflows.text import Text

TAKEN = Text(
    "Бұл БСН/ЖСН бойынша ұйым жүйеде тіркелген. Егер оның басшысы сіз болсаңыз, дау туралы өтініш беріңіз.",
    "Организация с этим БИН/ИИН уже открыта в системе. Если ее руководитель — вы, подайте заявление о споре.",
    "The organisation with this BIN or IIN is open already. If you are its head, dispute it.",
)
NOT_YOURS = Text(
    "Шақыру басқа электрондық поштаға жіберілген. Сол пошта тіркелген есептік жазбамен кіріңіз.",
    "Приглашение отправлено на другой адрес. Войдите с учетной записью этого адреса.",
    "The invitation was sent to another address. Sign in with the account of that address.",
)
ALREADY_ACTS = Text(
    "Бұл адам ұйым атынан әрекет етіп жүр.",
    "Этот человек уже действует от имени организации.",
    "This person acts for the organisation already.",
)
DISPUTED_ALREADY = Text(
    "Сіздің өтінішіңіз қаралуда.", "Ваше заявление уже рассматривается.", "Your claim is being looked at already."
)
NOT_INVITED = Text(
    "Мұндай өкілеттікке шақырылмайды.", "На такое полномочие не приглашают.", "Nobody is invited to this."
)
HEAD_STAYS = Text(
    "Бірінші басшының өкілеттігін бұл жерде тоқтатуға болмайды.",
    "Полномочия первого руководителя здесь не прекращаются.",
    "The power of the first head is not ended here.",
)

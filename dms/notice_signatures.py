"""What notices say of signatures that waited for the check, of who signs, and of supplements to agreements;
``notice_words`` puts in the values."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

OF_SIGNATURES: Mapping[str, Text] = {
    "signature_refused": Text(
        "{number}: қолтаңбаңыз тексерілді және қабылданбады. Себебін іс бетінен оқып, қайта қол қойыңыз.",
        "{number}: ваша подпись проверена и не принята. Прочтите причину на странице дела и подпишите еще раз.",
        "{number}: your signature was checked and not accepted. Read why on the case's page and sign again.",
    ),
    "signature_not_told": Text(
        "{number}: қолтаңбаңызды тексеру мүмкін болмады, тексеру енді қайталанбайды. Себебін іс бетінен оқып, басқа "
        "тіркеу куәлігімен қайта қол қойыңыз.",
        "{number}: вашу подпись не удалось проверить, проверка больше не повторится. Прочтите причину на странице дела "
        "и подпишите еще раз другим регистрационным свидетельством.",
        "{number}: your signature could not be checked, and the check is not repeated any more. Read why on the case's "
        "page and sign once more with another certificate.",
    ),
    "signature_alarm": Text(
        "{number}: екі тексергіш бір қолтаңба туралы әр түрлі жауап берді. Журнал мен жүйе жазбаларын қараңыз.",
        "{number}: две проверки ответили об одной подписи по-разному. Посмотрите журнал и записи системы.",
        "{number}: two checks gave different answers about one signature. Look at the journal and the system's log.",
    ),
    "signature_accepted": Text(
        "{number}: қолтаңбаңыз тексерілді және қабылданды.",
        "{number}: ваша подпись проверена и принята.",
        "{number}: your signature was checked and accepted.",
    ),
    "signer_changed": Text(
        "{number} ісі бойынша сіздің атыңызға дайындалған жобаға басқа адам қол қояды: {name}.",
        "Проект по делу {number}, подготовленный на ваше имя, подпишет другое лицо: {name}.",
        "The draft of case {number} that was prepared in your name will be signed by another: {name}.",
    ),
    "correction_to_approve": Text(
        "{by} шешімдерге қол қоятын адамның ({name}) аты-жөнін немесе ЖСН-ін түзетуді ұсынды. Есептік жазба бетінде "
        "тексеріп, бекітіңіз немесе қабылдамаңыз.",
        "{by} предлагает исправить имя или ИИН того, кто подписывает решения: {name}. Проверьте и утвердите или "
        "отклоните на странице учетной записи.",
        "{by} proposes to correct the name or IIN of a signer of decisions, {name}. Check it on the account's page and "
        "approve or reject it.",
    ),
    "role_to_approve": Text(
        "{by} бұл адамға қол қоюға немесе әкімшілікке құқық беретін рөл беруді ұсынды: {name}. Есептік жазба бетінде "
        "бұйрықты тексеріп, бекітіңіз немесе қабылдамаңыз.",
        "{by} предлагает дать роль с правом подписи или администрирования: {name}. Проверьте приказ на странице "
        "учетной записи и утвердите или отклоните.",
        "{by} proposes to give {name} a role that signs or administers. Check the order on the account's page and "
        "approve or reject it.",
    ),
    "role_rejected": Text(
        "{by} сіз ұсынған рөлді қабылдамады: {name}.",
        "{by} отклонил(а) предложенную вами роль: {name}.",
        "{by} rejected the role that you proposed: {name}.",
    ),
    "correction_rejected": Text(
        "{by} сіз ұсынған түзетуді қабылдамады: {name}.",
        "{by} отклонил(а) предложенное вами исправление: {name}.",
        "{by} rejected the correction that you proposed: {name}.",
    ),
    "supplement_to_sign": Text(
        "{number}: өтініш беруші банктік деректемелерді өзгерту туралы қосымша келісімге қол қойды. Іс бетінен ашып, "
        "қол қойыңыз немесе себебін жазып бас тартыңыз.",
        "{number}: заявитель подписал дополнительное соглашение о смене банковских реквизитов. Откройте его на "
        "странице дела и подпишите или отклоните, указав причину.",
        "{number}: the applicant signed a supplement with other bank details. Open it on the case's page and sign it, "
        "or decline and say why.",
    ),
    "supplement_in_force": Text(
        "{number}: қосымша келісімге қойылған екі қолтаңба да жарамды деп танылды, жаңа банктік деректемелер күшінде.",
        "{number}: обе подписи под дополнительным соглашением признаны действительными, действуют новые реквизиты.",
        "{number}: both signatures under the supplement are found valid; the new bank details are in force.",
    ),
    "supplement_anew": Text(
        "{number}: қосымша келісім қайта дайындалды, оған Оператордан {name} қол қояды. Жаңа құжатқа қол қойыңыз; "
        "алдыңғысы күшін жойды, деректемелер әзірге бұрынғысынша қалады.",
        "{number}: дополнительное соглашение подготовлено заново, от Оператора его подпишет {name}. Подпишите новый "
        "документ; прежний недействителен, реквизиты пока остаются прежними.",
        "{number}: the supplement was made anew, {name} will sign it for the operator. Sign the new paper; the one "
        "before is void, and the details stay as they are for now.",
    ),
    "supplement_declined": Text(
        "{number}: оператор қосымша келісімге қол қоюдан бас тартты, бұрынғы деректемелер күшінде. Себебі: {reasons}",
        "{number}: оператор отказался подписать дополнительное соглашение, действуют прежние реквизиты. Причина: "
        "{reasons}",
        "{number}: the operator declined to sign the supplement; the details stay as they were. Reason: {reasons}",
    ),
    "supplement_left_behind": Text(
        "{number}: іс төлем және мониторинг кезеңінен шықты, сондықтан қосымша келісім күшіне енбей аяқталды; бұрынғы "
        "деректемелер күшінде.",
        "{number}: дело вышло из стадий выплаты и мониторинга, поэтому дополнительное соглашение завершено и в силу не "
        "вступит; действуют прежние реквизиты.",
        "{number}: the case has left payment and monitoring, so the supplement has ended and comes into force no more; "
        "the details stay as they were.",
    ),
}

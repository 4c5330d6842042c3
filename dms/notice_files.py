"""What notices say of files: to whoever sent one, and to whoever keeps them; ``notice_words`` puts in the values."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

OF_FILES: Mapping[str, Text] = {
    "file_refused": Text(
        "{number}: «{name}» файлы тексерістен өтпеді. {why} Қалған файлдардың күйін де іс бетінен қараңыз.",
        "{number}: файл «{name}» не прошел проверку. {why} Посмотрите на странице дела и остальные файлы.",
        "{number}: the file “{name}” did not pass its checks. {why} Look at the other files on the case's page too.",
    ),
    "power_refused": Text(
        "{organisation}: «{name}» файлы ({person} сенімхаты не бұйрығы) тексерістен өтпеді және ешкімге берілмейді. "
        "{why} Шақыруды кері қайтарып алыңыз, ол қабылданып қойса, өкілеттігін тоқтатыңыз да, жарамды файлмен қайта "
        "шақырыңыз.",
        "{organisation}: файл «{name}» (доверенность или приказ: {person}) не прошел проверку и никому не выдается. "
        "{why} Отзовите приглашение, а если оно уже принято — прекратите полномочия, и пригласите снова с исправным "
        "файлом.",
        "{organisation}: the file “{name}” (power of attorney or order: {person}) did not pass its checks and is given "
        "to nobody. {why} Withdraw the invitation, or end the power where it was accepted, and invite again with a "
        "good file.",
    ),
    "order_refused": Text(
        "{person}: рөл туралы бұйрықтың «{name}» файлы тексерістен өтпеді және ешкімге берілмейді. {why} Ұсынылған "
        "рөлді қабылдамаңыз, берілгенін тоқтатыңыз да, рөлді жарамды файлмен қайта беріңіз.",
        "{person}: файл приказа о роли «{name}» не прошел проверку и никому не выдается. {why} Предложенную роль "
        "отклоните, данную прекратите и дайте ее снова с исправным файлом.",
        "{person}: the file of the order behind a role, “{name}”, did not pass its checks and is given to nobody. "
        "{why} Put the proposed role aside, or end the given one, and give it again with a good file.",
    ),
    "file_not_taken": Text(
        "{number}: «{name}» файлы іске тіркелмеді. {why}",
        "{number}: файл «{name}» не приложен к делу. {why}",
        "{number}: the file “{name}” was not attached to the case. {why}",
    ),
    "scanner_silent": Text(
        "Вирусқа тексергіш жауап бермейді немесе файл оған тым үлкен: {count} файл күтіп тұр, ешкімге көрсетілмейді. "
        "clamd қызметі жұмыс істей ме және StreamMaxLength жеткілікті ме, тексеріңіз.",
        "Проверка на вирусы не отвечает или файл для нее слишком велик: ждут файлов: {count}, они никому не выдаются. "
        "Проверьте, работает ли служба clamd и достаточно ли StreamMaxLength.",
        "The virus scanner gives no answer, or files are too large for it: {count} files wait and are shown to nobody. "
        "See whether the service clamd runs and whether its StreamMaxLength is large enough.",
    ),
    "scanner_stale": Text(
        "Вирустар дерекқоры бір аптадан ескі: freshclam қызметін тексеріңіз.",
        "База вирусов старше недели: проверьте службу freshclam.",
        "The virus signatures are more than a week old: see to the service freshclam.",
    ),
    "files_lost": Text(
        "Дұрыс көшірмесі қалмаған файлдар: {count}. Тапсырмалар бетін қарап, сақтық көшірмеден қалпына келтіріңіз.",
        "Файлов без единой целой копии: {count}. Посмотрите страницу заданий и восстановите их из резервной копии.",
        "Files without any good copy: {count}. Look at the page of jobs and restore them from the backup.",
    ),
    "store_unlocked": Text(
        "Файлдар қоймасы мөрленген пакеттерді қорғамайды: нұсқалары немесе құлпы істемейді. Тапсырмалар бетін "
        "қарап, қойманы реттеңіз де, dms doctor командасымен тексеріңіз.",
        "Хранилище файлов не защищает опечатанные пакеты: не действуют версии или блокировка. Посмотрите страницу "
        "заданий, исправьте хранилище и проверьте командой dms doctor.",
        "The store of files does not protect sealed packages: versions or the lock do not hold. Look at the page of "
        "jobs, mend the store and try it with dms doctor.",
    ),
}

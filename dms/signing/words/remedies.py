"""What to do next about a signature."""

from __future__ import annotations

from workflows.text import Text

SIGN_AGAIN = Text(
    "Құжатқа жүйенің өзінде қайта қол қойыңыз.",
    "Подпишите документ в системе еще раз.",
    "Sign the document in the system once more.",
)
OTHER_KEY = Text(
    "Ұлттық куәландырушы орталықтың қолданыстағы қол қою кілтін таңдаңыз.",
    "Выберите действующий ключ подписи Национального удостоверяющего центра.",
    "Choose a valid signing key of the National Certification Authority.",
)
WAIT = Text(
    "Күтіңіз: тексеру өздігінен қайталанады.",
    "Подождите: проверка повторится сама.",
    "Wait: the check repeats by itself.",
)
OTHER_CERTIFICATE = Text(
    "Басқа тіркеу куәлігінің кілтімен қайта қол қойыңыз; ол болмаса, Ұлттық куәландырушы орталықтан алыңыз.",
    "Подпишите еще раз ключом другого регистрационного свидетельства; если его нет, получите его в Национальном "
    "удостоверяющем центре.",
    "Sign once more with the key of another certificate; if you have none, get one from the National Certification "
    "Authority.",
)
NEW_KEY = Text(
    "2015 жылғы МЕМСТ немесе RSA кілтімен қол қойыңыз.",
    "Подпишите ключом ГОСТ 2015 года или RSA.",
    "Sign with a GOST 2015 or an RSA key.",
)
RSA = Text(
    "Әзірге RSA кілтімен қол қойыңыз.",
    "Пока подпишите ключом RSA.",
    "For now sign with an RSA key.",
)

# ruff: noqa: E501 - a table of what the extraction left and what belongs there, side by side
"""Cuts the Kazakh text of order 342 into clauses: ``python scripts/cut_law.py ORDER.txt > dms/law/342.kk.json``.

The text comes out of a PDF: a paragraph begins with six spaces, the other line ends are layout, and a reference that
was a link has fallen out of its place. ``FIXES`` puts back what fell; each must be found, and no gap may be left.
Heads, ends and tables of the forms, which the extraction tears apart, were put together by hand in
``law_forms.kk.json``: the lines before and after what is cut, by clause."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

#: What the extraction left → the natural order, in the text with its lines joined.
FIXES: tuple[tuple[str, str], ...] = (
    ("Заңы 9-14) тармақшасына сәйкес әзірленді.бабының", "Заңы 9-бабының 14) тармақшасына сәйкес әзірленді."),
    ("№ 1164  (Нормативтік құқықтық актілердің мемлекеттік тіркеубұйрығы тізілімінде № 12652", "№ 1164 бұйрығы (Нормативтік құқықтық актілердің мемлекеттік тіркеу тізілімінде № 12652"),
    ("№ 118  (Нормативтік құқықтық актілердің мемлекеттік бұйрығы тіркеу", "№ 118 бұйрығы (Нормативтік құқықтық актілердің мемлекеттік тіркеу"),
    ("№ 485  (Нормативтік құқықтық актілердің мемлекеттік тіркеу тізілімінде № бұйрығы 24311", "№ 485 бұйрығы (Нормативтік құқықтық актілердің мемлекеттік тіркеу тізілімінде № 24311"),
    ("Осы бұйрықтың  сәйкес Қазақстанда шығарылған өңделген 1-қосымшасына ", "Осы бұйрықтың 1-қосымшасына сәйкес Қазақстанда шығарылған өңделген "),
    ("Осы бұйрыққа  сәйкес Қазақстан Республикасы Инвестициялар және2-қосымшаға ", "Осы бұйрыққа 2-қосымшаға сәйкес Қазақстан Республикасы Инвестициялар және "),
    ("Заңының  14) тармақшасына әзірленген,9-бабы қазақстанда", "Заңының 9-бабы 14) тармақшасына әзірленген, қазақстанда"),
    ("Республикасының  сәйкес жүзеге асырылатын өңдеу өнеркәсібі мен Заңына ", "Республикасының Заңына сәйкес жүзеге асырылатын өңдеу өнеркәсібі мен "),
    ("№ 306  бекітілген (бұйрығымен Нормативтік", "№ 306 бұйрығымен бекітілген (Нормативтік"),
    ("8-тармағының  сәйкес келтірілген шығындар 1) тармақшасына ", "8-тармағының 1) тармақшасына сәйкес келтірілген шығындар "),
    ("8-тармағының  және  сәйкес келтірілген 2) 3) тармақшаларына ", "8-тармағының 2) және 3) тармақшаларына сәйкес келтірілген "),
    ("Заңының  2-5-бабы тармағының", "Заңының 5-бабы 2-тармағының"),
    ("№ 452  бекітілген (Нормативтік құқықтық актілерді бұйрығымен ", "№ 452 бұйрығымен бекітілген (Нормативтік құқықтық актілерді "),
    ("Қағидаларға 1-сәйкес нысан бойынша өнеркәсіптік-инновациялық қызмет субъектісінің қосымшаға ", "Қағидаларға 1-қосымшаға сәйкес нысан бойынша өнеркәсіптік-инновациялық қызмет субъектісінің "),
    ("Қағидаларға  сәйкес нысан бойынша шығындарды өтеу мүмкіндігі туралы 2-қосымшаға ", "Қағидаларға 2-қосымшаға сәйкес нысан бойынша шығындарды өтеу мүмкіндігі туралы "),
    ("көрсету шеңберінде (Нормативтік құқықтық актілерді мемлекеттік тіркеу қағидалары ", "көрсету қағидалары шеңберінде (Нормативтік құқықтық актілерді мемлекеттік тіркеу "),
    ("Келісімге  сәйкес мемлекеттік1-қосымшаға ", "Келісімге 1-қосымшаға сәйкес мемлекеттік "),
    ("Келісімге  келтірілген;2-қосымшада", "Келісімге 2-қосымшада келтірілген;"),
    ("Келісімге  көрсетілген мемлекеттік ынталандыру шаралары 1-қосымшада ", "Келісімге 1-қосымшада көрсетілген мемлекеттік ынталандыру шаралары "),
    ("1 )  Х а л ы қ а р а л ы қ сертификаттаудан", "1) Халықаралық сертификаттаудан"),
    ("И н д у с т р и я  ж ә н е инфрақұрылымдық", "Индустрия және инфрақұрылымдық"),
    ("№ 306  бұйрығымен", "№ 306 бұйрығымен"),
    ("Заңының  8-бабына", "Заңының 8-бабына"),
    ("тәулік Ақпараттандыру объектісінің жұмыс кестесі: Көрсетілетін қызметті берушінің жұмыс кестесі: бойы", "тәулік бойы"),
    ("Еңбек кодексін (бұдан әрі – Кодекс) сәйкес е демалыс", "Еңбек кодексіне (бұдан әрі – Кодекс) сәйкес демалыс"),
    ("8: 30-дан", "8:30-дан"),
    ("Мемлекеттік қызмет көрсету м е к е н ж а й л а р ы интернет-ресурстарда", "Мемлекеттік қызмет көрсету мекенжайлары интернет-ресурстарда"),
)  # fmt: skip

#: The table of Annex 1 item 12, whose columns the extraction cut to pieces.
COST_TABLE = (
    "Кесте бағандары: р/с №; Шығындардың атауы; Экономикалық қызмет түрі (экономикалық қызметтің жалпы жіктеуішінің "
    "коды, атауы); Шығындар жүргізілген шарттың нөмірі және күні; Орындалған жұмыстар, көрсетілетін қызметтерді/"
    "жұмыстарды қабылдап алу актісінің нөмірі мен күні; Шот-фактураның/төлем шотының нөмірі мен күні; Қосылған құн "
    "салықсыз шығындар сомасы (төлем валютасында, теңгемен)."
)
#: The table of Annex 2.
SUM_TABLE = (
    "Кесте бағандары: №; Өтініш беруші шығындарды өтеуге ұмтылған көрсетілген қызметтер/жұмыстар (Шарт/келісім № және "
    "күні); Шығын сомасы, теңге (_______ теңге); Өтеу көлемі (______%, ______ теңгеден артық емес); Өтеу сомасы, теңге "
    "(_______ теңге)."
)
#: Rows of Annex 6: name of the row, first words of its value, first words of what follows it.
ROWS = (
    (1, "Көрсетілетін қызметті берушінің атауы", '"QazIndustry" қазақстандық', "2\nМемлекеттік қызмет көрсету"),
    (2, "Мемлекеттік қызмет көрсету тәсілдері", '1. "Электрондық үкіметтің"', "3 Мемлекеттік қызмет"),
    (3, "Мемлекеттік қызмет көрсету мерзімі", "8 (сегіз) жұмыс күні", "4 Мемлекеттік қызмет"),
    (4, "Мемлекеттік қызмет көрсету нысаны", "Электрондық (ішінара", "5\nМемлекеттік қызмет"),
    (5, "Мемлекеттік қызмет көрсету нәтижесі", "Шығындардың бір бөлігін өтеу\nтуралы келісімді", "6\nМемлекеттік"),
    (6, "Мемлекеттік қызметті көрсету кезінде көрсетілетін қызметті алушыдан алынатын төлем мөлшері және Қазақстан "
        "Республикасының заңнамасында көзделген жағдайларда оны алу тәсілдері", "Тегін\n", "Жөндеу жұмыстарын"),
    (7, "Ақпараттандыру объектісінің жұмыс кестесі; көрсетілетін қызметті берушінің жұмыс кестесі",
        "Жөндеу жұмыстарын жүргізуге", "Шығындардың бір бөлігін өтеуді\nалуға"),
    (8, "Мемлекеттік қызмет көрсету үшін көрсетілетін қызметті алушыдан талап етілетін құжаттар мен мәліметтердің "
        "тізбесі", "Шығындардың бір бөлігін өтеуді\nалуға", "9\nМемлекеттік қызмет"),
    (9, "Мемлекеттік қызмет көрсетуден бас тарту үшін Қазақстан Республикасының заңнамасында белгіленген негіздемелер",
        "1) көрсетілетін қызметті\nалушының мемлекеттік", "Мемлекеттік көрсетілетін қызмет,\nоның ішінде"),
    (10, "Мемлекеттік көрсетілетін қызмет, оның ішінде электрондық нысанда және Мемлекеттік корпорация арқылы көрсету "
        "ерекшеліктерін ескерумен өзге де талаптар", "Мемлекеттік қызмет көрсету\nм е к е н", "Бұйрыққа\n2-қосымша"),
)  # fmt: skip
#: The heading of the row's left column stands in the middle of the right one.
STRAY = "\nМемлекеттік қызмет көрсету үшін\nкөрсетілетін қызметті алушыдан\nталап етілетін құжаттар мен\nмәліметтердің тізбесі\n"
#: Words that begin a paragraph inside a value of Annex 6.
BREAKS = (
    "Қазақстандық тауар өндірушілер", "СТ-KZ сертификаты, ", "Егер Қазақстан Республикасының бейрезиденті",
    "өтініш берушінің экономиканың", "жұмсалған шығындардың қажеттілігі", "алынған жұмыстар және/немесе", "Шығын түріне байланысты", "Көрсетілетін қызметті беруші ақпараттық жүйелерден",
    "тауарларды жеткізуге арналған шарттардың", "теміржол көлігі жүкқұжаты, сондай-ақ",
    "тасымалдау туралы шартқа", "Дүйсенбіден жұмаға", "Мемлекеттік қызметтер көрсету мәселелері",
    "сәйкестендіру құралдарын немесе материалдық тасымалдауышты,", "2. Ақпараттық жүйе", "тауарлардың, жұмыстар мен көрсетілетін қызметтердің және сапа",
)  # fmt: skip

used: set[str] = set()


def joined(lines: list[str]) -> str:
    """One paragraph out of its layout lines, with the references back in their places."""
    text = ""
    for line in lines:
        glue = (
            "" if not text or re.search(r'[(\w]-$|[(/]$|(^|\s)"$', text) or line.startswith((",", ")", '" ')) else " "
        )
        text = text.rstrip() + glue + line.strip()
    for wrong, right in FIXES:
        if wrong in text:
            used.add(wrong)
            text = text.replace(wrong, right)
    text = re.sub(r"\( ", "(", text).strip()
    if "  " in text or re.search(r"\d\)\s\d\) ", text):
        raise SystemExit(f"a gap is left: {text}")
    return text


def paragraphs(text: str, *, form: bool = False) -> list[str]:
    """Paragraphs of the body: each begins with six spaces. A ``form`` breaks sentences into lines that begin so too."""
    found: list[list[str]] = []
    for line in text.replace("\f", "\n").split("\n"):
        if line.startswith("      ") and not (form and found and _goes_on(found[-1][-1], line)):
            found.append([line])
        elif line.strip() and found:
            found[-1].append(line)
    return [joined(lines) for lines in found]


def _goes_on(before: str, line: str) -> bool:
    return (
        not re.search(r"[.:;]\s*$", before)
        and re.match(r"[а-яәғқңөұүһі(_—]|2 \(екі\) данада", line.strip()) is not None
    )


def between(text: str, first: str, last: str) -> str:
    start = text.index(first)
    return text[start : text.index(last, start + len(first))]


def numbered(prefix: str, found: list[str]) -> dict[str, list[str]]:
    """Clauses ``prefix.N`` and ``prefix.N.M`` of paragraphs that begin with ``N.`` and ``M)``."""
    clauses: dict[str, list[str]] = {}
    item = part = ""
    for paragraph in found:
        if (mark := re.match(r"(\d+)\. ", paragraph)) and int(mark[1]) == int(item or 0) + 1:
            item, part = mark[1], ""
        elif mark := re.match(r"(\d+)\) ", paragraph):
            part = mark[1]
        if item:
            clauses.setdefault(prefix + item, []).append(paragraph)
            if part:
                clauses.setdefault(f"{prefix}{item}.{part}", []).append(paragraph)
    return clauses


def agreement(text: str) -> dict[str, list[str]]:
    """Items 1 to 21; the nine headings between them are not items of their own."""
    headings = ("Келісім мәні", "Тараптардың", "Құпиялылық", "Еңсерілмейтін күш мән-жайлары", "Даулы", "Қорытынды")
    body = [p for p in paragraphs(text, form=True) if not re.match(rf"\d\. ({'|'.join(headings)})[^.,]*$", p)]
    return numbered("342:A3.", body)


def order_itself(text: str) -> dict[str, list[str]]:
    """The order's own items, by which the rules are approved, and its Annex 2: the orders that end with it."""
    body = between(text, "      1. Осы бұйрықтың", "      Қазақстан Республикасы\nИндустрия")
    repealed = text[text.index('      1. "Индустриялық-инновациялық қызмет') :]
    return numbered("342:B.", paragraphs(body)) | numbered("342:BA2.", paragraphs(repealed))


def report(text: str) -> dict[str, list[str]]:
    """Annex 4: what the explanation says of each of the nine columns, and its own four items."""
    said = between(text, "      1. Осы түсініктеме (бұдан әрі", "2-тарау. Нысанды толтыру")
    columns = paragraphs(between(text, '      1) "1" бағанда', "Қазақстанда шығарылған өңделген"))
    clauses = {f"342:A4.{number}": [words] for number, words in enumerate(columns, start=1)}
    return {"342:A4": columns} | clauses | {"342:A4.T": []} | numbered("342:A4.T.", paragraphs(said))


def table(text: str) -> dict[str, list[str]]:
    """Annex 6, row by row; the numbered documents of row 8 and grounds of row 9 are clauses too."""
    clauses: dict[str, list[str]] = {}
    text = "\n".join(line.strip() for line in text.replace("\f", "\n").split("\n") if line.strip()).replace(STRAY, "\n")
    for number, name, first, last in ROWS:
        whole = joined([line for line in between(text, first, last).split("\n") if line.strip()])
        for words in BREAKS:
            whole = whole.replace(" " + words, "\n" + words, 1)
        whole = re.sub(r" (\d)\) (?=[а-яәғқңөұүһіҚХ])", r"\n\1) ", whole)
        lines = [line.strip() for line in whole.split("\n")]
        clauses[f"342:A6.{number}"] = [name, *lines]
        part = ""
        for line in lines:
            mark = re.match(r"(\d)\) ", line)
            if mark and f"342:A6.{number}.{mark[1]}" in clauses and mark[1] <= part:
                break  # row 8 numbers its lists anew by type of cost
            part = mark[1] if mark else part
            if line.startswith("Шығын түріне байланысты"):
                break
            if part:
                clauses.setdefault(f"342:A6.{number}.{part}", []).append(line)
    return clauses


def with_forms(clauses: dict[str, list[str]]) -> dict[str, list[str]]:
    """Around what was cut, the heads and ends of the forms; in the order of the law."""
    forms = json.loads((Path(__file__).parent / "law_forms.kk.json").read_text(encoding="utf-8"))
    for ref, lines in forms.items():
        clauses[ref] = [*lines.get("before", []), *clauses.get(ref, []), *lines.get("after", [])]
    return {ref: clauses[ref] for ref in sorted(clauses, key=place)}


def place(ref: str) -> tuple[object, ...]:
    """Where a clause stands: the order itself, its rules, their annexes, the annexes of the order."""
    first, *more = ref.partition(":")[2].split(".")
    room = 1 if first.isdigit() else ("B", "", "A", "BA").index(first.rstrip("0123456789"))
    steps = ((step.isalpha(), step.rstrip("0123456789"), int(re.sub(r"\D", "", step) or 0)) for step in (first, *more))
    return (room, *steps)


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    rules = between(text, "1-тарау. Жалпы ережелер", "өтінім (өтініш беруші бланкіде")
    rules = rules[: rules.index("\nҚазақстанда шығарылған\nөңделген тауарларды")]
    rules = re.sub(r"\n2-тарау\..*?тәртібі\.\n", "\n", rules, flags=re.DOTALL)
    clauses = order_itself(text) | numbered("342:", paragraphs(rules))
    annex1 = between(text, "көрсетуге арналған өтінім (өтініш беруші", "2-қосымша\n\n      нысан")
    head, tail = annex1.split("р/с №", 1)
    annex1 = head + "      " + COST_TABLE + "\n" + tail[tail.index("      * Кестелерді") :]
    annex1 = annex1[: annex1.index("      Осы Өтінімге мынадай")]
    items = paragraphs(annex1, form=True)
    clauses |= {"342:A1": items, **numbered("342:A1.", items)}
    second = between(text, "      ____________________________________\n      (өнер", "3-қосымша\n\nШығындарды өтеу")
    second = (
        second.split("\n№\n")[0] + "\n      " + SUM_TABLE + second[second.index("\n      Осыған байланысты, бел") :]
    )
    clauses["342:A2"] = paragraphs(second[: second.index("      ___________________________ ________ __")], form=True)
    clauses |= agreement(between(text, "      1. Келісім мәні", "      9. Тараптардың мекенжайлары"))
    clauses |= report(text) | table(text[text.index("негізгі талаптардың тізбесі\n\n1\n") :])
    if missed := [wrong for wrong, _ in FIXES if wrong not in used]:
        raise SystemExit(f"not found: {missed}")
    json.dump(with_forms(clauses), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

"""How to make a file that is taken: steps for the person at the scanner, by what was found in the refused one (342:17).
The help page shows them all; the reason of a refusal leads to its own."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Help:
    """One subject. ``codes``: the findings (``dms/pdf/findings``) that lead here."""

    key: str
    title: Text
    why: Text
    steps: tuple[Text, ...]
    codes: frozenset[str] = frozenset()


GREY = "grey"  #: what is told of a scan without colour; it refuses nothing

SUBJECTS: tuple[Help, ...] = (
    Help(
        "colour",
        Text(
            "Түпнұсқаны түрлі түсті етіп сканерлеу", "Как отсканировать оригинал в цвете", "Scan the original in colour"
        ),
        Text(
            "Бұйрық түпнұсқаның түрлі түсті сканерленген көшірмесін немесе PDF форматына ауыстырылған электрондық "
            "түпнұсқаны талап етеді.",
            "Приказ требует цветную скан-копию оригинала либо электронный оригинал, переведенный в PDF.",
            "The order asks for a colour scan of the original, or an electronic original converted to PDF.",
        ),
        (
            Text(
                "Сканерде «Түрлі түсті» режимін таңдаңыз; «Сұр реңк» пен «Ақ-қара» жарамайды.",
                "Выберите в сканере режим «Цветной»; «Оттенки серого» и «Черно-белый» не подходят.",
                "Choose “Colour” on the scanner; “Greyscale” and “Black and white” will not do.",
            ),
            Text(
                "Ажыратымдылықты 300 dpi, пішімді PDF етіп қойыңыз.",
                "Установите разрешение 300 dpi и формат PDF.",
                "Set the resolution to 300 dpi and the format to PDF.",
            ),
            Text(
                "Түпнұсқаның барлық бетін, мөрі мен қолы бар сыртқы бетін де сканерлеңіз; бос беттерді салмаңыз.",
                "Отсканируйте все страницы оригинала, в том числе оборот с печатью и подписью; пустые не включайте.",
                "Scan every page of the original, the back with seal and signature too; leave out blank pages.",
            ),
            Text(
                "Файлды ашып, мәтіннің, мөрдің және қолдың анық көрінетінін тексеріңіз.",
                "Откройте файл и проверьте, что текст, печать и подпись видны отчетливо.",
                "Open the file and check that text, seal and signature are clearly seen.",
            ),
        ),
        frozenset({GREY, "blank", "no_pages", "too_many_pixels"}),
    ),
    Help(
        "again",
        Text("Бүлінген файлды қайта жасау", "Как заменить поврежденный файл", "Make a damaged file anew"),
        Text(
            "Файл толық жазылмаған, бүлінген немесе оған бөгде деректер қосылған.",
            "Файл записан не полностью, поврежден или к нему добавлены посторонние данные.",
            "The file was not written to its end, is damaged, or has foreign data added to it.",
        ),
        (
            Text(
                "Файлды өз компьютеріңізде ашып көріңіз. Ашылмаса, түпнұсқаны қайта сканерлеңіз.",
                "Откройте файл на своем компьютере. Если он не открывается, отсканируйте оригинал заново.",
                "Open the file on your own computer. If it does not open, scan the original again.",
            ),
            Text(
                "Ашылса, «Басып шығару» → «PDF ретінде сақтау» арқылы жаңа файл жасаңыз.",
                "Если открывается, создайте новый файл: «Печать» → «Сохранить как PDF».",
                "If it opens, make a new file: “Print” → “Save as PDF”.",
            ),
            Text(
                "Пішімін атымен емес, сақтау арқылы ауыстырыңыз: «.docx» файлын «.pdf» деп атау жеткіліксіз.",
                "Меняйте формат сохранением, а не переименованием: назвать файл «.docx» именем «.pdf» недостаточно.",
                "Change the format by saving, not by renaming: calling a “.docx” file “.pdf” is not enough.",
            ),
        ),
        frozenset({"broken", "truncated", "too_heavy", "too_dense", "bad_page_size"}),
    ),
    Help(
        "password",
        Text("Парольді алып тастау", "Как снять пароль", "Remove the password"),
        Text(
            "Қорғалған файлды тексеру де, мұрағатта ашу да мүмкін емес.",
            "Защищенный файл нельзя ни проверить, ни открыть в архиве.",
            "A protected file can neither be checked nor opened in the archive.",
        ),
        (
            Text(
                "Файлды өзі жасалған бағдарламада ашып, паролін енгізіңіз.",
                "Откройте файл в программе, где он создан, и введите пароль.",
                "Open the file in the program it was made with and enter the password.",
            ),
            Text(
                "Файл сипаттарының «Қауіпсіздік» бөлімінде қорғауды алып тастап, файлды сақтаңыз.",
                "В свойствах файла, в разделе «Безопасность», снимите защиту и сохраните файл.",
                "In the file's properties, under “Security”, take the protection off and save the file.",
            ),
            Text(
                "Бұл мүмкін болмаса, құжатты қағазға басып шығарып, түрлі түсті етіп сканерлеңіз.",
                "Если это невозможно, распечатайте документ и отсканируйте его в цвете.",
                "If that is not possible, print the document on paper and scan it in colour.",
            ),
        ),
        frozenset({"encrypted"}),
    ),
    Help(
        "print",
        Text(
            "Бағдарламасы, бейнесі немесе толтырылатын нысаны бар файл",
            "Файл с программой, видео или заполняемой формой",
            "A file with a program, a video or a form to be filled in",
        ),
        Text(
            "Мұндай файл ашылғанда өзі әрекет жасайды, сондықтан қабылданбайды.",
            "Такой файл при открытии действует сам, поэтому не принимается.",
            "Such a file acts on its own when opened and is not taken.",
        ),
        (
            Text(
                "Құжатты ашып, толтырылатын жолдарын толтырыңыз.",
                "Откройте документ и заполните поля формы.",
                "Open the document and fill in the fields of the form.",
            ),
            Text(
                "«Басып шығару» → «PDF ретінде сақтау» таңдаңыз: жаңа файлда тек беттердің өзі қалады.",
                "Выберите «Печать» → «Сохранить как PDF»: в новом файле останутся только страницы.",
                "Choose “Print” → “Save as PDF”: only the pages remain in the new file.",
            ),
        ),
        frozenset({"script", "action", "media", "form"}),
    ),
    Help(
        "embedded",
        Text("Ішінде басқа файлдар бар файл", "Файл с вложенными файлами", "A file with other files in it"),
        Text(
            "PDF ішіндегі файлдар беттерде көрінбейді, оларды ешкім оқымайды.",
            "Вложенные в PDF файлы не видны на страницах, и их никто не прочтет.",
            "Files inside a PDF are not seen on its pages, and nobody will read them.",
        ),
        (
            Text(
                "Тіркемелерді сақтап алып, әрқайсысын бөлек PDF түрінде жүктеңіз.",
                "Сохраните вложения и загрузите каждое отдельно в формате PDF.",
                "Save the attachments and upload each by itself as PDF.",
            ),
            Text(
                "Негізгі құжатты «Басып шығару» → «PDF ретінде сақтау» арқылы тіркемесіз сақтаңыз.",
                "Основной документ сохраните без вложений: «Печать» → «Сохранить как PDF».",
                "Save the main document without them: “Print” → “Save as PDF”.",
            ),
        ),
        frozenset({"embedded"}),
    ),
    Help(
        "large",
        Text("Тым үлкен файл", "Слишком большой файл", "A file that is too large"),
        Text(
            "Файлдың көлемі мен бет санының шегі бар; вирусқа тексергіштің де өз шегі бар.",
            "Размер файла и число страниц ограничены; свой предел есть и у проверки на вирусы.",
            "Size and pages of a file are limited; the virus scanner has a limit of its own.",
        ),
        (
            Text(
                "300 dpi ажыратымдылықпен қайта сканерлеңіз: одан жоғарысы қажет емес.",
                "Отсканируйте заново с разрешением 300 dpi: большее не нужно.",
                "Scan again at 300 dpi: more is not needed.",
            ),
            Text(
                "Құжатты бөліктерге бөліп, әр бөлігін бір түрдегі жеке файл етіп жүктеңіз.",
                "Разделите документ на части и загрузите каждую отдельным файлом того же вида.",
                "Split the document and upload each part as a file of the same kind.",
            ),
        ),
        frozenset({"too_many_pages", "scan_too_large"}),
    ),
    Help(
        "virus",
        Text("Файлдан вирус табылса", "Если в файле найден вирус", "When a virus was found"),
        Text(
            "Мұндай файл ешкімге көрсетілмейді және жүктеп алуға берілмейді.",
            "Такой файл никому не показывается и не выдается для загрузки.",
            "Such a file is shown to nobody and cannot be downloaded.",
        ),
        (
            Text(
                "Компьютеріңізді антивируспен тексеріңіз.",
                "Проверьте свой компьютер антивирусом.",
                "Scan your computer with an antivirus program.",
            ),
            Text(
                "Құжатты басқа компьютерде қайта сканерлеп немесе сақтап, жаңа файлды жүктеңіз.",
                "Отсканируйте или сохраните документ заново на другом компьютере и загрузите новый файл.",
                "Scan or save the document anew on another computer and upload the new file.",
            ),
        ),
        frozenset({"infected"}),
    ),
)


def subject_of(code: str) -> str:
    """The key of the subject that helps with this finding; empty where nothing is to be done by the sender."""
    return next((subject.key for subject in SUBJECTS if code in subject.codes), "")

"""The merge and the check of translations, on small projects of their own."""

from pathlib import Path

import pytest

from dms import i18n

HEADER = {
    "kk": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n',
    "ru": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n',
}
DAYS = {
    "kk": 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s күн"\nmsgstr[1] "%(num)s күн"\n',
    "ru": 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s день"\nmsgstr[1] "%(num)s дня"\n'
    'msgstr[2] "%(num)s дней"\n',
}


def entry(msgid: str, text: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{text}"\n\n'


@pytest.fixture
def project(tmp_path: Path):
    """Builds a project from a template and the fragments of both languages, and gives its faults."""

    def build(template: str, code: str = "", **fragments: str) -> list[str]:
        templates = tmp_path / "dms" / "templates"
        templates.mkdir(parents=True)
        (tmp_path / "forms").mkdir()
        (templates / "page.html").write_text(template, encoding="utf-8")
        (tmp_path / "dms" / "code.py").write_text(code, encoding="utf-8")
        for lang in i18n.LANGUAGES:
            (tmp_path / "dms" / "translations" / lang).mkdir(parents=True)
        for name, body in fragments.items():
            lang, room = name.split("_")
            path = tmp_path / "dms" / "translations" / lang / f"{room}.po"
            path.write_text(HEADER[lang] + body, encoding="utf-8")
        return i18n.check(tmp_path)

    return build


def test_a_complete_project_has_no_faults(project):
    both = entry("Hello", "Сәлем") + entry("Bye", "Сау бол")
    assert project("{{ _('Hello') }}", "x = lazy_gettext('Bye')", kk_a=both, ru_a=both) == []


def test_every_gap_is_named_with_its_place(project):
    faults = project("\n{{ _('Hello') }}", kk_a=entry("Hello", "Сәлем"))
    assert faults == ["ru: no text for “Hello” (dms/templates/page.html:2)"]


def test_an_empty_text_is_a_gap(project):
    faults = project("{{ _('Hello') }}", kk_a=entry("Hello", "Сәлем"), ru_a=entry("Hello", ""))
    assert len(faults) == 1
    assert faults[0].startswith("ru: no text for “Hello”")


def test_a_fuzzy_text_is_a_fault(project):
    good = entry("Hello", "Сәлем")
    assert project("{{ _('Hello') }}", kk_a=good, ru_a="#, fuzzy\n" + good) == ["ru: marked fuzzy: “Hello”"]


def test_places_must_be_the_same(project):
    faults = project(
        "{{ _('Saved %(time)s', time=1) }}",
        kk_a=entry("Saved %(time)s", "Сақталды %(time)s"),
        ru_a=entry("Saved %(time)s", "Сохранено %(tim)s"),
    )
    assert faults == ["ru: its places differ: “Saved %(time)s”"]


def test_a_text_used_nowhere_is_a_fault(project):
    assert project("", kk_a=entry("Old", "Ескі"), ru_a="") == ["kk: used nowhere: “Old”"]


def test_plural_forms_are_those_of_the_language(project):
    page = "{{ ngettext('%(num)s day', '%(num)s days', 2) }}"
    assert project(page, kk_a=DAYS["kk"], ru_a=DAYS["ru"]) == []


def test_a_missing_plural_form_is_a_fault(project):
    page = "{{ ngettext('%(num)s day', '%(num)s days', 2) }}"
    faults = project(page, kk_a=DAYS["kk"], ru_a=DAYS["ru"].rsplit("msgstr[2]", 1)[0])
    assert any(fault.startswith("ru") for fault in faults)


def test_two_fragments_may_share_a_text_but_not_disagree(project):
    same = {"kk_a": entry("Hello", "Сәлем"), "kk_b": entry("Hello", "Сәлем"), "ru_a": entry("Hello", "Привет")}
    faults = project("{{ _('Hello') }}", **same, ru_b=entry("Hello", "Здравствуйте"))
    assert faults == ["ru/b.po: “Hello” is translated differently in another fragment"]


def test_compiled_texts_are_what_gettext_reads(project, tmp_path):
    import gettext

    project("", kk_a=entry("Hello", "Сәлем") + DAYS["kk"], ru_a=entry("Hello", "Привет") + DAYS["ru"])
    folder = tmp_path / "dms" / "translations"
    i18n.compile_all(folder)
    russian = gettext.translation("messages", folder, languages=["ru"])
    assert russian.gettext("Hello") == "Привет"
    forms = [russian.ngettext("%(num)s day", "%(num)s days", n) for n in (1, 2, 5, 11, 21, 22, 112)]
    words = [form.split()[1] for form in forms]
    assert words == ["день", "дня", "дней", "дней", "день", "дня", "дней"]
    assert gettext.translation("messages", folder, languages=["kk"]).gettext("Hello") == "Сәлем"

"""Every text on a screen exists in Kazakh and Russian; English is the key itself."""

from dms import i18n


def test_no_screen_text_lacks_a_language():
    assert i18n.check() == []


def test_the_check_sees_the_screens():
    used = i18n.used_messages()
    assert "Skip to the main part" in used
    assert len(used) > 100

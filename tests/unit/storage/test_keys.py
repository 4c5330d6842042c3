"""Keys come from hashes; download names show what the user wrote and can do nothing."""

from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import BadKey
from storage.keys import (
    MAX_NAME,
    check_key,
    check_prefix,
    content_disposition,
    digest_in,
    file_key,
    head_key,
    package_key,
    probe_key,
    safe_filename,
    upload_key,
)

SHA = "ab" + "cd" + "0" * 60


def test_keys_name_the_hash_they_promise():
    assert file_key(SHA) == f"files/ab/cd/{SHA}"
    assert package_key(SHA) == f"packages/ab/cd/{SHA}.zip"
    assert head_key(date(2026, 3, 5), SHA) == f"heads/2026/03/05/{SHA}.json"
    for key in (file_key(SHA), package_key(SHA), head_key(date(2026, 3, 5), SHA)):
        assert check_key(key) == key
        assert digest_in(key) == SHA


@pytest.mark.parametrize("make", [upload_key, probe_key])
def test_other_keys_promise_nothing_and_are_never_the_same(make):
    assert digest_in(make()) is None
    assert len({check_key(make()) for _ in range(100)}) == 100


@pytest.mark.parametrize("sha256", ["", "ab", SHA.upper(), SHA + "0", "../" + SHA[3:], SHA[:-1] + "\n"])
def test_no_key_without_a_hash(sha256: str):
    with pytest.raises(BadKey):
        file_key(sha256)


BAD_KEYS = [
    "",
    "x",
    "/etc/passwd",
    "files/../x",
    "files/..",
    "files//x",
    "files/./x",
    "files/.hidden",
    ".tmp/x",
    "files/x/",
    "files/a b",
    "files/a\\b",
    "files/a\n",
    "files/a\0",
    "files/құжат",
    "files/" + "a" * 129,
    "a/" * 300 + "a",
]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_what_is_no_key_is_refused(key: str):
    with pytest.raises(BadKey):
        check_key(key)


@pytest.mark.parametrize("prefix", ["", "files", "files/", "files/a", "heads/2026/03/"])
def test_prefix_of_a_key(prefix: str):
    assert check_prefix(prefix) == prefix


@pytest.mark.parametrize("prefix", ["/", "..", "../", "files/../", "files//", ".tmp"])
def test_what_no_key_begins_with_is_no_prefix(prefix: str):
    with pytest.raises(BadKey):
        check_prefix(prefix)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Шарт №7 (қосымша).pdf", "Шарт №7 (қосымша).pdf"),
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\акт.pdf", "акт.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a  Set-Cookie_ x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200bb\0c.pdf", "abc.pdf"),
        (" .hidden. ", "hidden"),
        ("nul", "_nul"),
        ("COM1.pdf", "_COM1.pdf"),
        ("com¹.txt", "_com¹.txt"),
        ('a"b;c%41.pdf', "a_b_c_41.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("bad\udcff.pdf", "bad_.pdf"),
        ("", "file"),
        ("..", "file"),
        ("???", "file"),
        ("folder/", "file"),
    ],
)
def test_download_name_is_harmless(name: str, safe: str):
    assert safe_filename(name) == safe


@pytest.mark.parametrize("stem", ["a" * 300, "қ" * 200, "𝒜" * 100, "a" * 250 + "қ"])
def test_long_name_keeps_its_extension_and_whole_letters(stem: str):
    cut = safe_filename(stem + ".pdf")
    assert len(cut.encode()) <= MAX_NAME
    assert cut.endswith(".pdf")
    assert stem.startswith(cut.removesuffix(".pdf"))


def test_long_extension_is_no_extension():
    assert len(safe_filename("a." + "b" * 400).encode()) <= MAX_NAME


@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_any_name_gives_one_safe_line(name: str):
    safe = safe_filename(name)
    assert safe
    assert len(safe.encode()) <= MAX_NAME
    assert safe == safe_filename(safe)
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\"\r\n\0;%')
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.partition("filename*=UTF-8''")[2]) == safe
    assert header.count('"') == 2


def test_header_has_a_plain_and_a_true_name():
    assert content_disposition("Шарт №7.pdf") == (
        "attachment; filename=\"____ _7.pdf\"; filename*=UTF-8''%D0%A8%D0%B0%D1%80%D1%82%20%E2%84%967.pdf"
    )
    assert content_disposition("a.pdf", inline=True).startswith("inline; ")

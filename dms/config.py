"""Settings, read from the environment once and typed. A default exists only where it is right for production and
safe to publish; the demo and the tests hand in their own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

#: Hosts at which the demonstration may stand.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: Settings that are addresses, or several of them.
ADDRESSES = ("files_url", "rates_url", "register_bin_url", "ocsp_url", "crl_urls", "tsa_url", "ncanode_url")


class ConfigError(Exception):
    """A setting is missing or wrong. The message names it and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting of the application. The environment's name is ``DMS_`` and the field in capitals."""

    database_url: str  #: SQLAlchemy URL of the application's own role (neither superuser nor owner)
    secret_key: str  #: signs cookies and tokens; at least 32 characters
    storage_url: str  #: ``dir:///path`` or ``s3://key:secret@host/bucket``
    copy_url: str = ""  #: store of the second copy of every file, as ``storage_url``; empty: one copy
    fixity_days: int = 30  #: within so many days every stored file is read again
    public_url: str = "http://localhost:8000"  #: address in QR codes and letters
    files_url: str = ""  #: address of a second host for files alone; empty: beside the pages (or in the store)
    mail_url: str = ""  #: ``smtp://…`` or ``folder:///path``; empty: e-mail is switched off and says so
    scanner: str = "off"  #: ``off`` or ``required``
    scanner_address: str = "127.0.0.1:3310"  #: clamd, host:port or socket path
    demo: bool = False  #: demo clock and demo signer; refused unless ``public_url`` is this machine
    var: Path = Path("var")  #: working folder of the machine: demo authority, temporary files
    trust_anchors: str = ""  #: PEM file of certification authorities trusted for signatures
    revocation_hosts: str = ""  #: hosts that certificates may name for OCSP and lists, by commas; empty: none is asked
    ocsp_url: str = ""  #: OCSP responder asked about every certificate; empty: the one in the certificate
    crl_urls: str = ""  #: revocation lists fetched for every certificate, by commas; empty: those in the certificate
    tsa_url: str = ""  #: time-stamping authority (RFC 3161) asked for what came without a stamp; empty: none is
    tsa_anchors: str = ""  #: PEM file of the roots of time-stamping authorities; empty: the trust anchors
    restamp_days: int = 365  #: so many days before a stamp's proof ends, its evidence is stamped anew
    ncanode_url: str = ""  #: NCANode as a second opinion; empty: not asked
    ocsp_minutes: int = 60  #: how old an OCSP answer that names no next one may be, at most a day
    max_upload_mb: int = 200  #: one file (Annex 6 names no limit; ours)
    operator: str = "QazIndustry"  #: short name on pages
    operator_bin: str = ""  #: the operator's BIN: certificates of its head must carry it
    operator_name_kk: str = '«"QazIndustry" қазақстандық индустрия және экспорт орталығы» акционерлік қоғамы'
    operator_name_ru: str = "Акционерное общество «Казахстанский центр индустрии и экспорта «QazIndustry»"
    operator_name_en: str = "“QazIndustry” Kazakhstan Industry and Export Center joint-stock company"
    operator_city_kk: str = "Астана"
    operator_city_ru: str = "Астана"
    operator_city_en: str = "Astana"
    operator_address_kk: str = ""  #: as section 9 of the agreement shows it
    operator_address_ru: str = ""
    operator_address_en: str = ""  #: for the English pages alone; empty: the Russian one, marked as such
    operator_phone: str = "1414, 8-800-080-7777"  #: the contact centre (342:A6.10)
    operator_email: str = ""  #: in the report of 342:A4
    operator_bank: str = ""  #: name of the bank of the programme's account
    operator_bank_ru: str = ""  #: the same in Russian papers; empty: as above
    operator_iban: str = ""  #: the programme's account
    operator_bic: str = ""
    operator_kbe: str = ""  #: КОд of the sender of money: residency and sector of the economy
    payment_purpose_code: str = ""  #: КНП of the payments of the programme
    rates_url: str = ""  #: address of the National Bank's dated feed; empty: rates are entered and loaded by people
    register_bin_url: str = ""  #: address of the register's look-up by BIN; empty: it is asked by hand
    export_review_days: int = 0  #: working days of the review of order 314, at least 4; 0: not set, no refusal goes out
    second_factor_required: bool = False  #: everybody must set up a second factor; off, everybody may
    staff_second_factor: bool = True  #: staff must have one or log in by EDS; the demo asks nobody
    secure_cookies: bool = True  #: off only for a plain-http demo on loopback


def load(given: Mapping[str, object] | None = None) -> Settings:
    """The settings from ``given`` (names as in the environment), else from the environment.

    Raises:
        ConfigError: a required setting is absent or a value cannot be read.
    """
    source: Mapping[str, object] = {**os.environ, **(given or {})}
    values: dict[str, object] = {}
    for f in fields(Settings):
        name = f"DMS_{f.name.upper()}"
        if name in source:
            values[f.name] = _typed(name, str(f.type), source[name])
    for required in ("database_url", "secret_key", "storage_url"):
        if not values.get(required):
            raise ConfigError(f"DMS_{required.upper()} is not set")
    settings = Settings(**values)  # type: ignore[arg-type]  # each typed by its field above
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    """Raises: ConfigError for a value that cannot be right."""
    for wrong, words in _faults(settings):
        if wrong:
            raise ConfigError(words)
    for name in ADDRESSES:
        for address in getattr(settings, name).replace(",", " ").split():
            if not address.startswith(("https://", "http://")):
                raise ConfigError(f"DMS_{name.upper()} must begin with https:// or http://")


def _faults(settings: Settings) -> Iterator[tuple[bool, str]]:
    """(whether it is so, what is wrong then), one for each rule over a value."""
    public = urlsplit(settings.public_url)
    yield len(settings.secret_key) < 32, "DMS_SECRET_KEY must have at least 32 characters"
    yield settings.scanner not in ("off", "required"), "DMS_SCANNER must be off or required"
    yield (
        settings.demo and public.hostname not in LOOPBACK,
        "DMS_DEMO=1 signs with keys of its own for anybody: it starts only where DMS_PUBLIC_URL is this machine, "
        "http://127.0.0.1 or http://localhost",
    )
    yield settings.fixity_days < 1, "DMS_FIXITY_DAYS must be at least 1"
    yield (
        bool(settings.files_url) and urlsplit(settings.files_url).netloc == public.netloc,
        "DMS_FILES_URL must name another host than DMS_PUBLIC_URL",
    )
    yield (
        0 < settings.export_review_days < 4 or settings.export_review_days < 0,
        "DMS_EXPORT_REVIEW_DAYS must be 0 or at least 4",
    )
    yield settings.restamp_days < 1, "DMS_RESTAMP_DAYS must be at least 1"
    yield not 0 < settings.ocsp_minutes <= 1440, "DMS_OCSP_MINUTES must be between 1 and 1440"


def _typed(name: str, kind: str, value: object) -> object:
    if kind == "bool":
        text = str(value).lower()
        if text not in ("0", "1", "true", "false"):
            raise ConfigError(f"{name} must be 0 or 1, not {value!r}")
        return text in ("1", "true")
    if kind == "int":
        try:
            return int(str(value))
        except ValueError:
            raise ConfigError(f"{name} must be a whole number, not {value!r}") from None
    return Path(str(value)) if kind == "Path" else str(value)

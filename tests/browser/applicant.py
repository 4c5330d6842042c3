"""What a producer does at his browser: from the first visit to an application on the desk, and his reports later."""

from __future__ import annotations

import base64
import re
import time
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.people import PATIENCE, Person
from tests.fixtures.filled import small_pdf
from tests.fixtures.people import PASSWORD, make_bin, make_iin

#: Pages of an application whose fields are only typed in, in the order of the list.
PAGES: dict[str, dict[str, Any]] = {
    "applicant": {
        "language": "kk",
        "registration_date": "12.03.2021",
        "legal_address__postcode": "020000",
        "legal_address__region": "Ақмола облысы",
        "legal_address__city": "Көкшетау қаласы",
        "legal_address__street": "Абай көшесі, 12",
        "head__position": "Директор",
        "head__phone": "+7 701 555 12 34",
    },
    "staff": {"staff_total": "48", "staff_citizens": "46", "local_content_share": "98,5"},
    "activity": {"oked_code": "15201", "oked_name": "Аяқ киім өндірісі", "products": "Былғары аяқ киім"},
    "support": {"support_participant": "no"},
    "bank": {
        "bank__name": "«Банк» АҚ",
        "bank__iban": "KZ476010131000179714",
        "bank__bic": "HSBKKZKX",
        "bank__kbe": "17",
    },
    "contact": {"contact__position": "Бухгалтер", "contact__phone": "+7 701 555 12 34"},
}
#: Pages whose boxes are ticked, and which of them.
TICKED = {"cost_types": "[value='1.assessment'], [value='1.tests']", "declarations": "[type=checkbox]"}


def ago(days: int) -> str:
    """A day before today as people write it."""
    return f"{date.today() - timedelta(days):%d.%m.%Y}"


def sign_up(person: Person, email: str, mail: Path) -> None:
    """Opens an account, confirms it by the letter and logs in."""
    person.go("/account/sign-up")
    person.axe("sign-up")
    who = {"name": "Ахметова Әсел Ғабитқызы", "iin": make_iin(), "email": email}
    person.press("/account/sign-up", **who, password=PASSWORD, agree=True)
    person.go(_link(mail, email))
    person.click(person.page.locator("main form button").first)
    person.log_in(email)


def _link(mail: Path, to: str) -> str:
    """The path of the first address in the letter to ``to``; the worker is writing it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for file in mail.glob("*.eml"):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = letter.get_body(("plain",))
            found = re.search(r"https?://[^/\s]+(/\S+)", body.get_content()) if body else None
            if letter["to"] == to and found:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"no letter to {to}")


def open_organisation(person: Person, name: str) -> None:
    """By the certificate of its first head."""
    person.go("/account/organisations/open")
    person.press("/organisations/open", number=make_bin(), name=name)
    person.axe("proof of a certificate")
    person.click(person.page.locator("button[name=demo]"))


def fill(person: Person) -> str:
    """Every page of a new application, its documents too; gives the application's id."""
    person.go("/portal/start")
    person.axe("choice of a programme")
    person.click(person.page.locator("form:has([name=programme][value=domestic-342]) button"))
    application = re.search(r"/portal/a/([^/]+)", person.page.url)
    assert application, person.page.url
    home = f"/portal/a/{application[1]}"
    for page, fields in PAGES.items():
        person.go(f"{home}/{page}")
        person.press(f"{home}/{page}", **fields)
    for page, boxes in (
        ("cost_types", "[value='1.assessment'], [value='1.tests']"),
        ("declarations", "[type=checkbox]"),
    ):
        person.go(f"{home}/{page}")
        for box in person.page.locator("main form").locator(boxes).all():
            person.tick(box)
        person.press(f"{home}/{page}")
    _costs(person, home)
    _documents(person, home)
    return application[1]


def _costs(person: Person, home: str) -> None:
    """One invoice in tenge paid in two parts and one in dollars: 17 524 000 tenge in all."""
    common = {"oked_code": "71201", "oked_name": "Техникалық сынақтар", "contract_date": ago(300)}
    person.go(f"{home}/costs")
    another = person.page.locator(f"form[action$='{home}/costs'] button")
    person.click(another)
    line = {"subitem": "1.assessment", "name": "Сәйкестікті бағалау", "contract_no": "12", "amount": "12 400 000"}
    line |= {"supplier_name": "«Сынақ» ЖШС", "supplier_bin": make_bin(), "act_no": "7", "act_date": ago(250)}
    line |= {"invoice_no": "77", "invoice_date": ago(250)} | _payment(0, "6 000 000")
    person.fill(f"{home}/costs/1", **common, **line)
    person.click(person.page.locator("main form button[name=add]"))
    person.press(f"{home}/costs/1", **_payment(1, "6 400 000"))
    person.click(another)
    line = {"subitem": "1.tests", "name": "Зертханалық сынақтар", "contract_no": "US-5", "amount": "10 000"}
    line |= {"supplier_name": "Prüf GmbH", "currency": "USD"} | _payment(0, "10 000")
    person.press(f"{home}/costs/2", **common, **line, supplier_nonresident=True)
    person.go(f"{home}/costs/2")
    person.press(f"{home}/costs/2", **{"payments-0-rate": "512,40"})
    assert "17 524 000,00" in person.words().replace("\u00a0", " ")


def _payment(no: int, amount: str) -> dict[str, str]:
    return {f"payments-{no}-paid_on": ago(240), f"payments-{no}-amount": amount, f"payments-{no}-order_no": f"{no + 1}"}


def _documents(person: Person, home: str) -> None:
    """A file for each kind that is asked for, by turns chosen and dropped. A broken one is refused in words first."""
    person.go(f"{home}/documents")
    person.axe("documents of the application")
    asked = person.page.locator("[id^=kind-]:not(:has(details input[type=file])):has(input[type=file])")
    kinds = [person.page.locator(f"#{name}") for name in asked.evaluate_all("spots => spots.map(spot => spot.id)")]
    assert len(kinds) >= 9
    kinds[0].locator("input[type=file]").set_input_files(_pdf("broken.pdf", b"%PDF-1.7\nno end"))
    expect(kinds[0].get_by_text("broken.pdf")).to_be_visible(timeout=PATIENCE * 1000)
    expect(kinds[0].locator("a[href*='/files/']")).to_have_count(0)
    for number, kind in enumerate(kinds):
        name, data = f"{number}.pdf", small_pdf()
        if number % 2:
            _drop(person, kind, name, data)
        else:
            kind.locator("input[type=file]").set_input_files(_pdf(name, data))
    for kind in kinds:
        expect(kind.locator("a[href*='/files/']")).to_have_count(1, timeout=PATIENCE * 1000)


def _pdf(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def _drop(person: Person, kind: Locator, name: str, data: bytes) -> None:
    """As from a folder beside the browser."""
    dragged = person.page.evaluate_handle(
        """([name, data]) => {
            const held = new DataTransfer();
            const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
            held.items.add(new File([bytes], name, {type: "application/pdf"}));
            return held;
        }""",
        [name, base64.b64encode(data).decode()],
    )
    zone = kind.locator("form[data-upload] input[type=file]")
    for event in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(event, {"dataTransfer": dragged})


def submit(person: Person, application: str) -> None:
    """Freezes, signs and submits."""
    person.go(f"/portal/a/{application}/review")
    person.axe("review")
    person.press("/freeze")
    person.until_form(f"/portal/a/{application}/sign", "/sign-demo")
    person.press("/sign-demo")
    person.until_form(f"/portal/a/{application}/sign", "/submit")
    person.axe("sign")
    person.press("/submit")
    person.go(f"/portal/c/{application}/")
    person.axe("case of the applicant")


def agree(person: Person, case: str) -> None:
    """Signs the agreement and sends it."""
    page = f"/portal/c/{case}/agreement"
    person.until_form(page, "/sign-demo")
    person.axe("agreement")
    person.press("/sign-demo")
    person.until_form(page, f"/c/{case}/agreement")
    person.press(f"/c/{case}/agreement")


def report(person: Person, case: str, quarter: int) -> None:
    """The income of one quarter, more than that before the agreement by 4 million."""
    person.go(f"/portal/c/{case}/quarters/{quarter}")
    person.axe("quarter")
    person.press(f"/quarters/{quarter}", income="9 000 000", base_income="5 000 000")

"""Signing in with a real browser: the sum is worked out, a passkey is added and used, and the policy is not touched."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from portal.ground.limits.looks import count
from portal.ground.limits.rules import PROOF, WITHOUT_PROOF
from portal.ground.people.models import Person
from tests.portal.faces.people.conftest import code_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained about: errors of scripts and what the policy forbade."""
    return []


@pytest.fixture
def page(browser: Any, live_server: Any, faults: list[str]) -> Any:
    """A page whose complaints are kept."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


def add_authenticator(page: Any) -> None:
    """Plug in a device that knows passkeys and whose owner always agrees."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Any) -> None:
    """Sign in with a code."""
    page.goto("/en/sign-in/")
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/sign-in/code/")
    page.get_by_label("The code from the mail").fill(code_in(mail.outbox[-1].body))
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/settings/")


def test_the_browser_works_out_the_sum_and_signs_in(page: Any, faults: list[str]) -> None:
    sign_in(page)
    assert Person.objects.get().email == "ana@example.org"
    assert count(PROOF.deed, "127.0.0.1", PROOF.seconds) == 1
    assert count(WITHOUT_PROOF.deed, "127.0.0.1", WITHOUT_PROOF.seconds) == 0
    assert faults == []


def test_a_passkey_is_added_used_and_removed(page: Any, faults: list[str]) -> None:
    add_authenticator(page)
    sign_in(page)
    page.get_by_role("main").get_by_role("link", name="Passkeys").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("My telephone")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/settings/passkeys/")
    assert page.get_by_role("rowheader").inner_text() == "My telephone"
    assert Authenticator.objects.get().wrap().is_passwordless is True

    page.goto("/en/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    sent = len(mail.outbox)
    page.goto("/en/sign-in/?next=/en/settings/leave/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert page.url.endswith("/en/settings/leave/")
    assert len(mail.outbox) == sent
    assert Authenticator.objects.get().last_used_at is not None

    page.goto("/en/settings/passkeys/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url("**/settings/passkeys/")
    assert not Authenticator.objects.exists()
    assert faults == []


def test_a_passkey_stands_beside_the_code_and_not_behind_it(page: Any) -> None:
    add_authenticator(page)
    sign_in(page)
    page.goto("/en/settings/passkeys/add/")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/settings/passkeys/")
    page.context.clear_cookies()  # the device is lost
    sign_in(page)


def test_a_device_without_a_passkey_is_told_so(page: Any) -> None:
    add_authenticator(page)
    page.goto("/en/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Your device did not use a passkey").wait_for()


def test_without_script_the_same_page_works(browser: Any, live_server: Any) -> None:
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.goto("/en/sign-in/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_role("button", name="Send me a code").click()
    assert page.get_by_role("heading", name="One moment").is_visible()
    assert mail.outbox == []


def test_the_pages_are_open_to_everybody(page: Any) -> None:
    axe = Axe()
    found = {}
    page.goto("/en/sign-in/")
    found["sign-in"] = axe.run(page).response["violations"]
    page.get_by_label("Your e-mail address").fill("ben@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/sign-in/code/")
    found["code"] = axe.run(page).response["violations"]
    sign_in(page)
    for path in ("settings/", "settings/leave/", "settings/passkeys/", "settings/passkeys/add/", "sign-out/"):
        page.goto(f"/en/{path}")
        found[path] = axe.run(page).response["violations"]
    assert {path: [each["id"] for each in faults] for path, faults in found.items() if faults} == {}

"""Partners and payments of a strategy at the desk: kept as typed, faults at their fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.strategy.plan.models import Partner, Payment, Role
from tests.portal.faces.strategy.desk.make import coordinator, make_plan

pytestmark = pytest.mark.django_db
PLAN = "/desk/strategy/plans/plan"


def test_a_partner_is_added_changed_and_given_a_role_in_the_whole() -> None:
    make_plan()
    client = coordinator()
    client.post(f"{PLAN}/partners/", {"do": "add", "add-names_en": "An embassy", "add-country": "NO"})
    sent = {"names_en": "An embassy", "names_sq": "Një ambasadë", "country": "NO", "iati_type": "10"}
    client.post(f"{PLAN}/partners/an-embassy/", sent)
    embassy = Partner.objects.get(slug="an-embassy")
    assert (embassy.names, embassy.iati_type) == ({"en": "An embassy", "sq": "Një ambasadë"}, "10")
    client.post(f"{PLAN}/partners/", {"do": "role", "role-partner": "an-embassy", "role-kind": "extending"})
    role = Role.objects.get(partner=embassy)
    assert (role.kind, role.initiative) == ("extending", None)
    client.post(f"{PLAN}/partners/", {"do": f"role-{role.pk}"})
    assert not Role.objects.filter(partner=embassy).exists()


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("names_sq", {}),
        ("slug", {"names_en": "x", "slug": "payer"}),
        ("homepage", {"homepage": "x y", "names_en": "x"}),
    ],
)
def test_what_is_wrong_with_a_partner_is_said_at_its_field(field: str, sent: dict[str, str]) -> None:
    make_plan()
    typed = {f"add-{name}": value for name, value in sent.items()}
    answer = coordinator().post(f"{PLAN}/partners/", {"do": "add", **typed})
    assert (list(answer.context["deeds"]["add"].form.errors), Partner.objects.count()) == ([field], 1)


def test_a_payment_is_written_down_and_struck() -> None:
    make_plan()
    client = coordinator()
    sent = {"initiative": "other", "kind": "disbursement", "amount": "-12.30", "currency": "EUR", "on": "2026-02-03"}
    typed = {f"pay-{name}": value for name, value in {**sent, "payer": "payer", "about_sq": "Kthim"}.items()}
    client.post(f"{PLAN}/payments/", {"do": "pay", **typed})
    paid = Payment.objects.get(initiative="other")
    assert (paid.amount, paid.payer and paid.payer.slug, paid.payee, paid.about) == (
        Decimal("-12.30"),
        "payer",
        None,
        {"sq": "Kthim"},
    )
    client.post(f"{PLAN}/payments/", {"do": f"payment-{paid.pk}"})
    assert not Payment.objects.filter(initiative="other").exists()


@pytest.mark.parametrize(
    ("field", "sent"),
    [("currency", {"currency": "USD"}), ("amount", {"amount": "0"}), ("on", {"on": ""}), ("payee", {"payee": "x"})],
)
def test_what_is_wrong_with_a_payment_is_said_at_its_field(field: str, sent: dict[str, str]) -> None:
    make_plan()
    values = {"initiative": "way", "kind": "expenditure", "amount": "1", "currency": "EUR", "on": "2026-02-03", **sent}
    answer = coordinator().post(f"{PLAN}/payments/", {"do": "pay", **{f"pay-{name}": v for name, v in values.items()}})
    assert (list(answer.context["deeds"]["pay"].form.errors), Payment.objects.count()) == ([field], 1)

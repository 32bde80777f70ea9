"""Forms are drawn in the portal's style, and faults lead to their fields."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template


class Form(forms.Form):
    """A field of each kind that is drawn differently."""

    address = forms.URLField(label="Address", help_text="With the list.", assume_scheme="https")
    seen = forms.ChoiceField(label="Seen", widget=forms.RadioSelect, choices=[("yes", "Yes"), ("no", "No")])
    words = forms.CharField(label="Words", required=False)
    agree = forms.BooleanField(label="Agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("words") == "never":
            raise forms.ValidationError("Not <these> words.")


def soup(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(Template("{{ form }}").render(Context({"form": form})), "html.parser")


def test_each_field_has_a_label() -> None:
    page = soup(Form())
    inputs = [tag for tag in page.select("input") if tag["type"] not in {"hidden", "radio"}]
    assert [page.select_one(f'label[for="{tag["id"]}"]') is not None for tag in inputs] == [True] * 3
    assert page.select_one("fieldset legend").get_text(strip=True) == "Seen"


def test_faults_lead_to_their_fields() -> None:
    page = soup(Form({"words": "never"}))
    links = [link["href"] for link in page.select(".faults a")]
    assert links == ["#id_address", "#id_seen_0", "#id_agree"]
    assert [page.select_one(link) is not None for link in links] == [True] * 3
    assert page.select_one(".faults li").get_text() == "Not <these> words."


def test_a_field_in_fault_is_described_by_its_help_and_its_fault() -> None:
    page = soup(Form({}))
    field = page.select_one("#id_address")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "id_address_helptext id_address_error")
    assert [page.select_one(f"#{name}") is not None for name in field["aria-describedby"].split()] == [True, True]


def test_what_may_be_left_out_says_so() -> None:
    assert soup(Form()).select_one('label[for="id_words"]').get_text(strip=True) == "Words(optional)"


def test_hidden_fields_are_there_and_have_no_label() -> None:
    page = soup(Form())
    assert (len(page.select('[name="secret"]')), page.select('label[for="id_secret"]')) == (1, [])

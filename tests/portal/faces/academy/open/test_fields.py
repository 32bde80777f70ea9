"""Fields of academies: a birthday in three parts, lines, texts in three languages, faults at their fields."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.faces.academy.open.fields import BornField, LinesField, add_said, blame, said_in


class Sample(forms.Form):
    born_on = BornField(label="Birthday")
    lines = LinesField(required=False)


def sample(day: str, month: str, year: str, lines: str = "") -> Sample:
    return Sample({"born_on_day": day, "born_on_month": month, "born_on_year": year, "lines": lines})


def test_a_birthday_is_read_from_its_parts() -> None:
    form = sample("29", "2", "2008", " One \n\nTwo")
    assert form.is_valid()
    assert form.cleaned_data == {"born_on": dt.date(2008, 2, 29), "lines": ["One", "Two"]}


@pytest.mark.parametrize("parts", [("29", "2", "2009"), ("x", "2", "2009"), ("", "2", "2009"), ("0", "1", "2009")])
def test_a_birthday_that_is_none_has_one_fault_and_keeps_its_parts(parts: tuple[str, str, str]) -> None:
    form = sample(*parts)
    assert not form.is_valid()
    assert len(form.errors["born_on"]) == 1
    assert all(f'value="{part}"' in str(form["born_on"]) for part in parts if part)


def test_each_part_has_its_word() -> None:
    page = str(sample("1", "2", "2003")["born_on"])
    assert [f'for="id_born_on_{number}"' in page for number in range(3)] == [True] * 3


def test_faults_of_a_text_in_three_languages_stand_at_its_first_field() -> None:
    form = forms.Form({"names_en": "Fortress"})
    add_said(form, "names", "Name", 60)
    assert form.is_valid()
    assert said_in(form.cleaned_data, "names") == {"sq": "", "sr": "", "en": "Fortress"}
    blame(form, ValidationError({"names": "Too long.", "elsewhere": "Not here."}))
    assert form.errors == {"names_sq": ["Too long."], "__all__": ["Not here."]}

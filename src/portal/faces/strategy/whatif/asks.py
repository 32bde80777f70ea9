"""The query of a what-if page in; the mix, the assumptions and the goal that it asks for, or its faults, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.strategy.whatif.rates import Known
from portal.strategy.whatif.simulate import Assumptions, Mix, Rate

MOST_SEED = 2**31 - 1
MOST_CASES = 100_000
GOALS = {"index": _("Recognition index"), "wins": _("Lists won"), "articles": _("Articles that last")}
SHARES = ("won", "taken", "undone", "lasting")
NAMES = {
    "won": _("Letters to websites that win, in percent"),
    "days_to_win": _("Days from a letter to its win"),
    "taken": _("Fixes offered at the source that are taken, in percent"),
    "days_to_fix": _("Days until a fix is taken"),
    "flips": _("Tracked packages that one fix gives Kosovo to"),
    "undone": _("Wins that are undone within a year, in percent"),
    "articles": _("New articles of an edition"),
    "lasting": _("What lasts of them after a year, in percent"),
}
MOST = {"days_to_win": 10_000, "days_to_fix": 10_000, "flips": 10_000, "articles": 10_000}


class Asks(forms.Form):
    """How much is done, what is to be reached, and every rate with the cases that it rests on."""

    letters = forms.FloatField(label=_("Letters to websites a month"), min_value=0, max_value=10_000)
    fixes = forms.FloatField(label=_("Fixes offered at the source a year"), min_value=0, max_value=1_000)
    editions = forms.FloatField(label=_("Academies a year"), min_value=0, max_value=50)
    what = forms.ChoiceField(label=_("What is to be reached"))
    goal = forms.FloatField(label=_("How much of it"), min_value=0, max_value=1_000_000)
    seed = forms.IntegerField(label=_("Seed"), min_value=0, max_value=MOST_SEED)

    def __init__(self, query: QueryDict, start: Mapping[str, Any], goals: tuple[str, ...]) -> None:
        super().__init__({**start, **{name: query[name] for name in query if name in start}}, auto_id="%s")
        known = forms.ChoiceField(label=self.fields["what"].label, choices=[(each, GOALS[each]) for each in goals])
        self.fields["what"] = known
        for name, label in NAMES.items():
            most = 100 if name in SHARES else MOST[name]
            self.fields[name] = forms.FloatField(label=label, min_value=0, max_value=most)
            cases = forms.FloatField(label=_("As sure as after so many cases"), min_value=0, max_value=MOST_CASES)
            self.fields[f"{name}-n"] = cases

    def clean(self) -> dict[str, Any]:
        """An index has no more than a hundred points."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("what") == "index" and found.get("goal", 0) > 100:
            self.add_error("goal", _("The index ends at 100."))
        return found

    @property
    def mix(self) -> Mix:
        """How much is done."""
        return Mix(*(self.cleaned_data[name] for name in ("letters", "fixes", "editions")))

    @property
    def goal_value(self) -> float:
        """What is to be reached, in the unit of the courses."""
        given: float = self.cleaned_data["goal"]
        return given / 100 if self.cleaned_data["what"] == "index" else given

    def assumptions(self, index: float | None, losing: int) -> Assumptions:
        """The rates as they are asked for, with how things stand now."""
        rates = {
            name: Rate(
                self.cleaned_data[name] / 100 if name in SHARES else self.cleaned_data[name],
                self.cleaned_data[f"{name}-n"],
            )
            for name in NAMES
        }
        return Assumptions(**rates, index=index, losing=losing)


def starting(known: Mapping[str, Known]) -> dict[str, Any]:
    """The fields of the rates as records have them, rounded as people write them."""
    found: dict[str, Any] = {}
    for name, one in known.items():
        found[name] = _plain(one.rate.value * 100 if name in SHARES else one.rate.value)
        found[f"{name}-n"] = _plain(one.rate.cases)
    return found


def _plain(value: float) -> str:
    return f"{round(value, 1):g}"

"""An organiser with a list of subjects in; what was read of it, then the topics on the board, out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.academy.programme.models import CrewRole, Edition
from portal.academy.results.counted import sites_of
from portal.academy.topics import acts, looks
from portal.academy.topics.lists import Line
from portal.academy.topics.tasks import ask_names
from portal.faces.academy.common import crew_only, known, person_of
from portal.faces.academy.topics.forms import LANGUAGES, ListForm, RulesForm

PREVIEWED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def add_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Look at a list first, then put it on the board. What was pasted, or stood in the file, stays in the field."""
    if request.method != "POST":
        own = [site.language for site in sites_of(edition)]
        chosen = [language for language, _name in LANGUAGES if language in own] or ["sq"]
        return _page(request, edition, ListForm(initial={"languages": chosen}))
    data = request.POST.copy()
    form = ListForm(data, request.FILES)
    is_good = form.is_valid()
    read = getattr(form, "found", None)
    person = person_of(request)
    if is_good and read is not None and person is not None and request.POST.get("deed") == "add":
        made = acts.add_list(edition, read.lines, person.handle)
        if any(topic.title == topic.item for topic in made):
            ask_names.enqueue()
        words = ngettext("%(count)d topic is new on the board.", "%(count)d topics are new on the board.", len(made))
        messages.success(request, words % {"count": len(made)})
        return redirect("edition-topics", edition.slug)
    if read is not None:
        data["lines"] = read.text
    return _page(request, edition, form, read.lines if read else [], 200 if is_good else 422)


def _page(
    request: HttpRequest, edition: Edition, form: ListForm, lines: list[Line] | None = None, status: int = 200
) -> HttpResponse:
    have = set(edition.topics.values_list("subject", "language"))
    rows = [
        (line, [(language, title, (line.subject, language) in have) for language, title in line.titles.items()])
        for line in (lines or [])[:PREVIEWED]
    ]
    fresh = {(line.subject, language) for line in lines or [] for language in line.titles} - have
    board = looks.board_of(edition)
    more = {
        "form": form,
        "rules_form": RulesForm(initial={"most": board.most, "lapse_days": board.lapse_days}),
        "rows": rows,
        "fresh": len(fresh),
        "hidden": max(0, len(lines or []) - PREVIEWED),
        "charset": form.found.charset if hasattr(form, "found") else "",
        "may_add": bool(fresh) and not form.errors,
    }
    return render(request, "academy/topics/list.html", {**known(request, edition), **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Set how many topics a team holds at once and when a claim lapses."""
    if request.method != "POST":
        return redirect("edition-topics-list", edition.slug)
    form = RulesForm(request.POST)
    person = person_of(request)
    if not form.is_valid() or person is None:
        more = {"form": ListForm(), "rules_form": form}
        return render(request, "academy/topics/list.html", {**known(request, edition), **more}, status=422)
    acts.set_rules(edition, form.cleaned_data["most"], form.cleaned_data["lapse_days"], person.handle)
    messages.success(request, _("Saved."))
    return redirect("edition-topics-list", edition.slug)

"""What a participant or a team made, in; a work that is begun, changed, handed in or taken back, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.works import LICENCES, change_work, hand_in, submit, take_back, withdraw_work
from portal.academy.programme.looks import due_of, takes_works, works_by
from portal.academy.programme.models import Edition, Participant, Work, WorkKind
from portal.academy.programme.states import WORK, WorkState
from portal.academy.results.models import Site
from portal.faces.academy.common import edition_of, known, participant_of, person_of, sign_in_first
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.fields import blame
from portal.faces.academy.open.wikipage import Place, find
from portal.ground.moves import NotAllowedError

_ADDRESS = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
HERE = (WorkKind.ARTICLE, WorkKind.APP)


class ArticleForm(forms.Form):
    """An article, by its address or its title."""

    title = forms.CharField(
        label=gettext_lazy("Address or title of the article"),
        max_length=500,
        help_text=gettext_lazy("Copy the address from your browser, or type the title as it stands on the page."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    site = forms.ChoiceField(label=gettext_lazy("On which wiki?"))
    about = forms.CharField(
        label=gettext_lazy("What did you do?"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One or two sentences for the jury. Leave your name out."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, sites: list[Site], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["site"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(site.slug, site.name) for site in sites]
        self.sites = sites
        if len(sites) < 2:
            del self.fields["site"]

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        place = find(data["title"], self.sites, data.get("site") or "")
        if place is None:
            raise ValidationError({"title": _("This address is on none of the wikis of this edition.")})
        return {**_placed(place), "about": data["about"]}


class AppForm(forms.Form):
    """An app: its name, where its source is, and where it can be tried."""

    title = forms.CharField(label=gettext_lazy("Name of the app"), max_length=255)
    about = forms.CharField(
        label=gettext_lazy("What does it do, and for whom?"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    repository = forms.CharField(
        label=gettext_lazy("Address of the repository"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Where the jury reads the source."),
        widget=forms.TextInput(_ADDRESS),
    )
    demo = forms.CharField(
        label=gettext_lazy("Address of the demo"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Where the app can be tried. Both may follow until you hand it in."),
        widget=forms.TextInput(_ADDRESS),
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"), choices=[(one, one) for one in LICENCES[3:]], initial="MIT"
    )

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return dict(self.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def begin(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Begin a work: an article or an app. Pictures and videos come over the media desk."""
    edition = edition_of(request, slug)
    if person_of(request) is None:
        return sign_in_first(request)
    me = participant_of(request, edition)
    if me is None:
        return redirect("edition-mine", slug)
    if kind not in HERE:
        raise Http404
    form = _form(edition, WorkKind(kind), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _begin(edition, WorkKind(kind), me, form, hand_it_in=request.POST.get("then") == "submit")
        except (ValidationError, ValueError, NotAllowedError) as error:
            blame(form, error)
        else:
            messages.success(request, _told(made))
            return redirect("edition-work", slug, made.pk)
    context = {"form": form, "kind": kind, "me": me, "takes_works": takes_works(edition), "due": due_of(edition)}
    return render(request, "academy/open/work_new.html", {**known(request, edition), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def work(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of my works: go on with it, hand it in, take it back."""
    edition = edition_of(request, slug)
    if person_of(request) is None:
        return sign_in_first(request)
    me = participant_of(request, edition)
    shown = get_object_or_404(works_by(me) if me else Work.objects.none(), pk=pk)
    form = None
    if shown.state == WorkState.DRAFT and shown.kind in HERE:
        form = _form(edition, WorkKind(shown.kind), request.POST if request.POST.get("then") else None, shown)
    if form is not None and me is not None and request.method == "POST" and form.is_bound and form.is_valid():
        try:
            change_work(shown, me, **form.values())
            if request.POST.get("then") == "submit":
                submit(shown, me)
        except (ValidationError, ValueError, NotAllowedError) as error:
            blame(form, error)
        else:
            messages.success(request, _told(shown))
            return redirect(request.path)
    context = {"work": shown, "form": form, "me": me, "takes_works": takes_works(edition), "due": due_of(edition)}
    sent_form = form is not None and form.is_bound
    deeds = _deeds(edition, shown, me) if me else []
    template = "academy/open/work.html"
    if sent_form:
        return render(request, template, {**known(request, edition), **context}, status=400)
    return page(request, template, deeds, {**known(request, edition), **context})


def _form(edition: Edition, kind: WorkKind, data: Any = None, work: Work | None = None) -> ArticleForm | AppForm:
    if kind == WorkKind.APP:
        names = ("title", "about", "repository", "demo", "licence")
        return AppForm(data, initial={name: getattr(work, name) for name in names} if work else {})
    sites = list(Site.objects.filter(readings__edition=edition, kind="wiki").order_by("name"))
    initial = {"title": work.address or work.title, "site": work.site, "about": work.about} if work else {}
    return ArticleForm(sites, data, initial=initial)


def _begin(edition: Edition, kind: WorkKind, me: Participant, form: ArticleForm | AppForm, *, hand_it_in: bool) -> Work:
    values = form.values()
    title = values.pop("title")
    whose: dict[str, Any] = {"team": me.team} if me.team and kind == WorkKind.APP else {"authors": [me]}
    made = hand_in(edition, kind, title, me, **whose, **values)
    if hand_it_in:
        submit(made, me)
    return made


def _placed(place: Place) -> dict[str, Any]:
    return {"title": place.title, "site": place.site, "page": place.page, "address": place.address}


def _told(work: Work) -> str:
    if work.state == WorkState.SUBMITTED:
        return _("It is handed in.")
    return _("It is saved as a draft. Hand it in later.")


def _deeds(edition: Edition, work: Work, me: Participant) -> list[Deed]:
    verbs, found = WORK.verbs(work.state), []

    def back(_data: dict[str, Any]) -> str:
        take_back(work, me)
        return _("It is a draft again.")

    def out(_data: dict[str, Any]) -> str:
        withdraw_work(work, me)
        return _("It is taken out. What you made stays where it is.")

    def now(_data: dict[str, Any]) -> str:
        submit(work, me)
        return _("It is handed in.")

    if "submit" in verbs and work.kind not in HERE and takes_works(edition):
        found.append(Deed("submit", _("Hand it in"), now, style="button--mark"))
    if "take_back" in verbs and takes_works(edition):
        found.append(Deed("back", _("Take it back to change it"), back, style="button--quiet"))
    if "withdraw" in verbs:
        after = reverse("edition-mine", args=[edition.slug])
        found.append(Deed("out", _("Take it out for good"), out, style="button--risk", after=after))
    return found

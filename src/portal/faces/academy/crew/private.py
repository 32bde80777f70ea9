"""An organiser in; what is private in an edition, until when it is kept, and its erasing, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.erasing import erase_private, until
from portal.academy.programme.models import CrewRole, Edition, Private
from portal.academy.programme.states import EditionState
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.open.deeds import Deed, page
from portal.ground.ledger.models import Entry
from portal.ground.people.looks import by_handle

OVER = (EditionState.CLOSED, EditionState.CANCELLED)


class SureForm(forms.Form):
    """Erasing cannot be taken back."""

    sure = forms.BooleanField(label=gettext_lazy("I know that nobody can bring it back."))


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def private(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is kept, who read it, and erasing it before its time."""

    def erase(_data: dict[str, Any]) -> str:
        number = erase_private(edition, by(request))
        return ngettext("Erased: %(n)s application.", "Erased: %(n)s applications.", number) % {"n": number}

    deeds = [Deed("erase", _("Erase all private data now"), erase, SureForm, style="button--risk")]
    reads = Entry.objects.filter(subject=f"edition/{edition.slug}", verb="private.seen").order_by("-number")[:50]
    context = {
        "count": Private.objects.filter(application__edition=edition).count(),
        "until": until(edition),
        "reads": [(one, _name(one.actor)) for one in reads],
        "is_over": edition.state in OVER,
    }
    can_erase = edition.state in OVER and edition.erased_at is None
    framed = frame(request, edition, "edition-crew-private", **context)
    return page(request, "academy/crew/private.html", deeds if can_erase else [], framed)


def _name(handle: str) -> str:
    person = by_handle(handle)
    return (person.name or person.email or handle) if person else handle

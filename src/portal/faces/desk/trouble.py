"""Mail that did not arrive and wins that were undone, in; decided by a coordinator, out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.acts import ask_again
from portal.audit.looks import history
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import NoteForm
from portal.faces.desk.rights import person_of
from portal.ground.mail import acts
from portal.ground.mail.models import Outgoing
from portal.ground.mail.states import OUTGOING
from portal.outcome.acts import explain
from portal.outcome.models import Regression
from portal.outcome.states import REGRESSION
from portal.request.models import Request


def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message whose end is unknown, that failed, or that came back."""
    shown = get_object_or_404(Outgoing.objects.defer("raw"), pk=pk)
    by = person_of(request).handle

    def again(_data: dict[str, Any]) -> str:
        acts.send_again(shown, by)
        return _("The same message is sent once more.")

    def confirm(_data: dict[str, Any]) -> str:
        acts.confirm_sent(shown, by)
        return _("Noted: it was sent.")

    def stop(_data: dict[str, Any]) -> str:
        acts.stop(shown, by)
        return _("Stopped: it is not sent any more.")

    queue = f"{reverse('desk')}?kind=mail"
    twice = _("Only where you are sure that it did not arrive: nobody should get a letter twice.")
    all_deeds = {
        "confirm": Deed("confirm", _("I know that it was sent"), confirm, style="button--mark", after=queue),
        "send_again": Deed("again", _("Send it once more"), again, style="button--quiet", help=twice, after=queue),
        "stop": Deed("stop", _("Do not send it any more"), stop, style="button--risk", after=queue),
    }
    verbs = OUTGOING.verbs(shown.state)
    known = {"mail": shown, "about": _request_of(shown)}
    subjects = [f"outgoing/{shown.pk}"]
    return page(request, "desk/mail.html", subjects, [all_deeds[one] for one in all_deeds if one in verbs], known)


def _request_of(shown: Outgoing) -> Request | None:
    kind, _slash, pk = shown.about.partition("/")
    if kind != "request" or not pk.isdigit():
        return None
    return Request.objects.filter(pk=int(pk)).select_related("target").first()


def regression(request: HttpRequest, pk: int) -> HttpResponse:
    """A win that was undone: look again, or say what happened."""
    shown = get_object_or_404(Regression.objects.select_related("target__owner", "seen__look"), pk=pk)
    by = person_of(request).handle

    def say(data: dict[str, Any]) -> str:
        explain(shown, data["note"], by)
        return _("Explained. A new look can still mend it.")

    def look(_data: dict[str, Any]) -> str:
        again = ask_again(shown.target, by)
        return _("It is looked at soon.") if again else _("It is due already, or has no address.")

    deeds = [Deed("look", _("Look at it again"), look, style="button--quiet")]
    if "explain" in REGRESSION.verbs(shown.state):
        queue = f"{reverse('desk')}?kind=regression"
        deeds.append(Deed("explain", _("Say what happened"), say, NoteForm, style="button--mark", after=queue))
    known = {"regression": shown, "standings": history(shown.target)[:20]}
    return page(request, "desk/regression.html", [f"target/{shown.target.slug}"], deeds, known)

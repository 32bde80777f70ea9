"""A file of a donor or a table in; what it would change, and once its reader agrees the change itself, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.faces.strategy.common import strategy_of
from portal.faces.strategy.desk.common import by, tried
from portal.ground.store.acts import keep
from portal.ground.store.looks import read
from portal.strategy.donor.acts import Preview, read_upload, take_in
from portal.strategy.donor.enter import Change
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.parse import MOST_BYTES
from portal.strategy.plan.labels import LABELS
from portal.strategy.plan.models import Strategy

AN_HOUR = 3600
SALT = "strategy-upload"


class UploadForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XML of IATI, CSV, XLSX or ODS, at most 8 MB."),
        widget=forms.FileInput({"accept": ".xml,.csv,.xlsx,.ods"}),
    )

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return file


def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand in a file, see what it would change, and take it in."""
    strategy = strategy_of(slug)
    if request.method == "POST" and "seen" in request.POST:
        return _taken(request, strategy)
    form = UploadForm(request.POST or None, request.FILES or None)
    known: dict[str, Any] = {"strategy": strategy, "form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name, body = str(file.name)[-100:], file.read()
        preview = tried(form, lambda: _read(strategy, name, body))
        if preview is not None:
            kept = {"name": name, "sha256": keep(body, "application/octet-stream"), "strategy": slug}
            known["changes"] = [(one, _fields(one)) for one in preview.changes]
            known |= {"preview": preview, "seen": signing.dumps(kept, salt=SALT)}
    return render(request, "strategy/desk/upload.html", known, status=400 if form.errors else 200)


def _fields(change: Change) -> str:
    """The fields that a change touches, each once, as readers call them."""
    named = dict.fromkeys(str(LABELS.get(name.partition(".")[0], name)) for name in change.fields)
    return ", ".join(named)


def _read(strategy: Strategy, name: str, body: bytes) -> Preview:
    try:
        return read_upload(strategy, name, body)
    except UploadError as error:
        raise forms.ValidationError({"file": str(error)}) from error


def _taken(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    try:
        seen = signing.loads(request.POST["seen"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        seen = {}
    body = read(seen.get("sha256", ""))
    if body is None or seen["strategy"] != strategy.slug:
        messages.error(request, _("The preview is too old. Please hand the file in again."))
        return redirect("strategy-desk-upload", strategy.slug)
    try:
        taken = take_in(read_upload(strategy, seen["name"], body), by(request))
    except UploadError as error:
        messages.error(request, _("It can no longer be taken in. %(why)s") % {"why": str(error)})
        return redirect("strategy-desk-upload", strategy.slug)
    number = len(taken.changes)
    words = ngettext("Taken in: %(number)s change.", "Taken in: %(number)s changes.", number)
    messages.success(request, words % {"number": number})
    return redirect("strategy-desk-one", strategy.slug)

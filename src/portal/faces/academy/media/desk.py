"""A participant's files in; what the desk says of them, and their way to the wiki, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.academy.media import acts, files, looks
from portal.academy.media.checks.facts import NotMediaError
from portal.academy.media.checks.scrub import scrubbed
from portal.academy.media.findings import findings
from portal.academy.media.models import Draft
from portal.academy.media.states import DraftState, WishState
from portal.academy.media.uploading import find
from portal.academy.media.wikitext import file_name, page_text
from portal.academy.programme.models import Edition, Participant
from portal.academy.results.models import Site
from portal.faces.academy.common import edition_of, known, participant_of, person_of, sign_in_first
from portal.faces.academy.media.forms import DescribeForm, FileForm, SendForm, size_words
from portal.faces.academy.media.receive import Bounded, bounded
from portal.ground.moves import NotAllowedError
from wiki.client import WikiError


@csrf_exempt  # the guard is around the view within: it reads the body, which must be bounded first
def media(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on my desk, and a form for one more file."""
    return _media(request, slug, bounded(request))


@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _media(request: HttpRequest, slug: str, limit: Bounded) -> HttpResponse:
    edition = edition_of(request, slug)
    participant = participant_of(request, edition)
    if participant is None:
        return _not_here(request, edition)
    sites = Site.objects.filter(readings__edition=edition).order_by("-kind", "name")
    form = FileForm(sites=sites)
    status = 200
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES, sites=sites, too_large=bool(limit.too_large))
        draft = _taken_in(form, participant) if form.is_valid() else None
        if draft:
            return redirect("edition-media-draft", slug, draft.pk)
        status = 413 if limit.too_large else 200
    shown = {"form": form, "drafts": looks.drafts_of(participant), "sites": sites.exists()}
    most = size_words(settings.MEDIA_LARGEST)
    return render(request, "academy/media/desk.html", {**known(request, edition), **shown, "most": most}, status=status)


def _own_draft(view: Callable[[HttpRequest, Edition, Draft], HttpResponse]) -> Callable[..., HttpResponse]:
    """A guard: the view gets the edition and a draft of who asks; those who do not take part are told so."""

    @wraps(view)
    def behind(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        edition, one = _own(request, slug, pk)
        return view(request, edition, one) if one else _not_here(request, edition)

    return behind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_own_draft
def draft(request: HttpRequest, edition: Edition, one: Draft) -> HttpResponse:
    """One file: what was found, what is asked, and the way to the wiki."""
    form = _describe(one, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.describe(one, **form.answers())
            messages.success(request, _("Saved."))
        except acts.MediaError as fault:
            messages.warning(request, str(fault))
        return redirect("edition-media-draft", edition.slug, one.pk)
    return _page(request, edition, one, form, SendForm(needs_own=_needs_own(one)))


@never_cache
@require_POST
@_own_draft
def send(request: HttpRequest, edition: Edition, one: Draft) -> HttpResponse:
    """Put a file in the queue of uploads."""
    form = SendForm(request.POST, needs_own=_needs_own(one))
    if not form.is_valid():
        return _page(request, edition, one, _describe(one, None), form)
    login = (form.cleaned_data["name"], form.cleaned_data["secret"]) if form.cleaned_data["name"] else None
    try:
        acts.send(one, login)
        messages.success(request, _("It is being uploaded. This page tells you when it is there."))
    except (acts.MediaError, NotAllowedError) as fault:
        messages.warning(request, str(fault))
    return redirect("edition-media-draft", edition.slug, one.pk)


@never_cache
@require_POST
@_own_draft
def found(request: HttpRequest, edition: Edition, one: Draft) -> HttpResponse:
    """Look on the wiki for a file that was uploaded by hand."""
    try:
        if find(one):
            messages.success(request, _("It is on the wiki, and handed in as your work."))
        else:
            messages.warning(request, _("The wiki does not have this file. Did you take the one from this page?"))
    except (WikiError, NotAllowedError, OSError):
        messages.warning(request, _("The wiki could not be asked. Please try again in a minute."))
    return redirect("edition-media-draft", edition.slug, one.pk)


@never_cache
@require_POST
@_own_draft
def discard(request: HttpRequest, edition: Edition, one: Draft) -> HttpResponse:
    """Throw a file away."""
    try:
        acts.discard(one)
        messages.success(request, _("Thrown away."))
    except NotAllowedError:
        messages.warning(request, _("This file is on its way already: it can no longer be changed here."))
    return redirect("edition-media", edition.slug)


@never_cache
@require_safe
def preview(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A picture of the desk, small and without metadata."""
    _edition, one = _own(request, slug, pk)
    if one is None or one.known.kind != "image":
        raise Http404
    try:
        return HttpResponse(files.small(one.sha256, files.PREVIEW), content_type="image/webp")
    except OSError as gone:
        raise Http404 from gone


@never_cache
@require_safe
def cleaned(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The file as it would be uploaded, to upload it by hand."""
    _edition, one = _own(request, slug, pk)
    if one is None or not one.title:
        raise Http404
    try:
        if one.known.kind == "video":
            return FileResponse(files.path_of(one.sha256).open("rb"), as_attachment=True, filename=file_name(one))
        body = scrubbed(files.path_of(one.sha256).read_bytes(), keep_place=one.keep_place)
    except OSError as gone:
        raise Http404 from gone
    answer = HttpResponse(body, content_type=one.known.mime)
    answer["Content-Disposition"] = f'attachment; filename="{one.sha256[:12]}"'
    return answer


def _taken_in(form: FileForm, participant: Participant) -> Draft | None:
    given = form.cleaned_data["file"]
    try:
        return acts.take_in(participant, form.cleaned_data["site"], given.name, given.chunks())
    except (NotMediaError, acts.MediaError) as fault:
        form.add_error("file", str(fault))
    return None


def _own(request: HttpRequest, slug: str, pk: int) -> tuple[Edition, Draft | None]:
    edition = edition_of(request, slug)
    participant = participant_of(request, edition)
    if participant is None:
        return edition, None
    return edition, get_object_or_404(looks.drafts_of(participant), pk=pk)


def _not_here(request: HttpRequest, edition: Edition) -> HttpResponse:
    if person_of(request) is None:
        return sign_in_first(request)
    return render(request, "academy/media/not_enrolled.html", known(request, edition), status=403)


def _needs_own(one: Draft) -> bool:
    return one.site.slug not in settings.WIKI_LOGINS


def _describe(one: Draft, posted: Any) -> DescribeForm:
    mine = looks.wanted(one.edition).filter(state__in=(WishState.OPEN, WishState.TAKEN))
    return DescribeForm(posted, draft=one, wishes=mine)


def _page(request: HttpRequest, edition: Edition, one: Draft, form: DescribeForm, sending: SendForm) -> HttpResponse:
    said = findings(one)
    shown = {
        "draft": one,
        "facts": one.known,
        "form": form,
        "sending": sending,
        "findings": said,
        "ready": all(each.level != "stop" for each in said),
        "open": one.state == DraftState.OPEN,
        "text": page_text(one) if one.licence and one.title else "",
        "size": size_words(one.known.size),
    }
    return render(request, "academy/media/draft.html", {**known(request, edition), **shown})

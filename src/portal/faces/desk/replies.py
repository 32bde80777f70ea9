"""Replies in; matched, read, released or put aside by people, out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.catalogue.models import Channel
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import KindForm, MatchForm, NamedContactForm, PublishForm, ReasonForm
from portal.faces.desk.marks import marked
from portal.faces.desk.rights import may, person_of
from portal.faces.kit.parts import Chip
from portal.ground.mail.looks import raw
from portal.ground.store.looks import read
from portal.reply import acts
from portal.reply.looks import addresses_in, next_step, other_contacts, proposal
from portal.reply.models import Attachment, Reply
from portal.reply.states import REPLY, ReplyKind, ReplyState
from portal.request.letters.objections import UNANSWERED

A_PAGE = 50
SHOWN_AS = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"))


@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """All replies, by where they stand."""
    state = request.GET.get("state", "")
    found = Reply.objects.select_related("request__target").order_by("-received_at")
    chips = [Chip(_("All"), reverse("desk-replies"), None, state not in ReplyState.values)]
    chips += [Chip(str(one.label), f"?state={one.value}", None, state == one.value) for one in ReplyState]
    if state in ReplyState.values:
        found = found.filter(state=state)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return render(request, "desk/replies.html", {"page": shown, "numbers": numbers, "chips": chips})


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """One reply: what it says, what it is about, what it means, and what the public reads of it."""
    found = Reply.objects.select_related("request__target__owner", "request__contact", "incoming__outgoing")
    shown = get_object_or_404(found, pk=pk)
    subject, text = proposal(shown)
    kind = shown.kind or shown.suggested
    known = {
        "reply": shown,
        "files": list(shown.attachments.all()),
        "marked": marked(shown.text, [one.text for one in text.found]),
        "taken_out": [*subject.found, *text.found],
        "suggested": ReplyKind(shown.suggested).label,
        "step": (step := next_step(kind)),
        "argument": argument_words(step.argument),
        "others": other_contacts(shown.request) if shown.request else [],
        "answerable": bool(shown.request and kind not in UNANSWERED and may(request.user, "desk-request")),
        "kind": kind,
    }
    subjects = [f"reply/{shown.pk}"]
    verbs = REPLY.verbs(shown.state)
    deeds = [deed for verb, deed in _deeds(shown, person_of(request).handle, subject.text, text.text) if verb in verbs]
    return page(request, "desk/reply.html", subjects, deeds, known)


def _deeds(shown: Reply, by: str, subject: str, text: str) -> list[tuple[str, Deed]]:
    def match(data: dict[str, Any]) -> str:
        acts.match(shown, data["request"], by)
        return _("Matched. Now say what it means.")

    def unmatch(_data: dict[str, Any]) -> str:
        acts.unmatch(shown, by)
        return _("It waits to be matched again.")

    def decide(data: dict[str, Any]) -> str:
        acts.decide(shown, ReplyKind(data["kind"]), by)
        return next_step(data["kind"]).means

    def name(data: dict[str, Any]) -> str:
        acts.name_contact(shown, Channel.EMAIL, data["address"], by)
        return _("Proposed. A second person confirms it before it is used.")

    def publish(data: dict[str, Any]) -> str:
        acts.publish(shown, data["subject"], data["shown"], by)
        return _("Published as you wrote it.")

    def retract(data: dict[str, Any]) -> str:
        acts.retract(shown, data["reason"], by)
        return _("The public no longer sees it.")

    def discard(data: dict[str, Any]) -> str:
        acts.discard(shown, data["reason"], by)
        return _("Put aside. Nothing is deleted.")

    def restore(_data: dict[str, Any]) -> str:
        acts.restore(shown, by)
        return _("It waits to be matched again.")

    named = addresses_in(shown)
    obeyed = _("“Do not write again” is obeyed at once: nobody writes to them any more.")
    deeds = [
        ("match", Deed("match", _("It is about this request"), match, MatchForm, {"request": shown.request_id})),
        (
            "decide",
            Deed("decide", _("This is what it says"), decide, KindForm, {"kind": shown.kind or shown.suggested},
                 "button--mark", obeyed),
        ),
        (
            "publish",
            Deed("publish", _("Publish this text"), publish, PublishForm,
                 {"subject": shown.shown_subject or subject, "shown": shown.shown or text}),
        ),
        ("unmatch", Deed("unmatch", _("It is about something else"), unmatch, style="button--quiet")),
        ("retract", Deed("retract", _("Take it back from the public"), retract, ReasonForm, style="button--risk")),
        ("discard", Deed("discard", _("It is not for us"), discard, ReasonForm, style="button--quiet")),
        ("restore", Deed("restore", _("Take this back"), restore)),
    ]  # fmt: skip
    if shown.request and (named or ReplyKind.WRONG_PERSON in (shown.kind, shown.suggested)):
        first = {"address": next(iter(named), "")}
        deeds.insert(2, ("decide", Deed("name", _("Propose this contact"), name, NamedContactForm, first)))
    return deeds


def argument_words(argument: str) -> str:
    """What a class of arguments says, in words; those that nobody has put into words stay as they are."""
    known = {
        "registry": _("a registry that they follow lists it already"),
        "runtime_data": _("live data carry the code already"),
        "opt_in": _("an option that is off by default"),
        "harm": _("people are harmed without it"),
        "inconsistency": _("their own lists differ"),
        "institutional": _("institutions that use the code"),
        "ready_patch": _("a change that is ready to apply"),
        "plain": _("a plain request"),
    }
    return known.get(argument, argument)


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, as plain text that nothing runs."""
    shown = get_object_or_404(Reply.objects.select_related("incoming"), pk=pk)
    answer = HttpResponse(raw(shown.incoming), content_type="text/plain; charset=latin-1")
    answer["Content-Disposition"] = f'inline; filename="reply-{shown.pk}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that came with a reply, always as a download."""
    shown = get_object_or_404(Attachment, pk=pk)
    body = read(shown.sha256) if shown.sha256 and shown.media in SHOWN_AS else None
    if body is None:
        raise Http404
    answer = HttpResponse(body, content_type=shown.media)
    ending = shown.media.partition("/")[2].replace("plain", "txt")
    answer["Content-Disposition"] = f'attachment; filename="reply-{shown.reply_id}-{shown.pk}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

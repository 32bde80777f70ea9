"""A win in; one mail of thanks to each citizen behind it and one to the owner, with the badge, queued once, out."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from portal.audit.models import Criterion
from portal.catalogue.looks import is_opted_out
from portal.catalogue.models import Channel, ContactState, OptOut
from portal.ground import links
from portal.ground.mail.acts import queue
from portal.ground.people.models import Person
from portal.outcome.models import Outcome
from portal.request.letters.tongue import load_letters
from portal.request.looks import listeners
from portal.request.states import SignatureState

log = logging.getLogger(__name__)


def thank(outcome: Outcome) -> None:
    """Queue the thanks for a win; who has theirs already gets no second mail, however often this is called."""
    others = outcome.request.signatures.filter(state=SignatureState.COUNTS).count() - 1
    for person, signed in _people(outcome):
        subject, text = _to_citizen(outcome, person, others if signed else None)
        _queue_one(outcome, person.handle, person.email or "", subject, text)
    _thank_owner(outcome)


def _people(outcome: Outcome) -> Iterator[tuple[Person, bool]]:
    """Who stands behind the request, and who follows its target, each once; with whether they stand behind it."""
    signers = Person.objects.filter(
        signatures__request=outcome.request, signatures__state=SignatureState.COUNTS, is_active=True, wants_mail=True
    ).exclude(email=None)
    left_alone = set(OptOut.objects.values_list("address", flat=True))
    known: set[int] = set()
    for people, signed in ((signers.order_by("pk"), True), (listeners(outcome.request.target), False)):
        for person in people:
            if person.pk not in known and person.email not in left_alone:
                yield person, signed
            known.add(person.pk)


def _queue_one(outcome: Outcome, whom: str, address: str, subject: str, text: str, reply_key: str = "") -> None:
    once = f"thanks/{outcome.pk}/{whom}"
    about = f"outcome/{outcome.pk}" if whom != "owner" else f"request/{outcome.request_id}"
    try:
        queue(once, about, address, subject, text, reply_key=reply_key, automatic=True)
    except ValueError:
        log.warning("no thanks can be sent for outcome %s: an address is none", outcome.pk)


def _to_citizen(outcome: Outcome, person: Person, others: int | None) -> tuple[str, str]:
    with translation.override(person.locale):
        target = outcome.request.target
        facts = {"target": target.name}
        lists = ", ".join(str(Criterion(criterion).label) for criterion in outcome.criteria)
        if others is None:
            why = gettext("You follow %(target)s.") % facts
        elif others < 1:
            why = gettext("You stand behind the request to %(target)s.") % facts
        else:
            why = ngettext(
                "You and %(others)s other person stand behind the request to %(target)s.",
                "You and %(others)s other people stand behind the request to %(target)s.",
                others,
            ) % {**facts, "others": others}
        lines = [
            why,
            gettext("A new look shows: Kosovo is listed now (%(lists)s). Thank you.") % {"lists": lists},
            gettext("The proof and the whole story: %(address)s") % {"address": links.target(target.slug)},
            gettext("What else you did: %(address)s") % {"address": links.mine()},
            settings.SITE_NAME,
        ]
        return gettext("Kosovo is listed now: %(target)s") % facts, "\n\n".join(lines) + "\n"


def _thank_owner(outcome: Outcome) -> None:
    """Only where our letter reached the owner by mail, and nobody asked for peace."""
    request, contact = outcome.request, outcome.request.contact
    if request.sent_at is None or contact is None or contact.channel != Channel.EMAIL:
        return
    if contact.state != ContactState.CONFIRMED or is_opted_out(request.target.owner, contact.address):
        return
    tongues = load_letters()
    tongue = tongues.get(request.language, tongues["en"])
    target = request.target
    day = timezone.localtime(outcome.at).date()
    text = "\n\n".join(
        (
            tongue.say("greeting.plain"),
            tongue.say("won.body", target=target.name, date=day),
            tongue.say("won.badge", badge=links.badge(target.slug)),
            tongue.say("won.end"),
            f"{tongue.say('closing.signed')}\n{settings.SITE_NAME}\n{links.target(target.slug)}",
        )
    )
    subject = tongue.say("won.subject", target=target.name)
    _queue_one(outcome, "owner", contact.address, subject, text + "\n", request.key)

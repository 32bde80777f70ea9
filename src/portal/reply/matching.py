"""A message that came in, in; the request it is most likely about, with the reason and how sure we are, out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from portal.catalogue.models import Channel, Owner
from portal.ground.mail.models import Incoming
from portal.request.letters.tongue import one_line
from portal.request.models import Letter, Request

CERTAIN = 1.0
# Domains at which anybody may have an address: they say nothing about an organisation.
SHARED = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com",
        "me.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "mail.ru", "yandex.ru", "proton.me",
        "protonmail.com", "fastmail.com", "zoho.com", "posteo.de", "mailbox.org",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """The request a message seems to be about. `by`: address, references, domain or empty; `score` from 0 to 1."""

    request: Request | None
    by: str
    reason: str
    score: float


NOBODY = Guess(None, "", "Nothing in this message names a request.", 0.0)


def guess(incoming: Incoming, subject: str) -> Guess:
    """The secret address decides, then the letter that is answered; a domain alone only proposes."""
    return _by_address(incoming) or _by_references(incoming) or _by_domain(incoming, subject) or NOBODY


def _by_address(incoming: Incoming) -> Guess | None:
    request = Request.objects.filter(key=incoming.key).first() if incoming.key else None
    return Guess(request, "address", "It came to the secret address of this request.", CERTAIN) if request else None


def _by_references(incoming: Incoming) -> Guess | None:
    mail = incoming.outgoing
    if mail is not None and mail.about.startswith("request/"):
        request = Request.objects.filter(pk=mail.about.partition("/")[2]).first()
        if request:
            return Guess(request, "references", "It names the Message-ID of our letter.", CERTAIN)
    letter = Letter.objects.filter(mail__in=incoming.references[:50]).exclude(mail="").select_related("request").first()
    return Guess(letter.request, "references", "It answers our letter.", CERTAIN) if letter else None


def _by_domain(incoming: Incoming, subject: str) -> Guess | None:
    sender = incoming.sender.lower()
    domain = sender.rpartition("@")[2]
    if not domain:
        return None
    scored = sorted(
        (found for request in _reachable(sender, domain) if (found := _score(request, sender, domain, subject)).score),
        key=lambda found: (-found.score, -(found.request.pk if found.request else 0)),
    )
    if not scored:
        return None
    best = scored[0]
    rivals = sum(one.score == best.score for one in scored) - 1
    if rivals:
        return Guess(best.request, best.by, f"{best.reason} {rivals} more fit as well.", round(best.score / 2, 2))
    return best


def _reachable(sender: str, domain: str) -> list[Request]:
    """Requests to owners who may write from this domain; those that were sent, and not so many that it is no hint."""
    parents = [] if domain in SHARED else [domain.split(".", n)[n] for n in range(domain.count("."))]
    owners = Q(contacts__address__iexact=sender)
    for parent in parents:
        owners |= Q(contacts__channel=Channel.EMAIL, contacts__address__iendswith=parent)
        owners |= Q(homepage__icontains=parent) | Q(targets__address__icontains=parent)
    found = Owner.objects.filter(owners).values("pk").distinct()[:50]
    sent = Request.objects.filter(target__owner__in=[row["pk"] for row in found]).exclude(sent_at=None)
    return list(sent.select_related("target__owner", "contact").order_by("-sent_at")[:50])


def _score(request: Request, sender: str, domain: str, subject: str) -> Guess:
    contact = request.contact.address.lower() if request.contact else ""
    if contact == sender:
        score, reason = 0.8, "It comes from the very address we wrote to."
    elif domain in SHARED:
        return Guess(request, "domain", "", 0.0)
    elif _is_of(domain, contact.rpartition("@")[2]):
        score, reason = 0.6, f"It comes from {domain}, where we wrote to."
    elif _is_of(domain, _host(request.target.owner.homepage)) or _is_of(domain, _host(request.target.address)):
        score, reason = 0.5, f"It comes from {domain}, the owner's own site."
    else:
        return Guess(request, "domain", "", 0.0)
    if _speaks_of(request, subject):
        score, reason = score + 0.15, f"{reason} Its subject fits."
    if not request.is_open:
        score, reason = score - 0.2, f"{reason} The request is closed."
    return Guess(request, "domain", reason, round(score, 2))


def _is_of(domain: str, other: str) -> bool:
    """Whether two hosts are one, or one lies in the other; a bare ending such as `com` or `co.uk` is no host."""
    shorter, longer = sorted((domain, other.removeprefix("www.")), key=len)
    return shorter.count(".") >= 1 and len(shorter) > 5 and (longer == shorter or longer.endswith(f".{shorter}"))


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition(":")[0].lower() if "://" in address else ""


def _speaks_of(request: Request, subject: str) -> bool:
    said = one_line(subject).lower()
    subjects = request.letters.exclude(sent_at=None).values_list("subject", flat=True)
    return request.target.name.lower() in said or any(one.lower() in said for one in subjects)

"""What somebody who wants to take part fills in; one application a person, corrected or withdrawn by them, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, Actor, actor, hold, line, lines, must_go_on, too_long
from portal.academy.programme.acts.guardians import ask
from portal.academy.programme.acts.seats import free_seat, leave
from portal.academy.programme.ages import is_minor, is_possible
from portal.academy.programme.looks import alias, is_open_for_applications, track_of
from portal.academy.programme.models import Application, Edition, Private, Session
from portal.academy.programme.states import APPLICATION, SEATED, ApplicationState
from portal.academy.programme.telling import tell
from portal.ground.languages.said import LANGUAGES
from portal.ground.ledger.acts import record
from portal.ground.people.looks import tidy
from portal.ground.people.models import Person
from portal.ground.people.names import clean_name

A = ApplicationState
WRITTEN = (*LANGUAGES, "tr", "bs", "rom")
"""Languages that somebody may write in."""
AGAIN = (A.WITHDRAWN, A.LAPSED)
_LINES = {"full_name": 120, "phone": 40, "school": 120, "needs": 300, "guardian_name": 120}


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in. `languages`: in which they write. `heard_at`: the open house that they come from."""

    track: str
    full_name: str
    born_on: dt.date
    languages: tuple[str, ...] = ()
    municipality: str = ""
    motivation: str = ""
    experience: str = ""
    wiki_name: str = ""
    photo: bool = False
    phone: str = ""
    school: str = ""
    needs: str = ""
    guardian_name: str = ""
    guardian_email: str = ""
    heard_at: Session | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of applying: the application, and whether it was made now."""

    application: Application
    is_new: bool


@transaction.atomic
def apply(edition: Edition, person: Person, filled: Filled) -> Applied:
    """Apply, once: whoever has applied gets their application as it stands; who withdrew, or lapsed, applies again.

    A minor's application waits for the guardian, who is asked by mail. Raises ValidationError with what is wrong at
    each field, AcademyError where applications are closed.
    """
    edition = hold(edition)
    before = Application.objects.filter(edition=edition, person=person).first()
    if before and before.state not in AGAIN:
        return Applied(before, is_new=False)
    if not is_open_for_applications(edition):
        raise AcademyError(_("Applications are closed."))
    today = timezone.localdate()
    public, private = cleaned(edition, person, filled, today)
    minor = is_minor(filled.born_on, today, edition.guardian_below)
    public |= {"is_minor": minor, "made_at": timezone.now()}
    if before:
        verb = "ask_again" if minor else "apply_again"
        kept = {**public, "decided_at": None, "decided_by": "", "answer_by": None}
        application = APPLICATION.take(before, verb, **kept)
        application.edition = edition
        application.marks.all().delete()
    else:
        state = A.AWAITS_GUARDIAN if minor else A.APPLIED
        application = Application.objects.create(edition=edition, person=person, state=state, **public)
    application.private, _made = Private.objects.update_or_create(application=application, defaults=private)
    fact = {"edition": edition.slug, "track": filled.track, "is_minor": minor}
    record("application.made", alias(application), alias(application), fact)
    if minor:
        ask(application, person.locale)
    tell(application, "applied-minor" if minor else "applied")
    return Applied(application, is_new=True)


@transaction.atomic
def correct(application: Application, filled: Filled) -> Application:
    """Change what was filled in, while applications are open and nobody has decided. The birthday stays.

    Another address of the guardian is asked anew. Raises ValidationError, AcademyError as apply does.
    """
    edition = hold(application.edition)
    application = Application.objects.select_related("person", "private").get(pk=application.pk)
    private = application.private
    if not is_open_for_applications(edition) or application.state not in (A.AWAITS_GUARDIAN, A.APPLIED):
        raise AcademyError(_("This application can be changed no more. Please write to the organisers."))
    if application.person is None or filled.born_on != private.born_on:
        raise ValidationError({"born_on": _("The birthday stays. To change it, withdraw and apply again.")})
    public, kept = cleaned(edition, application.person, filled, timezone.localtime(application.made_at).date())
    asked = private.guardian_email
    for row, values in ((application, public), (private, kept)):
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
    record("application.changed", alias(application), alias(application), {"track": filled.track})
    if application.state == A.AWAITS_GUARDIAN and tidy(asked) != tidy(private.guardian_email):
        ask(application, application.person.locale)
    return application


@transaction.atomic
def withdraw(application: Application, by: Actor | None = None) -> Application:
    """Take an application, or a place, back; the seat goes to the waiting list. `by`: themself where nobody is named.

    Raises NotAllowedError where it is not possible any more.
    """
    edition = hold(application.edition)
    application = Application.objects.select_related("edition", "person").get(pk=application.pk)
    held = application.state in SEATED
    by = actor(by or application)
    APPLICATION.take(application, "withdraw", decided_at=timezone.now(), decided_by=by, answer_by=None)
    record("application.withdrawn", alias(application), by, {"edition": edition.slug})
    leave(application, by)
    if held:
        free_seat(edition, application.track)
    tell(application, "withdrawn")
    return application


def cleaned(
    edition: Edition, person: Person, filled: Filled, on: dt.date
) -> tuple[dict[str, object], dict[str, object]]:
    """The public and the private part as they are kept. Raises ValidationError with what is wrong at each field."""
    must_go_on(edition)
    faults: dict[str, str] = {}
    public: dict[str, object] = {
        "track": filled.track,
        "languages": [tongue for tongue in WRITTEN if tongue in filled.languages],
        "municipality": line(filled.municipality, 60),
        "wiki_name": line(filled.wiki_name, 100).replace("_", " "),
        "photo": filled.photo,
        "heard_at": filled.heard_at if filled.heard_at and filled.heard_at.edition_id == edition.pk else None,
    }
    private: dict[str, object] = {"born_on": filled.born_on, "guardian_email": filled.guardian_email.strip()}
    for name, longest in _LINES.items():
        private[name] = line(getattr(filled, name), 2 * longest)
        if len(str(private[name])) > longest:
            faults[name] = too_long(longest)
    for name in ("full_name", "guardian_name"):  # they stand in mails to others, so no addresses of pages
        try:
            private[name] = clean_name(str(private[name]))
        except ValidationError as error:
            faults[name] = " ".join(error.messages)
    for name in ("motivation", "experience"):
        try:
            public[name] = lines(getattr(filled, name), 2000, name)
        except ValidationError as error:
            faults[name] = " ".join(error.messages)
    faults = {
        **_missing(edition, filled, public, private),
        **_about_guardian(edition, person, filled, on),
        **faults,
    }
    if faults:
        raise ValidationError(faults)
    return public, private


def _missing(edition: Edition, filled: Filled, public: dict[str, object], private: dict[str, object]) -> dict[str, str]:
    faults = {}
    if track_of(edition, filled.track) is None:
        faults["track"] = _("Choose one of the tracks.")
    if not private["full_name"]:
        faults["full_name"] = _("Please give your name. Only the organisers see it.")
    if not public["languages"]:
        faults["languages"] = _("Choose at least one language in which you write.")
    if not public.get("motivation"):
        faults["motivation"] = _("Please say in some sentences why you want to take part.")
    return faults


def _about_guardian(edition: Edition, person: Person, filled: Filled, on: dt.date) -> dict[str, str]:
    """Who is a minor names a guardian, who reads another mailbox than they do."""
    if not is_possible(filled.born_on, on):
        return {"born_on": _("Please check the year of your birth.")}
    if not is_minor(filled.born_on, on, edition.guardian_below):
        return {}
    faults = {}
    if not line(filled.guardian_name, 120):
        faults["guardian_name"] = _("Please name a parent or guardian: you are younger than %(years)s.") % {
            "years": edition.guardian_below
        }
    try:
        validate_email(filled.guardian_email.strip())
    except ValidationError as error:
        faults["guardian_email"] = " ".join(error.messages)
    if person.email and tidy(filled.guardian_email) == tidy(person.email):
        faults["guardian_email"] = _("Please give the address of your parent or guardian, not your own.")
    return faults

"""Editions, applications, consents, participants, teams, works: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class EditionState(models.TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", _("In preparation")
    ANNOUNCED = "announced", _("Announced")
    APPLYING = "applying", _("Applications are open")
    SELECTING = "selecting", _("Participants are being selected")
    RUNNING = "running", _("Running")
    JUDGING = "judging", _("The jury reads")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


E = EditionState
EDITION = Moves(
    {
        E.DRAFT: {"announce": E.ANNOUNCED, "cancel": E.CANCELLED},
        E.ANNOUNCED: {"open": E.APPLYING, "cancel": E.CANCELLED, "hide": E.DRAFT},
        E.APPLYING: {"end_applications": E.SELECTING, "start": E.RUNNING, "cancel": E.CANCELLED},
        E.SELECTING: {"open": E.APPLYING, "start": E.RUNNING, "cancel": E.CANCELLED},
        E.RUNNING: {"judge": E.JUDGING, "close": E.CLOSED, "cancel": E.CANCELLED},
        E.JUDGING: {"go_on": E.RUNNING, "close": E.CLOSED},
        E.CLOSED: {"reopen": E.JUDGING},
        E.CANCELLED: {},
    }
)
PUBLIC = (E.ANNOUNCED, E.APPLYING, E.SELECTING, E.RUNNING, E.JUDGING, E.CLOSED, E.CANCELLED)


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    AWAITS_GUARDIAN = "awaits-guardian", _("Waits for a guardian")
    APPLIED = "applied", _("Waits to be read")
    WAITING = "waiting", _("On the waiting list")
    ACCEPTED = "accepted", _("Accepted, not confirmed yet")
    CONFIRMED = "confirmed", _("Takes part")
    DECLINED = "declined", _("Declined")
    REFUSED = "refused", _("The guardian does not agree")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Not confirmed in time")


A = ApplicationState
APPLICATION = Moves(
    {
        A.AWAITS_GUARDIAN: {"agree": A.APPLIED, "refuse": A.REFUSED, "withdraw": A.WITHDRAWN, "lapse": A.LAPSED},
        A.APPLIED: {
            "accept": A.ACCEPTED,
            "wait": A.WAITING,
            "decline": A.DECLINED,
            "withdraw": A.WITHDRAWN,
            "refuse": A.REFUSED,
        },
        A.WAITING: {"accept": A.ACCEPTED, "decline": A.DECLINED, "withdraw": A.WITHDRAWN, "refuse": A.REFUSED},
        A.ACCEPTED: {"confirm": A.CONFIRMED, "withdraw": A.WITHDRAWN, "lapse": A.LAPSED, "refuse": A.REFUSED},
        A.CONFIRMED: {"withdraw": A.WITHDRAWN, "refuse": A.REFUSED},
        A.DECLINED: {"accept": A.ACCEPTED, "wait": A.WAITING},
        A.REFUSED: {"agree": A.APPLIED},
        A.LAPSED: {"accept": A.ACCEPTED, "agree": A.APPLIED, "apply_again": A.APPLIED, "ask_again": A.AWAITS_GUARDIAN},
        A.WITHDRAWN: {"apply_again": A.APPLIED, "ask_again": A.AWAITS_GUARDIAN},
    }
)
SEATED = (A.ACCEPTED, A.CONFIRMED)
"""Whoever is in one of these states holds a seat."""


class ConsentState(models.TextChoices):
    """What a guardian said."""

    ASKED = "asked", _("Asked")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


C = ConsentState
CONSENT = Moves(
    {
        C.ASKED: {"ask": C.ASKED, "give": C.GIVEN, "refuse": C.REFUSED},
        C.GIVEN: {"withdraw": C.WITHDRAWN},
        C.REFUSED: {"give": C.GIVEN},
        C.WITHDRAWN: {"give": C.GIVEN, "ask": C.ASKED},
    }
)


class ParticipantState(models.TextChoices):
    """Where a participant stands."""

    ENROLLED = "enrolled", _("Takes part")
    FINISHED = "finished", _("Finished")
    WITHDRAWN = "withdrawn", _("Withdrawn")


P = ParticipantState
PARTICIPANT = Moves(
    {
        P.ENROLLED: {"finish": P.FINISHED, "withdraw": P.WITHDRAWN},
        P.FINISHED: {"go_on": P.ENROLLED, "withdraw": P.WITHDRAWN},
        P.WITHDRAWN: {"come_back": P.ENROLLED},
    }
)


class WorkState(models.TextChoices):
    """Where a work stands."""

    DRAFT = "draft", _("Being made")
    SUBMITTED = "submitted", _("Handed in")
    DISQUALIFIED = "disqualified", _("Out of the competition")
    WITHDRAWN = "withdrawn", _("Withdrawn")


W = WorkState
WORK = Moves(
    {
        W.DRAFT: {"submit": W.SUBMITTED, "withdraw": W.WITHDRAWN},
        W.SUBMITTED: {"take_back": W.DRAFT, "disqualify": W.DISQUALIFIED, "withdraw": W.WITHDRAWN},
        W.DISQUALIFIED: {"readmit": W.SUBMITTED},
        W.WITHDRAWN: {},
    }
)

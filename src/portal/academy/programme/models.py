"""Programmes, editions, their places, hours and people, what people made, and what they were given for it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.states import (
    ApplicationState,
    ConsentState,
    EditionState,
    ParticipantState,
    WorkState,
)
from portal.ground.languages.said import said

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are mistaken for another when read aloud or typed from paper


def new_code() -> str:
    """Eight letters and digits that nobody guesses and everybody can type."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def new_token() -> str:
    """The secret part of an address that is sent to one person."""
    return secrets.token_urlsafe(24)


class ProgrammeKind(models.TextChoices):
    """What its participants make."""

    WIKI = "wiki", _("Wiki Academy")
    APP = "app", _("App Camp")


class Programme(models.Model):
    """A series of editions. `names` and `about`: language to text (sq, sr in Cyrillic, en)."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=4, choices=ProgrammeKind)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)


class Edition(models.Model):
    """One run of a programme. What counts was made from `starts_at` until `ends_at`.

    `tracks`: what one applies for, as a list of {"slug", "names": {language: text}, "seats": number or None}.
    `works_due_at`: until when works are handed in, `ends_at` where it is not set. Who is accepted confirms within
    `confirm_days`. Who is younger than `guardian_below` needs a guardian's consent; guardians ask at `contact`. Private
    data are erased `keep_days` after the end; `erased_at` says when. `funders`: who pays, as the disclosure says it.
    `is_rehearsal`: nothing in it is public work.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    place = models.CharField(max_length=120, blank=True)
    apply_from = models.DateTimeField(null=True)
    apply_until = models.DateTimeField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    works_due_at = models.DateTimeField(null=True)
    tracks = models.JSONField(default=list)
    confirm_days = models.PositiveSmallIntegerField(default=7, validators=[MinValueValidator(1)])
    team_least = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1)])
    team_most = models.PositiveSmallIntegerField(default=4, validators=[MaxValueValidator(12)])
    guardian_below = models.PositiveSmallIntegerField(default=18)
    keep_days = models.PositiveSmallIntegerField(default=180)
    organiser = models.CharField(max_length=200, blank=True)
    contact = models.EmailField(blank=True)
    funders = models.JSONField(default=list)
    is_state_funded = models.BooleanField(default=False)
    is_rehearsal = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-starts_at",)
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="edition_ends_later"),
        )

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)


class CrewRole(models.TextChoices):
    """What somebody does in an edition. Organisers may do what all others may."""

    ORGANISER = "organiser", _("Organiser")
    TRAINER = "trainer", _("Trainer")
    MENTOR = "mentor", _("Mentor")
    JUROR = "juror", _("Juror")


class Crew(models.Model):
    """Somebody who runs an edition, teaches or judges in it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="crew")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="crews")
    role = models.CharField(max_length=10, choices=CrewRole)
    name = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "person", "role"], name="one_crew_a_role"),)

    def __str__(self) -> str:
        return f"{self.name or self.person}: {self.role}"


class Venue(models.Model):
    """A place where sessions are held. `seats`: how many people fit; `access`: how it is reached, also on wheels."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    seats = models.PositiveIntegerField(null=True)
    access = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class SessionKind(models.TextChoices):
    """What happens at a session."""

    OPEN_HOUSE = "open-house", _("Open house")
    TRAINING = "training", _("Training")
    MARATHON = "marathon", _("Working together")
    MENTORING = "mentoring", _("Mentoring")
    JURY = "jury", _("Jury")
    CEREMONY = "ceremony", _("Ceremony")


class Session(models.Model):
    """An hour of the schedule. `code` is what visitors type or scan to check in; open houses are open to everybody."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    venue = models.ForeignKey(Venue, on_delete=models.SET_NULL, null=True, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind)
    names = models.JSONField(default=dict)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField(null=True)
    trainer = models.ForeignKey(Crew, on_delete=models.SET_NULL, null=True, related_name="sessions")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_later"),
        )

    def __str__(self) -> str:
        return said(self.names, "en") or self.kind

    @property
    def name(self) -> str:
        """Its name in the language of the reader, or the word for its kind."""
        return said(self.names) or str(SessionKind(self.kind).label)


class Application(models.Model):
    """Somebody who wants to take part. What is private about them stands in `Private` alone.

    `is_minor`: on the day of applying. `photo`: they may be photographed. `answer_by`: until when who was accepted
    confirms. The waiting list of a track is in the order of `decided_at`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="applications"
    )
    state = models.CharField(max_length=16, choices=ApplicationState, default=ApplicationState.APPLIED)
    track = models.CharField(max_length=20)
    languages = models.JSONField(default=list)
    municipality = models.CharField(max_length=60, blank=True)
    is_minor = models.BooleanField(default=False)
    motivation = models.TextField(max_length=2000, blank=True)
    experience = models.TextField(max_length=2000, blank=True)
    wiki_name = models.CharField(max_length=100, blank=True)
    photo = models.BooleanField(default=False)
    heard_at = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    answer_by = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "person"], name="one_application_a_person"),)
        indexes = (models.Index(fields=["edition", "state", "made_at"], name="application_queue"),)

    def __str__(self) -> str:
        return f"{self.edition}: {self.pk}"


class Private(models.Model):
    """What only organisers see of an applicant, until it is erased."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="private")
    full_name = models.CharField(max_length=120)
    born_on = models.DateField()
    phone = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=120, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    guardian_name = models.CharField(max_length=120, blank=True)
    guardian_email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"private/{self.application_id}"


class Mark(models.Model):
    """What one selector thinks of an application, from 1 to 5."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    crew = models.ForeignKey(Crew, on_delete=models.CASCADE, related_name="marks")
    points = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["application", "crew"], name="one_mark_a_selector"),)

    def __str__(self) -> str:
        return f"{self.points} for {self.application_id}"


class Consent(models.Model):
    """What a guardian was asked and said. `text` is exactly what they read; `photo`: whether pictures may be taken."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="consent")
    state = models.CharField(max_length=10, choices=ConsentState, default=ConsentState.ASKED)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    language = models.CharField(max_length=8, default="en")
    text = models.TextField()
    photo = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"consent/{self.application_id}: {self.state}"


class Team(models.Model):
    """A few participants who work together; in an App Camp with the repository and the demo of their app."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=60)
    mentor = models.ForeignKey(Crew, on_delete=models.SET_NULL, null=True, related_name="teams")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "name"], name="one_team_a_name"),)

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Somebody who takes part, in public under a pseudonym. `number` is theirs within the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="participants")
    application = models.OneToOneField(Application, on_delete=models.SET_NULL, null=True, related_name="participant")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="participations"
    )
    number = models.PositiveIntegerField()
    pseudonym = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=ParticipantState, default=ParticipantState.ENROLLED)
    track = models.CharField(max_length=20)
    municipality = models.CharField(max_length=60, blank=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="members")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition", "pseudonym"], name="one_participant_a_pseudonym"),
            models.UniqueConstraint(fields=["edition", "number"], name="one_participant_a_number"),
            models.UniqueConstraint(fields=["edition", "person"], name="one_participant_a_person"),
        )

    def __str__(self) -> str:
        return self.pseudonym


class Visit(models.Model):
    """Somebody at a session: a participant, or at an open house a visitor known by the mark of their browser alone."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="visits")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, related_name="visits")
    visitor = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "participant"], name="one_visit_a_participant"),
            models.UniqueConstraint(
                fields=["session", "visitor"], condition=~models.Q(visitor=""), name="one_visit_a_visitor"
            ),
        )

    def __str__(self) -> str:
        return f"visit/{self.pk}"


class WorkKind(models.TextChoices):
    """What a work is."""

    ARTICLE = "article", _("Article")
    IMAGE = "image", _("Picture")
    VIDEO = "video", _("Video")
    APP = "app", _("App")


class Work(models.Model):
    """What a participant or a team made. `site`, `page`: where on a wiki it stands; `address`: where it is seen."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="works")
    kind = models.CharField(max_length=8, choices=WorkKind)
    title = models.CharField(max_length=255)
    state = models.CharField(max_length=14, choices=WorkState, default=WorkState.DRAFT)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="works")
    authors = models.ManyToManyField(Participant, related_name="works")
    about = models.TextField(max_length=2000, blank=True)
    site = models.CharField(max_length=20, blank=True)
    page = models.BigIntegerField(null=True)
    address = models.URLField(max_length=500, blank=True)
    repository = models.URLField(max_length=500, blank=True)
    demo = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    picture = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "site", "page"], condition=models.Q(page__isnull=False), name="one_work_a_page"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Certificate(models.Model):
    """What a participant or a crew member was given. `facts` is what stood on it when it was issued, and is public.

    `name`: the real name where somebody wanted it printed, until private data are erased; `facts` keep a salted digest.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="certificates")
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="certificates")
    crew = models.ForeignKey(Crew, on_delete=models.SET_NULL, null=True, related_name="certificates")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code

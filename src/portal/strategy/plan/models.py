"""Strategies, their versions, and the parts of a version: objectives, initiatives, partners, money, risks and aims."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.languages.said import said
from portal.indicator.readings.models import Indicator
from portal.strategy.plan.states import EditState, VersionState, WorkState

MOST_SOURCE = 600


class Strategy(models.Model):
    """What a ministry or an organisation wants to reach. `names`, `about`: language to text.

    `organisation`: who answers for it. `iati_ref`, `iati_type`: that organisation in IATI, as a registered identifier
    and a code of OrganisationType; empty where it has none.
    """

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    organisation = models.CharField(max_length=200)
    iati_ref = models.CharField(max_length=80, blank=True)
    iati_type = models.CharField(max_length=4, blank=True)
    homepage = models.URLField(max_length=400, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"strategy/{self.slug}"


class Version(models.Model):
    """One version of a strategy. Once in force its parts never change; `digest` seals what they said then.

    `starts_on`: the day it was adopted, None where no source says. `source`, `as_of`: where that stands.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    edition = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    published_by = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("strategy", "number")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["strategy"], condition=models.Q(state="draft"), name="one_draft"),
            models.UniqueConstraint(fields=["strategy"], condition=models.Q(state="in-force"), name="one_in_force"),
        )

    def __str__(self) -> str:
        return f"{self.strategy} {self.number}"

    @property
    def name(self) -> str:
        """Its name in the language of the reader; empty where it has none but its number."""
        return said(self.names)

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"version/{self.strategy.slug}/{self.number}"


class Partner(models.Model):
    """An organisation that takes part, in every version. `iati_type`: a code of OrganisationType, such as 10 or 60."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="partners")
    slug = models.SlugField(max_length=60)
    names = models.JSONField(default=dict)
    iati_ref = models.CharField(max_length=80, blank=True)
    iati_type = models.CharField(max_length=4, blank=True)
    country = models.CharField(max_length=2, blank=True)
    homepage = models.URLField(max_length=400, blank=True)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ("slug",)
        constraints = (models.UniqueConstraint(fields=["strategy", "slug"], name="one_partner_a_slug"),)

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)


class Part(models.Model):
    """What every part of a version has. `key` is the same in every version; `edition` counts its changes.

    `names`, `about`: language to text. `source`, `as_of`: where it stands, and when that was read.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE)
    key = models.SlugField(max_length=60)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ("order", "key")
        constraints = (models.UniqueConstraint(fields=["version", "key"], name="one_%(class)s_a_key"),)

    def __str__(self) -> str:
        return said(self.names, "en") or self.key

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)


class Objective(Part):
    """What is to be reached; it may be a part of a wider one."""

    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="children")


class Lever(models.TextChoices):
    """What an initiative moves, so that what-if knows which measured rates are its own."""

    LETTERS = "letters", _("Letters to websites")
    UPSTREAM = "upstream", _("Fixes at the source of lists")
    ACADEMY = "academy", _("Academies")
    CONTENT = "content", _("Content")
    OTHER = "other", _("Something else")


class Initiative(Part):
    """A way towards objectives. `programme`: the slug of an academy's programme, where it is one.

    `responsible`: who answers for it. `role`: what that person or office is, for whom no partner stands.
    """

    objectives = models.ManyToManyField(Objective, related_name="initiatives")
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.PLANNED)
    lever = models.CharField(max_length=8, choices=Lever, default=Lever.OTHER)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    programme = models.SlugField(max_length=60, blank=True)
    responsible = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=120, blank=True)


class Activity(Part):
    """A step of an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="activities")
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.PLANNED)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)


class Risk(Part):
    """What may go wrong. `likelihood` and `impact` from 1 to 5, None where nobody judged them.

    `answer`: language to text, what is done about it.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, null=True, related_name="risks")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, null=True, related_name="risks")
    likelihood = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(5)])
    impact = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(5)])
    answer = models.JSONField(default=dict)
    responsible = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, related_name="+")


class Dependency(models.Model):
    """An initiative that cannot go on without another one. `about`: language to text."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="dependencies")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="needed_by")
    about = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "needs"], name="one_dependency_a_pair"),)

    def __str__(self) -> str:
        return f"{self.initiative} needs {self.needs}"


class RoleKind(models.TextChoices):
    """What a partner does, with IATI's words for it."""

    FUNDING = "funding", _("Pays")
    ACCOUNTABLE = "accountable", _("Answers for it")
    EXTENDING = "extending", _("Passes money on")
    IMPLEMENTING = "implementing", _("Carries it out")


class Role(models.Model):
    """What a partner does in a version: in one initiative, or in the whole where there is none."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="roles")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="roles")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, null=True, related_name="roles")
    kind = models.CharField(max_length=12, choices=RoleKind)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "partner", "initiative", "kind"], name="one_role_a_kind"),
            models.UniqueConstraint(
                fields=["version", "partner", "kind"], condition=models.Q(initiative=None), name="one_role_in_the_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.partner}: {self.kind}"


class Budget(models.Model):
    """Money that is planned for an initiative in a period. `payer`: who gives it, None where it is open."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="budgets")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="budgets")
    payer = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3)
    is_committed = models.BooleanField(default=False)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="budget_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.initiative}: {self.amount} {self.currency}"


class PaymentKind(models.TextChoices):
    """What happened to money, with IATI's words for it."""

    INCOMING = "incoming", _("Received")
    COMMITMENT = "commitment", _("Promised")
    DISBURSEMENT = "disbursement", _("Passed on")
    EXPENDITURE = "expenditure", _("Spent")


class Payment(models.Model):
    """Money that was promised, passed on or spent for an initiative, whichever version was in force.

    `initiative`: the key that it has in every version. `ref`: the number that the books know it by.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="payments")
    initiative = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=PaymentKind)
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    payer = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    payee = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.JSONField(default=dict)
    ref = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.initiative}: {self.amount} {self.currency}"


class Aim(models.Model):
    """An indicator of an objective or of an initiative, in one version. `baseline`: how it stood before, on a day.

    `about`: language to text. A baseline of an indicator that is counted from records is counted, not typed.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="aims")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, null=True, related_name="aims")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, null=True, related_name="aims")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="aims")
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    baseline_on = models.DateField(null=True)
    about = models.JSONField(default=dict)
    source = models.CharField(max_length=MOST_SOURCE, blank=True)
    as_of = models.DateField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["objective", "indicator"], name="one_aim_an_objective"),
            models.UniqueConstraint(fields=["initiative", "indicator"], name="one_aim_an_initiative"),
            models.CheckConstraint(
                condition=models.Q(objective=None) ^ models.Q(initiative=None), name="aim_of_one_part"
            ),
        )

    def __str__(self) -> str:
        return str(self.indicator)


class Milestone(models.Model):
    """What an aim should say at the end of a period: the target of that period."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="milestones")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    about = models.JSONField(default=dict)

    class Meta:
        ordering = ("ends_on",)
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="milestone_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.aim} by {self.ends_on}: {self.value}"


class Edit(models.Model):
    """A change that somebody wrote into a draft; every one is kept, so that no words are lost.

    `part`: `objective/key` and the like. `base`: the edition that its writer had before them; `edition`: the one that
    came of it, 0 where nothing did. `values`: field to new value, `before`: field to the value that it took the place
    of; a text counts once a language, as `names.sq`. `beside`: the fields where somebody else had been quicker.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="edits")
    part = models.CharField(max_length=240)
    base = models.PositiveIntegerField()
    edition = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    beside = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=EditState)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["version", "part", "state"], name="edit_beside"),)

    def __str__(self) -> str:
        return f"{self.part}: {self.state}"

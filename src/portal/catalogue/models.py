"""Targets and what is known of them; every fact has a source and a date."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a target is."""

    STANDARD = "standard", _("Standard")
    LIBRARY = "library", _("Library")
    COMPONENT = "component", _("Component")
    WEBSITE = "website", _("Website")
    APP = "app", _("App")


LAYERS: dict[str, Any] = {
    "0": _("Standards"),
    "1": _("Libraries"),
    "2": _("Components"),
    "3": _("Websites and apps"),
}
"""Layers by their number, from what others copy to what copies."""


class OrganisationKind(models.TextChoices):
    """Whom a letter speaks to."""

    STANDARDS_BODY = "standards-body", _("Standards body")
    OPEN_SOURCE = "open-source", _("Open source project")
    COMPANY = "company", _("Company")
    PUBLIC_BODY = "public-body", _("Public body")
    UNIVERSITY = "university", _("University")
    BANK = "bank", _("Bank")
    AIRLINE = "airline", _("Airline")
    SHOP = "shop", _("Shop")


class Channel(models.TextChoices):
    """How an owner can be reached."""

    EMAIL = "email", _("E-mail")
    FORM = "form", _("Contact form")
    TRACKER = "tracker", _("Issue tracker")
    POST = "post", _("Post")


class Owner(models.Model):
    """The organisation that decides about its targets."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    homepage = models.URLField(max_length=400, blank=True)
    opted_out_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """Anything that can list Kosovo. `layer`: 0 standard, 1 library, 2 component, 3 website or app.

    `address` is what the engine audits; empty for a standard. `reach` counts `reach_unit`; None where unknown.
    `policy_kind`: a word of data/catalogue/words.toml. `code`: what a standard writes for the place.
    `criteria` are the words of the criteria that are expected of it. `shows_rows`: whether its licence lets us show
    the rows of its lists. `found` is the folded text that is searched.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=600, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    layer = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="targets")
    category = models.CharField(max_length=24)
    criteria = models.JSONField(default=list)
    reach = models.BigIntegerField(null=True)
    reach_unit = models.CharField(max_length=40, blank=True)
    reach_source = models.CharField(max_length=400, blank=True)
    reach_as_of = models.DateField(null=True)
    letter_language = models.CharField(max_length=8, default="en")
    policy = models.TextField(blank=True)
    policy_kind = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=200, blank=True)
    decides = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    remedy = models.JSONField(default=dict)
    shows_rows = models.BooleanField(default=True)
    found = models.TextField(default="")
    added_at = models.DateTimeField()
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["address"], condition=~models.Q(address=""), name="one_target_an_address"),
        )
        indexes = (models.Index(fields=["hidden", "layer", "-reach"], name="target_browse"),)

    def __str__(self) -> str:
        return self.name


class Edge(models.Model):
    """A target takes its list from another one, as a source says."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="edges_up")
    upstream = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="edges_down")
    source = models.CharField(max_length=400)
    as_of = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["target", "upstream"], name="one_edge_a_pair"),)

    def __str__(self) -> str:
        return f"{self.target} from {self.upstream}"


class Node(models.Model):
    """A place in the graph of lists: a package of a registry, or a standard. `target` where the catalogue tracks it.

    `key`: the address of a package (`npm:country-list`) or the slug of a standard. `downloads`: a month; None where
    unknown. `rank`: its place among the most downloaded of its registry, from 1. `verdict`: how Kosovo stands in the
    whole package, a word of the engine; empty where nobody looked.
    """

    key = models.CharField(max_length=220, unique=True)
    name = models.CharField(max_length=200)
    registry = models.CharField(max_length=8, blank=True)
    target = models.OneToOneField(Target, on_delete=models.SET_NULL, null=True, related_name="node")
    version = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=16, blank=True)
    downloads = models.BigIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=400)
    as_of = models.DateField()

    def __str__(self) -> str:
        return self.key


class How(models.TextChoices):
    """How a list comes from another one."""

    SAYS = "says", _("A source says so")
    DEPENDS = "depends", _("A declared dependency")
    COPIES = "copies", _("Its list is a copy")


class Link(models.Model):
    """A node takes a list from another one. `confidence`: a probability from 0 to 1. `version`: of the upstream."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_up")
    upstream = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_down")
    how = models.CharField(max_length=8, choices=How)
    confidence = models.FloatField(default=1.0)
    version = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=400)
    as_of = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["node", "upstream", "how"], name="one_link_a_pair_and_way"),)

    def __str__(self) -> str:
        return f"{self.node} {self.how} {self.upstream}"


class Leverage(models.Model):
    """What would flip if a target were fixed: follows from the graph alone, and can be drawn from it anew.

    `packages` and `downloads` (a month) are the best estimate, each between `_low` (what is certain) and `_high`
    (whatever is not ruled out). `downloads` are None where none is known. `unknown`: packages among them whose
    downloads nobody knows. Each package counts once, however many ways lead to it.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, primary_key=True, related_name="leverage")
    packages = models.PositiveIntegerField()
    packages_low = models.PositiveIntegerField()
    packages_high = models.PositiveIntegerField()
    downloads = models.BigIntegerField(null=True)
    downloads_low = models.BigIntegerField(null=True)
    downloads_high = models.BigIntegerField(null=True)
    unknown = models.PositiveIntegerField()
    as_of = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["-downloads", "-packages"], name="leverage_rank"),)

    def __str__(self) -> str:
        return f"{self.target}: {self.packages}"


class ContactState(models.TextChoices):
    """A contact counts when a second person agreed."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")
    BROKEN = "broken", _("Does not work")


class Contact(models.Model):
    """A way to an owner, for one target or, without a target, for all of its targets. Never a private address."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="contacts")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="contacts", null=True)
    channel = models.CharField(max_length=8, choices=Channel)
    address = models.CharField(max_length=400)
    role = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=400)
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=ContactState, default=ContactState.PROPOSED)
    proposed_by = models.CharField(max_length=64)
    decided_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "target", "channel", "address"], name="one_contact_an_address"),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.address}"


class OptOut(models.Model):
    """Somebody who asked not to be written to: an address or a domain, in lower case, obeyed at once."""

    address = models.CharField(max_length=254, primary_key=True)
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.address

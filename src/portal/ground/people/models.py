"""People: what is private about them stands here alone; every other room and the ledger know only the handle."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; each role may do what those before it may."""

    CITIZEN = "citizen", _("Citizen")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMIN = "admin", _("Administrator")


def new_handle() -> str:
    """A random name for the ledger that tells nothing about the person."""
    return "person-" + secrets.token_hex(8)


class People(BaseUserManager["Person"]):
    """Makes people; nobody has a password."""

    def create_user(self, email: str, **fields: Any) -> Person:
        """Make a person with an address."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an address. `name` is what the public sees; empty means that the person signs as a citizen."""

    handle = models.CharField(max_length=40, unique=True, default=new_handle, editable=False)
    email = models.EmailField(unique=True, null=True)
    name = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=12, choices=Role, default=Role.CITIZEN)
    locale = models.CharField(max_length=10, default="en")
    wants_mail = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.handle

    @property
    def public_name(self) -> str:
        """What others see: the chosen name, or the word for a citizen."""
        return self.name or str(_("A citizen"))

    def is_at_least(self, role: Role) -> bool:
        """Whether this person may do what a role may."""
        order = list(Role)
        return self.is_active and order.index(Role(self.role)) >= order.index(role)

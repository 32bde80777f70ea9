"""An address and a role in; the person with that role out: how the first administrator is made."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from portal.ground.moves import NotAllowedError
from portal.ground.people import acts
from portal.ground.people.models import Role


class Command(BaseCommand):
    """`give_role EMAIL ROLE`; a person not known yet is made, since the owner of the machine vouches for them."""

    help = "Give a person a role. The person is known by their e-mail address and is made if new."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the two words."""
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        """Give it."""
        try:
            validate_email(options["email"])
        except ValidationError as fault:
            raise CommandError(f"not an e-mail address: {options['email']}") from fault
        person = acts.welcome(options["email"], "en")
        try:
            acts.give_role(person, Role(options["role"]), "owner")
        except NotAllowedError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{person.handle} is now {person.role}")

"""The room as Django's app in; its ears for a mail provider's webhooks, out."""

from __future__ import annotations

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The portal uses no signals, but for these two: Anymail's webhook views hand over in no other way."""

    name = "portal.ground.mail"

    def ready(self) -> None:
        """Hear what the webhooks of a provider bring; both functions are named, so that a reader can find them."""
        from anymail.signals import inbound, tracking

        from portal.ground.mail.webhooks import take_inbound, take_tracking

        inbound.connect(take_inbound, dispatch_uid="portal.mail.inbound")
        tracking.connect(take_tracking, dispatch_uid="portal.mail.tracking")

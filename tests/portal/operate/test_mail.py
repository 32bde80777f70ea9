"""Mail of a demonstration: filed one by one, and spoken of with its code."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from portal.operate.filed_mail import folder
from portal.operate.mail_watch import MailWatch

FILED = "portal.operate.filed_mail.FiledMail"


def send(subject: str, body: str) -> None:
    message = EmailMessage(subject, body, "portal@example.org", ["arta@example.org"], connection=get_connection(FILED))
    assert message.send() == 1


def test_each_message_is_a_file_of_its_own() -> None:
    send("Përshëndetje", "Tungjatjeta")
    send("Two", "Second")
    files = sorted(folder().iterdir())
    assert [path.suffix for path in files] == [".eml", ".eml"]
    first = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert (first["subject"], first["to"]) == ("Përshëndetje", "arta@example.org")


def test_mail_lies_below_the_home(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path / "elsewhere"
    send("One", "First")
    assert len(list((tmp_path / "elsewhere" / "mail").glob("*.eml"))) == 1


def test_new_mail_is_spoken_of_once_with_its_code() -> None:
    send("Old", "ABC-123")
    watch = MailWatch()
    assert list(watch.news()) == []
    send("Your code", "Hello,\n\nYour code:\n\n  QX7-M2K\n\nIt holds for 3 minutes.\n")
    send("Thanks", "No code here.\n")
    paths = sorted(folder().glob("*.eml"))[1:]
    assert list(watch.news()) == [
        f"mail (demo, not sent) to arta@example.org: “Your code”, code QX7-M2K — {paths[0]}",
        f"mail (demo, not sent) to arta@example.org: “Thanks” — {paths[1]}",
    ]
    assert list(watch.news()) == []

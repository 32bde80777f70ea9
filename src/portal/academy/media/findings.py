"""A draft in; what has to be mended before its upload, what to think about, and what is well, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.media.checks.video import is_free
from portal.academy.media.looks import Twin, twins_of
from portal.academy.media.models import Draft, People

Level = Literal["stop", "think", "well"]
LEAST_MEGAPIXELS = 2.0
LEAST_HEIGHT = 720
LONGEST_SECONDS = 600
LEAST_LANGUAGES = 2
_BY_CAMERA = re.compile(r"(?i)^(img|dsc|dscn|dcim|pict?|photo|image|foto|video|vid|mvi|screenshot|p\d|\d)[\W_\d]*$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the desk says of a draft. `field`: which answer mends it; `link`: where to look."""

    level: Level
    words: str
    field: str = ""
    link: str = ""


def findings(draft: Draft) -> list[Finding]:
    """All that the desk says of a draft, what stops the upload first; in the language of the reader."""
    found = [*_file(draft), *_twins(twins_of(draft)), *_answers(draft)]
    order: dict[Level, int] = {"stop": 0, "think": 1, "well": 2}
    return sorted(found, key=lambda one: order[one.level])


def is_ready(draft: Draft) -> bool:
    """Whether nothing stops the upload."""
    return all(one.level != "stop" for one in findings(draft))


def _file(draft: Draft) -> list[Finding]:
    return _video(draft) if draft.known.kind == "video" else _picture(draft)


def _picture(draft: Draft) -> list[Finding]:
    facts, found = draft.known, []
    size = _("%(width)d × %(height)d pixels") % {"width": facts.width, "height": facts.height}
    if facts.megapixels < LEAST_MEGAPIXELS:
        words = _("%(size)s is small. Juries and articles want at least 2 megapixels: take the original, not a copy.")
        found.append(Finding("think", words % {"size": size}))
    else:
        found.append(Finding("well", size))
    if facts.place and draft.keep_place:
        words = _("The file says where it was taken. Everybody can read that for ever: never keep it for a home.")
        found.append(Finding("think", words, "keep_place"))
    elif facts.place:
        found.append(Finding("well", _("The place where it was taken is removed before the upload."), "keep_place"))
    if facts.tells:
        found.append(Finding("well", _("Names and serial numbers in the file are removed before the upload.")))
    return found


def _video(draft: Draft) -> list[Finding]:
    facts, found = draft.known, []
    if not is_free(facts):
        words = _("Wikis take WebM with VP9 or AV1, or Ogg. This is %(codec)s: convert it, then add it again.")
        found.append(Finding("stop", words % {"codec": facts.video.upper() or _("something else")}))
    if facts.seconds is None:
        found.append(Finding("think", _("How long this video is cannot be read from the file.")))
    elif facts.seconds > LONGEST_SECONDS:
        found.append(Finding("think", _("This video is longer than ten minutes. Short ones are watched and reused.")))
    else:
        seconds = max(1, round(facts.seconds))
        found.append(Finding("well", ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}))
    if min(facts.height, facts.width) < LEAST_HEIGHT:
        found.append(Finding("think", _("The picture of this video is small. Record with at least 720 lines.")))
    if not facts.sound:
        found.append(Finding("think", _("This video has no sound. If that is right, say so in the description.")))
    return found


def _twins(twins: list[Twin]) -> list[Finding]:
    found = []
    for twin in twins:
        if twin.is_same:
            words = _("The same file is there already: %(title)s.")
            found.append(Finding("stop", words % {"title": twin.title}, link=twin.address))
        else:
            words = _("A picture that looks much like it is there already: %(title)s. Upload the better one only.")
            found.append(Finding("think", words % {"title": twin.title}, link=twin.address))
    return found


def _answers(draft: Draft) -> list[Finding]:
    found = []
    if not draft.title.strip():
        found.append(Finding("stop", _("Give it a title that says what is seen, and where."), "title"))
    elif _BY_CAMERA.match(draft.title.strip()):
        found.append(Finding("stop", _("This title was given by a camera. Say what is seen, and where."), "title"))
    if sum(bool(text.strip()) for text in draft.descriptions.values()) < LEAST_LANGUAGES:
        found.append(Finding("stop", _("Describe it in two languages at least."), "description_sq"))
    if not draft.author.strip():
        found.append(Finding("stop", _("Say who made it."), "author"))
    if not draft.licence:
        found.append(Finding("stop", _("Choose a free licence."), "licence"))
    if not draft.people:
        found.append(Finding("stop", _("Say whether people can be recognised."), "people"))
    elif draft.people == People.UNSURE:
        found.append(Finding("stop", _("Ask the people who can be recognised, or take another picture."), "people"))
    if draft.made_on is None:
        found.append(Finding("think", _("Say when it was made, if you know."), "made_on"))
    return found

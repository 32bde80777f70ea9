"""A script of pupils who do not exist, and wikis of this machine, in; an edition whose figures come from them, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.academy.media.acts import want
from portal.academy.programme import acts
from portal.academy.programme.models import Edition, Participant, Programme, ProgrammeKind, WorkKind
from portal.academy.results.acts import add_site, name_account, track
from portal.academy.results.models import Page, Reading, Revision, Site, SiteKind
from portal.academy.results.reading import read
from portal.academy.results.reading.surviving import follow
from portal.academy.topics.acts import add_list
from portal.academy.topics.following import follow as follow_topics
from portal.academy.topics.lists import Line
from portal.ground.ledger.acts import MACHINE
from wiki.local import Family
from wiki.local.rehearse import Script, play
from wiki.local.rehearse import read as read_script

SLUG, PROGRAMME = "rehearsal", "wiki-academy"
WIKIS = (("commons", "en"), ("en", "en"), ("sq", "sq"), ("sr", "sr"))  # read in this order: files before their uses
AGO = dt.timedelta(days=40)
LASTS = dt.timedelta(days=5)
NAMES = {"en": "Wiki Academy: a rehearsal", "sq": "Wiki Akademia: një provë", "sr": "Вики академија: проба"}
ABOUT = {
    "en": "Nobody here exists. Twelve made-up pupils wrote on wikis of this machine, so that you can try things out.",
    "sq": "Këtu askush nuk është i vërtetë. Dymbëdhjetë nxënës të sajuar shkruan në wiki të këtij kompjuteri, "
    "që të provoni gjithçka.",
    "sr": "Овде нико није стваран. Дванаест измишљених ученика писало је на викијима овог рачунара, "
    "да бисте могли све да испробате.",
}
PROGRAMME_NAMES = {"en": "Wiki Academy", "sq": "Wiki Akademia", "sr": "Вики академија"}
PROGRAMME_ABOUT = {
    "en": "Young people learn to write and to photograph for Wikipedia.",
    "sq": "Të rinjtë mësojnë të shkruajnë dhe të fotografojnë për Wikipedia-n.",
    "sr": "Млади уче да пишу и фотографишу за Википедију.",
}
TRACK = "writing"
TRACKS = [{"slug": TRACK, "seats": 12, "names": {"en": "Writing", "sq": "Shkrim", "sr": "Писање"}}]
WISHES = (("Stone bridge in winter", "Prizren"), ("Old bazaar", "Gjakova"), ("National Library", "Prishtina"))

Say = Callable[[str], None]


def script() -> Script:
    """What happens in the rehearsal."""
    return read_script(Path(settings.DATA) / "academy" / "demo")


def prepare(told: Script) -> Edition:
    """The edition with its teams, made once; no wiki is needed for that."""
    known = Edition.objects.filter(slug=SLUG).first()
    if known:
        return known
    begins = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) - AGO
    programme = Programme.objects.filter(slug=PROGRAMME).first() or acts.make_programme(
        PROGRAMME, ProgrammeKind.WIKI, PROGRAMME_NAMES, PROGRAMME_ABOUT, MACHINE
    )
    fields = {
        "slug": SLUG,
        "names": NAMES,
        "about": ABOUT,
        "organiser": settings.SITE_NAME,
        "contact": f"academy@{settings.MAIL_DOMAIN}",
        "apply_from": begins - dt.timedelta(days=30),
        "apply_until": begins - dt.timedelta(days=3),
        "starts_at": begins,
        "ends_at": begins + LASTS,
        "works_due_at": timezone.now() + dt.timedelta(days=3650),  # it stays open to be tried out
        "tracks": TRACKS,
        "is_rehearsal": True,
    }
    edition = acts.make_edition(programme, fields, MACHINE)
    for verb in ("announce", "open", "start"):
        edition = acts.move_edition(edition, verb, MACHINE)
    for team in told.teams:
        members = [acts.enrol(edition, None, _pseudonym(name), TRACK, MACHINE, is_adult=True) for name in team.people]
        acts.form_team(edition, team.names["en"], members, MACHINE)
    add_list(edition, [Line(title, "", {tongue: title}) for tongue, title in _titles(told)], MACHINE)
    want(edition, WISHES, MACHINE)
    return edition


def bring_to_life(edition: Edition, told: Script, family: Family, say: Say) -> None:
    """Play the script on running wikis, once, and read from them what the edition's pages show."""
    if Reading.objects.filter(edition=edition).exclude(as_of=None).count() == len(WIKIS):
        return
    say("rehearsal: twelve pupils who do not exist write on wikis of this machine")
    play(family, told, edition.starts_at)
    for key, language in WIKIS:
        site = _site(family, key, language)
        for participant in edition.participants.all():
            name_account(participant, site, f"Rehearsal {participant.pseudonym}", MACHINE)
        track(edition, site, MACHINE)
        read(edition, site)
    for reading in Reading.objects.filter(edition=edition).select_related("site"):
        follow(edition, reading.site, most=1000)
    _hand_in(edition)
    follow_topics(edition)
    say(f"rehearsal: open “{NAMES['en']}” under Academies; each figure there was read from those wikis")


def _site(family: Family, key: str, language: str) -> Site:
    slug = f"rehearsal-{key}"
    known = Site.objects.filter(slug=slug).first()
    if known:
        return known
    kind = SiteKind.COMMONS if key == "commons" else SiteKind.WIKI
    maxima = "" if key == "commons" else language
    return add_site(slug, f"Rehearsal ({key})", family.api(key), language, kind=kind, maxima=maxima, by=MACHINE)


def _hand_in(edition: Edition) -> None:
    """The articles that pupils began, as their works."""
    pupils = {
        (account.site_id, account.user): participant
        for participant in Participant.objects.filter(edition=edition)
        .prefetch_related("accounts")
        .select_related("team")
        for account in participant.accounts.all()
    }
    begun = Revision.objects.filter(parent=0, page__ns=0, page__is_gone=False, page__is_redirect=False, is_gone=False)
    for revision in begun.filter(site__readings__edition=edition).select_related("page", "site").order_by("pk"):
        author, page = pupils.get((revision.site_id, revision.user)), revision.page
        if author is None or edition.works.filter(site=revision.site.slug, page=page.page).exists():
            continue
        work = acts.hand_in(
            edition,
            WorkKind.ARTICLE,
            page.title,
            MACHINE,
            authors=[author],
            site=revision.site.slug,
            page=page.page,
            address=_address(page),
            licence="CC BY-SA 4.0",
        )
        acts.submit(work, MACHINE)


def _address(page: Page) -> str:
    return f"{page.site.api.removesuffix('/w/api.php')}/w/index.php?curid={page.page}"


def _titles(told: Script) -> list[tuple[str, str]]:
    return [
        (tongue, page["title"])
        for tongue, pages in told.articles.items()
        for page in pages
        if all(edit.get("do") != "Delete" for edit in page["edit"])
    ]


def _pseudonym(account: str) -> str:
    return account.removeprefix("Rehearsal ")

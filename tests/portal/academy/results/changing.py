"""A wiki and its people in; the world as it is before a reading, and all that happens to it between readings, out."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.portal.academy.results.make import make_png
from tests.wiki.client.ways import opened
from wiki.client import Wiki
from wiki.local import Account, Deed, Family

EXPORT = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>
<sitename>far</sitename><dbname>far</dbname><base>http://far.invalid/</base><generator>MediaWiki 1.39</generator>
<case>first-letter</case><namespaces><namespace key="0" case="first-letter"/></namespaces></siteinfo>
<page><title>{title}</title><ns>0</ns><id>77</id>{revisions}</page></mediawiki>"""
REVISION = """<revision><id>{id}</id><timestamp>{at}</timestamp><contributor><username>{who}</username><id>5</id>
</contributor><comment/><model>wikitext</model><format>text/x-wiki</format>
<text xml:space="preserve">{text}</text></revision>"""
# No bot password may do this.
HIDE_USER = """$them = User::newFromName( "{}" ); $sup = User::newFromName( "Sup" ); \
$maker = MediaWiki\\MediaWikiServices::getInstance()->getBlockUserFactory(); \
$block = $maker->newBlockUser( $them, $sup, "infinity", "", [ "isHideUser" => true ] ); \
if ( !$block->placeBlockUnsafe()->isOK() ) {{ exit( 1 ); }}
"""
REF = "<ref>https://example.org/{}</ref>"


@dataclass
class Stage:
    """The wikis, the pupils, who may do everything, and what the tests call revisions.

    `renamed`: pupils who are called otherwise on `en` by now; `hidden`: one whose account is suppressed there.
    """

    family: Family
    pupils: list[str]
    sup: Account
    reader: Account
    folder: Path
    revs: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    hidden: str = ""

    @classmethod
    def of(cls, family: Family, pupils: list[str], folder: Path) -> Stage:
        """The pupils are on the wiki `en`; they get accounts on `commons` too."""
        family.users([(name, f"{name} of 3, sown", ()) for name in pupils], ["commons"])
        wanted = [
            ("Sup", "gjethe-e-blerte-3", ("sysop", "suppress", "bureaucrat", "import")),
            ("Passing reader", "gur-i-bardhe-4", ()),
            ("Wanderer", "gur-i-zi-5", ()),
        ]
        sup, reader, _wanderer = family.users(wanted, ["en", "commons"])
        return cls(family, pupils, sup, reader, folder)

    def play(self, *deeds: Deed, key: str = "en", **names: int) -> None:
        """Have these things done; `names` says which deed's revision is remembered under which name."""
        done = self.family.play(key, deeds)
        for name, number in names.items():
            self.revs[name] = done[number].rev or 0

    def edit(self, pupil: int | str, title: str, text: str, **more: Any) -> Deed:
        """An edit by a pupil, or by somebody else."""
        by = self.pupils[pupil] if isinstance(pupil, int) else pupil
        return Deed("Edit", title, by, text=text, **more)

    def import_by_api(self, title: str, who: str, texts: list[str]) -> None:
        """Import as people do; the wiki's log tells of it."""

        async def work() -> None:
            async with opened(self.family, self.sup) as wiki:
                await _import(wiki, export(title, who, texts))

        _run(work())

    def import_by_script(self, title: str, who: str, texts: list[str]) -> None:
        """Import as operators do; nothing tells of it."""
        path = self.folder / "export.xml"
        path.write_text(export(title, who, texts), encoding="utf-8")
        self.family.run("en", "importDump.php", "--no-updates", "--username-prefix", "far", str(path))


def export(title: str, who: str, texts: list[str]) -> str:
    """An export file with a page whose revisions lie a day apart, within the edition."""
    begins = dt.datetime(2026, 8, 20, 12, tzinfo=dt.UTC)
    rows = [
        REVISION.format(id=n + 1, at=f"{begins + dt.timedelta(days=n):%Y-%m-%dT%H:%M:%SZ}", who=who, text=text)
        for n, text in enumerate(texts)
    ]
    return EXPORT.format(title=title, revisions="".join(rows))


async def _import(wiki: Wiki, xml: str) -> None:
    more = {"action": "import", "interwikiprefix": "far", "assignknownusers": True, "summary": "brought here"}
    await wiki.post_file({"xml": ("export.xml", xml.encode())}, False, **more)


def _run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def before_cold(stage: Stage) -> None:
    """Pages of every kind, drafts, files, and one that was partly brought back before anybody looked."""
    edit = stage.edit
    stage.play(
        edit("Wanderer", "Mill", "The mill stands." + REF.format(1)),
        edit(0, "Mill", "The mill stands by the river." + REF.format(1) + REF.format(2)),
        edit("Wanderer", "Mill", "The mill stands by the river Drin." + REF.format(1) + REF.format(2)),
        edit(1, "Mill", "The mill stands by the river Drin. Воденица ради." + REF.format(3)),
        edit(2, "User:" + stage.pupils[2] + "/Draft", "A draft about a bridge. " * 9 + REF.format(4)),
        edit(3, "Doomed", "This page will go." + REF.format(5)),
        edit(4, "Doomed", "This page will go, and stay away." + REF.format(6)),
        edit(5, "Lazarus", "This page goes and comes back."),
        edit("Wanderer", "Lazarus", "This page goes and comes back again."),
        edit(5, "Lazarus", "This page goes and comes back again, twice."),
        edit(6, "Talk:Mill", "A question."),
        edit(7, "Castle", "A castle on a hill. " * 20),
        edit(8, "Castle", "A castle on a hill. " * 25),
        edit(9, "Secret", "Something that should not be here."),
        edit(10, "Secret", "Something else."),
        edit(10, "Secret", "Something else again."),
        mill=0,
        castle=12,
        secret=13,
    )
    make_png(stage.folder / "first.png", 40)
    make_png(stage.folder / "second.png", 80)
    stage.play(
        Deed("Upload", "File:First.png", stage.pupils[0], text="{{cc-by-sa-4.0}}", to=str(stage.folder / "first.png")),
        Deed("Upload", "File:Second.png", stage.pupils[1], text="{{cc0}}", to=str(stage.folder / "second.png")),
        key="commons",
    )
    stage.play(edit(0, "Tower", "[[File:First.png|thumb|A tower]] A tower."))


def after_cold(stage: Stage) -> None:
    """What the list of changes tells, or where it leads."""
    edit, pupils = stage.edit, stage.pupils
    stage.play(
        Deed("Rename", pupils[1], "Sup", to="Renamed pupil"),
        Deed("Move", f"User:{pupils[2]}/Draft", pupils[2], to="Bridge of stone"),
        Deed("Delete", "Doomed", "Sup"),
        Deed("Delete", "Lazarus", "Sup"),
        Deed("Undelete", "Lazarus", "Sup"),
        Deed("Rollback", "Castle", "Sup", summary="undone"),
        Deed("Hide", "Mill", "Sup", revs=(stage.revs["mill"],), hide=("text",)),
        Deed("Hide", "Secret", "Sup", revs=(stage.revs["secret"],), hide=("user",)),
        edit(3, "Tower", "[[File:First.png|thumb|A tower]] A tall tower. [[File:Second.png]]" + REF.format(7)),
        edit("Wanderer", "Tower", "{{Delete|why}} [[File:Second.png]] A tall tower." + REF.format(7)),
        edit(11, "New one", "Ura e gurit në Prizren." + REF.format(8) * 2),
        Deed("Move", "New one", pupils[11], to="New name", redirect=False),
        edit(0, "Redirect to be", "#REDIRECT [[Mill]]"),
        Deed("Move", "Castle", "Sup", to="Castle of Prizren"),
        edit("Wanderer", "Castle", "Something new where the castle stood."),
        edit(8, "Castle", "Something new where the castle stood. And more."),
        castle2=14,
    )
    stage.renamed[pupils[1]] = "Renamed pupil"
    stage.import_by_api("Brought here", pupils[4], ["From afar.", "From afar, and better.", "From afar, the best."])
    stage.family.run("en", "runJobs.php")


def after_warm(stage: Stage) -> None:
    """What no public log tells, and more of the rest."""
    edit, pupils = stage.edit, stage.pupils
    stage.play(
        Deed("Hide", "Castle", "Sup", revs=(stage.revs["castle2"],), hide=("text", "restricted")),
        Deed("Hide", "Mill", "Sup", revs=(stage.revs["mill"],), hide=()),
        Deed("Undelete", "Doomed", "Sup"),
        Deed("Delete", "Tower", "Sup"),
        edit(5, "Tower", "Another tower, built anew." + REF.format(9)),
        Deed("Move", "Bridge of stone", "Sup", to=f"User:{pupils[2]}/Draft again", redirect=False),
        edit(6, "Lazarus", ""),
        edit(7, "Lazarus", "Here once more."),
    )
    stage.play(Deed("Delete", "File:Second.png", "Sup"), key="commons")
    stage.import_by_script("Found later", pupils[6], ["Old words.", "Old words, and new ones." + "x" * 50])
    stage.family.run("en", "eval.php", feed=HIDE_USER.format(pupils[9]))
    stage.hidden = pupils[9]
    stage.family.run("en", "runJobs.php")

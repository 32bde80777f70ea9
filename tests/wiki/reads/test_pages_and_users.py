"""Pages and accounts of a real wiki under any of the ways to write their names, and views where a wiki counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.wiki.client.ways import all_of, opened, run
from wiki.local import Account, Family
from wiki.reads import logs, pages, users, views
from wiki.writes import edit

pytestmark = pytest.mark.wiki

# Debian packages no PageViewInfo. This stands in its place inside the real wiki: the numbers are made up, the module,
# its parameters and the way it continues (a few pages an answer) are MediaWiki's.
VIEWS = """
class ApiQueryPageViews extends ApiQueryBase {
	public function __construct( $query, $name ) { parent::__construct( $query, $name, 'pvip' ); }
	public function execute() {
		$params = $this->extractRequestParams(); $n = 0;
		foreach ( $this->getPageSet()->getGoodTitles() as $id => $title ) {
			if ( $params['continue'] && $id < (int)$params['continue'] ) { continue; }
			if ( $n++ == 2 ) { $this->setContinueEnumParameter( 'continue', $id ); break; }
			$days = [];
			for ( $d = $params['days']; $d >= 1; $d-- ) { $days["2026-11-0$d"] = $d == 1 ? null : $id * $d; }
			$this->addPageSubItems( $id, $days );
		}
	}
	public function getAllowedParams() {
		return [ 'days' => [ ApiBase::PARAM_TYPE => 'integer', ApiBase::PARAM_DFLT => 60 ], 'continue' => null ];
	}
}
$wgAPIPropModules['pageviews'] = ApiQueryPageViews::class;
$wgExtensionCredits['other'][] = [ 'path' => __FILE__, 'name' => 'PageViewInfo' ];
"""


@pytest.fixture(scope="module")
def ana(clean_wikis: Family) -> Account:
    return clean_wikis.users([("Ana Krasniqi", "lule-e-kuqe-1", []), ("Ëndrra", "lule-e-bardhe-2", [])])[0]


def test_accounts_are_found_however_their_names_are_written(clean_wikis: Family, ana: Account) -> None:
    spellings = ["Ana Krasniqi", "ana Krasniqi", "Ana_Krasniqi", " Ana  Krasniqi ", "User:Ana Krasniqi"]
    spellings += ["Përdoruesi:Ana Krasniqi", "user: ana_Krasniqi"]
    strange = ["Ana krasniqi", "192.0.2.7", "a#b", "a|b", "", "User:", "Nobody", "<script>"]

    async def work() -> dict[str, users.User]:
        async with opened(clean_wikis, ana, "sq") as w:
            assert w.myself.name == "Ana Krasniqi"
            return await users.find(w, [*spellings, "ëndrra", *strange])

    found = run(work())
    assert list(found) == [*spellings, "ëndrra", *strange]
    assert {found[name].name for name in spellings} == {"Ana Krasniqi"}
    assert found["ëndrra"].name == "Ëndrra"
    assert [found[name].is_missing for name in strange] == [True] * len(strange)


def test_an_account_that_is_blocked_is_known_to_be(clean_wikis: Family, ana: Account) -> None:
    sup = clean_wikis.users([("Sup", "gjethe-e-blerte-3", ["sysop"])])[0]

    async def work() -> list[bool]:
        async with opened(clean_wikis, sup) as admin, opened(clean_wikis) as w:
            seen = []
            for action in ({"action": "block", "expiry": "never"}, {"action": "unblock"}):
                await admin.post(user="Ana Krasniqi", **action)
                seen.append((await users.find(w, ["Ana Krasniqi"]))["Ana Krasniqi"].is_blocked)
            return seen

    assert run(work()) == [True, False]


def test_pages_are_found_by_title_and_number_with_their_categories_and_templates(
    clean_wikis: Family, ana: Account
) -> None:
    async def work() -> None:
        async with opened(clean_wikis, ana) as w:
            await edit.save(w, "Template:Box", "box", "")
            text = "{{Box}} {{Missing}} [[Category:Castles]] [[Category:Prizren]]"
            rev = await edit.save(w, "Prizren Fortress", text, "")
            await edit.save(w, "Fortress of Prizren", "#REDIRECT [[Prizren Fortress]]", "")
            clean_wikis.run("en", "runJobs.php")
            asked = ["prizren_Fortress", "Fortress of Prizren", "Nothing here", "a<b", " "]
            found = await pages.titled(w, asked, categories=True, templates=True)
            page = found["prizren_Fortress"]
            assert (page.title, page.ns, page.is_redirect, page.last_rev, page.size) == (
                "Prizren Fortress",
                0,
                False,
                rev,
                len(text),
            )
            assert page.categories == ("Category:Castles", "Category:Prizren")
            assert page.templates == ("Template:Box", "Template:Missing")
            assert page.last_at
            assert [(one.is_missing, one.is_redirect) for one in found.values()] == [
                (False, False),
                (False, True),
                (True, False),
                (True, False),
            ]
            numbered = await pages.now(w, [page.id, 999_999])
            assert (numbered[page.id].last_rev, numbered[page.id].categories) == (rev, ())
            assert numbered[999_999].is_missing

    run(work())


def test_several_logs_are_read_together(clean_wikis: Family, ana: Account) -> None:
    async def work() -> list[tuple[str, str]]:
        async with opened(clean_wikis, ana) as w:
            await edit.save(w, "Old place", "text", "")
            await w.post(action="move", **{"from": "Old place", "to": "New place"})
            found = await all_of(logs.since(w, ["move", "create", "delete"], datetime(2020, 1, 1, tzinfo=UTC)))
            return [(event.type, event.title) for event in found if event.title == "Old place"]

    assert sorted(run(work())) == [("create", "Old place"), ("move", "Old place")]


def test_views_are_read_on_until_every_page_is_told(clean_wikis: Family, ana: Account) -> None:
    settings = Path(clean_wikis.home / "sr" / "LocalSettings.php")
    before = settings.read_text(encoding="utf-8")

    async def work() -> dict[int, views.Views] | None:
        async with opened(clean_wikis, ana, "sr") as w:
            for n in range(5):
                await edit.save(w, f"Page {n}", "text", "")
            numbers = [page.id for page in (await pages.titled(w, [f"Page {n}" for n in range(5)])).values()]
            return await views.of(w, numbers, 3)

    try:
        settings.write_text(before + VIEWS, encoding="utf-8")
        found = run(work())
    finally:
        settings.write_text(before, encoding="utf-8")
    assert found
    assert len(found) == 5
    assert all(
        days == {date(2026, 11, 3): page * 3, date(2026, 11, 2): page * 2, date(2026, 11, 1): None}
        for page, days in found.items()
    )

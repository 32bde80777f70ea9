"""Code, words, styles and facts in; a home folder and a database that are ready to be served, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.audit.load_releases import load_releases
from portal.audit.starter import load_observations
from portal.catalogue.acts import load as load_catalogue
from portal.catalogue.acts import load_graph, weigh
from portal.catalogue.files import Catalogue, read_catalogue
from portal.catalogue.graph import circles, read_graph
from portal.catalogue.models import Target
from portal.indicator.readings.starter import load_indicators
from portal.operate.languages import compile_all
from portal.operate.stamps import Stamps, digest_of
from portal.strategy.plan.load import load_strategies

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Do what is not done yet; each step says what it does, and says nothing when there is nothing to do."""
    stamps = Stamps(Path(settings.HOME) / "made.json")
    migrate(say)
    for folder in settings.LOCALE_PATHS:
        compiled = compile_all(Path(folder))
        if compiled:
            say(f"languages: {', '.join(sorted({path.parts[-3] for path in compiled}))}")
    collect(say, stamps)
    load(say, stamps)
    indicators, strategies = load_indicators(), load_strategies()
    if indicators or strategies:
        say(f"strategies: {strategies} new; {indicators} new indicators")


def migrate(say: Say) -> None:
    """Bring the tables of the database to this version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"database: {len(plan)} steps to this version ({connection.vendor})")
        call_command("migrate", verbosity=0, interactive=False)


def collect(say: Say, stamps: Stamps) -> None:
    """Gather styles, pictures and scripts in one folder, each under a name that holds its digest."""
    files = dict(static_files())
    digest = digest_of(files.values(), settings.STORAGES["staticfiles"]["BACKEND"])
    root = Path(settings.STATIC_ROOT)
    if stamps.fresh("static", digest) and root.is_dir():
        return
    root.mkdir(parents=True, exist_ok=True)
    say(f"styles and pictures: {len(files)} files")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamps.made("static", digest)


def static_files() -> Iterator[tuple[str, Path]]:
    """Every file that a finder offers, by the name it is served under."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def load(say: Say, stamps: Stamps) -> None:
    """Bring the catalogue and its first observations from the text files into the database."""
    folder = Path(settings.DATA) / "catalogue"
    files = [path for part in (folder, folder.parent / "remedies") for path in part.rglob("*") if path.is_file()]
    digest = digest_of(files, str(connection.settings_dict["NAME"]))
    if stamps.fresh("catalogue", digest) and Target.objects.exists():
        return
    catalogue = read_catalogue(folder)
    loaded = load_catalogue(catalogue)
    looks = load_observations(folder)
    releases = load_releases(folder)
    say(f"catalogue: {loaded.targets} targets, {loaded.new} of them new; {looks} new looks at them")
    if releases:
        say(f"histories: {releases} releases new or newly read")
    for line in graph(catalogue, folder):
        say(line)
    stamps.made("catalogue", digest)


def graph(catalogue: Catalogue, folder: Path) -> list[str]:
    """Bring the graph of lists into the database, weigh every target; what there is, and what is wrong, in words."""
    read = read_graph(catalogue, folder)
    loaded = load_graph(read)
    round_about = [" and ".join(group) for group in circles((node, up) for node, up, _ in read.links)]
    said = [f"graph: {loaded.nodes} nodes, {loaded.links} links, {weigh()} targets that flip others"]
    said += [f"graph: {group} need each other; each counts once" for group in round_about]
    return said + [f"graph: left out, and nothing removed: {fault}" for fault in read.faults]

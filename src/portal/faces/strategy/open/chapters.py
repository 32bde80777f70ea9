"""How a strategy stood, as plain data, in; the chapters of its pack on what is wanted, done, paid and feared, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from portal.faces.kit.numbers import exact
from portal.faces.paper.pack import Chapter, Section
from portal.faces.paper.report import Grid, Number
from portal.faces.strategy.figures import in_words
from portal.faces.strategy.open.frozen import Frozen, Row, aims, date, latest, paragraphs, source, span
from portal.faces.strategy.open.shown import money
from portal.ground.languages.said import said
from portal.strategy.plan.diff import Change, compare
from portal.strategy.plan.models import PaymentKind, RoleKind
from portal.strategy.plan.states import WorkState

KINDS = {
    Change.ADDED: pgettext_lazy("what changed", "Added"),
    Change.REMOVED: pgettext_lazy("what changed", "Left out"),
    Change.MOVED: pgettext_lazy("what changed", "Moved"),
    Change.CHANGED: pgettext_lazy("what changed", "Changed"),
}


def heads(frozen: Frozen) -> list[Number]:
    """The figures of the first page."""
    known = sum(latest(row) is not None for row in frozen.indicators.values())
    of = {"known": exact(known), "all": exact(len(frozen.indicators))}
    return [
        Number(exact(len(frozen.rows("objectives"))), _("Objectives")),
        Number(exact(len(frozen.rows("initiatives"))), _("Initiatives")),
        Number(exact(len(frozen.rows("partners"))), _("Partners")),
        Number(exact(len(frozen.indicators)), _("Indicators"), _("%(known)s of %(all)s have a figure.") % of),
    ]


def overview(frozen: Frozen) -> Chapter:
    """What the version says of itself, and every objective with its indicators at one glance."""
    rows = []
    places = {row["key"]: place for place, row in enumerate([*frozen.rows("objectives"), *frozen.rows("initiatives")])}
    for aim in sorted(frozen.rows("aims"), key=lambda row: (not row["objective"], places[_whose(row)], row["order"])):
        about = frozen.indicators[aim["indicator"]]
        now = latest(about)
        whose = frozen.name("objectives", aim["objective"]) or frozen.name("initiatives", aim["initiative"])
        figure = in_words(now["value"], about["unit"]) if now else _("not known")
        rows.append([whose, frozen.name("indicators", aim["indicator"]), figure])
    grids = [Grid(_("Every indicator"), [_("For"), _("Indicator"), _("Now")], rows, [5, 5, 2])] if rows else []
    text = [*paragraphs(frozen.contents.get("about")), *filter(None, [source(frozen.contents)])]
    return Chapter(_("The strategy at a glance"), text, grids=grids)


def _whose(aim: Row) -> str:
    whose: str = aim["objective"] or aim["initiative"]
    return whose


def objectives(frozen: Frozen) -> Chapter:
    """Each objective: what it says, how it stands, and what is done for it."""
    return Chapter(_("Objectives"), sections=[_objective(frozen, row) for row in frozen.rows("objectives")])


def _objective(frozen: Frozen, row: Row) -> Section:
    text = paragraphs(row["about"])
    if row["parent"]:
        text.append(_("Part of: %(name)s.") % {"name": frozen.name("objectives", row["parent"])})
    done = [
        frozen.name("initiatives", one["key"]) for one in frozen.rows("initiatives") if row["key"] in one["objectives"]
    ]
    text.append(_("Done for it: %(names)s.") % {"names": ", ".join(done)} if done else _("Nothing is done for it yet."))
    grids = aims(frozen, "objective", row["key"])
    if not grids:
        text.append(_("No indicator measures this yet."))
    return Section(frozen.name("objectives", row["key"]), text, grids=grids, source=source(row))


def initiatives(frozen: Frozen) -> Chapter:
    """Each initiative: who answers for it, its steps and how it stands."""
    return Chapter(_("Initiatives"), sections=[_initiative(frozen, row) for row in frozen.rows("initiatives")])


def _initiative(frozen: Frozen, row: Row) -> Section:
    key = row["key"]
    who = " · ".join(filter(None, [frozen.name("partners", row["responsible"]), row["role"]])) or _("not known")
    facts = [
        [_("State"), str(WorkState(row["state"]).label)],
        [_("When"), span(row)],
        [_("Who answers for it"), who],
        [_("For"), ", ".join(frozen.name("objectives", one) for one in row["objectives"]) or _("not known")],
    ]
    facts += [
        [_("Needs"), frozen.name("initiatives", one["needs"])] for one in frozen.of("dependencies", "initiative", key)
    ]
    steps = [
        [span(one), ". ".join(filter(None, [frozen.name("activities", one["key"]), said(one["about"])])), one["place"]]
        for one in sorted(frozen.of("activities", "initiative", key), key=lambda one: one["starts_on"] or "9")
    ]
    grids = [Grid("", [_("What"), _("What is known")], facts, [1, 3]), *aims(frozen, "initiative", key)]
    if steps:
        grids.append(Grid(_("Steps"), [_("When"), _("Step"), _("Where")], steps, [4, 7, 2]))
    return Section(frozen.name("initiatives", key), paragraphs(row["about"]), grids=grids, source=source(row))


def partners(frozen: Frozen) -> Chapter:
    """Every partner with what it does and where that stands."""
    by: dict[str, list[Row]] = defaultdict(list)
    for role in frozen.rows("roles"):
        by[role["partner"]].append(role)
    sections = []
    for key in sorted(by, key=lambda one: frozen.name("partners", one).casefold()):
        rows = [
            [
                str(RoleKind(role["kind"]).label),
                frozen.name("initiatives", role["initiative"]) or _("The whole strategy"),
                source(role).removeprefix(f"{_('Source')}: ") or "–",
            ]
            for role in by[key]
        ]
        grid = Grid("", [_("What it does"), _("In"), _("Source")], rows, [2, 4, 5])
        sections.append(Section(frozen.name("partners", key), grids=[grid]))
    text = [] if sections else [_("No partner is written down.")]
    return Chapter(_("Partners"), text, sections=sections)


def finances(frozen: Frozen) -> Chapter:
    """What is planned and what was paid, by initiative; amounts of different currencies are never added."""
    planned: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in frozen.rows("budgets"):
        planned[row["initiative"], row["currency"]] += Decimal(row["amount"])
    payments: Iterable[Row] = frozen.data.get("payments", ())
    spent: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in payments:
        if row["kind"] in (PaymentKind.DISBURSEMENT, PaymentKind.EXPENDITURE):
            spent[row["initiative"], row["currency"]] += Decimal(row["amount"])
    rows = [
        [
            frozen.name("initiatives", key),
            money(planned[key, currency], currency) if (key, currency) in planned else "–",
            money(spent[key, currency], currency) if (key, currency) in spent else "–",
        ]
        for key, currency in sorted({*planned, *spent})
    ]
    grids = [Grid(_("Planned and paid"), [_("Initiative"), _("Planned"), _("Paid")], rows)] if rows else []
    if each := [_budget(frozen, row) for row in frozen.rows("budgets")]:
        head = [_("Initiative"), _("When"), _("Amount"), _("Who pays"), _("Source")]
        grids.append(Grid(_("Budget"), head, each, [4, 4, 2, 3, 5]))
    if moved := [_payment(frozen, row) for row in payments]:
        head = [_("Initiative"), _("Day"), _("What"), _("Amount"), _("Source")]
        grids.append(Grid(_("Payments"), head, moved, [4, 3, 2, 2, 5]))
    open_ = [frozen.name("initiatives", row["key"]) for row in frozen.rows("initiatives")]
    named = {frozen.name("initiatives", key) for key, _currency in {*planned, *spent}}
    missing = [name for name in open_ if name not in named]
    text = (
        [_("No source gives figures for the money of: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
    )
    return Chapter(_("Money"), text, grids=grids)


def _budget(frozen: Frozen, row: Row) -> list[str]:
    return [
        frozen.name("initiatives", row["initiative"]),
        span(row),
        money(Decimal(row["amount"]), row["currency"]),
        frozen.name("partners", row["payer"]) or _("not known"),
        source(row).removeprefix(f"{_('Source')}: ") or "–",
    ]


def _payment(frozen: Frozen, row: Row) -> list[str]:
    on = date(row["on"])
    return [
        frozen.name("initiatives", row["initiative"]),
        span({"starts_on": on.isoformat() if on else None}),
        str(PaymentKind(row["kind"]).label),
        money(Decimal(row["amount"]), row["currency"]),
        source(row).removeprefix(f"{_('Source')}: ") or "–",
    ]


def risks(frozen: Frozen) -> Chapter:
    """What may go wrong, the gravest first, and what is done about it."""
    found = sorted(frozen.rows("risks"), key=lambda row: -(row["likelihood"] or 0) * (row["impact"] or 0))
    return Chapter(
        _("Risks"),
        [] if found else [_("No risk is written down.")],
        sections=[_risk(frozen, row) for row in found],
    )


def _risk(frozen: Frozen, row: Row) -> Section:
    grade = _("Nobody has judged yet how likely and how grave it is.")
    if row["likelihood"] and row["impact"]:
        grade = _("How likely: %(likelihood)s of 5. How grave: %(impact)s of 5.") % {
            "likelihood": row["likelihood"],
            "impact": row["impact"],
        }
    whose = frozen.name("objectives", row["objective"]) or frozen.name("initiatives", row["initiative"])
    answer = said(row["answer"])
    text = [*paragraphs(row["about"]), " ".join(filter(None, [grade, f"{_('For')}: {whose}." if whose else ""]))]
    text.append(f"{_('What is done about it')}: {answer}" if answer else _("Nothing is done about it yet."))
    return Section(frozen.name("risks", row["key"]), text, source=source(row))


def changes(frozen: Frozen) -> Chapter | None:
    """What this version changed in the one before; None where there is none before."""
    if frozen.before is None:
        return None
    language = (get_language() or "en").partition("-")[0]
    found = [one for one in compare(frozen.before, frozen.contents) if _is_read(one.field, language)]
    sections = [
        Section(str(name), [one.words for one in found if one.kind == kind])
        for kind, name in KINDS.items()
        if any(one.kind == kind for one in found)
    ]
    text = [_("Texts are compared in the language of this pack; the page of the changes has all of them.")]
    return Chapter(_("What changed"), text if found else [_("Nothing changed.")], sections=sections)


def _is_read(field: str, language: str) -> bool:
    """Whether a field is the same in all languages, or of this one."""
    tongue = field.partition(".")[2]
    return tongue in ("", language)

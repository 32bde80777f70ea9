"""What people write into a draft, several at once, in; parts that hold all of it, and every edit, out.

A part has an edition, which counts its changes. Whoever writes says which edition they had before them. Fields that
nobody else touched since are written; where somebody was quicker at the same field, theirs stands and the later words
wait beside it, until one of the two is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.moves import NotAllowedError
from portal.strategy.plan.acts.base import Row, at, clean_key, hold_draft, note, part_of, version_of
from portal.strategy.plan.fields import FIELDS, KINDS, TEXTS, PlanError, cleaned, plain, read
from portal.strategy.plan.models import Activity, Aim, Edit, Initiative, Objective, Risk, Version
from portal.strategy.plan.rules import write
from portal.strategy.plan.states import EDIT, EditState

NEEDED = {"objective": (), "initiative": (), "activity": ("initiative",), "risk": ()}
"""What must be given of a new part, beside its names."""
_HANGS_ON = {
    Objective: ("children", "aims", "risks"),
    Initiative: ("activities", "aims", "risks", "budgets", "roles", "needs", "needed_by"),
}


@transaction.atomic
def add(version: Version, kind: str, by: str, key: str, /, **values: Any) -> Objective | Initiative | Activity | Risk:
    """Add a part to a draft: `objective`, `initiative`, `activity` or `risk`. Its key is its own in every version.

    Raises PlanError at the field that cannot stand, NotAllowedError for what is no draft.
    """
    version = hold_draft(version)
    if KINDS[kind].objects.filter(version=version, key=clean_key(key)).exists():
        raise PlanError("key", _("Another one has this key."))
    for name in NEEDED[kind]:
        if values.get(name) in (None, ""):
            raise PlanError(name, _("This is needed."))
    row = KINDS[kind](version=version, key=key)
    begin(row, by, values)
    return row


def begin(row: Row, by: str, values: Mapping[str, Any]) -> None:
    """Save a row that is new in its draft, with its first edit and its row in the ledger. Raises PlanError."""
    version = version_of(row)
    made = cleaned(type(row), version, values)
    part = part_of(row)
    before = Edit.objects.filter(version=version, part=part).aggregate(last=Max("edition"))["last"] or 0
    row.edition = before + 1
    write(row, made)
    _keep(row, by, before, {name: plain(value) for name, value in made.items()}, {})
    note("added", version, by, part)


@transaction.atomic
def change(row: Row, base: int, by: str, /, **values: Any) -> Edit:
    """Write into a part of a draft. `base`: the edition that the writer had before them; the row is read anew.

    Only what the writer changed against that edition counts, so a whole form may be given. Texts count once a
    language: `names={"sq": ...}` changes that language alone. The edit says what became of it: applied, merged with
    what others wrote meanwhile, or beside it, in part or wholly. An edit that changes nothing is not kept (`pk` None).
    Raises PlanError at the field that cannot stand, NotAllowedError for what is no draft.
    """
    version = hold_draft(version_of(row))
    part = part_of(row)
    made = cleaned(type(row), version, values)
    new = {name: plain(value) for name, value in made.items()}
    stands = at(version, part)
    if stands is None:
        return _keep_beside(version, part, base, by, new)
    now = {name: read(stands, name) for name in new}
    then = now | _as_seen(version, part, base, new)
    touched = [name for name in new if new[name] != then[name]]
    beside = [name for name in touched if now[name] not in (then[name], new[name])]
    fresh = [name for name in touched if name not in beside and new[name] != now[name]]
    if not fresh and not beside:
        row.refresh_from_db()
        return Edit(version=version, part=part, base=base, edition=stands.edition, state=EditState.APPLIED, by=by)
    earlier = stands.edition
    if fresh:
        stands.edition = earlier + 1
        write(stands, {name: made[name] for name in fresh})
    kept = {name: new[name] for name in (*fresh, *beside)}
    edit = _keep(stands, by, base, kept, {name: now[name] for name in kept}, beside, merged=earlier != base)
    if not fresh:
        edit.edition = 0
        edit.save(update_fields=["edition"])
    note("changed", version, by, part, fields=sorted(fresh), beside=sorted(beside), edit=edit.pk)
    row.refresh_from_db()
    return edit


@transaction.atomic
def settle(edit: Edit, take: bool, by: str) -> Edit:
    """Choose the words that wait beside others, or leave those that stand. Both stay among the edits.

    What is chosen is written as an edit of its own; a part that was removed meanwhile comes back with it.
    Raises NotAllowedError where somebody chose already, PlanError where the words can stand no more.
    """
    version = hold_draft(edit.version)
    EDIT.take(edit, "take" if take else "drop", decided_by=by)
    note("settled", version, by, edit.part, edit=edit.pk, taken=take)
    if not take:
        return edit
    chosen = {name: edit.values[name] for name in edit.beside}
    stands = at(version, edit.part)
    if stands is None:
        stands, values = _brought_back(version, edit.part), {**_last_words(version, edit.part), **chosen}
        begin(stands, by, values)
        return edit
    made = cleaned(type(stands), version, chosen)
    before = {name: read(stands, name) for name in made}
    stands.edition += 1
    write(stands, made)
    _keep(stands, by, stands.edition - 1, {name: plain(value) for name, value in made.items()}, before)
    return edit


@transaction.atomic
def remove(row: Row, base: int, by: str) -> Edit:
    """Take a part out of a draft; the edit keeps all that it said.

    Raises NotAllowedError where somebody changed it since the writer looked (`base`), and where other parts hang on
    it: they are removed, or given to another one, first.
    """
    if isinstance(row, Version):
        raise TypeError("a version is not a part")
    version = hold_draft(version_of(row))
    stands = at(version, part_of(row))
    if stands is None or stands.edition != base:
        raise NotAllowedError(_("Somebody else changed this meanwhile: look again, then decide."))
    for kind, names in _HANGS_ON.items():
        if isinstance(stands, kind) and any(getattr(stands, name).exists() for name in names):
            raise NotAllowedError(_("Other parts belong to this one. Remove them first, or give them to another one."))
    before = whole(stands)
    part = part_of(stands)
    stands.edition += 1
    edit = _keep(stands, by, base, {}, before)
    stands.delete()
    note("removed", version, by, part, edit=edit.pk)
    return edit


def set_objectives(initiative: Initiative, keys: Iterable[str], by: str) -> Edit:
    """Say which objectives an initiative serves, by their keys. Raises PlanError, NotAllowedError as `change` does."""
    initiative.refresh_from_db(fields=["edition"])
    return change(initiative, initiative.edition, by, objectives=list(keys))


def whole(row: Row) -> dict[str, Any]:
    """All that a part says now, field by field, texts once a language."""
    said: dict[str, Any] = {}
    for name in FIELDS[type(row)]:
        value = read(row, name)
        said |= {f"{name}.{language}": text for language, text in value.items()} if name in TEXTS else {name: value}
    return said


def _as_seen(version: Version, part: str, base: int, names: Iterable[str]) -> dict[str, Any]:
    """What fields said in an earlier edition, for those that somebody wrote since."""
    seen: dict[str, Any] = {}
    for edit in Edit.objects.filter(version=version, part=part, edition__gt=base).order_by("edition"):
        for name in names:
            if name not in edit.beside and (name in edit.values or not edit.values):
                seen.setdefault(name, edit.before.get(name, "" if "." in name else None))
    return seen


def _keep(
    row: Row,
    by: str,
    base: int,
    values: Mapping[str, Any],
    before: Mapping[str, Any],
    beside: Iterable[str] = (),
    merged: bool = False,
) -> Edit:
    waits = sorted(beside)
    state = EditState.BESIDE if waits else EditState.MERGED if merged else EditState.APPLIED
    return Edit.objects.create(
        version=version_of(row),
        part=part_of(row),
        base=base,
        edition=row.edition,
        values=dict(values),
        before=dict(before),
        beside=waits,
        state=state,
        by=by,
        at=timezone.now(),
    )


def _keep_beside(version: Version, part: str, base: int, by: str, values: Mapping[str, Any]) -> Edit:
    """Words for a part that was removed meanwhile: they wait, and bring it back when they are chosen."""
    edit = Edit.objects.create(
        version=version,
        part=part,
        base=base,
        values=dict(values),
        beside=sorted(values),
        state=EditState.BESIDE,
        by=by,
        at=timezone.now(),
    )
    note("changed", version, by, part, fields=[], beside=edit.beside, edit=edit.pk)
    return edit


def _last_words(version: Version, part: str) -> dict[str, Any]:
    """What a part said when it was removed."""
    edit = Edit.objects.filter(version=version, part=part, values={}).order_by("-edition").first()
    return dict(edit.before) if edit else {}


def _brought_back(version: Version, part: str) -> Row:
    kind, _slash, key = part.partition("/")
    if kind == "aim":
        whose, key, slug = key.split("/")
        return Aim(version=version, **cleaned(Aim, version, {"indicator": slug, whose: key}))
    return KINDS[kind](version=version, key=key)

"""What people decide in an academy in; the change, in one transaction with its row in the ledger, out."""

from portal.academy.programme.acts.applying import Applied, Filled, apply, correct, withdraw
from portal.academy.programme.acts.base import AcademyError, ConsentError, FullError
from portal.academy.programme.acts.certificates import issue_certificate, revoke_certificate
from portal.academy.programme.acts.editions import (
    CHANGEABLE,
    change_edition,
    change_programme,
    copy_edition,
    make_edition,
    make_programme,
    move_edition,
)
from portal.academy.programme.acts.erasing import erase_application, erase_private, forget_person
from portal.academy.programme.acts.guardians import (
    allow_photo,
    give_consent,
    refuse_consent,
    remind_guardian,
    withdraw_consent,
)
from portal.academy.programme.acts.joining import confirm, enrol, release, rename
from portal.academy.programme.acts.schedule import (
    add_venue,
    appoint,
    change_session,
    change_venue,
    dismiss,
    plan_session,
    remove_session,
    remove_venue,
)
from portal.academy.programme.acts.selecting import decide, lapse, mark, move_up
from portal.academy.programme.acts.teams import form_team, join_team, leave_team, rename_team, set_mentor
from portal.academy.programme.acts.visits import check_in, note_visitor, strike_visit
from portal.academy.programme.acts.works import (
    LICENCES,
    change_work,
    disqualify,
    hand_in,
    lacks,
    readmit,
    submit,
    take_back,
    withdraw_work,
)

__all__ = [
    "CHANGEABLE",
    "LICENCES",
    "AcademyError",
    "Applied",
    "ConsentError",
    "Filled",
    "FullError",
    "add_venue",
    "allow_photo",
    "apply",
    "appoint",
    "change_edition",
    "change_programme",
    "change_session",
    "change_venue",
    "change_work",
    "check_in",
    "confirm",
    "copy_edition",
    "correct",
    "decide",
    "dismiss",
    "disqualify",
    "enrol",
    "erase_application",
    "erase_private",
    "forget_person",
    "form_team",
    "give_consent",
    "hand_in",
    "issue_certificate",
    "join_team",
    "lacks",
    "lapse",
    "leave_team",
    "make_edition",
    "make_programme",
    "mark",
    "move_edition",
    "move_up",
    "note_visitor",
    "plan_session",
    "readmit",
    "refuse_consent",
    "release",
    "remind_guardian",
    "remove_session",
    "remove_venue",
    "rename",
    "rename_team",
    "revoke_certificate",
    "set_mentor",
    "strike_visit",
    "submit",
    "take_back",
    "withdraw",
    "withdraw_consent",
    "withdraw_work",
]

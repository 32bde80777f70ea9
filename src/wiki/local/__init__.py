"""A folder in; a family of real MediaWiki wikis on this machine, from Debian's packages, out."""

from wiki.local.accounts import Account
from wiki.local.deeds import Deed, Done, Past
from wiki.local.drills import Fault
from wiki.local.family import Family
from wiki.local.packages import Missing, missing
from wiki.local.words import FamilyError, ScriptError

__all__ = ["Account", "Deed", "Done", "Family", "FamilyError", "Fault", "Missing", "Past", "ScriptError", "missing"]

"""A folder with a script and a day in; an edition that nobody took part in, played on a local family, out."""

from wiki.local.rehearse.play import Played, play, played
from wiki.local.rehearse.script import Script, ScriptFileError, read

__all__ = ["Played", "Script", "ScriptFileError", "play", "played", "read"]

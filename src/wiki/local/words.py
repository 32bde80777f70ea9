"""What can go wrong with a family of wikis flows out as errors whose text says what to do."""


class FamilyError(Exception):
    """The family cannot do what was asked; the text says why and what helps."""


class ScriptError(FamilyError):
    """A maintenance script of MediaWiki ended with a fault; the text holds the end of what it said."""

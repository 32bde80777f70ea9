"""The figures of an edition by name in; what each is called, and how it is counted in plain words, out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in words. `column`: its name at the head of a table, where that has to be short."""

    name: Words
    meaning: Words
    column: Words = ""

    @property
    def head(self) -> Words:
        """Its name for a table."""
        return self.column or self.name


BYTES = _(
    "The size of a page in bytes. A letter such as ë has two bytes, and so has each Cyrillic letter: "
    "compare bytes within one language only."
)
SAID = {
    "created": Said(
        _("New articles"),
        _(
            "Articles that a participant began during the edition. A draft that was moved to the articles "
            "counts for who wrote it. Redirects do not count."
        ),
    ),
    "articles": Said(
        _("Articles worked on"),
        _("Different articles that a participant changed during the edition, new ones among them."),
        _("Articles"),
    ),
    "edits": Said(
        _("Edits"),
        _("Saved changes on any page, also on talk pages and drafts, from the start of the edition to its end."),
    ),
    "active": Said(_("Active participants"), _("Participants who saved at least one change."), _("Active")),
    "words": Said(
        _("Words added"),
        _(
            "Words that a reader sees: after each change minus before it. Templates, footnotes and markup do not "
            "count. Who takes away more words than they add has a figure below nought."
        ),
        _("Words"),
    ),
    "words_latn": Said(_("Words in Latin script"), _("Words added that are written in the Latin alphabet.")),
    "words_cyrl": Said(_("Words in Cyrillic script"), _("Words added that are written in the Cyrillic alphabet.")),
    "words_other": Said(_("Words in other scripts"), _("Words added that are written in any other script.")),
    "bytes_added": Said(_("Bytes added"), BYTES),
    "bytes_removed": Said(_("Bytes removed"), BYTES),
    "refs": Said(_("Footnotes added"), _("Marks of footnotes: after each change minus before it."), _("Footnotes")),
    "sources": Said(
        _("Different sources"),
        _(
            "New sources that footnotes name. The same address, DOI or ISBN counts once on each wiki, however often "
            "it is cited."
        ),
        _("Sources"),
    ),
    "quality": Said(
        _("Quality gained"),
        _(
            "A published formula of Wikimedia's researchers gives each article a score from 0 to 1. It looks at "
            "length, pictures, footnotes, headings, links and categories. The figure is the sum of what the changes "
            "gained. Scores compare articles of one wiki only."
        ),
    ),
    "reverted": Said(
        _("Edits that were undone"),
        _("Changes after which somebody brought back the text of before, within the next 15 changes of the page."),
        _("Undone"),
    ),
    "removals": Said(
        _("Articles proposed for deletion"), _("Articles that carry a notice asking to delete them, as of now.")
    ),
    "gone": Said(
        _("Edits no longer public"),
        _("Changes that we saw and that the wiki has deleted or hidden since. They count in no other figure."),
    ),
    "images": Said(
        _("Pictures"), _("Pictures that participants uploaded during the edition and that are still there.")
    ),
    "videos": Said(_("Videos"), _("Videos that participants uploaded during the edition and that are still there.")),
    "files_used": Said(_("Files in use"), _("Uploaded files that at least one article shows now.")),
    "uses": Said(_("Articles with our files"), _("Different articles that show at least one of these files now.")),
    "views": Said(
        _("Readers' visits"),
        _("How often the articles were opened in the last 30 days, where the wiki offers that count."),
    ),
}
GROUPS = (
    ("writing", _("Writing"), ("created", "articles", "words", "edits", "active", "bytes_added", "bytes_removed")),
    ("sources", _("Sources and quality"), ("refs", "sources", "quality")),
    ("media", _("Pictures and videos"), ("images", "videos", "files_used", "uses")),
    ("lasting", _("What others did with it"), ("views", "reverted", "removals", "gone")),
)
OF_FILES = ("images", "videos", "files_used", "uses")
SCRIPTS = {"words_latn": _("Latin script"), "words_cyrl": _("Cyrillic script"), "words_other": _("Other scripts")}
SURVIVAL = _(
    "Every word of an article has an author: who wrote it first. Some days after a change we look which of the words "
    "that it brought still stand. Words that somebody moved still count for their author."
)
RETENTION = _("Participants who saved at least one change so many days after the end of the edition, or later.")

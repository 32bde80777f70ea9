"""A template of typst and data in, a page as PDF or PNG out. Data is never read as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from portal.ground.languages.plain import plain_all

HERE = Path(__file__).resolve().parent
# Typst knows no script subtags: the language, and the script it is written in.
LANGUAGES = {"sr": ("sr", "cyrl"), "sr-latn": ("sr", "latn")}


def pressed(
    template: str,
    data: Mapping[str, Any],
    language: str,
    form: Literal["pdf", "png"],
    ppi: float = 72,
    standards: Sequence[Literal["ua-1"]] = (),
) -> bytes:
    """The document, or the picture of its one page, that a template of this folder makes of the data.

    `data` reaches the template as one JSON text and is set as plain text, whatever it says. Fonts are those beside the
    templates and the ones typst brings; nothing depends on the fonts of the machine. `standards`: what a PDF keeps to
    besides being tagged. One that holds a sign that no font of ours has cannot keep to them: it is tagged alone.
    """
    import typst

    code, script = LANGUAGES.get(language, (language.partition("-")[0], "latn"))
    told = {**plain_all(dict(data)), "language": code, "script": script}

    def press(kept: Sequence[Literal["ua-1"]]) -> bytes:
        return typst.compile(
            HERE / f"{template}.typ",
            root=HERE,
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            format=form,
            ppi=ppi,
            pdf_standards=list(kept) if form == "pdf" else [],
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        )

    try:
        return press(standards)
    except typst.TypstError as fault:
        if not standards or "could not be displayed" not in str(fault):
            raise
        return press(())

"""A letter goes in; the names after its greeting and after its farewell come out, and the letter with marks instead."""

from __future__ import annotations

import re

_TITLES = (
    "mr|mrs|ms|dr|prof|herr|herrn|frau|monsieur|madame|mme|sig|signor|signora|señor|señora|sr|sra|z|zoti|"
    "zonja|znj|zotëri|gospodine|gospođo|g|gđo|господине|госпођо|г|гђо|г-дине|г-ђо"
)
_GREETINGS = (
    "dear|hi|hello|hey|good morning|good afternoon|good day|sehr geehrte|sehr geehrter|liebe|lieber|"
    "hallo|guten tag|guten morgen|cher|chère|bonjour|bonsoir|gentile|egregio|caro|cara|buongiorno|salve|"
    "estimado|estimada|querido|querida|hola|buenos días|i nderuar|e nderuar|i nderuari|e nderuara|"
    "të nderuar|i dashur|e dashur|përshëndetje|tungjatjeta|mirëdita|поштовани|поштована|драги|драга|"
    "здраво|поздрав|добар дан|poštovani|poštovana|dragi|draga|zdravo|pozdrav|dobar dan"
)
_GENERAL = (
    "sir|sirs|madam|all|team|everyone|there|support|customer|friend|friends|colleagues|damen|herren|"
    r"kolleg\w*|kund\w*|zusammen|mesdames|messieurs|madame|monsieur|à tous|signori|signore|cliente|"
    r"clienti|klient\w*|zotërinj|корисни\w*|korisni\w*|господо|gospodo|ekip\w*|екип\w*|tim|тим|digital|"
    r"portal\w*|thank|thanks|danke|vielen|merci|grazie|gracias|faleminderit|хвала|hvala"
)
_FAREWELLS = (
    "regards|kind regards|best regards|warm regards|many regards|best wishes|kind wishes|best|"
    "yours sincerely|yours faithfully|yours truly|sincerely|cheers|thanks|thank you|many thanks|"
    "all the best|mit freundlichen grüßen|mit freundlichen gruessen|mit besten grüßen|"
    "mit herzlichen grüßen|freundliche grüße|beste grüße|herzliche grüße|liebe grüße|viele grüße|"
    "schöne grüße|mfg|lg|vg|freundliche grüsse|mit freundlichen grüssen|cordialement|bien cordialement|"
    "bien à vous|salutations|salutations distinguées|cordiali saluti|distinti saluti|saluti|saludos|"
    "un saludo|un cordial saludo|saludos cordiales|atentamente|me respekt|me të mira|me nderime|"
    "përshëndetje|gjithë të mirat|faleminderit|с поштовањем|срдачан поздрав|срдачно|поздрав|"
    "лепо вас поздрављам|хвала|s poštovanjem|srdačan pozdrav|srdačno|pozdrav|lepo vas pozdravljam|hvala"
)


def _any(words: str) -> str:
    # The longest first: "best" must not hide "best regards".
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


_GREETING = re.compile(
    rf"(?im)^(?P<before>[> ]{{0,20}}(?:{_any(_GREETINGS)})[ ,]{{1,2}}(?:(?:{_any(_TITLES)})\b\.? ?){{0,3}})"
    r"(?P<name>[^\W\d_][^\n,;:!?]{1,60})(?P<after>[,;:!?]|$)"
)
_TO_ALL = re.compile(rf"(?i)^(?:{_any(_GENERAL)})\b")
_FAREWELL = re.compile(rf"(?i)^[> ]{{0,20}}(?:{_any(_FAREWELLS)})\b[,.!:]{{0,2}}[ –-]{{0,3}}(?P<rest>[^\n]{{0,80}})$")
_WORD = r"[^\W\d_][\w'’.-]{0,30},?"
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD}|[–/|-])){{0,5}}")
_LINES_BELOW = 3


def after_greeting(text: str, mark: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with `mark` for each name that follows a greeting at the head of a line, and those names."""
    taken: list[str] = []

    def instead(hit: re.Match[str]) -> str:
        name = hit["name"].strip()
        if _TO_ALL.match(name) or not name[:1].isupper() or len(name.split()) > 5 or name.startswith("["):
            return hit[0]
        taken.append(name)
        return f"{hit['before']}{mark}{hit['after']}"

    return _GREETING.sub(instead, text), tuple(taken)


def after_farewell(text: str, mark: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with `mark` for the lines of names below each farewell, and those names."""
    taken: list[str] = []
    lines = text.split("\n")
    below = 0
    for number, line in enumerate(lines):
        bare = line.lstrip("> ").strip()
        farewell = _FAREWELL.match(line) if len(line) <= 200 else None
        if farewell and (not farewell["rest"] or _is_name(farewell["rest"])):
            if farewell["rest"] and not farewell["rest"].startswith("["):
                taken.append(farewell["rest"].strip())
                lines[number] = line[: farewell.start("rest")] + mark
            below = _LINES_BELOW
        elif below and _is_name(bare):
            taken.append(bare)
            lines[number] = line[: len(line) - len(line.lstrip("> "))] + mark
            below -= 1
        elif bare and not bare.startswith("["):
            below = 0
    return "\n".join(lines), tuple(taken)


def _is_name(line: str) -> bool:
    """Say whether a line could be somebody's name or post: one to six words, the first with a capital."""
    line = line.strip()
    return 0 < len(line) <= 80 and line[0].isupper() and _NAME.fullmatch(line.rstrip(".,")) is not None

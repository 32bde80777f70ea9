"""A number flows in, that page of an imagined crawl flows out: always the same bytes for the same number.

In a hundred pages there are 45 articles, 25 products, 12 indexes with menus of languages, 8 shells of programs that
draw themselves, and 10 forms with lists. Of ten forms five hold the countries of the world (in 40 languages by turns,
two of the five without Kosovo), one holds them as data in a script, and the others hold months, years, the states of
America or sizes of shoes. A real crawl has far fewer forms than one page in ten; the share is this high on purpose.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache

from babel import Locale


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


LANGUAGES = _split(
    "en de fr es it pt nl pl ru uk cs sk sl hr sr sr_Latn bg mk sq el tr ro hu fi sv da nb et lv lt "
    "ar he fa hi ja ko zh zh_Hant vi id"
)
_STATES = _split(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois "
    "Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri "
    "Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington"
)
_WORDS = _split(
    "the of and a to in is was for on that by with as at from it an be this which or had not are but one new more "
    "market people city work year time report house water school team game player season price offer member service "
    "story history music river road family company system study minister election season garden kitchen winter summer "
)
_PLACES = _split("France Germany China Georgia Jordan Serbia Kosovo Albania India Brazil Turkey Canada Chad Mali Peru")


def pages(count: int, first: int = 0) -> Iterator[bytes]:
    """The pages from number `first` on, made one at a time."""
    return (page(number) for number in range(first, first + count))


def page(number: int) -> bytes:
    """One page in UTF-8."""
    chance = random.Random(number)
    kind = number % 100
    if kind % 10 == 7:
        return _page(chance, _form(chance, number, kind // 10), 2)
    place = kind - kind // 10 - (kind % 10 > 7)
    if place < 45:
        return _page(chance, _article(chance), 4)
    if place < 70:
        return _page(chance, _product(chance), 8)
    if place < 82:
        return _page(chance, _index(chance), 3)
    return _page(chance, '<div id="root"></div>' + _state(chance), 16)


@cache
def _places(language: str) -> tuple[tuple[str, str], ...]:
    names: dict[str, str] = dict(Locale.parse(language).territories)
    codes = [code for code in names if len(code) == 2 and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")]
    return tuple(sorted(((code, names[code]) for code in codes), key=lambda pair: pair[1]))


def _text(chance: random.Random, words: int) -> str:
    """Words without sense; one in fifty is a place, as in the news."""
    chosen = chance.choices(_WORDS, k=words)
    for index in range(49 - chance.randrange(50), words, 50):
        chosen[index] = chance.choice(_PLACES)
    return " ".join(chosen)


def _page(chance: random.Random, body: str, scripts: int) -> bytes:
    title = _text(chance, 6)
    head = "".join(f'<meta property="og:{word}" content="{_text(chance, 9)}">' for word in ("title", "type", "url"))
    head += f"<style>{''.join(f'.c{index}{{margin:0 {index}px;color:#{index:03x}}}' for index in range(120))}</style>"
    menu = "".join(f'<li class="nav-item"><a href="/{word}/">{word}</a></li>' for word in chance.sample(_WORDS, 14))
    code = "".join(_script(chance) for _ in range(scripts))
    foot = f"<footer><ul>{menu}</ul><p>{_text(chance, 30)}</p></footer>"
    whole = (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body class='page'><nav><ul>{menu}</ul></nav><main>{body}</main>{foot}{code}</body></html>"
    )
    return whole.encode()


def _script(chance: random.Random) -> str:
    """What programs made small look like: short names, short strings, some data."""
    pieces = []
    for _ in range(chance.randint(10, 120)):
        a, b, c = chance.choices("abcdefghijklmnopqrstuvwxyz", k=3)
        longer = f"{a}{b}" if chance.random() < 0.1 else a
        word, other = chance.choices(_WORDS, k=2)
        pieces.append(
            f'function {longer}({c}){{var {b}={{id:{chance.randint(1, 999)},name:"{word}",on:!0,{other}:[1]}};'
            f'return {c}&&{b}.{word}({c},"{other}"),{b}}}'
        )
    return f"<script>!function(){{{''.join(pieces)}}}();</script>"


def _state(chance: random.Random) -> str:
    """The state of a program as JSON, in its page."""
    rows = [
        {
            "id": chance.randint(1, 1 << 30),
            "slug": _text(chance, 3),
            "title": _text(chance, 7),
            "price": chance.random(),
            "lang": chance.choice(LANGUAGES),
            "tags": chance.sample(_WORDS, 5),
        }
        for _ in range(150)
    ]
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"rows": rows}})}</script>'


def _article(chance: random.Random) -> str:
    paragraphs = "".join(f"<p>{_text(chance, chance.randint(40, 120))}</p>" for _ in range(chance.randint(8, 40)))
    links = "".join(f'<li><a href="/a/{index}"><b>{_text(chance, 6)}</b></a></li>' for index in range(20))
    notes = "".join(
        f'<div class="comment" data-id="{index}"><span>{_text(chance, 2)}</span><p>{_text(chance, 25)}</p></div>'
        for index in range(chance.randint(0, 40))
    )
    return f"<article><h1>{_text(chance, 8)}</h1>{paragraphs}</article><aside><ul>{links}</ul></aside>{notes}"


def _product(chance: random.Random) -> str:
    cards = "".join(
        f'<div class="card" data-sku="{chance.randint(1000, 99999)}">'
        f'<img src="/i/{index}.webp" alt="{_text(chance, 3)}"><h3>{_text(chance, 4)}</h3>'
        f'<span class="price">{chance.randint(1, 900)}.99</span>'
        f'<button type="button" aria-label="{_text(chance, 2)}">+</button></div>'
        for index in range(chance.randint(20, 60))
    )
    sizes = "".join(f'<option value="{size}">{size}</option>' for size in range(36, 48))
    told = {
        "@type": "Product",
        "name": _text(chance, 4),
        "offers": {"price": 9, "areaServed": ["US", "CA", "DE", "GB"]},
    }
    data = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    return f"<h1>{_text(chance, 4)}</h1><select name=size>{sizes}</select><div class=grid>{cards}</div>{data}"


def _index(chance: random.Random) -> str:
    menu = "".join(f'<li><a hreflang="{code}" href="/{code}/">{code}</a></li>' for code in LANGUAGES)
    rows = "".join(
        f"<tr><td>{index}</td><td><a href='/t/{index}'>{_text(chance, 5)}</a></td><td>{chance.randint(0, 99)}</td></tr>"
        for index in range(chance.randint(40, 160))
    )
    return f"<ul class=langs>{menu}</ul><table><tbody>{rows}</tbody></table>"


def _form(chance: random.Random, number: int, kind: int) -> str:
    places = _places(LANGUAGES[(number // 10 * 7 + number // 100) % len(LANGUAGES)])
    if kind in (1, 3):
        places = tuple(pair for pair in places if pair[0] != "XK")
    fields = "".join(f'<label>{word}<input name="{word}"></label>' for word in chance.sample(_WORDS, 12))
    if kind < 5:
        return (
            f"<form>{fields}{_select('country', places)}{_select('month', _numbers(1, 13))}<button>OK</button></form>"
        )
    if kind == 5:
        data = json.dumps([{"code": code, "name": name} for code, name in places], ensure_ascii=bool(number % 3))
        return f'<form>{fields}<div id="country"></div></form><script>var countries={data};</script>'
    if kind == 6:
        return f"<form>{fields}{_select('state', [(name[:2].upper(), name) for name in _STATES])}</form>"
    return f"<form>{fields}{_select('year', _numbers(1920, 2026))}{_select('size', _numbers(30, 50))}</form>"


def _numbers(first: int, end: int) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in range(first, end)]


def _select(name: str, rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    options = "".join(f'<option value="{value}">{label}</option>\n' for value, label in rows)
    return f'<select id="{name}" name="{name}" class="form-control"><option value="">-</option>{options}</select>'

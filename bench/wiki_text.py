"""Made wikitexts and histories flow in; how long our measures, mwparserfromhell and WikiWho take for them flows out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import mwparserfromhell
from WikiWho.utils import iter_rev_tokens
from WikiWho.wikiwho import Wikiwho

from bench.rounds import by_turns, medians
from wiki.measures import quality, refs, words
from wiki.measures.authorship import History

_WORDS = [f"{head}{end}" for head in ("prisht", "kosov", "shkrim", "lind", "vepr", "gjuh") for end in range(200)]


@dataclass(frozen=True)
class Cost:
    """What was measured, how much of it, the seconds of each by turns."""

    what: str
    count: int
    ours: float
    theirs: float
    other: str
    agree: str

    @property
    def ratio(self) -> float:
        """How many times as long the other takes."""
        return self.theirs / self.ours


def article(chance: random.Random, sections: int) -> str:
    """A page with an infobox, a picture, headings, links and footnotes: about 600 characters a section."""
    parts = ["{{Infobox qytet\n| emri = Prishtina\n| foto = A.jpg\n}}\n[[Skeda:A.jpg|thumb|Pamje e [[Peja|Pejës]]]]"]
    return "\n\n".join([*parts, *(_section(chance) for _ in range(sections)), "[[Kategoria:Qytete]]"])


def _section(chance: random.Random) -> str:
    return f"== {chance.choice(_WORDS)} ==\n" + " ".join(_sentence(chance) for _ in range(5))


def _sentence(chance: random.Random) -> str:
    some = chance.choices(_WORDS, k=10)
    cited = f"<ref>{{{{cite web|url=https://{some[1]}.example/{some[2]}|title={some[3]}}}}}</ref>"
    return f"'''{some[0]}''' [[{some[4]}|{some[5]}]] {' '.join(some[6:])}.{cited if chance.random() < 0.4 else ''}"


def history(chance: random.Random, revisions: int, sections: int) -> list[str]:
    """A page that grows: sentences changed and added, sections moved, one save in ten a revert."""
    texts = [article(chance, 2)]
    while len(texts) < revisions:
        parts = texts[-1].split("\n\n")
        place = chance.randrange(len(parts))
        if chance.random() < 0.1 and len(texts) > 2:
            parts = texts[-2].split("\n\n")
        elif len(parts) < sections + 2 and chance.random() < 0.5:
            parts.insert(place, _section(chance))
        elif chance.random() < 0.2:
            parts.append(parts.pop(place))
        else:
            said = parts[place].split(" ")
            said[chance.randrange(len(said))] = chance.choice(_WORDS)
            parts[place] = " ".join(said)
        texts.append("\n\n".join(parts))
    return texts


def _each(do: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        do(text)


def _parsed(texts: list[str]) -> int:
    trees = [mwparserfromhell.parse(text) for text in texts]
    return sum(len(tree.filter_tags(matches=lambda tag: str(tag.tag) == "ref")) for tree in trees)


def _parsed_words(texts: list[str]) -> int:
    return sum(len(mwparserfromhell.parse(text).strip_code().split()) for text in texts)


def _fed(histories: list[list[str]]) -> list[History]:
    made = []
    for texts in histories:
        page = History()
        for rev, text in enumerate(texts):
            page.feed(rev, rev % 7, text)
        made.append(page)
    return made


def _who(histories: list[list[str]]) -> list[Wikiwho]:
    made = []
    for texts in histories:
        page = Wikiwho("x")
        page.analyse_article(
            [{"revid": rev, "userid": rev % 7, "timestamp": "", "*": text} for rev, text in enumerate(texts)]
        )
        made.append(page)
    return made


def _same(histories: list[list[str]]) -> str:
    """The share of the tokens of the newest revisions that both give to the same revision."""
    total = same = 0
    for ours, theirs in zip(_fed(histories), _who(histories), strict=True):
        last = theirs.ordered_revisions[-1]
        found = Counter(token.origin_rev_id for token in iter_rev_tokens(theirs.revisions[last]))
        total += found.total()
        same += (found & Counter(ours.alive(last) or {})).total()
    return f"{same:,} of {total:,} tokens alike"


def measure(quick: bool) -> Iterator[Cost]:
    """Time each pair by turns, over the same texts."""
    chance = random.Random(5)
    texts = [article(chance, 1 + number % 12) for number in range(60 if quick else 600)]
    pages = [history(chance, 30 if quick else 100, 12) for _ in range(2 if quick else 10)]
    rounds = 1 if quick else 5

    footnotes = f"{sum(map(refs.count, texts)):,} and {_parsed(texts):,} footnotes"
    pairs = (
        ("footnotes", refs.count, _parsed, footnotes),
        ("words by script", words.count, _parsed_words, "the parser's are parted at spaces only"),
        ("quality", quality.features, _parsed, "the parser only finds the footnotes"),
    )
    for what, ours, theirs, agree in pairs:
        took = medians(by_turns({"ours": partial(_each, ours, texts), "theirs": partial(theirs, texts)}, rounds))
        yield Cost(what, len(texts), took["ours"], took["theirs"], "mwparserfromhell", agree)
    took = medians(by_turns({"ours": partial(_fed, pages), "theirs": partial(_who, pages)}, rounds))
    yield Cost("authorship", sum(map(len, pages)), took["ours"], took["theirs"], "WikiWho", _same(pages))


def report(costs: Iterator[Cost]) -> Iterator[str]:
    """The lines that people read, each as soon as it is known."""
    yield "wiki text: measures of wikitext against parsers and WikiWho, the same texts by turns"
    for one in costs:
        each = one.ours / one.count * 1000
        yield (
            f"  {one.what:16} {each:7.3f} ms a revision, {one.other} {one.theirs / one.count * 1000:7.3f} ms: "
            f"{one.ratio:5.1f} times ({one.agree})"
        )

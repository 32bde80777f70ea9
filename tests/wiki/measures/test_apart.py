"""A program beside this one measures what this one would, and where it ends, this one does."""

from __future__ import annotations

from wiki.measures.apart import Apart, measure

TEXTS = [
    "Prizreni është qytet.<ref>https://example.org/1</ref> [[Kategoria:Qytete]]",
    "{{Delete|why}} Мост преко реке.",
    "",
    "half a pair \ud83d of surrogates",
]


def test_texts_are_measured_beside_as_here_one_lot_after_the_other() -> None:
    with Apart("sq") as beside:
        beside.send(TEXTS)
        assert beside.take() == [measure(one, "sq") for one in TEXTS]
        beside.send(TEXTS[:1])
        assert beside.take() == [measure(TEXTS[0], "sq")]
    found = measure(TEXTS[0], "sq")
    assert (found.words, found.refs, found.keys, found.removal) == ({"Latn": 3}, 1, ["url:example.org/1"], "")
    assert found.quality is not None
    assert measure(TEXTS[1], "").quality is None


def test_where_the_program_ends_texts_are_measured_here() -> None:
    with Apart("") as beside:
        beside.send(TEXTS)
        assert beside._program
        beside._program.kill()
        beside._program.wait()
        beside._program.stdout.read() if beside._program.stdout else None
        assert beside.take() == [measure(one, "") for one in TEXTS]
        beside.send(TEXTS[:2])
        assert beside.take() == [measure(one, "") for one in TEXTS[:2]]

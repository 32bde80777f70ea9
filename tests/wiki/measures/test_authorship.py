"""Who wrote what stands on a page is what WikiWho says, after packing too; what cannot be known is unknown."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from WikiWho import wikiwho
from WikiWho.utils import iter_rev_tokens

from tests.wiki.measures.histories import Fed, make_history
from wiki.measures.authorship import History, tokens

LONG = ". ".join(f"fjala {number} e gjatë" for number in range(80))


def make_fed(history: Sequence[Fed]) -> History:
    made = History()
    for one in history:
        made.feed(one.rev, one.user, one.text)
    return made


def oracle(history: Sequence[Fed]) -> wikiwho.Wikiwho:
    rows = [{"revid": one.rev, "userid": one.user, "timestamp": "", "*": one.text} for one in history]
    made = wikiwho.Wikiwho("Prishtina")
    made.analyse_article(rows)
    return made


def alive(who: wikiwho.Wikiwho, rev: int) -> dict[int, int]:
    return dict(Counter(token.origin_rev_id for token in iter_rev_tokens(who.revisions[rev])))


class WithoutSpelling(difflib.Differ):
    """WikiWho's comparison without its look for words that are spelled alike, which each Python does differently."""

    def _fancy_replace(
        self, a: Sequence[str], alo: int, ahi: int, b: Sequence[str], blo: int, bhi: int
    ) -> Iterator[str]:
        for j in range(blo, bhi):
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    yield from self._fancy_helper(a, alo, i, b, blo, j)  # type: ignore[attr-defined]
                    yield "  " + a[i]
                    yield from self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)  # type: ignore[attr-defined]
                    return
        yield from self._plain_replace(a, alo, ahi, b, blo, bhi)  # type: ignore[attr-defined]


def assert_same(history: Sequence[Fed], ours: History) -> None:
    who = oracle(history)
    read = [one.rev for one in history if ours.standing(one.rev) == "read"]
    assert read == who.ordered_revisions
    assert {rev: ours.alive(rev) for rev in read} == {rev: alive(who, rev) for rev in read}
    assert {rev: ours._revisions[rev].added for rev in read} == {rev: who.revisions[rev].original_adds for rev in read}


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9), cut=st.integers(1, 24))
def test_every_count_is_wikiwhos_also_after_packing_in_the_middle(seed: int, cut: int) -> None:
    history = make_history(seed, revisions=25, longest=40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wikiwho, "Differ", WithoutSpelling)
        resumed = History.unpack(make_fed(history[:cut]).pack())
        for one in history[cut:]:
            resumed.feed(one.rev, one.user, one.text)
        assert_same(history, resumed)
    assert resumed.pack() == make_fed(history).pack()


@settings(max_examples=8)
@given(seed=st.integers(0, 10**9))
def test_long_rewritten_passages_are_wikiwhos_too(seed: int) -> None:
    history = make_history(seed, revisions=15, longest=500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wikiwho, "Differ", WithoutSpelling)
        assert_same(history, make_fed(history))


def test_unchanged_wikiwho_differs_in_less_than_one_token_of_a_hundred() -> None:
    total = differ = 0
    for seed in range(6):
        history = make_history(seed, revisions=15, longest=400)
        ours, who = make_fed(history), oracle(history)
        for one in history:
            if ours.standing(one.rev) == "read" and one.rev in who.revisions:
                theirs = Counter(alive(who, one.rev))
                total += theirs.total()
                differ += (theirs - Counter(ours.alive(one.rev))).total()
    assert total > 50_000
    assert differ / total < 0.01


@given(text=st.text(alphabet="ab \n.|[]{}<!->'\"=:;?#&refhtp/ë’–\t\xa0", max_size=60))
def test_tokens_are_cut_where_wikiwho_cuts_them(text: str) -> None:
    who = oracle([Fed(1, 1, text)])
    cut = [token.value for token in iter_rev_tokens(who.revisions[1])] if who.revisions else tokens(text)
    assert tokens(text) == cut


def test_what_was_reverted_and_comes_back_keeps_its_author() -> None:
    texts = ["Prishtina është qytet.", "hahaha", "Prishtina është qytet.", "Prishtina është kryeqytet."]
    made = make_fed([Fed(rev, rev, text) for rev, text in enumerate(texts, start=1)])
    assert [made.survived(1, at) for at in (1, 2, 3, 4)] == [(4, 4), (4, 0), (4, 4), (4, 3)]
    assert made.alive(4) == {1: 3, 4: 1}
    assert made.alive_by_user(4) == {1: 3, 4: 1}
    assert made.tokens_at(4) == [("prishtina", 1), ("është", 1), ("kryeqytet", 4), (".", 1)]


def test_a_revision_that_cuts_a_page_away_is_passed_over_and_its_own_survival_is_unknown() -> None:
    made = make_fed([Fed(1, 7, LONG), Fed(2, 8, "bosh"), Fed(3, 7, LONG)])
    assert [made.standing(rev) for rev in (1, 2, 3)] == ["read", "passed over", "read"]
    whole = len(tokens(LONG))
    assert made.survived(1, 2) == (whole, whole)
    assert (made.survived(2, 3), made.survived(3, 3)) == (None, (0, 0))
    excused = make_fed([Fed(1, 7, LONG)])
    assert excused.feed(2, 8, "bosh", is_excused=True) == "read"
    assert excused.alive(2) == {2: 1}


def test_words_of_a_hidden_revision_are_credited_to_nobody() -> None:
    made = make_fed([Fed(1, 1, "një dy")])
    assert made.feed(2, 2, None) == "hidden"
    made.feed(3, 3, "një dy tre")
    made.feed(4, 3, "një dy tre katër")
    assert [made.survived(rev, 4) for rev in (1, 2, 3, 4)] == [(2, 2), None, None, (1, 1)]
    assert made.alive_by_user(4) == {1: 2, None: 1, 3: 1}
    assert (made.alive(2), made.survived(1, 2)) == (None, None)


def test_a_hidden_revision_of_the_same_user_leaves_no_doubt() -> None:
    made = make_fed([Fed(1, 1, "një dy")])
    made.feed(2, 3, None)
    made.feed(3, 3, "një dy tre")
    assert made.survived(3, 3) == (1, 1)
    made.feed(4, None, None)
    made.feed(5, None, "një dy tre pesë")
    assert made.added(5) is None


def test_undoing_a_hidden_revision_adds_nothing_and_is_known_to() -> None:
    made = make_fed([Fed(1, 1, "një dy")])
    made.feed(2, 2, None)
    made.feed(3, 3, "një dy")
    assert made.survived(3, 3) == (0, 0)


def test_words_that_came_with_a_revision_passed_over_are_credited_to_nobody_else() -> None:
    made = make_fed([Fed(1, 1, LONG), Fed(2, 2, "ri krejt"), Fed(3, 3, LONG + "\n\nri krejt"), Fed(4, 4, LONG + " im")])
    assert [made.added(rev) for rev in (1, 2, 3, 4)] == [len(tokens(LONG)), None, None, 1]


def test_an_empty_page_has_no_tokens() -> None:
    made = make_fed([Fed(1, 1, ""), Fed(2, 1, "a")])
    assert (made.alive(1), made.survived(1, 2), made.survived(2, 2)) == ({}, (0, 0), (1, 1))
    assert (len(made), made.last, 2 in made, 3 in made) == (2, 2, True, False)


def test_a_revision_is_fed_once() -> None:
    made = make_fed([Fed(1, 1, "a")])
    with pytest.raises(ValueError, match="Revision 1 was fed before"):
        made.feed(1, 1, "b")


@pytest.mark.parametrize("packed", [b"", b"rubbish", make_fed([Fed(1, 1, "a")]).pack()[:-3]])
def test_bytes_that_are_no_history_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no packed history"):
        History.unpack(packed)

"""Two systems on the same gold."""

from __future__ import annotations

from onrecord.evaluate.comparison import compare
from onrecord.evaluate.scores import Score


def articles(*right: int) -> list[tuple[Score, ...]]:
    """An article for each number: so many of ten quotes found, of ten predicted."""
    return [(Score("span", "strict", n, 10, 10), Score("type", "equal", n, 10)) for n in right]


def test_a_difference_that_every_article_shows_is_sure() -> None:
    for one in compare(articles(5, 5, 5, 5), articles(7, 7, 7, 7), resamples=200):
        assert (one.first.f1, one.second.f1) == (0.5, 0.7)
        assert abs(one.low - 0.2) < 1e-9
        assert abs(one.high - 0.2) < 1e-9


def test_a_difference_that_one_article_makes_is_not() -> None:
    (span, _) = compare(articles(5, 5, 5, 5, 5), articles(5, 5, 5, 5, 9))
    assert abs(span.difference - 0.08) < 1e-9
    assert span.low == 0
    assert span.high > span.difference


def test_the_systems_are_drawn_together() -> None:
    """Hard and easy articles weigh on both alike: the interval of equals is nothing."""
    hard_and_easy = articles(0, 10, 0, 10, 3, 7)
    assert all(one.low == one.high == 0 for one in compare(hard_and_easy, hard_and_easy))


def test_the_same_seed_gives_the_same_interval() -> None:
    a, b = articles(1, 9, 4, 6, 2), articles(2, 8, 6, 6, 9)
    assert compare(a, b, seed=1) == compare(a, b, seed=1)
    assert compare(a, b, seed=1) != compare(a, b, seed=2)


def test_nothing_to_compare() -> None:
    assert compare([], []) == ()

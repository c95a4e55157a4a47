"""The fast way to the body of a page: its rows of paragraphs.

The paragraphs of an article stand beside each other, in one element or a few; what else a page says stands in cards and
boxes of a paragraph each, or in elements that are named for what they are.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from onrecord.read.page.furniture import ELEMENTS, named_for_furniture
from onrecord.read.page.tree import DEEPEST

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PARTS = "p, li, blockquote, h2, h3, h4"
_WITHIN = "script style noscript template svg button".split()
"""What may stand in a paragraph and shows no word of it."""
_HOLDING = ("li", "blockquote")
_FURNITURE = frozenset(ELEMENTS)
_MOST = 0.7
"""The share of the letters in rows that the element with the article holds; beside it may be comments."""
_MUCH = 0.3
"""The share of the letters in paragraphs from which an element is sooner the article than beside it."""
_ROWS = 0.2
"""The share of the letters that stand in rows, below which each paragraph is in a box of its own and all count."""
_LITTLE = 0.1
"""The share of all paragraphs' letters up to which a row is no part of the article that a list may stand in."""
_MOST_BREAKS = 3000

Place: TypeAlias = tuple[int, ...]
"""The elements that something stands in, by their places in memory, the outermost first; the body is not among them."""


def rows(tree: LexborHTMLParser, line_break: str, *, bylines: bool = True) -> list[str]:
    """The paragraphs of the article, list items and headings, ``line_break`` in the place of each line break.

    What is named a byline is left out where ``bylines``. The tree loses what shows no sentence. None are found where
    one stands deeper than any page of news nests.
    """
    tree.strip_tags(_WITHIN)
    body = tree.body
    if body is None:
        return []
    for element in islice(body.css("br"), _MOST_BREAKS):
        element.insert_before(line_break)
    elements, prose, linked = _Elements(body, bylines), dict[int, Place](), _linked(body)
    letters: Counter[Place] = Counter()
    count: Counter[Place] = Counter()
    for node in body.css("p"):
        length = len(node.text(strip=True))
        if length > 2 * linked.get(key := node.mem_id, 0):
            place = prose[key] = elements.around(node)
            letters[place] += length
            count[place] += 1
    elements.much, elements.held = _MUCH * letters.total(), _held(letters)
    in_rows = Counter({place: length for place, length in letters.items() if count[place] > 1})
    if in_rows.total() <= _ROWS * letters.total():
        in_rows = letters
    standing = Counter({place: length for place, length in in_rows.items() if not elements.any_beside(place)})
    article = _holding_most(standing)
    little = _LITTLE * standing.total()
    strong = {place for place, length in standing.items() if length > little}
    found = []
    for part in elements.get(article, body).css(_PARTS):
        where = prose.get(part.mem_id) if part.tag == "p" else _whole(part, elements, strong)
        beside = where is None or elements.any_beside(where)
        if not beside and not named_for_furniture(part.attributes, bylines=bylines):
            found.append(part.text())
    return found if elements.deepest <= DEEPEST else []


class _Elements(dict[int, "LexborNode"]):
    """The elements around what was asked for, by their places in memory."""

    def __init__(self, body: LexborNode, bylines: bool) -> None:
        super().__init__()
        self.deepest = 0
        """In how many elements what was asked for stands at most, as far as they were counted."""
        self.much = 0.0
        """So many letters make an element the article sooner than what stands beside it."""
        self.held: dict[int, int] = {}
        """How many letters of paragraphs each element holds."""
        self._bylines = bylines
        self._places: dict[int, Place] = {body.mem_id: ()}
        self._beside: dict[Place, bool] = {}

    def around(self, node: LexborNode) -> Place:
        """Where an element stands; those that stand beside each other have one tuple."""
        place, outer, inner = None, node.parent, list[int]()
        while outer is not None and len(inner) <= DEEPEST and (place := self._places.get(outer.mem_id)) is None:
            inner.append(outer.mem_id)
            self[outer.mem_id] = outer
            outer = outer.parent
        place = place or ()
        for key in reversed(inner):
            place = self._places[key] = (*place, key)
        if len(place) > self.deepest:
            self.deepest = len(place)
        return place

    def any_beside(self, place: Place) -> bool:
        """Whether one of the elements is furniture by what it is or is called."""
        if not place:
            return False
        beside = self._beside.get(place)
        if beside is None:
            beside = self._beside[place] = self.any_beside(place[:-1]) or self._is_beside(place[-1])
        return beside

    def _is_beside(self, one: int) -> bool:
        element = self[one]
        return element.tag in _FURNITURE or (
            self.held.get(one, 0) < self.much and named_for_furniture(element.attributes, bylines=self._bylines)
        )


def _held(letters: Counter[Place]) -> dict[int, int]:
    """How many letters each element holds, at any depth."""
    held: dict[int, int] = {}
    for place, length in letters.items():
        for one in place:
            held[one] = held.get(one, 0) + length
    return held


def _holding_most(letters: Counter[Place]) -> int:
    """The innermost element that holds most of the letters; 0 where that is the whole page."""
    most, held = _MOST * letters.total(), _held(letters)
    holding = ((depth, one) for place in letters for depth, one in enumerate(place, 1) if held[one] >= most)
    return max(holding, default=(0, 0))[1]


def _linked(body: LexborNode) -> dict[int, int]:
    """How many letters of a paragraph lead elsewhere, where any do."""
    linked: dict[int, int] = {}
    for link in body.css("p a"):
        outer = link.parent
        while outer is not None and outer.tag != "p":
            outer = outer.parent
        if outer is not None:
            linked[outer.mem_id] = linked.get(outer.mem_id, 0) + len(link.text(strip=True))
    return linked


def _whole(part: LexborNode, elements: _Elements, strong: set[Place]) -> Place | None:
    """Where a list item, a block quotation or a heading stands that has words of its own, and other ones than a link's.

    A list counts where it stands in a ``strong`` row of paragraphs: those in boxes say what a subscription gives.
    """
    place = elements.around(part)
    if part.tag == "li" and place[:-1] not in strong:
        return None
    if part.tag in _HOLDING:
        if len(part.css("p, li, blockquote")) > 1:  # it is the first of them itself
            return None
    elif any(elements[one].tag in _HOLDING for one in place):
        return None
    links = part.css("a")
    linked = links and len(part.text(strip=True)) <= 2 * sum(len(link.text(strip=True)) for link in links)
    return None if linked else place

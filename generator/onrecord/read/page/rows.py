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
_WITHIN = "script style noscript svg button".split()
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

Place: TypeAlias = int
"""The element that something stands in, by its place in memory."""


def rows(tree: LexborHTMLParser, line_break: str, *, bylines: bool = True) -> list[str]:
    """The paragraphs of the article, list items and headings, ``line_break`` in the place of each line break.

    What is named a byline is left out where ``bylines``. The tree loses what shows no sentence. None are found where
    one stands deeper than any page of news nests.
    """
    tree.strip_tags(_WITHIN)
    body = tree.body
    if body is None:
        return []
    paragraphs, breaks, links = _asked_for(body)
    for element in islice(breaks, _MOST_BREAKS):
        element.insert_before(line_break)
    elements, prose, linked = _Elements(body, bylines), dict[int, tuple[Place, str]](), _linked(links)
    letters: Counter[Place] = Counter()
    count: Counter[Place] = Counter()
    for node in paragraphs:
        length = len((words := node.text()).strip())
        if length > 2 * linked.get(key := node.mem_id, 0):
            prose[key] = (place := elements.place(node)), words
            letters[place] += length
            count[place] += 1
    elements.much, elements.held = _MUCH * letters.total(), elements.holding(letters)
    in_rows = Counter({place: length for place, length in letters.items() if count[place] > 1})
    if in_rows.total() <= _ROWS * letters.total():
        in_rows = letters
    standing = Counter({place: length for place, length in in_rows.items() if not elements.is_beside(place)})
    article = elements.innermost(standing, _MOST * standing.total())
    little = _LITTLE * standing.total()
    strong = {place for place, length in standing.items() if length > little}
    found = []
    for part in elements.get(article, body).css(_PARTS):
        if part.tag == "p":
            where, words = prose.get(part.mem_id, (None, ""))
        else:
            where, words = _whole(part, elements, strong), ""
        beside = where is None or elements.is_beside(where)
        if not beside and not named_for_furniture(part.attributes, bylines=bylines):
            found.append(words or part.text())
    return found if elements.deepest <= DEEPEST else []


class _Elements(dict[Place, "LexborNode"]):
    """The elements around what was asked for, by their places in memory; the body is not among them."""

    def __init__(self, body: LexborNode, bylines: bool) -> None:
        super().__init__()
        self.deepest = 0
        """In how many elements what was asked for stands at most, as far as they were counted."""
        self.much = 0.0
        """So many letters make an element the article sooner than what stands beside it."""
        self.held: dict[Place, int] = {}
        """How many letters of paragraphs each element holds."""
        self.around: dict[Place, Place] = {}
        """The element that each stands in."""
        self._bylines = bylines
        self._body: Place = body.mem_id
        self._depth: dict[Place, int] = {self._body: 0}
        self._beside: dict[Place, bool] = {self._body: False}
        self._in_list: dict[Place, bool] = {self._body: False}

    def place(self, node: LexborNode) -> Place:
        """Where an element stands."""
        outer, place, depths = node.parent, self._body, self._depth
        if outer is not None and (place := outer.mem_id) in depths:
            return place  # as that of most paragraphs: they stand beside each other
        inner = list[Place]()
        while outer is not None and len(inner) <= DEEPEST:
            place = outer.mem_id
            if place in depths:
                break
            inner.append(place)
            self[place] = outer
            outer, place = outer.parent, self._body
        depth = depths[place]
        for key in reversed(inner):
            self.around[key] = place
            depths[key] = depth = depth + 1
            place = key
        self.deepest = max(self.deepest, depth)
        return place

    def in_list(self, place: Place) -> bool:
        """Whether one of the elements is a list item or a block quotation."""
        held = self._in_list.get(place)
        if held is None:
            held = self._in_list[place] = self[place].tag in _HOLDING or self.in_list(self.around[place])
        return held

    def is_beside(self, place: Place) -> bool:
        """Whether one of the elements is furniture by what it is or is called."""
        beside = self._beside.get(place)
        if beside is None:
            beside = self._beside[place] = self.is_beside(self.around[place]) or self._is_furniture(place)
        return beside

    def _is_furniture(self, place: Place) -> bool:
        element = self[place]
        return element.tag in _FURNITURE or (
            self.held.get(place, 0) < self.much and named_for_furniture(element.attributes, bylines=self._bylines)
        )

    def holding(self, letters: Counter[Place]) -> dict[Place, int]:
        """How many letters each element holds, at any depth."""
        held: dict[Place, int] = dict(letters)
        for place in reversed(self.around):  # which knows an element after the one around it
            if length := held.get(place):
                around = self.around[place]
                held[around] = held.get(around, 0) + length
        held.pop(self._body, None)
        return held

    def innermost(self, letters: Counter[Place], least: float) -> Place:
        """The innermost element that holds at least so many letters; the body where none does."""
        holding = (place for place, length in self.holding(letters).items() if length >= least)
        return max(holding, key=lambda place: (self._depth[place], place), default=self._body)


def _asked_for(body: LexborNode) -> tuple[list[LexborNode], list[LexborNode], list[LexborNode]]:
    """The paragraphs of a page, its line breaks, the links in its paragraphs, by one look at all of its elements."""
    found: dict[str | None, list[LexborNode]] = {"p": [], "br": [], "a": []}
    for node in body.css("p, br, p a"):
        found[node.tag].append(node)
    return found["p"], found["br"], found["a"]


def _linked(links: list[LexborNode]) -> dict[int, int]:
    """How many letters of a paragraph lead elsewhere, where any do."""
    linked: dict[int, int] = {}
    for link in links:
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
    place = elements.place(part)
    if part.tag == "li" and elements.around.get(place) not in strong:
        return None
    if part.tag in _HOLDING:
        if len(part.css("p, li, blockquote")) > 1:  # it is the first of them itself
            return None
    elif elements.in_list(place):
        return None
    links = part.css("a")
    linked = links and len(part.text(strip=True)) <= 2 * sum(len(link.text(strip=True)) for link in links)
    return None if linked else place

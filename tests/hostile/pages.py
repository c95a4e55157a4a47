"""Pages that grow: name -> the HTML of a page of about as many characters as asked for, hard for what reads pages."""

from __future__ import annotations

from growing import Text, repeated

PROSE = "<p>The harbour master of Port Alder said on Monday that the ferry will sail again before the end of May.</p>"
ARTICLE = f"<h1>Ferry sails</h1><article>{PROSE * 5}</article>"


def _beside(unit: str, before: str = "", after: str = "") -> Text:
    """The unit in the body of a page, before its article."""
    return repeated(unit, f"<body>{before}", f"{after}{ARTICLE}")


def _after(unit: str, before: str = "", after: str = "") -> Text:
    return repeated(unit, f"<body>{ARTICLE}{before}", after)


def _head(unit: str, before: str = "", after: str = "") -> Text:
    return repeated(unit, f"<head><title>Ferry sails</title>{before}", f"{after}</head><body>{ARTICLE}")


def _data(unit: str, before: str = "", after: str = "") -> Text:
    """In a script of JSON-LD."""
    return _head(unit, f'<script type="application/ld+json">{before}', f"{after}</script>")


def _nested(opening: str, closing: str, deep: int, within: str = "word") -> Text:
    """So many elements deep, again and again."""
    return _beside(opening * deep + within + closing * deep)


ARTICLES_BODY = '{"@type": "NewsArticle", "articleBody": "'

PAGES: dict[str, Text] = {
    # what no tag closes, what is no tag
    **{f"{unit!r} in the body": _after(unit) for unit in (
        "<", "&", "&amp;", "&lt;", "&#65;", "<!", "<!--", "<!-- -->", "<!-->", "</", "</p>", "<p", "<p>", "<p>a ",
        "<a>", "<b>",
        "<b>a ", "<i>", "<font>", "<li>", "<li>a", "<dt>", "<td>", "<tr>", "<table>", "<table><tr><td>", "<select>",
        "<option>", "<svg>", "<svg><p>", "<math>", "<template>", "<script>", "<style>", "<textarea>", "<title>",
        "<frameset>", "<body class=a>", "<html a=b>", "<br>", "<br><br>", "a<br>", " <br> \n", "<hr>", "<h2>", "<h3>a",
        "<h1>a</h1>", "<form>", "<button>", "<noscript>", "<iframe>", "<object>", "<div>", "<div a>", "<p><div>a",
        "<a href=b>a", "<a href=b><p>a", "<a><div>", "<p><a href=b>a</a>", "<b><p>a ", "<a><b>", "</br>", "</a></b>",
        "<![CDATA[", "<?xml ?>", "<x-y>", "a", "a ", " ", "\n", "\0", "\u2424", "\xa0",
    )},
    # whole elements, many of them
    **{f"{unit!r} beside": _beside(unit) for unit in (
        "<p>a</p>", "<p>We will.</p>", "<div><p>We will.</p></div>", "<ul><li><a href=b>a</a></ul>", "<h2>Related</h2>",
        "<h3>Read more: </h3><a href=b>a</a>", "<div><h3>Related</h3><a href=b>word</a></div>", "<h2><a>a</a></h2>",
        "<div class=share>a</div>", "<div class=pullquote>The ferry will sail again</div>", "<figure>a</figure>",
        "<blockquote>a</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>", "<time datetime=2024-03-05>a</time>",
        "<time>a</time>", "<abbr class=published title=2024>a</abbr>",
        "<span itemprop=author><b itemprop=name>a</b></span>",
        "<span itemprop=datePublished>a</span>", "<table><tr><td><table><tr><td>a</table></table>", "<td><p>a ",
        "<div class=article-body>a</div>", "<div class=summary>a</div>", "<meta name=author content=a>",
        '<meta property="og:title" content=a>', "<link rel=canonical href=b>", "<p>a<br><br>b</p>",
        "<strong><a>a</a></strong>",
        "<p><b><a href=b>a</a></b></p>", "<section><article>a</article></section>", "<ins>a</ins>", "<img alt=a src=b>",
    )},
    # in one element
    **{f"{unit!r} in one {around}": _beside(unit, f"<{around}>", f"</{around}>") for around, unit in (
        ("p", "<a href=b>a</a>"), ("p", "<a href=b>a</a> We "), ("p", "<b>a</b>"), ("p", "<br>"), ("p", "a<br><br>"),
        ("p", "word "), ("p", "\u2424"), ("p", "\u2424 "), ("p", "<strong><a>a</a></strong>"), ("ul", "<li>a"),
        ("ul", "<li><a href=b>a</a>"), ("li", "<p>a"), ("blockquote", "<p>a"), ("blockquote", "a <br>"), ("h1", "a "),
        ("h1", "<b>a</b>"), ("h2", "<a href=b>a</a>"), ("table", "<tr><td>a"), ("tr", "<td>a"), ("pre", "a\n"),
        ("article", "<p>We will."), ("main", "<div><p>We will.</div>"), ("div", "<h3>a</h3><p>b</p>"),
    )},
    # deep, again and again
    "deep elements": _nested("<div>", "</div>", 200),
    "deep elements with prose": _nested("<div>", "</div>", 100, PROSE),
    "deep named elements": _nested("<div class=share-tools>", "</div>", 100, PROSE),
    "deep lists": _nested("<ul><li>", "</li></ul>", 60),
    "deep lists of links": _nested("<ul><li><a href=b>a</a>", "</li></ul>", 60),
    "deep quotations": _nested("<blockquote>a", "</blockquote>", 100),
    "deep tables": _nested("<table><tr><td>", "</td></tr></table>", 40),
    "deep spans": _nested("<span>a", "</span>", 200),
    "deep emphasis in a paragraph": _nested("<b><a href=b>", "</a></b>", 80),
    "deep boxes of related links": _nested("<div><h3>Related</h3><a href=b>a</a>", "</div>", 60),
    "one element in the other": lambda length: (
        "<body>" + "<div>" * (length // 11) + ARTICLE + "</div>" * (length // 11)
    ),
    "lists of links in each other": lambda length: "<body>" + "<ul><li><a href=b>a</a>" * (length // 23) + ARTICLE,
    # attributes
    "one long attribute": _beside("a ", '<div class="', '">'),
    "one long name of a class": _beside("a-", '<div class="', '">'),
    "one long id": _beside("a-", '<div id="', '">'),
    "one long word in an attribute": _beside("a", '<div data-x="', '">'),
    "many attributes": lambda length: "<body><div " + " ".join(f"a{n}=b" for n in range(length // 8)) + ">" + ARTICLE,
    "one attribute, many times": _beside("a=b ", "<div ", ">"),
    "many elements with attributes": _beside('<div class="share a-b c_d" id=e data-component=f>a</div>'),
    "an attribute without an end": _after('<a href="'),
    # the head
    "one title": _head("a ", "<title>", "</title>"),
    "a title of parts": repeated(" - a", "<title>Ferry sails", f"</title><body>{ARTICLE}"),
    "a title of bars": repeated("|", "<title>Ferry sails", f"</title><body>{ARTICLE}"),
    "a title of colons": repeated(": ", "<title>Ferry sails", f"</title><body>{ARTICLE}"),
    "a title and many names of it": lambda length: (
        "<title>F" + " - a" * (length // 8) + "</title>" + '<meta property="og:title" content=F>' * (length // 72)
        + f"<body>{ARTICLE}"
    ),
    "many authors": _head("<meta name=author content='Anna Lee'>"),
    "one author": _head(", a", '<meta name=author content="', '">'),
    "one date": _head("2024 a ", '<meta name=date content="', '">'),
    "many dates": _head("<meta name=date content='5 mars 2024 a'>"),
    "many other dates": lambda length: (
        "<head>" + "".join(f"<meta name=date content='{n % 28} xyz {2000 + n % 24} {n}'>" for n in range(length // 40))
        + f"</head><body>{ARTICLE}"
    ),
    "one outlet": _head(" | a", '<meta property="og:site_name" content="', '">'),
    "one outlet of spaces": _head("&nbsp;", '<meta property="og:site_name" content="a', 'b">'),
    "many outlets": _head("<meta name=publisher content='The Canal News'>"),
    "many summaries": _head("<meta name=description content='The harbour master of Port Alder said on Monday that'>"),
    "many other summaries": lambda length: (
        "<head>" + "".join(f"<meta name=description content='{f'word{n}' * 6}'>" for n in range(length // 90))
        + f"</head><body>{ARTICLE}"
    ),
    "one address": _head("a/", '<link rel=canonical href="http://news.example/', '">'),
    "many languages": _head("<meta name=language content=xx>"),
    # JSON-LD
    "scripts": _head('<script type="application/ld+json">{}</script>'),
    "a script not closed": _after('<script type="application/ld+json">'),
    **{f"{unit!r} in JSON-LD, in {before!r}": _data(unit, before, after) for before, unit, after in (
        ("[", "[", ""), ("", "[]", ""), ("", "{},", ""), ("", " ", ""), ("", "/**/", ""), ("/*", "*", ""),
        ("<!--", " ", ""), ("", "<!--", ""), ("", "//", ""), ("[", '"a', ""), ('["', "\\", ""), ("{", '"a":[', ""),
        ("[", ", ", "]"), ("[1", ", ", "}"), ('["', "\\\\", ""), ('{"a":', "1", "}"), ("[",
        '{"@type":"Article"},', "0]"),
        ('{"@graph":[', '{"@type":"Organization","name":"a","url":"b"},', "{}]}"),
        ('[{"@type":"NewsArticle","author":[', '{"@id":"#a"},', '{}]},{"@id":"#a","name":"Ana Lee"}]'),
        ('{"@type":[', '"Article",', '""]}'), ('{"@type":"', "a", '"}'), ('{"@type":"', "Article", '"}'),
        (ARTICLES_BODY, " ", '"}'), (ARTICLES_BODY, "\\n", '"}'), (ARTICLES_BODY, " \\n", '"}'),
        (ARTICLES_BODY, "a", '"}'), (ARTICLES_BODY, "<", '"}'), (ARTICLES_BODY, "<p>", '"}'),
        (ARTICLES_BODY, "</p ", '"}'),
        (ARTICLES_BODY, "<br ", '"}'), (ARTICLES_BODY, "<br>We will.", '"}'), (ARTICLES_BODY, "&amp;", '"}'),
        ('{"@type":"NewsArticle","author":"', ", a", '"}'), ('{"@type":"NewsArticle","headline":"', "a ", '"}'),
        ('{"@type":"NewsArticle","datePublished":"', "2024 a ", '"}'),
        ('{"@type":"NewsArticle","description":"', "The ferry sails. ", '"}'),
    )},
    "many publishers, each with much in it": lambda length: _data('{"@id":"#a"},')(length // 2).replace(
        '<script type="application/ld+json">',
        '<script type="application/ld+json">[{"@id":"#a",' + ",".join(f'"k{n}":0' for n in range(length // 18))
        + '},{"@type":"NewsArticle","publisher":[', 1
    ).replace("</script>", "{}]}]</script>", 1),
}  # fmt: skip

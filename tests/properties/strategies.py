"""Generated articles: HTML as Markdown makes it, and as people write it by hand."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    "the ban list trade Huawei list's don’t naïve 任正非 — … ﬁnal a b “x” it’s 12 5.7 co\u00adop"
    " e\u0301t 👨‍👩‍👧 שלום".split(" ")
)
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
GAPS = st.sampled_from(["", " ", "\n", "  ", " \r\n "])
REFERENCES = st.sampled_from(["&amp;", "&nbsp;", "&#8217;", "&lt;b&gt;", "&notin", "&"])


def _wrap(tag: str) -> st.SearchStrategy[str]:
    return st.builds(lambda inner: f"<{tag}>{inner}</{tag}>", _INLINE)


_INLINE: st.SearchStrategy[str] = st.deferred(
    lambda: st.lists(
        st.one_of(
            PHRASES,
            GAPS,
            REFERENCES,
            st.just("<br>"),
            st.just("<!-- c --><img src='a.png' alt='A > B'>"),
            st.just('<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'),
            *(_wrap(tag) for tag in ("em", "strong", "code", "b")),
            st.builds("<a href='#x'>{}</a>".format, PHRASES),
            st.builds('<span data-term="huawei">{}</span>'.format, PHRASES),
            st.just('<span data-cite="@s"></span>'),
        ),
        max_size=4,
    ).map("".join)
)
_BLOCK: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.builds("<p>{}</p>".format, _INLINE),
        st.builds('<h2 id="s">{}<a class="headerlink" href="#s">¶</a></h2>'.format, PHRASES),
        st.builds("<ul>\n<li>{}</li>\n<li>{}</li>\n</ul>".format, _INLINE, _BLOCKS),
        st.builds(
            "<table><tr><td>{}</td><td>{}<tr><th>{}</table>".format, _INLINE, PHRASES, PHRASES
        ),
        st.builds("<pre><code>{}\n  {}\n</code></pre>".format, PHRASES, PHRASES),
        st.builds("<blockquote>{}</blockquote>".format, _BLOCKS),
        st.builds("<p>{}".format, PHRASES),
        st.just("<script>if (a < b) { '<p>' }</script>"),
        PHRASES,
    )
)
_BLOCKS: st.SearchStrategy[str] = st.deferred(
    lambda: st.lists(st.tuples(_BLOCK, GAPS).map("".join), max_size=3).map("".join)
)

PAGES = st.lists(st.tuples(_BLOCK, GAPS).map("".join), min_size=1, max_size=5).map("".join)
"""Pages of HTML, proper and otherwise."""

SOUP = st.text(alphabet=st.sampled_from(list("<>/ab p=\"'&;#!-\r\n\t\f\0é👍\u0301")), max_size=60)
"""What no one would write."""

"""Generated files of notes: every style of scalar, comments and odd spacing between them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from explainer.edit.styles import Slot, double_quoted, styled

_WORD = st.sampled_from(
    "the ban list trade Huawei don't 任正非 — … “x” 12 5.7 a:b c# #d -e 'f \"g\" h: null ~ true &"
    " *i !j %k @l `m [n] {o} p, q| > ? 👨‍👩‍👧 שלום e\u0301 \u00a0 \\ naïve\ttab".split(" ")
)
WORDS = (
    st.lists(_WORD, min_size=1, max_size=12).map(" ".join).filter(lambda one: one == one.strip())
)
"""Words of an article, on one line, and all that means something in YAML."""
ODD_WORDS = st.one_of(WORDS, st.text(min_size=1, max_size=30).filter(lambda one: bool(one.strip())))
"""The same, and what no article holds."""

_COMMENT = st.sampled_from(["", "   ", "  # a note: on 'this'", "\t# tab"])
_GAP = st.sampled_from(["", "\n", " # between: the keys\n", "\n# far left\n\n", "   \n"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A file in three parts, of which the middle is a scalar."""

    before: str
    token: str
    after: str
    flow: bool = False
    listed: bool = False

    @property
    def text(self) -> str:
        """The file."""
        return self.before + self.token + self.after


def _plain(words: str, *, flow: bool) -> str:
    return styled(words, Slot(written="x", value="x", column=0, flow=flow))


@st.composite
def _one_line(draw: st.DrawFn, *, flow: bool = False) -> str:
    words = draw(WORDS)
    style = draw(st.sampled_from(["plain", "single", "double"]))
    if style == "plain":
        return _plain(words, flow=flow)
    if style == "single":
        return "'" + words.replace("'", "''") + "'"
    return double_quoted(words, Slot(written="", value="", column=0, flow=flow))


@st.composite
def _several_lines(draw: st.DrawFn, indent: str) -> str:
    lines = draw(st.lists(WORDS.filter(lambda one: "\t" not in one), min_size=1, max_size=4))
    style = draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", '"', "'", "plain"]))
    if style == "plain":
        safe = [one for one in lines if _plain(one, flow=True) == one and one[-1] not in ":|>"]
        return ("\n" + indent).join(["words", *safe])
    if style == "'":
        return "'" + ("\n" + indent).join(one.replace("'", "''") for one in lines) + "'"
    if style == '"':
        escaped = (one.replace("\\", "\\\\").replace('"', '\\"') for one in lines)
        return '"' + ("\n" + indent).join(escaped) + '"'
    comment = draw(st.sampled_from(["", "  # kept"]))
    blank = draw(st.sampled_from(["", "\n", "\n\n"]))
    spaces = draw(st.sampled_from(["", "  "]))
    return f"{style}{comment}{blank}\n" + "\n".join(indent + one for one in lines) + spaces


@st.composite
def block_entries(draw: st.DrawFn) -> Scalar:
    """Return the part of a file with one note, its keys on lines of their own."""
    dash = draw(st.sampled_from(["- ", "  - ", "-   ", "    -  "]))
    left = " " * len(dash)
    token = draw(st.one_of(_one_line(), _several_lines(left + "  ")))
    first = draw(st.booleans())
    gap = draw(_GAP)
    colon = draw(st.sampled_from([": ", ":   ", " : "]))
    head = "" if first else f"id: {{id}}{draw(_COMMENT)}\n{gap}{left}"
    several = "\n" in token and token[0] in "|>"
    comment = "" if several or "\n" in token else draw(_COMMENT)
    tail = f"{comment}\n{draw(_GAP)}"
    tail += f"{left}id: {{id}}\n" if first else ""
    tail += f"{left}body: >  # why\n{left}   It says so: # no comment\n"
    return Scalar(before=f"{dash}{head}quote{colon}", token=token, after=tail)


@st.composite
def flow_entries(draw: st.DrawFn) -> Scalar:
    """Return the part of a file with one note in braces."""
    pad = draw(st.sampled_from(["", " ", "\n      "]))
    comma = draw(st.sampled_from(["", " , "]))
    listed = draw(st.booleans())
    token = draw(_one_line(flow=True))
    key, end = ("quotes: [other, ", ' , "last one"]') if listed else ("quote: ", " ")
    return Scalar(
        before=f"- {{{pad}id: {{id}}, {key}{pad}",
        token=token,
        after=f"{pad}{end}, body: x y{comma}{pad}}}{draw(_COMMENT)}\n{draw(_GAP)}",
        flow=True,
        listed=listed,
    )


@st.composite
def files_of_notes(draw: st.DrawFn) -> Scalar:
    """Return a file of several notes and one scalar of one of them."""
    entries = draw(st.lists(st.one_of(block_entries(), flow_entries()), min_size=1, max_size=3))
    width = len(entries[0].before) - len(entries[0].before.lstrip(" "))
    aligned = [one for one in entries if len(one.before) - len(one.before.lstrip(" ")) == width]
    at = draw(st.integers(min_value=0, max_value=len(aligned) - 1))
    head = draw(st.sampled_from(["notes:\n", "# yaml-language-server: x\n\nnotes: # all\n"]))
    named = [_named(one, f"n{number}") for number, one in enumerate(aligned)]
    whole = Scalar(
        before=head + "".join(one.text for one in named[:at]) + named[at].before,
        token=named[at].token,
        after=named[at].after + "".join(one.text for one in named[at + 1 :]),
        flow=named[at].flow,
        listed=named[at].listed,
    )
    return _with_endings(whole, draw(st.sampled_from(["\n", "\r\n"])))


def _named(part: Scalar, name: str) -> Scalar:
    return Scalar(
        before=part.before.replace("{id}", name).replace("{{", "{"),
        token=part.token,
        after=part.after.replace("{id}", name).replace("}}", "}"),
        flow=part.flow,
        listed=part.listed,
    )


def _with_endings(whole: Scalar, ending: str) -> Scalar:
    return Scalar(
        before=whole.before.replace("\n", ending),
        token=whole.token.replace("\n", ending),
        after=whole.after.replace("\n", ending),
        flow=whole.flow,
        listed=whole.listed,
    )

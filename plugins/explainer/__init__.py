"""explainer: an article and a folder of YAML annotations become an annotated site.

Files in, values, values, files out:

    load       files            -> Project + diagnostics
    validate   Project          -> diagnostics
    text       html             -> PageText: what a reader sees, and the map back
    anchor     PageText, notes  -> ranges, or why there are none
    terms      PageText, terms  -> ranges
    render     bodies           -> html that is safe
    weave      html, ranges     -> html, spliced, every other byte kept
    pages      views            -> the lists, the glossary, the sources, all notes
    pipeline   the order of the above, for a whole site

`hosts` fits this to MkDocs, `cli` to a terminal, `report` prints diagnostics; `annotating` answers
the form in the preview. Only `links` uses the network, and only when asked.
"""

__version__ = "0.1.0"

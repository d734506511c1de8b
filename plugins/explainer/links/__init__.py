"""Whether the addresses that notes and sources point at are still there.

    places     Project            -> links, each with all that relies on it
    transport  one request        -> an answer, or why there is none
    pace       hosts              -> turns: one at a time, and not too often
    probe      an address         -> an outcome, over redirects and second tries
    cache      outcomes           -> those of the last days
    run        addresses          -> outcomes, several at a time
    verdicts   links, outcomes    -> diagnostics
    archive    dead addresses     -> copies in an archive
    writing    copies             -> edits of the YAML

Nothing of this is done by a build.
"""

"""Notes written in the preview: what a reader of it selects and says becomes YAML.

`selection` finds the words that a browser names, `wish` reads what the form says, `files`
reads and writes, `records` keeps the lock, and `desk` answers the page. The host brings the
requests, and lets none in that does not come from a page of its own.
"""

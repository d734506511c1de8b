"""What a new site, and a new entry in it, begin with."""

from explainer.scaffold.drafts import new_article, new_note, new_source, new_term
from explainer.scaffold.site_files import SiteFile, site_files

__all__ = ["SiteFile", "new_article", "new_note", "new_source", "new_term", "site_files"]

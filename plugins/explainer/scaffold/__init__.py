"""What a new site, and a new entry in it, begin with."""

from explainer.scaffold.site_files import SiteFile, site_files

__all__ = ["SiteFile", "site_files"]

"""What others wrote becomes ours: an article, notes, terms. Nothing is lost in silence."""

from explainer.importing.article import Imported, ImportRefusedError, read_article
from explainer.importing.files import write_article

__all__ = ["ImportRefusedError", "Imported", "read_article", "write_article"]

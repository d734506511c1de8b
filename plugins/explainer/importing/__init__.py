"""A file becomes an article and a first draft of a note, word for word."""

from explainer.importing.article import Imported, ImportRefusedError, read_article
from explainer.importing.files import write_article

__all__ = ["ImportRefusedError", "Imported", "read_article", "write_article"]

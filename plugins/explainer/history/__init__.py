"""The git history of a project: an edge, like the hosts; nothing else runs git."""

from explainer.history.command import HistoryError
from explainer.history.repository import Base, FileChange, GitHistory, history_of
from explainer.history.snapshot import export

__all__ = ["Base", "FileChange", "GitHistory", "HistoryError", "export", "history_of"]

"""What to write where a quote no longer stands as written: proposals, each tried out."""

from explainer.reanchor.confirm import Rewritten, rewritten
from explainer.reanchor.fix import Fix, fix
from explainer.reanchor.proposal import Evidence, Option, Proposal
from explainer.reanchor.propose import proposals

__all__ = [
    "Evidence",
    "Fix",
    "Option",
    "Proposal",
    "Rewritten",
    "fix",
    "proposals",
    "rewritten",
]

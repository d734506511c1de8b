"""JSON Schemas of the files an editor writes, with the ids of the project.

For editors of YAML that complete and explain by a schema (Red Hat's yaml-language-server). They
are made of the key tables of the decoders in `load`, so that a key cannot be in one alone; what
a key is for stands in `help.toml`.
"""

from explainer.schema.files import schemas
from explainer.schema.ids import Offer, offers

__all__ = ["Offer", "offers", "schemas"]

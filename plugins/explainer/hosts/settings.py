"""What `mkdocs.yml` may say about the plugin; everything else is in files of our own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from mkdocs.config import base
from mkdocs.config import config_options as c

from explainer.csl.style import SHIPPED, Style, StyleError, read_style, shipped
from explainer.downloads import OUTPUTS
from explainer.nearest import nearest
from explainer.severities import AS_THEY_ARE, Severities, read_severities
from explainer.site import SPECIAL
from explainer.words import Override, WrongWord, read_overrides

PAGES: Final = {name: f"{name}.md" for name in SPECIAL}
"""The pages that are made if no page of the author's is in their place."""


class Pages(base.BaseConfigOption[dict[str, str]]):
    """Paths of the pages that are made, by name; an empty one is not wanted."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return a path for every name; `false` stands for none, or for no page at all."""
        if value is None or value is True:
            value = {}
        if value is False:
            value = dict.fromkeys(PAGES, False)
        if not isinstance(value, Mapping):
            raise base.ValidationError("`pages` is either false or one path for each page")
        unknown = sorted(str(name) for name in value if name not in PAGES)
        if unknown:
            known = ", ".join(PAGES)
            raise base.ValidationError(f"there is no page `{unknown[0]}`; there are {known}")
        return {name: _path(name, value.get(name, default)) for name, default in PAGES.items()}


def _path(name: str, value: object) -> str:
    if value is False:
        return ""
    if value is None or value is True:
        return PAGES[name]
    if not isinstance(value, str) or not value.endswith(".md"):
        raise base.ValidationError(f"`pages.{name}` is the path of a page, such as {PAGES[name]}")
    return value


class Outputs(base.BaseConfigOption[frozenset[str]]):
    """Files beside the pages that are not wanted: `{calendar: false}`, or `false` for all."""

    def run_validation(self, value: object) -> frozenset[str]:
        """Return the names of the files that are not wanted."""
        if value is None or value is True:
            return frozenset()
        if value is False:
            return frozenset(OUTPUTS)
        if not isinstance(value, Mapping) or any(
            not isinstance(one, bool) for one in value.values()
        ):
            raise base.ValidationError("`outputs` is either false or a table of names with false")
        unknown = sorted(str(name) for name in value if name not in OUTPUTS)
        if unknown:
            told = f"there is no output `{unknown[0]}`; there are {', '.join(OUTPUTS)}"
            raise base.ValidationError(told)
        return frozenset(name for name, wanted in value.items() if not wanted)


class WordsOption(base.BaseConfigOption[tuple[Override, ...]]):
    """Words of the interface, for all languages or by language, in place of ours."""

    def run_validation(self, value: object) -> tuple[Override, ...]:
        """Return the words, all of which are known, with the names in braces that they need."""
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            raise base.ValidationError("`words` is a table, such as {notes: Footnotes}")
        found, wrong = read_overrides(value)
        if wrong:
            raise base.ValidationError("\n".join(_wrong_word(one) for one in wrong))
        return found


def _wrong_word(wrong: WrongWord) -> str:
    told = f"`{'.'.join(('words', *wrong.path))}` {wrong.told}"
    like = nearest(wrong.path[-1], wrong.known, limit=1)
    return f"{told}; did you mean `{like[0]}`?" if like else told


class Links(NamedTuple):
    """Which addresses `explainer links` asks: patterns such as `*.example.org`."""

    allow: tuple[str, ...] = ()
    """Only these; all if there are none."""
    ignore: tuple[str, ...] = ()
    """Never these."""


class LinksOption(base.BaseConfigOption[Links]):
    """Patterns of addresses: `{ignore: [example.org/*]}`."""

    def run_validation(self, value: object) -> Links:
        """Return the patterns, each a text."""
        if value is None:
            return Links()
        if not isinstance(value, Mapping):
            raise base.ValidationError("`links` is a table, such as {ignore: [example.org]}")
        unknown = sorted(str(name) for name in value if name not in Links._fields)
        if unknown:
            known = " and ".join(f"`{name}`" for name in Links._fields)
            raise base.ValidationError(f"`links` has {known}, and no `{unknown[0]}`")
        return Links(**{str(name): _patterns(name, given) for name, given in value.items()})


def _patterns(name: object, given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    if not all(isinstance(one, str) and one for one in listed):
        raise base.ValidationError(f"`links.{name}` is a list of patterns, such as *.example.org")
    return tuple(listed)


class RulesOption(base.BaseConfigOption[Severities]):
    """How much rules matter here: `{dense-paragraph: ignore, quote-normalised: warning}`."""

    def run_validation(self, value: object) -> Severities:
        """Return the severities, none of which makes an error less than a warning."""
        if value is None:
            return AS_THEY_ARE
        if not isinstance(value, Mapping):
            raise base.ValidationError("`rules` is a table, such as {dense-paragraph: ignore}")
        found, wrong = read_severities(value)
        if wrong:
            raise base.ValidationError("\n".join(wrong))
        return found


class StyleOption(base.BaseConfigOption[Style]):
    """A style of CSL: the name of one that comes along, or the path of a file."""

    _folder = Path()

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """Learn what paths are relative to."""
        del key_name
        if config.config_file_path:
            self._folder = Path(config.config_file_path).parent

    def run_validation(self, value: object) -> Style:
        """Return the style, read and found usable."""
        if value is None:
            return shipped(SHIPPED[0])
        if not isinstance(value, str):
            raise base.ValidationError("a style is a name or a path, such as numbered or my.csl")
        if value in SHIPPED:
            return shipped(value)
        if not value.endswith(".csl"):
            like = nearest(value, SHIPPED, limit=1)
            more = f"did you mean `{like[0]}`?" if like else f"there are {', '.join(SHIPPED)}"
            more += "; the path of a style of your own ends in .csl"
            raise base.ValidationError(f"there is no style `{value}`; {more}")
        try:
            return read_style((self._folder / value).read_bytes())
        except OSError as error:
            why = (error.strerror or "it cannot be read").lower()
            raise base.ValidationError(f"the style {value} cannot be read: {why}") from None
        except StyleError as error:
            raise base.ValidationError(f"the style {value} cannot be used: {error}") from None


class ExplainerConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options."""

    annotations = c.Dir(exists=False, default="annotations")
    """The folder with the YAML, relative to `mkdocs.yml`."""

    pages = Pages()
    """Where the glossary and the like go: `{glossary: a.md, notes: false}`, or `false`."""

    outputs = Outputs()
    """Files beside the pages that are not wanted: `{calendar: false}`, or `false` for all."""

    words = WordsOption()
    """Words of the interface: `{notes: Footnotes}`, or by language `{de: {notes: …}}`."""

    links = LinksOption()
    """Which addresses `explainer links` asks; a build asks none."""
    citation_style = StyleOption()
    """How sources are named and listed: `author-date`, `numbered`, or the path of a CSL file."""

    rules = RulesOption()
    """How much rules matter here; those left out matter as they say themselves."""

    pedantic = c.Type(bool, default=False)
    """Whether quotes that match but for typography are reported."""

    history = c.Type(bool, default=True)
    """Whether a git repository is asked when notes were added and changed."""

    _written: Mapping[str, object] = MappingProxyType({})

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Take what an author wrote."""
        super().load_dict(patch)
        self._written = MappingProxyType(dict(patch))

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return what is wrong; so is an option, or a folder named, that does not exist."""
        known = sorted(key for key, _ in self._schema)
        unknown = [key for key in self if key not in known]
        errors, warnings = super().validate()
        errors += [(key, base.ValidationError(_no_option(key, known))) for key in unknown]
        if not errors and "annotations" in self._written and not Path(self.annotations).is_dir():
            told = (
                f"there is no folder `{self._written['annotations']}`; create it, or name another"
            )
            errors.append(("annotations", base.ValidationError(told)))
        return errors, [one for one in warnings if one[0] not in unknown]


def _no_option(key: str, known: list[str]) -> str:
    like = nearest(key, known, limit=1)
    return "there is no such option; " + (
        f"did you mean `{like[0]}`?" if like else f"there are {', '.join(known)}"
    )

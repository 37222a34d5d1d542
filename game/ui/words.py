"""The program's own words: everything that a player reads goes through `_`."""

import gettext

from game.session import Sentence, typed
from game.ui.assets import folder as assets

LANGUAGES = {"en": "English", "ko": "한국어"}
"""The languages of the program, each by its own name."""
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Take the catalogue of a language; where there is none the English words stand."""
    global _catalogue, _language  # noqa: PLW0603 - the one language of the process, as in gettext itself
    _catalogue = gettext.translation("tightrope", assets() / "locale", [language], fallback=True)
    _language = language


def language() -> str:
    """Return the language in use, such as "en" or "ko"."""
    return _language


def _(message: str) -> str:
    """Return a message in the language in use."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message that fits a count."""
    return _catalogue.ngettext(one, many, count)


def told(text: str) -> str:
    """Return a text of another room in the language in use, where the catalogue has it: what the checks' codes mean, say."""
    return typed(_catalogue.gettext(text)) if text else ""


def said(text: object) -> str:
    """Return what another room says, an error or a Sentence, in the language in use; any other text stands as it is.

    Where it names a command, it names it as this user types it.

    >>> said(Sentence("{path}: there is no such file", path="a.tightrope")), said("as it is")
    ('a.tightrope: there is no such file', 'as it is')
    """
    sentence = str(text)
    if not isinstance(sentence, Sentence):
        return typed(sentence)
    pattern = _catalogue.gettext(sentence.pattern)
    values = {name: said(one) if isinstance(one, str) else one for name, one in sentence.values.items()}
    return typed(pattern.format(**values) if values else pattern)

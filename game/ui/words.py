"""The program's own words: everything that a player reads goes through `_`."""

import gettext

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
    return _catalogue.gettext(text) if text else ""

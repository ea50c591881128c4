"""Names of countries in languages for which the library has none."""

from functools import cache


@cache
def known_country_name(code: str, language: str) -> str:
    """What a country with this ISO 3166-1 alpha-3 code is called in a language (a BCP 47 tag).

    Empty for states of the past, and for languages that nobody here knows.
    """
    # Only a document in another language needs them; they take longer to load than a library.
    import pycountry
    from babel import Locale, UnknownLocaleError

    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return ""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return ""
    return str(names.get(country.alpha_2, ""))

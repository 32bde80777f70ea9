"""JSON in every shape that lists are kept in: each is read whole, with Kosovo and without."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest

from tests.listed.lists.make_lists import Place, expected_told, make_world, names, told

Shape = Callable[[list[Place]], Any]


def array_of_names(places: list[Place]) -> Any:
    return [one.name for one in places]


def array_of_codes(places: list[Place]) -> Any:
    return [one.code for one in places]


def array_of_three_letter_codes(places: list[Place]) -> Any:
    return [one.alpha3 for one in places]


def records(places: list[Place]) -> Any:
    return [{"name": one.name, "alpha-2": one.code, "alpha-3": one.alpha3} for one in places]


def records_with_nested_names(places: list[Place]) -> Any:
    return [{"name": {"common": one.name, "native": {"x": one.name}}, "cca2": one.code, "area": 1.5} for one in places]


def records_by_code(places: list[Place]) -> Any:
    return {one.code: {"name": one.name, "continent": one.continent[:2]} for one in places}


def mapping(places: list[Place]) -> Any:
    return {one.code: one.name for one in places}


def mapping_by_name(places: list[Place]) -> Any:
    return {one.name: one.code for one in places}


def mapping_of_codes(places: list[Place]) -> Any:
    return {one.alpha3: one.code for one in places}


def mapping_with_several_names(places: list[Place]) -> Any:
    return {one.code: [one.name, f"State of {one.name}"] for one in places}


def deep_inside(places: list[Place]) -> Any:
    return {"version": 3, "main": {"en": {"localeDisplayNames": {"territories": mapping(places)}}}}


def by_language(places: list[Place]) -> Any:
    return {
        language: {one.code: names.display(one.code, language) for one in places}
        for language in ("en", "de", "sq", "fr")
    }


def labels_in_languages(places: list[Place]) -> Any:
    languages = ("en", "de", "sq", "mk")
    return [{"code": one.code, "names": {tag: names.display(one.code, tag) for tag in languages}} for one in places]


def by_letter(places: list[Place]) -> Any:
    return {letter: array_of_names(list(found)) for letter, found in groupby(places, key=lambda one: one.name[0])}


def by_continent(places: list[Place]) -> Any:
    ordered = sorted(places, key=lambda one: one.continent)
    return {name: records(list(found)) for name, found in groupby(ordered, key=lambda one: one.continent)}


def continents_with_countries(places: list[Place]) -> Any:
    return [{"continent": name, "countries": found} for name, found in by_continent(places).items()]


def parallel_arrays(places: list[Place]) -> Any:
    return {"codes": array_of_codes(places), "names": array_of_names(places)}


def with_regions_inside(places: list[Place]) -> Any:
    return [
        {"countryName": one.name, "countryShortCode": one.code, "regions": [{"name": f"Area {n}"} for n in range(9)]}
        for one in places
    ]


def with_prefixed_keys(places: list[Place]) -> Any:
    return {f"country.{one.code}": one.name for one in places}


def flags(places: list[Place]) -> Any:
    return [{"emoji": one.flag, "code": one.code, "name": one.name} for one in places]


def geojson(places: list[Place]) -> Any:
    square = {"type": "Polygon", "coordinates": [[[1.5, 2.5], [2.5, 3.5], [1.5, 2.5]]]}
    features = [{"type": "Feature", "properties": {"name": one.name}, "geometry": square} for one in places]
    return {"type": "FeatureCollection", "features": features}


def topojson(places: list[Place]) -> Any:
    shapes = [{"type": "Polygon", "arcs": [[3]], "id": one.alpha3, "properties": {"name": one.name}} for one in places]
    return {"type": "Topology", "arcs": [[[1, 2]]], "objects": {"countries": {"type": "G", "geometries": shapes}}}


SHAPES: list[Shape] = [
    array_of_names, array_of_codes, array_of_three_letter_codes, records, records_with_nested_names, records_by_code,
    mapping, mapping_by_name, mapping_of_codes, mapping_with_several_names, deep_inside, by_language,
    labels_in_languages, by_letter, by_continent, continents_with_countries, parallel_arrays, with_regions_inside,
    with_prefixed_keys,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_shape_of_json_is_read_whole(shape: Shape) -> None:
    assert told(lambda places: json.dumps(shape(places), ensure_ascii=False), "data.json") == expected_told()


@pytest.mark.parametrize("shape", [records, mapping, by_letter], ids=lambda shape: shape.__name__)
def test_the_same_is_read_with_escapes_and_indents(shape: Shape) -> None:
    assert told(lambda places: json.dumps(shape(places), indent=1), "data.json") == expected_told()


@pytest.mark.parametrize("shape", [records, mapping, array_of_names], ids=lambda shape: shape.__name__)
def test_the_same_is_read_where_a_comment_or_a_comma_spoils_it(shape: Shape) -> None:
    def spoilt(places: list[Place]) -> str:
        text = json.dumps(shape(places), indent=1)
        return f"// countries\n{text[:-2]},\n{text[-1]}"

    assert told(spoilt, "data.json") == expected_told()


@pytest.mark.parametrize("shape", [geojson, topojson], ids=lambda shape: shape.__name__)
def test_a_map_is_read_whole(shape: Shape) -> None:
    assert told(lambda places: json.dumps(shape(places)), "world.json", "map") == expected_told("map")


def test_a_table_of_flags_without_names_is_about_flags() -> None:
    def rows(places: list[Place]) -> str:
        return json.dumps([one.flag for one in places])

    assert told(rows, "flags.json", "flag") == expected_told("flag")


def test_dial_codes_by_country_are_about_phones() -> None:
    def rows(places: list[Place]) -> str:
        return json.dumps([{"name": one.name, "dial_code": f"+{one.calling}", "code": one.code} for one in places])

    assert told(rows, "CountryCodes.json", "phone-code") == expected_told("phone-code")


def test_nationalities_are_about_nationality() -> None:
    def rows(places: list[Place]) -> str:
        return json.dumps({"nationalities": mapping(places)})

    assert told(rows, "nationalities.json", "nationality") == expected_told("nationality")


def test_currencies_by_country_are_about_currency() -> None:
    def rows(places: list[Place]) -> str:
        return json.dumps({one.code: "EUR" if one.code == "XK" else "USD" for one in places})

    assert told(rows, "country-to-currency.json", "currency") == expected_told("currency")


def test_records_that_keep_one_list_in_columns_are_one_list() -> None:
    def columns(places: list[Place]) -> str:
        return json.dumps([array_of_names(places[at : at + 50]) for at in range(0, len(places), 50)])

    assert told(columns, "columns.json") == expected_told()


def test_json_that_breaks_off_is_judged_by_what_came() -> None:
    def cut(places: list[Place]) -> str:
        return json.dumps(records(places))[:-10]

    assert [one[0] for one in told(cut, "data.json")] == [{("country", "listed")}, {("country", "missing")}]


def test_the_world_of_the_tests_is_whole() -> None:
    assert (len(make_world()), len(make_world(with_place=False))) == (250, 249)

"""Lists on a page that are no form controls: items, rows, links, listboxes, custom elements, lists in pieces."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.listed.lists.make_lists import Answer, Make, Place, answers, both, each, expected, make_world, page


def items(places: list[Place]) -> str:
    return f"<ul>{each('<li>«NAME»</li>', places)}</ul>"


def items_with_codes(places: list[Place]) -> str:
    rows = each('<li data-value="«CODE»">«NAME»</li>', places)
    return f"<ul class=picker>{rows}</ul>"


def items_with_links(places: list[Place]) -> str:
    rows = each('<li><a href="/«code»/">«NAME»</a></li>', places)
    return f"<ol>{rows}</ol>"


def rows_of_a_table(places: list[Place]) -> str:
    rows = each("<tr><td>«NAME»</td><td>«CODE»</td><td>«ALPHA3»</td></tr>", places)
    return f"<table><tbody>{rows}</tbody></table>"


def table_with_a_head(places: list[Place]) -> str:
    rows = each("<tr><td>«CODE»</td><td>«NAME»</td></tr>", places)
    return f"<table><thead><tr><th>Code</th><th>Country</th></tr></thead><tbody>{rows}</tbody></table>"


def links(places: list[Place]) -> str:
    rows = each('<a href="?c=«CODE»">«NAME»</a>', places)
    return f"<div>{rows}</div>"


def listbox(places: list[Place]) -> str:
    rows = each('<div role="option" data-value="«CODE»">«NAME»</div>', places)
    return f'<div role="listbox" aria-label="Country">{rows}</div>'


def listbox_of_spans(places: list[Place]) -> str:
    rows = each('<span role="option" id="c-«CODE»">«NAME»</span>', places)
    return f'<div role="listbox" aria-label="Country">{rows}</div>'


def combobox(places: list[Place]) -> str:
    rows = each('<li role="option" id="o-«CODE»" aria-selected="false">«NAME»</li>', places)
    return f'<input role="combobox" aria-controls="box"><ul id="box" role="listbox">{rows}</ul>'


def custom_elements(places: list[Place]) -> str:
    rows = each('<x-option value="«CODE»">«NAME»</x-option>', places)
    return f"<x-select label=Country>{rows}</x-select>"


def custom_elements_with_labels_in_attributes(places: list[Place]) -> str:
    rows = each('<sl-option value="«CODE»" label="«NAME»"></sl-option>', places)
    return f"<sl-select>{rows}</sl-select>"


def buttons(places: list[Place]) -> str:
    rows = each('<button data-code="«CODE»">«NAME»</button>', places)
    return f"<nav>{rows}</nav>"


def definitions(places: list[Place]) -> str:
    return f"<dl>{each('<dt>«CODE»</dt><dd>«NAME»</dd>', places)}</dl>"


def columns(places: list[Place]) -> str:
    return (
        "<div class=row>" + "".join(f"<div>{items(places[at : at + 60])}</div>" for at in range(0, 250, 60)) + "</div>"
    )


def columns_of_links(places: list[Place]) -> str:
    parts = (places[at : at + 84] for at in range(0, 250, 84))
    return "<table><tr>" + "".join(f"<td>{links(part)}</td>" for part in parts) + "</tr></table>"


def letter_groups(places: list[Place]) -> str:
    groups = groupby(places, key=lambda one: one.name[0])
    return "".join(f"<section><h3>{letter}</h3>{items(list(members))}</section>" for letter, members in groups)


def several_places_in_a_row(places: list[Place]) -> str:
    rows = (places[at : at + 4] for at in range(0, 250, 4))
    cells = (each("<td>«NAME»</td>", row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def pictures_of_flags(places: list[Place]) -> str:
    rows = each('<li><img src="/flags/«code».png" alt="«NAME»"></li>', places)
    return f"<ul>{rows}</ul>"


def bare_pictures_of_flags(places: list[Place]) -> str:
    rows = each('<li><img src="/flags/«code».png"></li>', places)
    return f"<ul>{rows}</ul>"


FORMS: list[Make] = [
    items, items_with_codes, items_with_links, rows_of_a_table, links, listbox, listbox_of_spans, combobox,
    custom_elements, custom_elements_with_labels_in_attributes, buttons, definitions, columns, columns_of_links,
    pictures_of_flags,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_repeating_elements_are_read_whole(form: Make) -> None:
    assert both(lambda places: page(form(places))) == expected()


def test_letter_groups_are_one_list() -> None:
    assert both(lambda places: page(letter_groups(places))) == expected()


def test_several_places_in_each_row_of_a_table_are_one_list() -> None:
    assert both(lambda places: page(several_places_in_a_row(places))) == expected()


def test_a_table_with_a_head_is_read_whole() -> None:
    assert both(lambda places: page(table_with_a_head(places))) == expected()


def test_addresses_of_flag_pictures_are_read() -> None:
    with_place, without = both(lambda places: page(bare_pictures_of_flags(places)))
    assert ([one[1:] for one in with_place], [one[1:] for one in without]) == (
        [("world", "listed", 250)],
        [("world", "missing", 249)],
    )


def test_a_menu_that_is_printed_twice_is_one_list() -> None:
    twice = both(lambda places: page(f"<nav class=wide>{items(places)}</nav><nav class=narrow>{items(places)}</nav>"))
    assert twice == expected()


def intl_tel_input(places: list[Place]) -> str:
    """The markup that intl-tel-input 17 puts into a page."""
    rows = each(
        '<li class="iti__country iti__standard" tabindex="-1" id="iti-0__item-«code»" role="option"'
        ' data-dial-code="«DIAL»" data-country-code="«code»" aria-selected="false">'
        '<div class="iti__flag-box"><div class="iti__flag iti__«code»"></div></div>'
        '<span class="iti__country-name">«NAME»</span><span class="iti__dial-code">+«DIAL»</span></li>',
        places,
    )
    return (
        f'<div class="iti"><ul class="iti__country-list iti__hide" role="listbox" aria-label="List">{rows}</ul></div>'
    )


def react_phone_input(places: list[Place]) -> str:
    rows = each(
        '<li class="country" role="option" data-dial-code="«DIAL»" data-country-code="«code»">'
        '<div class="flag «code»"></div><span class="country-name">«NAME»</span>'
        '<span class="dial-code">+«DIAL»</span></li>',
        places,
    )
    return f'<div class="react-tel-input"><ul class="country-list" role="listbox">{rows}</ul></div>'


def mobile_prefixes(places: list[Place]) -> str:
    return f"<ul>{each('<li>«NAME» <b>+«DIAL»</b></li>', places)}</ul>"


@pytest.mark.parametrize("form", [intl_tel_input, react_phone_input, mobile_prefixes], ids=lambda form: form.__name__)
def test_a_picker_of_dial_codes_is_about_phones(form: Make) -> None:
    assert both(lambda places: page(form(places))) == expected("phone-code")


def test_a_table_of_dial_codes_is_about_phones() -> None:
    def table(places: list[Place]) -> str:
        rows = each("<tr><td>«NAME»</td><td>+«DIAL»</td></tr>", places)
        return page(f"<table>{rows}</table>")

    assert both(table) == expected("phone-code")


def test_a_list_of_items_in_a_comment_is_no_list() -> None:
    assert answers(page(f"<!-- {items(make_world())} -->")) == []


BROKEN: list[tuple[str, str]] = [
    ("select", '<option value="«CODE»">«NAME»'),
    ("select", '<option value="«CODE»">«NAME»</option></div>'),
    ("select", "<option value=«CODE» selected=>«NAME»</option>"),
    ("select", '<option value="«CODE»"class="x">«NAME»</select-option>'),
    ("ul", "<li>«NAME»"),
    ("ul", "<li><b>«NAME»</li>"),
    ("ul", "<li><a href='x'>«NAME»</li></a>"),
    ("table", "<tr><td>«NAME»"),
    ("table", "<tr><td>«NAME»</tr></td>"),
]


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "unclosed"])
@pytest.mark.parametrize(("tag", "row"), BROKEN)
def test_broken_markup_is_read_as_browsers_do(tag: str, row: str, closed: bool) -> None:
    def broken(places: list[Place]) -> str:
        rows = each(row, places)
        return f"<html><body><form><{tag} name=country>{rows}{f'</{tag}>' if closed else ''}"

    assert both(broken) == expected()


def test_a_page_that_breaks_off_is_judged_by_what_came() -> None:
    whole = page(items(make_world()))
    assert [one[:3] for one in answers(whole[: len(whole) * 9 // 10])] == [("country", "world", "listed")]


def test_each_list_stands_alone_in_its_own_kind_of_element() -> None:
    wanted: list[Answer] = [("country", "world", "listed", 250), ("country", "world", "missing", 249)]
    body = f"<div>{items(make_world())}</div>{listbox(make_world(with_place=False))}"
    assert answers(page(body)) == wanted

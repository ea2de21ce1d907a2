from __future__ import annotations

import re

import pytest

from desktop_app.settings.schema import Settings, Theme, changed, setting_fields


def test_every_setting_says_what_it_is() -> None:
    for field in setting_fields().values():
        assert field.title
        assert field.description
        assert field.description.endswith(".")


def test_a_change_leaves_the_rest_as_it_is() -> None:
    assert changed(Settings(figures="many"), {"pdf_workers": 3}) == Settings(figures="many", pdf_workers=3)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("pdf_workers", 99, "Reading processes: a whole number from 1 to 16 is needed."),
        ("pdf_workers", "3", "Reading processes: a whole number from 1 to 16 is needed."),
        ("figures", "all", "Figures in answers: one of none, few, normal, many is needed."),
        ("theme", "blue", "Theme: one of system, light, dark is needed."),
        ("model", 7, "Language model: this value does not fit."),
        ("unknown", 1, "There is no setting “unknown”."),
    ],
)
def test_what_is_refused_is_named(name: str, value: object, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        changed(Settings(), {name: value})


def test_values_may_be_given_as_they_are_kept_in_a_file() -> None:
    assert changed(Settings(), {"theme": "dark"}) == changed(Settings(), {"theme": Theme.DARK})
    assert changed(Settings(), {"shortcuts": {"find": "F3"}}).shortcuts == {"find": "F3"}


def test_numbers_have_bounds_and_words_have_choices() -> None:
    fields = setting_fields()
    assert fields["pdf_workers"].bounds == (1, 16)
    assert fields["downloads"].bounds is None
    assert fields["theme"].choices == ("system", "light", "dark")
    assert fields["figures"].choices == ("none", "few", "normal", "many")
    assert fields["model"].choices == ()

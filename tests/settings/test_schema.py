from __future__ import annotations

import pytest

from desktop_app.settings.schema import Settings, changed, why_refused


def test_every_setting_says_what_it_is() -> None:
    for field in Settings.model_fields.values():
        assert field.title
        assert field.description
        assert field.description.endswith(".")


def test_a_change_leaves_the_rest_as_it_is() -> None:
    assert changed(Settings(figures="many"), {"pdf_workers": 3}) == Settings(figures="many", pdf_workers=3)


@pytest.mark.parametrize(
    ("changes", "beginning"),
    [({"pdf_workers": 99}, "Reading processes: input should be"), ({"unknown": 1}, "unknown: extra inputs")],
)
def test_what_is_refused_is_named(changes: dict[str, object], beginning: str) -> None:
    with pytest.raises(ValueError, match="1 validation error") as caught:
        changed(Settings(), changes)
    assert why_refused(caught.value).startswith(beginning)


def test_another_error_speaks_for_itself() -> None:
    assert why_refused(ValueError("No such thing.")) == "No such thing."

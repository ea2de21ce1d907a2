from __future__ import annotations

import pytest

from desktop_app.support.resource_files import resource_path


def test_the_sample_manual_s_questions_are_found() -> None:
    assert resource_path("demo", "demo.json").is_file()
    assert resource_path("demo").is_dir()


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="demo/nothing of that name"):
        resource_path("demo", "nothing of that name")

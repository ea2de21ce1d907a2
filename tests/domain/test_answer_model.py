from __future__ import annotations

from pathlib import Path

from desktop_app.domain.answer_model import Message, ModelCapabilities, PromptImage, PromptText, Role, image_label


def test_candidates_are_named_from_one() -> None:
    assert [image_label(number) for number in (1, 2)] == ["IMAGE_1", "IMAGE_2"]


def test_the_text_of_a_message_leaves_out_its_pictures() -> None:
    parts = (PromptText("Look: "), PromptImage(Path("a.png"), "digest"), PromptText("a pump."))
    assert Message(Role.USER, parts).text == "Look: a pump."


def test_a_model_sees_when_a_picture_has_a_cost() -> None:
    assert ModelCapabilities("m", 4096, image_tokens=256).sees_images
    assert not ModelCapabilities("m", 4096).sees_images

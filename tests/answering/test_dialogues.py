from __future__ import annotations

import pytest

from desktop_app.answering.conversation_references import resolve
from desktop_app.domain.conversation import Conversation
from tests.answering.dialogue_scripts import Outcome, answer_of, play, read_dialogues, read_settings

HALVES = ("tuned.txt", "held_out.txt")
RESOLVED_RIGHT = 0.9


def outcomes(half: str) -> list[Outcome]:
    settings = read_settings()
    return [outcome for dialogue in read_dialogues(half) for outcome in play(dialogue, settings[dialogue.setting])]


@pytest.mark.parametrize("half", HALVES)
def test_the_dialogues_are_resolved_right(half: str) -> None:
    found = outcomes(half)
    wrong = [f"{each.question} (gold: {each.gold})" for each in found if not each.right]
    assert len(found) > 70
    assert len(wrong) <= (1 - RESOLVED_RIGHT) * len(found), "\n".join(wrong)


def test_there_are_enough_dialogues_in_both_languages() -> None:
    dialogues = [dialogue for half in HALVES for dialogue in read_dialogues(half)]
    assert len(dialogues) >= 40
    assert sum(dialogue.setting in ("pumpe", "klima") for dialogue in dialogues) >= 8


def test_a_long_conversation_is_resolved_all_the_same() -> None:
    answer = answer_of("How is the oil changed?", ["dieseloil"], Conversation(), read_settings()["engines"])
    assert [placed.number for placed in resolve("enlarge it", Conversation([answer] * 2000)).figures] == [1]

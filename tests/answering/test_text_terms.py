from __future__ import annotations

import pytest

from desktop_app.answering.text_terms import asked_terms, asked_words, coverage, fold, rarity, terms


@pytest.mark.parametrize(
    "family",
    [
        ("plot", "plots", "plotted", "plotting"),
        ("state", "states"),
        ("query", "queries"),
        ("compile", "compiled", "compiling", "compiles"),
        ("class",),
        ("install", "installed"),
    ],
)
def test_forms_of_a_word_meet(family: tuple[str, ...]) -> None:
    assert len({fold(word) for word in family}) == 1


def test_terms_leave_out_what_says_nothing() -> None:
    assert terms("What is the trace monitor's state?") == ["trac", "monitor", "stat"]


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("What does the die look like after the war?", ["die", "look", "war"]),
        ("Wie hängt die Temperatur vom Druck ab?", ["hängt", "temperatur", "druck"]),
        ("Comment la pression change-t-elle avec la profondeur ?", ["pression", "change", "profondeur"]),
        ("¿Cómo cambia la presión con la profundidad?", ["cambia", "presión", "profundidad"]),
        ("Lorenz attractor", ["lorenz", "attractor"]),
        ("Wie is it wired?", ["wie", "wired"]),
    ],
)
def test_the_language_of_a_question_tells_what_says_nothing(question: str, telling: list[str]) -> None:
    assert asked_words(question) == telling


def test_the_terms_asked_for_are_folded() -> None:
    assert asked_terms("Welche states und plots zeigt die Abbildung?") == ["stat", "plot", "zeigt", "abbildung"]


def test_rare_terms_weigh_more() -> None:
    weights = rarity([["pump", "relay"], ["pump"], ["pump"]])
    assert weights["relay"] > weights["pump"] > 0


def test_coverage_is_the_share_found() -> None:
    assert coverage(["a", "b"], ["b", "c"]) == 0.5
    assert coverage(["a", "b"], ["a"], {"a": 3.0, "b": 1.0}) == 0.75
    assert coverage(["a", "b"], ["a"], {"a": 1.0}) == 0.5
    assert coverage([], ["a"]) == 0.0

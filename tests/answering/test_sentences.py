from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.answering.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One ends. Two begins! Three? Yes.", ["One ends.", "Two begins!", "Three?", "Yes."]),
        ("See Fig. 3 and Figs. 4 for it. Next.", ["See Fig. 3 and Figs. 4 for it.", "Next."]),
        ("It grew by 3.5 mm. Then it fell.", ["It grew by 3.5 mm.", "Then it fell."]),
        ("As shown by Smith et al. 2009 it is. So.", ["As shown by Smith et al. 2009 it is.", "So."]),
        ("This was shown by Gal et al. The rest follows.", ["This was shown by Gal et al.", "The rest follows."]),
        ("Use a tool, e.g. Mach 3, i.e. a program. Done.", ["Use a tool, e.g. Mach 3, i.e. a program.", "Done."]),
        ("By J. R. Smith it is said. It is.", ["By J. R. Smith it is said.", "It is."]),
        ("It is a function of x. The rest.", ["It is a function of x.", "The rest."]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("A heading\n\nA paragraph. More.", ["A heading", "A paragraph.", "More."]),
        ("1. First step. 2. Second step.", ["1. First step.", "2. Second step."]),
        ("Made in the U.S. The rest.", ["Made in the U.S.", "The rest."]),
        ("It ends here… Or not?) Well.", ["It ends here…", "Or not?)", "Well."]),
        ("Version 2. Next.", ["Version 2.", "Next."]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@settings(deadline=None)
@given(st.text(alphabet="aB .!?\n(1)e.g", max_size=60))
def test_nothing_is_lost_but_white_space(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())

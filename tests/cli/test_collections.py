from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.cli.session import ExitCode
from tests.cli.conftest import PUMP, CommandLine
from tests.helpers.fake_reader import FakePage, write_document

QUESTION = "How is the pump mounted on its bracket?"


@pytest.fixture
def two(filled: CommandLine, tmp_path: Path) -> CommandLine:
    """A library with two documents that say the same of the pump."""
    page = FakePage([("paragraph", PUMP.replace("well", "river"), 0)], [("1", "Another pump on its bracket")])
    assert filled("ingest", write_document(tmp_path / "river.pdf", [page])) == 0
    return filled


def listed(imageref: CommandLine) -> dict[str, list[str]]:
    imageref("collections", "--json")
    return {record["collection"]: record["documents"] for record in imageref.records}


def test_collections_are_made_filled_renamed_emptied_and_removed(two: CommandLine) -> None:
    assert two("collections") == 0
    assert "no collections" in two.err
    assert two("collections", "add", "Pumps", "pump", "--json") == 0
    assert two.records == [{"collection": "Pumps", "documents": ["pump"]}]
    assert two("collections", "add", "pumps", "river") == 0
    assert two.out == "Pumps  2 documents\n    pump\n    river\n"
    assert two("collections", "remove", "Pumps", "pump") == 0
    assert listed(two) == {"Pumps": ["river"]}
    assert two("collections", "rename", "Pumps", "Rivers") == 0
    assert listed(two) == {"Rivers": ["river"]}
    assert two("collections", "remove", "Rivers") == 0
    assert "stay in the library" in two.out
    assert listed(two) == {}
    two("documents", "--json")
    assert len(two.records) == 2


def test_what_is_not_there_or_taken_is_said(two: CommandLine) -> None:
    two("collections", "add", "Pumps")
    two("collections", "add", "Rivers")
    for words in (
        ("collections", "add", "New", "nothing"),
        ("collections", "remove", "Nothing"),
        ("collections", "rename", "Pumps", "rivers"),
        ("documents", "--collection", "Nothing"),
        ("ask", QUESTION, "--collection", "Nothing"),
        ("search", "pump", "--document", "nothing"),
    ):
        assert two(*words) == ExitCode.SOME_FAILED
        assert two.err
    assert listed(two) == {"Pumps": [], "Rivers": []}


def test_documents_of_a_collection(two: CommandLine) -> None:
    two("collections", "add", "Pumps", "pump")
    two("collections", "add", "Empty")
    assert two("documents", "--collection", "Pumps", "--json") == 0
    assert [record["document"] for record in two.records] == ["pump"]
    assert two("documents", "--collection", "Empty") == 0
    assert (two.out, two.err) == ("", "")


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ((), {"pump", "river"}),
        (("--document", "river"), {"river"}),
        (("--collection", "Mine"), {"pump"}),
        (("--collection", "Mine", "--document", "river"), {"pump", "river"}),
        (("--collection", "Empty"), set()),
    ],
)
def test_searches_are_limited(two: CommandLine, scope: tuple[str, ...], found: set[str]) -> None:
    two("collections", "add", "Mine", "pump")
    two("collections", "add", "Empty")
    for kind in ("passages", "figures"):
        assert two("search", "pump bracket", "--kind", kind, *scope, "--json") == 0
        assert {record["document"] for record in two.records} == found


def test_a_question_is_limited_and_its_answer_says_so(two: CommandLine) -> None:
    two("collections", "add", "Mine", "river")
    assert two("ask", QUESTION, "Enlarge it.", "--collection", "Mine", "--json", "--model", "excerpts") == 0
    for record in two.records:
        assert {each["document"] for each in record["citations"] + record["images"]} == {"river"}
        assert record["scope"] == "Mine"
    conversation = two.records[0]["conversation"]
    assert two("ask", "Enlarge it.", "--conversation", conversation, "--document", "pump", "--json") == 0
    assert two.records[0]["images"] == []
    assert "limited to" in two.records[0]["answer_markdown"]
    assert two("ask", QUESTION, "--json", "--model", "excerpts") == 0
    assert two.records[0]["scope"] is None


def test_a_picture_is_looked_for_in_a_collection(two: CommandLine, tmp_path: Path) -> None:
    two("collections", "add", "Mine", "river")
    two("figures", "river", "--json")
    copy = tmp_path / "copy.png"
    copy.write_bytes(Path(two.records[0]["file"]).read_bytes())
    for scope, document in (("Mine", "river"), (None, "pump")):
        limit = ("--collection", scope) if scope else ("--document", "pump")
        assert two("search", "--picture", copy, *limit, "--json") == 0
        assert {record["document"] for record in two.records} <= {document}
        assert two("ask", "Where is this?", "--picture", copy, *limit, "--json") == 0
        assert {each["document"] for each in two.records[0]["images"]} <= {document}

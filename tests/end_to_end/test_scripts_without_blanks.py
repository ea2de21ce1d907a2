"""Manuals in Chinese, Japanese and Korean: read, asked in their language, and answered with the right figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.conftest import Program
from tests.helpers.drawn_manuals import MANUALS, draw_manual, manual_names

pytestmark = pytest.mark.heavy


def test_manuals_in_scripts_without_blanks_are_answered(imageref: Program, tmp_path: Path) -> None:
    papers = [draw_manual(name, tmp_path) for name in manual_names()]
    assert imageref("ingest", *papers, "--quiet").code == 0

    measured = imageref("evaluate", MANUALS / "questions.jsonl", "--model", "excerpts", "--json").records[-1]
    assert measured["figure_r_at_1"] >= 0.9
    assert measured["figure_r_at_5"] == 1.0
    assert measured["visual_source_f1"] >= 0.85
    assert measured["false_image_rate"] <= 0.2
    assert measured["answer_page_recall_at_5"] >= 0.9

    (answer,) = imageref("ask", "第一次开泵的操作步骤是什么？", "--model", "excerpts", "--json").records
    assert "关闭排出闸阀，接通电源，待转速稳定后缓慢打开闸阀。停机时顺序相反" in answer["answer_markdown"]
    assert [(image["label"], image["page"]) for image in answer["images"]] == [("4", 2)]
    assert {citation["page"] for citation in answer["citations"]} == {2}

    kept = imageref("conversations", "闸阀", "--json").records
    assert [each["title"] for each in kept] == ["第一次开泵的操作步骤是什么？"]
    (best, *_) = imageref("search", "風速計的構造", "--kind", "figures", "--json").records
    assert best["label"] == "2-1"

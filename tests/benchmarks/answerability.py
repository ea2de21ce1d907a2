"""How often excerpts say that nothing answers: questions that a library answers, and questions that it does not.

python -m tests.benchmarks.answerability QUESTIONS.jsonl --home HOME --library DIR [--off-topic FILE]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.excerpts import choose_excerpts
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.jobs import CancelToken
from tests.benchmarks.corpus_evidence import load_questions, open_workspace

OFF_TOPIC = Path(__file__).parent / "data" / "off_topic.txt"


def answered(questions: list[str], searcher: Searcher) -> list[str]:
    """The questions that get an answer."""
    found = []
    for question in questions:
        evidence = find_evidence(ResolvedQuestion(question, question), searcher)
        if choose_excerpts(evidence, searcher, CancelToken()):
            found.append(question)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, help="a question set that the library answers")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument(
        "--off-topic", type=Path, default=OFF_TOPIC, help="questions that it does not answer, a line each"
    )
    arguments = parser.parse_args()
    good = [each.question for each in load_questions(arguments.questions)]
    lines = arguments.off_topic.read_text(encoding="utf-8").splitlines()
    bad = [line for line in lines if line.strip() and not line.startswith("#")]
    with open_workspace(arguments.home, arguments.library) as workspace:
        searcher = Searcher(workspace.library, workspace.text_embedder)
        kept, stray = answered(good, searcher), answered(bad, searcher)
    for question in (each for each in good if each not in kept):
        print(f"refused: {question}")
    for question in stray:
        print(f"answered: {question}")
    print(f"refused though answered by the library: {1 - len(kept) / len(good):.3f} of {len(good)}")
    print(f"answered though off topic: {len(stray) / len(bad):.3f} of {len(bad)}")


if __name__ == "__main__":
    main()

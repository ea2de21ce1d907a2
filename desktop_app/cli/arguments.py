"""The command line's words. Global options are accepted before or after the command."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from desktop_app import __version__
from desktop_app.answering.signals import Signal
from desktop_app.ingestion.file_discovery import SUPPORTED_SUFFIXES

_WITH_FOLDER = frozenset({"--library", "--home"})
"""Options of every command that are followed by a folder."""


class CommandMaker(Protocol):
    """Adds a command to the parser: its name, a summary in one line, and details for `--help`."""

    def __call__(self, name: str, summary: str, details: str = "") -> argparse.ArgumentParser:
        """The command's own parser."""
        ...


DESCRIPTION = """\
Ask your own PDFs, offline. Add documents, ask a question, and get an answer with the right figures of those
documents at the sentences they support, each with its page. Without a command the window opens.
"""

EPILOG = """\
examples:
  imageref                                   open the window
  imageref manual.pdf                        open the window, or use the open one, and read a file
  imageref demo                              try it on the manual that ships with the program
  imageref ingest manual.pdf papers/         add a file and a folder
  imageref ask "How is the belt replaced?"   answer in the terminal
  imageref doctor                            what works on this machine, and what to do about what does not

exit codes: 0 done, 1 done with failures listed, 2 wrong usage, 3 missing model or locked library, 130 interrupted
"""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    common = _global_options()
    parser = argparse.ArgumentParser(
        prog="imageref",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"ImageRef Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, summary: str, details: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.\n\n{details}".rstrip(),
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    opened = command(
        "open",
        "open the window and read files or folders into the library",
        "Where the window is open already, it gets the files. `imageref FILE…` does the same.",
    )
    opened.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a document, or a folder of documents")
    _library_commands(command)
    _question_commands(command)
    _model_commands(command)
    _history_commands(command)
    command(
        "doctor",
        "say what works on this machine, and what to do about what does not",
        "Checks the PDF reader, text and picture vectors, the language-model engine, models and the library.",
    )
    return parser


def build_window_parser() -> argparse.ArgumentParser:
    """The parser of `imageref-desktop`, which desktops start, with the files that are opened with it."""
    parser = argparse.ArgumentParser(
        prog="imageref-desktop", description="Opens the window.", parents=[_global_options()]
    )
    parser.add_argument("--version", action="version", version=f"ImageRef Desktop {__version__}")
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="files and folders to read")
    parser.set_defaults(command=None)
    return parser


def command_names(parser: argparse.ArgumentParser) -> frozenset[str]:
    """The commands that the parser knows."""
    found = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return frozenset().union(*(choices or () for choices in found))


def is_bare(argv: Sequence[str]) -> bool:
    """Whether there are but options of every command, complete, and neither a command nor a file."""
    words = iter(argv)
    return all(
        word in {"--json", "--quiet"} or (word in _WITH_FOLDER and not next(words, "-").startswith("-"))
        for word in words
    )


def with_command(argv: Sequence[str], commands: Collection[str]) -> list[str]:
    """The words of the command line with `open` put before files that stand where a command is expected."""
    words, at = list(argv), 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _WITH_FOLDER else 1
    if at < len(words) and words[at] not in commands:
        path = Path(words[at])
        if path.suffix.lower() in SUPPORTED_SUFFIXES or path.exists():
            words.insert(at, "open")
    return words


def _global_options() -> argparse.ArgumentParser:
    """Options of every command; unset ones leave no trace, so that either place may set them."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("options of every command")
    group.add_argument("--library", type=Path, metavar="DIR", help="use the library in this folder")
    group.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="keep data, settings, cache and logs below this folder (also: the variable IMAGEREF_HOME)",
    )
    group.add_argument("--json", action="store_true", help="print JSON lines, and nothing else, on stdout")
    group.add_argument("--quiet", action="store_true", help="no progress on stderr")
    return common


def _library_commands(command: CommandMaker) -> None:
    ingest = command(
        "ingest",
        "add files, or all documents of folders, to the library",
        "A file that is in the library already is left alone, unless some of its pages took too long or too much "
        "memory. A file that can't be read is listed with the reason, and the others go on.\n"
        "Interrupted work is taken up again when the same file is given again.",
    )
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a document, or a folder of documents")
    ingest.add_argument("--again", action="store_true", help="read files once more that are in the library already")
    ingest.add_argument(
        "--ocr",
        choices=("auto", "off", "always"),
        help="recognise the text of pages without readable text (auto), of none (off), or of all (always)",
    )
    ingest.add_argument(
        "--password",
        metavar="TEXT",
        help="opens encrypted files; '-' asks for the password of each; it is never stored",
    )
    documents = command("documents", "list what is in the library")
    documents.add_argument("--collection", metavar="NAME", help="only what is in this collection")
    _collection_commands(command)
    figures = command("figures", "list every figure that was found, with its page, label and caption")
    figures.add_argument("document", nargs="?", metavar="DOCUMENT", help="only of this document (its name or id)")
    figures.add_argument(
        "--report",
        action="store_true",
        help="how many were found of each kind, what was left out and why, and the pages that failed",
    )
    search = command("search", "find passages or figures")
    wanted = search.add_mutually_exclusive_group(required=True)
    wanted.add_argument("query", nargs="?", metavar="QUERY", help="words, or a question")
    wanted.add_argument(
        "--picture", type=Path, metavar="FILE", help="the figures that a screenshot, a part or a photograph shows"
    )
    search.add_argument("--kind", choices=("passages", "figures"), default="passages", help="what to look for")
    search.add_argument("-k", type=_positive, default=10, metavar="N", help="how many hits at most (default: 10)")
    _scope_options(search)
    watch = command(
        "watch",
        "follow folders: list them, and read what is new or changed there",
        "The window reads followed folders by itself while it is open; `--read` does it once.\n"
        "A file that is taken away stays in the library.",
    )
    watch.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a folder to follow from now on")
    watch.add_argument(
        "--stop", action="append", default=[], type=Path, metavar="FOLDER", help="follow this folder no more"
    )
    watch.add_argument("--read", action="store_true", help="read what is new or changed")
    remove = command("remove", "remove documents from the library (the files themselves stay)")
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT", help="a document's name or id")
    command("verify", "check that catalogue, vectors and pictures agree")
    command("rebuild", "make the vector index anew from the catalogue")


def _collection_commands(command: CommandMaker) -> None:
    collections = command(
        "collections",
        "list, make and change collections: named sets of documents",
        "A search or a question can be limited to a collection. A document may be in several, and stays in the\n"
        "library when it is taken out of one.",
    )
    collections.set_defaults(action=None)
    actions = collections.add_subparsers(dest="action", metavar="ACTION")
    for name, words in (
        ("add", "put documents into a collection, which is made if it is not there"),
        ("remove", "take documents out of a collection, or remove the collection where none is named"),
        ("rename", "give a collection another name"),
    ):
        action = actions.add_parser(
            name, help=words, description=f"{words[0].upper()}{words[1:]}.", parents=[_global_options()]
        )
        action.add_argument("name", metavar="NAME", help="the collection's name")
        if name == "rename":
            action.add_argument("new_name", metavar="NEW-NAME", help="its new name")
        else:
            action.add_argument("documents", nargs="*", metavar="DOCUMENT", help="a document's name or id")


def _scope_options(parser: argparse.ArgumentParser) -> None:
    for option, words in (("--collection", "the documents of this collection"), ("--document", "this document")):
        parser.add_argument(
            option, action="append", default=[], metavar="NAME", help=f"look only in {words}; may be repeated"
        )


def _question_commands(command: CommandMaker) -> None:
    ask = command(
        "ask",
        "answer questions from the library",
        "Several questions are turns of one conversation: each sees the ones before it.",
    )
    ask.add_argument("questions", nargs="+", metavar="QUESTION", help="a question, in quotes")
    ask.add_argument("--picture", type=Path, metavar="FILE", help="the first question is about this picture")
    ask.add_argument(
        "--conversation", metavar="NAME", help="go on with this kept conversation (its id or title, or 'last')"
    )
    _scope_options(ask)
    _model_options(ask)
    place = command(
        "place",
        "put figures of the library into a given text",
        "At most one figure stands after a paragraph, each figure once, and none where none helps.",
    )
    place.add_argument("file", type=Path, metavar="FILE.md", help="a Markdown file, or '-' for standard input")
    place.add_argument("--figures", choices=("none", "few", "normal", "many"), help="how eagerly figures are placed")
    place.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only figures of this document; may be repeated"
    )
    evaluate = command(
        "evaluate",
        "score answers against a question set with gold figures and pages",
        "The set is a JSONL file with a question a line; docs/question-sets.md describes it.\n"
        "Excerpts are scored unless --model names another way to answer.",
    )
    evaluate.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="the question set")
    evaluate.add_argument(
        "--make", action="store_true", help="draft this question set from the library's own paragraphs instead"
    )
    evaluate.add_argument(
        "--without",
        default="",
        metavar="SIGNAL,…",
        help=f"leave out kinds of evidence: {', '.join(signal.value for signal in Signal)}",
    )
    evaluate.add_argument("--page", type=Path, metavar="FILE.html", help="write question, answer and figures to a page")
    _model_options(evaluate)
    demo = command(
        "demo",
        "take the sample manual into the library, ask it a question, and open the window",
        "The window opens only where there is a display.",
    )
    demo.add_argument("--no-window", action="store_true", help="do not open the window")
    _model_options(demo)


def _history_commands(command: CommandMaker) -> None:
    conversations = command("conversations", "list the conversations that are kept, the last one first")
    conversations.add_argument("query", nargs="?", default="", metavar="WORDS", help="only those that hold these words")
    conversations.add_argument(
        "--feedback",
        type=Path,
        metavar="FILE.jsonl",
        help="write what you said of figures in these conversations as a question set for `imageref evaluate`",
    )
    export = command(
        "export",
        "write a conversation with its figures and sources to a file",
        "The file's ending says how: Markdown with a folder of pictures, one HTML file, or a PDF.",
    )
    export.add_argument("conversation", metavar="CONVERSATION", help="its id or title, or 'last'")
    export.add_argument("out", type=Path, metavar="OUT.(md|html|pdf)", help="the file to write")


def _model_commands(command: CommandMaker) -> None:
    prepare = command(
        "prepare",
        "let a model look at the figures ahead of the first question",
        "What it sees is kept, so that questions need not wait for it. Interrupted work is taken up again.",
    )
    prepare.add_argument("documents", nargs="*", metavar="DOCUMENT", help="only the figures of these documents")
    _model_options(prepare)
    models = command(
        "models",
        "list, download, add and remove language models",
        "Downloads come from Hugging Face (or the mirror named by HF_ENDPOINT), are checked, and go on where they\n"
        "were interrupted; nothing else in this program ever uses the network.",
    )
    actions = models.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, words in (
        ("list", "what is here, what was interrupted, and what fits this machine"),
        ("download", "fetch a model of the list, or any repository as OWNER/NAME or OWNER/NAME:QUANTIZATION"),
        ("add", "add a GGUF file, or a folder of them, where it is; nothing is copied"),
        ("remove", "remove models or interrupted downloads, and say what was freed"),
    ):
        action = actions.add_parser(
            name, help=words, description=f"{words[0].upper()}{words[1:]}.", parents=[_global_options()]
        )
        if name in ("download", "remove"):
            action.add_argument("names", nargs="+", metavar="NAME", help="as `imageref models list` shows it")
        if name == "add":
            action.add_argument("file", type=Path, metavar="FILE", help="a GGUF file, or a folder of them")
            action.add_argument(
                "--mmproj", type=Path, metavar="FILE", help="the model's projector, if it is not beside it"
            )


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="NAME|FILE",
        help="a model's name, a GGUF file, or 'excerpts' to answer with the documents' own sentences",
    )
    parser.add_argument("--mmproj", metavar="FILE", help="the model's projector, so that it can see pictures")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value

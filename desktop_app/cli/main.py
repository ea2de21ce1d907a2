"""From words to a command's exit code: the one place where errors become sentences and codes."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from desktop_app.cli.arguments import build_parser, build_window_parser, command_names, is_bare, with_command
from desktop_app.cli.output import Output
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import Cancelled, ImageRefError, LibraryError, ModelError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Workspace
from desktop_app.settings.schema import Settings
from desktop_app.support.display import has_display

if TYPE_CHECKING:
    from desktop_app.cli.demo import Demo


@dataclass(frozen=True, slots=True)
class Program:
    """What the composition root gives to the command line."""

    make_workspace: Callable[[], Workspace]
    open_window: Callable[[Sequence[Path]], int]
    settings: Settings
    make_demo: Callable[[], Demo] | None = None


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with every global option set; leaves the program with code 2 on wrong usage."""
    if is_bare(argv):  # the parser of all commands would be a fiftieth of a start of the window
        return parse_for_window(argv)
    parser = build_parser()
    return _with_globals(parser.parse_args(with_command(argv, command_names(parser))))


def parse_for_window(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of `imageref-desktop`: files for the window, and no command."""
    return _with_globals(build_window_parser().parse_args(argv))


def _with_globals(arguments: argparse.Namespace) -> argparse.Namespace:
    for name, default in (("library", None), ("home", None), ("json", False), ("quiet", False)):
        if not hasattr(arguments, name):
            setattr(arguments, name, default)
    return arguments


def run(arguments: argparse.Namespace, program: Program, output: Output) -> int:
    """Runs the command, or opens the window where there is none; the exit code."""
    if arguments.command in {None, "open"}:
        return program.open_window(getattr(arguments, "paths", ()))
    code = _run_command(arguments, program, output)
    if arguments.command == "demo":
        from desktop_app.cli.demo import then_window

        shown = has_display(sys.platform, os.environ)
        return then_window(code, not arguments.no_window and not arguments.json, shown, program.open_window)
    return int(code)


def _run_command(arguments: argparse.Namespace, program: Program, output: Output) -> ExitCode:
    from desktop_app.cli.commands import dispatch

    cancel = CancelToken()
    workspace = program.make_workspace()
    try:
        with _stopping_on_signals(cancel):
            return dispatch(arguments, Session(workspace, program.settings, output, cancel), program.make_demo)
    except (Cancelled, KeyboardInterrupt):
        output.problem("Interrupted. What was finished is kept; the same command takes the rest up again.")
        return ExitCode.INTERRUPTED
    except (LibraryError, ModelError) as error:
        output.problem(str(error))
        return ExitCode.ENVIRONMENT
    except ImageRefError as error:
        output.problem(str(error))
        return ExitCode.SOME_FAILED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # the flush at exit needs a place to go
        return ExitCode.SOME_FAILED
    finally:
        workspace.close()


@contextmanager
def _stopping_on_signals(cancel: CancelToken) -> Iterator[None]:
    """The first interrupt asks the work to stop; a second one breaks it off."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    watched = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Where the command line takes the passwords of encrypted files from."""

from __future__ import annotations

from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from desktop_app.domain.ports import AskPassword

FROM_TERMINAL = "-"


def password_source(given: str | None, prompt: Callable[[str], str] = getpass) -> AskPassword | None:
    """Answers with the password that was given; asks in the terminal, without echo, where that is `-`.

    An empty line in the terminal gives the file up. None when no password was given: nobody is asked then.
    """
    if given is None:
        return None
    if given != FROM_TERMINAL:
        return lambda _: given

    def ask(path: Path) -> str | None:
        try:
            return prompt(f"Password of {path.name!r} (empty to leave it out): ") or None
        except EOFError:
            return None

    return ask

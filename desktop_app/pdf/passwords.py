"""Passwords of encrypted documents: asked for, kept in memory while the reader is open, never written anywhere."""

from __future__ import annotations

from desktop_app.domain.errors import PasswordNeeded
from desktop_app.domain.ports import AskPassword
from desktop_app.pdf.file_check import FileIdentity
from desktop_app.pdf.source_file import SourceFile

MOST_TRIES = 5


class Passwords:
    """The passwords that have opened files; may be used by several threads.

    Args:
        ask: asked for the password of a file; None where nobody can be asked.
    """

    def __init__(self, ask: AskPassword | None) -> None:
        self.ask = ask
        self._known: dict[tuple[bytes, FileIdentity], str] = {}

    def known(self, source: SourceFile) -> str:
        """The password that has opened this file before, or ""."""
        return self._known.get((source.encoded, source.identity), "")

    def keep(self, source: SourceFile) -> None:
        """Remembers the password with which the file is open."""
        if source.password:
            self._known[source.encoded, source.identity] = source.password

    def ask_again(self, source: SourceFile, tried: set[str], refused: PasswordNeeded) -> str:
        """A password that was not tried yet.

        Raises:
            PasswordNeeded: nobody can be asked, there is no other answer, or there were too many.
        """
        answer = self.ask(source.path) if self.ask is not None and len(tried) < MOST_TRIES else None
        if answer and answer not in tried:
            tried.add(answer)
            return answer
        raise source.wrong_password() if tried else refused

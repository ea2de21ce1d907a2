"""Prints a command of the README, so that what is checked is what people copy.

In README.md a command stands in a fence right below the comment `<!-- command: NAME -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def command(text: str, name: str) -> str:
    """The command of that name.

    Raises:
        LookupError: there is none, or more than one.
    """
    fence = rf"<!-- command: {re.escape(name)} -->\n```sh\n(.+?)\n```"
    found = re.findall(fence, text, re.DOTALL)
    if len(found) != 1:
        raise LookupError(f"README.md has {len(found)} commands named {name!r}, where one is expected")
    return str(found[0])


if __name__ == "__main__":
    print(command(README.read_text(encoding="utf-8"), sys.argv[1]))

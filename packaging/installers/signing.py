"""Signing what was built, where a certificate is configured; without one nothing is signed, and that is said."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

GPG_KEY = "IMAGEREF_GPG_KEY"
"""A key of gpg; Linux packages get a detached signature beside them."""
WINDOWS_CERTIFICATE = "IMAGEREF_SIGNTOOL_THUMBPRINT"
"""The SHA-1 of a certificate in Windows' store."""
TIMESTAMP = "http://timestamp.digicert.com"


def signing_command(file: Path, platform: str, environment: Mapping[str, str]) -> Sequence[str]:
    """The command that signs a file on a system as `sys.platform` names it; empty where nothing is configured.

    On a Mac `macos/make_dmg.sh` signs, since a bundle is signed from the inside out.
    """
    if platform == "linux" and (key := environment.get(GPG_KEY)):
        return ("gpg", "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", str(file))
    if platform == "win32" and (thumbprint := environment.get(WINDOWS_CERTIFICATE)):
        return ("signtool", "sign", "/sha1", thumbprint, "/fd", "SHA256", "/tr", TIMESTAMP, "/td", "SHA256", str(file))
    return ()


def sign(file: Path, platform: str) -> bool:
    """Signs a file; whether that was configured.

    Raises:
        subprocess.CalledProcessError: the tool refuses.
    """
    command = signing_command(file, platform, os.environ)
    if not command:
        print(f"{file.name} is not signed: no certificate is configured.")
        return False
    subprocess.run(command, check=True)
    return True

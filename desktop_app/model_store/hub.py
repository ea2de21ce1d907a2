"""The hub's side of a download: its list of files, and bytes of a file from a place on; failures sorted by what helps.

Only the process that downloads imports this module's functions' library, huggingface_hub.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin, urlsplit

from desktop_app.domain.errors import DownloadFailed
from desktop_app.model_store.repository_files import RemoteFile
from desktop_app.support.offline import ConnectionRefusedOffline

if TYPE_CHECKING:
    import httpx2

_REDIRECTS = 6
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


class TryAgain(Exception):
    """Something that may be gone after a while: the reason, and the seconds the hub asks to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Body:
    """An answer with bytes of a file: where they begin, and the bytes."""

    offset: int
    blocks: Iterator[bytes]


def prepare_environment(endpoint: str) -> None:
    """Sets huggingface_hub's switches for this process, before it is imported.

    Its own storage protocol is off: it opens connections outside of Python, where nothing can hold them to their hosts.
    """
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        os.environ.pop(name, None)
    os.environ["HF_ENDPOINT"] = endpoint
    os.environ["HF_HUB_DISABLE_XET"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    os.environ["HF_HUB_DISABLE_UPDATE_CHECK"] = "1"


class Hub:
    """A hub, spoken to through huggingface_hub's session: its proxies, certificates and token are used.

    Args:
        endpoint: where it is.
        timeout_s: how long a silent connection is believed to be alive.
        admit: called with each address that the hub sends a file's request on to.
    """

    def __init__(self, endpoint: str, timeout_s: float, admit: Callable[[str], None]) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._timeout_s = timeout_s
        self._admit = admit

    def files(self, repository: str) -> tuple[str, list[RemoteFile]]:
        """The revision, and the files of a repository at it.

        Raises:
            TryAgain: the hub or the connection failed.
            DownloadFailed: there is no such repository, or it is not for everybody.
        """
        from huggingface_hub import HfApi

        with _failures_sorted(self._endpoint, repository):
            info = HfApi(endpoint=self._endpoint).model_info(repository, files_metadata=True, timeout=self._timeout_s)
        files = [
            RemoteFile(
                each.rfilename, each.lfs.size if each.lfs else each.size or 0, each.lfs.sha256 if each.lfs else ""
            )
            for each in info.siblings or ()
        ]
        return info.sha or "main", files

    @contextmanager
    def open(self, repository: str, revision: str, path: str, offset: int) -> Iterator[Body]:
        """The bytes of a file, from `offset` on where the server can do that, else from its beginning.

        Raises:
            TryAgain: the hub or the connection failed, also while the bytes are read.
            DownloadFailed: the file is not there, or not for everybody.
        """
        from huggingface_hub import hf_hub_url
        from huggingface_hub.utils import build_hf_headers, get_session

        url = hf_hub_url(repository, path, revision=revision, endpoint=self._endpoint)
        headers = {**build_hf_headers(library_name="imageref-desktop"), "Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
        with _failures_sorted(self._endpoint, repository):
            for _ in range(_REDIRECTS):
                with get_session().stream(
                    "GET", url, headers=headers, follow_redirects=False, timeout=self._timeout_s
                ) as response:
                    if response.has_redirect_location:
                        url, headers = self._follow(url, response.headers["location"], headers)
                        continue
                    yield Body(_offset(response, offset), response.iter_bytes())
                    return
            raise TryAgain("The hub sent the request in a circle.")

    def _follow(self, url: str, location: str, headers: dict[str, str]) -> tuple[str, dict[str, str]]:
        """Where the hub sends the request on to; a secure connection never becomes an open one, and the token stays."""
        target = urljoin(url, location)
        if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
            raise DownloadFailed("The hub sent the request on over an open connection; it was not followed.")
        self._admit(target)
        if urlsplit(target).netloc != urlsplit(url).netloc:
            headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        return target, headers


def _offset(response: httpx2.Response, asked: int) -> int:
    """Where the body begins; raises for answers that have none."""
    from huggingface_hub.utils import hf_raise_for_status

    if response.status_code == 416:
        return -1
    if response.status_code >= 400:
        response.read()
    hf_raise_for_status(response)
    if response.status_code != 206:
        return 0
    unit, _, span = response.headers.get("content-range", "").partition(" ")
    begin = span.partition("-")[0]
    if unit != "bytes" or not begin.isdigit() or int(begin) > asked:
        raise TryAgain("The hub sent another part of the file than was asked for.")
    return int(begin)


@contextmanager
def _failures_sorted(endpoint: str, repository: str) -> Iterator[None]:
    """Turns what the session raises into `TryAgain` and `DownloadFailed`."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError

    host = urlsplit(endpoint).netloc
    try:
        yield
    except HfHubHTTPError as error:
        _tell_answer(error, host, repository)
    except (httpx2.UnsupportedProtocol, httpx2.InvalidURL) as error:
        raise DownloadFailed(
            f"{endpoint} is no address of a hub ({error}).", "Look at the variable HF_ENDPOINT."
        ) from error
    except httpx2.TimeoutException as error:
        raise TryAgain(f"{host} has not answered for a while.") from error
    except httpx2.ProxyError as error:
        raise TryAgain(f"The proxy refused: {error}.") from error
    except httpx2.ConnectError as error:
        if _refused_here(error):
            raise DownloadFailed(str(error), "Only the hub and its storage may be reached.") from error
        raise TryAgain(f"{host} can't be reached ({error}).") from error
    except httpx2.HTTPError as error:
        raise TryAgain("The connection was lost.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DownloadFailed(
            f"{host} answered with something that is no list of files.",
            "Is there a login page between this machine and the hub? Open its address in a browser.",
        ) from error


def _refused_here(error: BaseException | None) -> bool:
    """Whether the door of this process, and not the network, refused a connection."""
    while error is not None:
        if isinstance(error, ConnectionRefusedOffline):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tell_answer(error: Any, host: str, repository: str) -> NoReturn:
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        raise DownloadFailed(
            f"{repository} asks for consent to its terms first.",
            f"Agree on its page at {host}, make a token there, and set it in the variable HF_TOKEN.",
        ) from error
    if isinstance(error, RepositoryNotFoundError) or status in (401, 403):
        raise DownloadFailed(
            f"{host} has no repository {repository}, or it is not for everybody.",
            "Look at the spelling; for a private one set the variable HF_TOKEN.",
        ) from error
    if status in _AGAIN:
        busy, fault = f"{host} is busy and asked to wait.", f"{host} has a fault ({status})."
        raise TryAgain(busy if status == 429 else fault, _asked_wait(error.response.headers)) from error
    raise DownloadFailed(f"{host} refused with the answer {status}.", "Try again later.") from error


def _asked_wait(headers: Any) -> float:
    """Seconds the hub asks to wait, from `Retry-After` or its rate-limit header; 0 where it does not say."""
    from huggingface_hub.utils import parse_ratelimit_headers

    asked = str(headers.get("retry-after", ""))
    limit = parse_ratelimit_headers(headers)
    return float(asked) if asked.isdigit() else float(limit.reset_in_seconds) if limit else 0.0

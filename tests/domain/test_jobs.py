from __future__ import annotations

import threading

import pytest

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken


def test_a_token_is_set_once_and_for_all() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.cancelled
    assert not token.wait(0)
    token.cancel()
    token.cancel()
    assert token.cancelled
    assert token.wait(60)
    with pytest.raises(Cancelled, match="Stopped"):
        token.raise_if_cancelled()


def test_cancelling_wakes_another_thread() -> None:
    token = CancelToken()
    woken: list[bool] = []
    waiter = threading.Thread(target=lambda: woken.append(token.wait(60)))
    waiter.start()
    token.cancel()
    waiter.join(10)
    assert woken == [True]

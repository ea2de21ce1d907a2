from __future__ import annotations

import platform

from desktop_app.support.allocation import use_few_arenas


def test_it_is_possible_where_the_c_library_is_that_of_gnu() -> None:
    assert use_few_arenas() == (platform.libc_ver()[0] == "glibc")

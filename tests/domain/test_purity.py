"""The nouns stand on the standard library: importing all of them loads nothing else."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys

from desktop_app import domain

MODULES = [f"desktop_app.domain.{module.name}" for module in pkgutil.iter_modules(domain.__path__)]

PROBE = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_no_module_loads_a_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *MODULES], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(json.loads(done.stdout))
    allowed = {*sys.stdlib_module_names, "desktop_app", "sitecustomize", "usercustomize"}
    strangers = {name for name in loaded - allowed if not name.startswith(("_", "encodings"))}
    startup = json.loads(
        subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60).stdout
    )
    assert not strangers - set(startup)
    assert len(MODULES) >= 10

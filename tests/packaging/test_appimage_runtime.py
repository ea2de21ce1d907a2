"""The runtime, with a small file system behind it: started by a copy, by mounting, stopped in every way."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.appimage_runtime import MAGIC, MAGIC_AT, build_runtime, can_be_built, licences_of
from installers.linux_packages import has_runtime_mark

pytestmark = pytest.mark.skipif(
    not can_be_built() or shutil.which("mksquashfs") is None, reason="needs the libraries that the runtime is made of"
)
mounting = pytest.mark.skipif(
    not os.access("/dev/fuse", os.R_OK | os.W_OK) or shutil.which("fusermount3") is None, reason="needs FUSE"
)
PROGRAM = """\
#!/bin/sh
echo "$APPDIR|$APPIMAGE|$ARGV0|$OWD|$*"
cat "${0%/*}/folder/words"
if [ "$1" = wait ]; then read line; fi
exit 7
"""
LONGEST_S = 60
PT_INTERP = 3


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_runtime(tmp_path_factory.mktemp("runtime") / "runtime", "1.2")


@pytest.fixture(scope="module", params=["zstd", "gzip"])
def image(runtime: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    base = tmp_path_factory.mktemp("image with ü")
    tree = base / "tree"
    (tree / "folder").mkdir(parents=True)
    (tree / "AppRun").write_text(PROGRAM)
    (tree / "AppRun").chmod(0o755)
    (tree / "folder" / "words").write_text("words of a file\n")
    (tree / "large").write_bytes(os.urandom(3_000_000))
    (tree / "empty").touch()
    (tree / "link").symlink_to("folder/words")
    (tree / "folder").chmod(0o555)
    command = ["mksquashfs", tree, base / "fs", "-quiet", "-no-progress", "-comp", request.param]
    subprocess.run(command, check=True, capture_output=True)
    (tree / "folder").chmod(0o755)
    image = base / "program.AppImage"
    image.write_bytes(runtime.read_bytes() + (base / "fs").read_bytes())
    image.chmod(0o755)
    return image


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where the runtime makes its folders; it must leave nothing there."""
    place = tmp_path / "run"
    place.mkdir()
    yield place
    wait_until(lambda: not list(place.iterdir()))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def segments(program: bytes) -> list[int]:
    """The kinds of an ELF file's segments."""
    (table,), (size, count) = struct.unpack_from("<Q", program, 32), struct.unpack_from("<HH", program, 54)
    return [struct.unpack_from("<I", program, table + index * size)[0] for index in range(count)]


def environment(place: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(place), "TMPDIR": str(place)}


def run(image: Path, place: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {**environment(place), **variables}
    return subprocess.run([image, *words], env=given, cwd=place.parent, capture_output=True, text=True, check=False)


def test_it_is_marked_as_an_appimage_and_needs_no_library(runtime: Path) -> None:
    assert runtime.read_bytes()[MAGIC_AT : MAGIC_AT + 3] == MAGIC
    assert has_runtime_mark(runtime)
    assert PT_INTERP not in segments(runtime.read_bytes()), "linked statically, nothing of the machine loads it"
    texts = {path.name for path in licences_of(runtime).iterdir()}
    assert {"packages.json", "libfuse3-dev.txt", "libsquashfuse-dev.txt", "libc6-dev.txt"} <= texts


def test_its_options(runtime: Path, image: Path, place: Path) -> None:
    assert run(image, place, "--appimage-offset").stdout == f"{runtime.stat().st_size}\n"
    assert run(image, place, "--appimage-version").stdout == "runtime of ImageRef Desktop 1.2\n"
    assert "--appimage-extract-and-run" in run(image, place, "--appimage-help").stdout
    unknown = run(image, place, "--appimage-else")
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_it_unpacks_everything_once(image: Path, place: Path) -> None:
    assert run(image, place, "--appimage-extract").returncode == 0
    root, tree = place.parent / "squashfs-root", image.parent / "tree"
    assert (root / "large").read_bytes() == (tree / "large").read_bytes()
    assert (root / "link").readlink() == Path("folder/words")
    assert (root / "empty").read_bytes() == b""
    assert os.access(root / "AppRun", os.X_OK)
    again = run(image, place, "--appimage-extract")
    assert again.returncode == 1
    assert "squashfs-root" in again.stderr


@pytest.mark.parametrize("way", ["option", "variable", pytest.param("mount", marks=mounting)])
def test_it_runs_the_program_inside(image: Path, place: Path, way: str) -> None:
    words = ["--appimage-extract-and-run"] if way == "option" else []
    variables = {"APPIMAGE_EXTRACT_AND_RUN": "1"} if way == "variable" else {}
    done = run(image, place, *words, "a file", "--option", **variables)
    assert (done.returncode, done.stderr) == (7, "")
    said, read = done.stdout.splitlines()
    folder, path, name, cwd, rest = said.split("|")
    assert Path(folder).parent == place
    assert (path, name, cwd, rest) == (str(image), str(image), str(place.parent), "a file --option")
    assert read == "words of a file"


@pytest.mark.parametrize("way", ["copy", pytest.param("mount", marks=mounting)])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_where_the_program_is_killed(image: Path, place: Path, way: str, number: signal.Signals) -> None:
    words = ["--appimage-extract-and-run"] if way == "copy" else []
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([image, *words, "wait"], env=environment(place), **pipes) as program:  # type: ignore[call-overload]
        assert program.stdout.readline()
        assert list(place.iterdir())
        program.send_signal(number)
        assert program.wait() == -number


@mounting
def test_nothing_stays_mounted_where_what_serves_the_files_is_killed(image: Path, place: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([image, "wait"], env=environment(place), **pipes) as program:  # type: ignore[call-overload]
        assert program.stdout.readline()
        serving = [each for each in psutil.process_iter(["cmdline"]) if each.info["cmdline"] == [str(image), "wait"]]
        assert len(serving) == 2, "one serves, one waits for its end"
        [server] = [each for each in serving if each.parent() in serving]
        server.kill()
        wait_until(lambda: not list(place.iterdir()))
        program.kill()


@mounting
def test_without_fusermount_it_says_what_to_do(image: Path, place: Path, tmp_path: Path) -> None:
    """A file that is no program stands for fusermount, which else would be found in /usr/bin."""
    (tmp_path / "bin").mkdir()
    for name in ("fusermount3", "fusermount"):
        (tmp_path / "bin" / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "bin" / name).chmod(0o755)
    done = run(image, place, PATH=str(tmp_path / "bin"))
    assert done.returncode == 1
    assert "apt install fuse3" in done.stderr
    assert "--appimage-extract-and-run" in done.stderr

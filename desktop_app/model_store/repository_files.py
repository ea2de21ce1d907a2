"""What to fetch from a repository: how it is named by people, and which of its files make a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from desktop_app.domain.errors import DownloadFailed

CLIP_WEIGHTS = "open_clip_model.safetensors"
_HOSTS = re.compile(r"^(https?://)?(huggingface\.co|hf\.co)/", re.IGNORECASE)
_REPOSITORY = re.compile(r"^[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}$", re.ASCII)
_QUANTIZATION = re.compile(
    r"(?<![a-z0-9])((?:ud-)?i?q\d(?:_(?:k|\d))?(?:_(?:xxs|xs|xl|s|m|l|nl))?|mxfp4|bf16|f16|fp16|f32)(?![a-z0-9])",
    re.IGNORECASE,
)
_PART = re.compile(r"-(\d{5})-of-(\d{5})$")
_MODEL_ORDER = (
    *("Q4_K_M", "Q4_K_S", "Q4_K_XL", "UD-Q4_K_XL", "Q5_K_M", "Q5_K_S", "Q4_0", "Q4_1", "Q6_K", "Q8_0"),
    *("IQ4_XS", "IQ4_NL", "Q5_0", "Q5_1", "MXFP4", "Q3_K_L", "Q3_K_M", "BF16", "F16"),
)
_PROJECTOR_ORDER = ("Q8_0", "F16", "FP16", "BF16", "F32")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A repository, and a quantization; empty for the best choice.

    Attributes:
        exact: the quantization was asked for; else it is a wish, and another will do.
    """

    repository: str
    quantization: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: its path there, its bytes, and its SHA-256 (empty where the hub gives none)."""

    path: str
    size: int
    sha256: str = ""

    @property
    def name(self) -> str:
        """Without the folders."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Selection:
    """The files that make a model, the model's own first, and a sentence about what is missing."""

    files: tuple[RemoteFile, ...]
    note: str = ""


def parse_wanted(text: str) -> Wanted:
    """Reads `owner/name`, `owner/name:Q4_K_M`, or the address of a page of the hub.

    Raises:
        DownloadFailed: it is none of these.
    """
    rest = _HOSTS.sub("", text.strip())
    rest, _, quantization = rest.partition(":")
    repository = "/".join(rest.rstrip("/").split("/")[:2])
    if not _REPOSITORY.match(repository) or ".." in repository or "--" in repository:
        raise DownloadFailed(
            f"“{text.strip()[:120]}” names no model.",
            "Give a name from the list of models, or a repository of Hugging Face as owner/name.",
        )
    return Wanted(repository, quantization.strip())


def quantization_of(name: str) -> str:
    """The quantization in a file's name, in capitals; empty where there is none."""
    found = _QUANTIZATION.findall(PurePosixPath(name).stem)
    return found[-1].upper() if found else ""


def choose_files(files: Sequence[RemoteFile], wanted: Wanted) -> Selection:
    """The model's file (all parts of it) in the quantization asked for or the best one, and its projector.

    Raises:
        DownloadFailed: the repository holds no GGUF model, or not in this quantization.
    """
    gguf = [file for file in files if file.path.lower().endswith(".gguf")]
    projectors = [file for file in gguf if "mmproj" in file.name.lower()]
    models = [file for file in gguf if file not in projectors and _first_or_only(file)]
    if not models:
        raise DownloadFailed(
            f"{wanted.repository} holds no GGUF model.",
            "Look for a repository of the same model whose name ends in -GGUF.",
        )
    model = _best(models, wanted)
    parts = _all_parts(model, gguf)
    projector = min(projectors, key=lambda file: _rank(file, _PROJECTOR_ORDER), default=None)
    if projector is None:
        note = f"{wanted.repository} has no projector (a file called mmproj-….gguf): this model reads text only."
        return Selection(parts, note)
    return Selection((*parts, projector))


def choose_clip_files(files: Sequence[RemoteFile], wanted: Wanted) -> Selection:
    """The weights for the picture search.

    Raises:
        DownloadFailed: the repository holds none as safetensors.
    """
    for file in files:
        if file.path == CLIP_WEIGHTS:
            return Selection((file,))
    raise DownloadFailed(
        f"{wanted.repository} holds no {CLIP_WEIGHTS}.", "Other kinds of weights can hold programs; none is fetched."
    )


def _best(models: Sequence[RemoteFile], wanted: Wanted) -> RemoteFile:
    if wanted.quantization:
        asked = wanted.quantization.upper()
        fitting = [file for file in models if quantization_of(file.name) == asked]
        models = fitting or (_missing(models, wanted) if wanted.exact else models)
    return min(models, key=lambda file: _rank(file, _MODEL_ORDER))


def _missing(models: Sequence[RemoteFile], wanted: Wanted) -> list[RemoteFile]:
    there = sorted({quantization_of(file.name) for file in models} - {""})
    raise DownloadFailed(
        f"{wanted.repository} has no file in the quantization {wanted.quantization}.",
        f"It has: {', '.join(there)}." if there else f"Leave out “:{wanted.quantization}”.",
    )


def _rank(file: RemoteFile, order: Sequence[str]) -> tuple[int, int, int, str]:
    """Where a file stands among others: by its quantization, then the shorter name, so that drafts and extras lose."""
    quantization = quantization_of(file.name)
    place = order.index(quantization) if quantization in order else len(order)
    return place, file.path.count("/"), len(file.name), file.path


def _first_or_only(file: RemoteFile) -> bool:
    part = _PART.search(PurePosixPath(file.path).stem)
    return part is None or part.group(1) == "00001"


def _all_parts(first: RemoteFile, files: Sequence[RemoteFile]) -> tuple[RemoteFile, ...]:
    """All parts of a model that was split.

    Raises:
        DownloadFailed: one is not there.
    """
    stem = PurePosixPath(first.path).stem
    part = _PART.search(stem)
    if part is None:
        return (first,)
    by_path = {file.path: file for file in files}
    names = [
        str(PurePosixPath(first.path).with_name(f"{stem[: part.start()]}-{number:05}-of-{part.group(2)}.gguf"))
        for number in range(1, int(part.group(2)) + 1)
    ]
    missing = [name for name in names if name not in by_path]
    if missing:
        raise DownloadFailed(f"The repository lacks {missing[0]}, a part of {first.name}.", "Choose another file.")
    return tuple(by_path[name] for name in names)

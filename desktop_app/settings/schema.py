"""What can be set. Each field has a title, a sentence, and a default that can be restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct, ValidationError, convert, to_builtins

from desktop_app.domain.recognition import RecognitionMode

SCHEMA_VERSION = 1


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every preference of the program; immutable, changed by `changed` through the store."""

    model: Annotated[
        str,
        Meta(
            title="Language model",
            description="Name or file of the model that answers; empty for the best one found, 'excerpts' for none.",
            max_length=4096,
        ),
    ] = ""
    projector: Annotated[
        str,
        Meta(
            title="Projector file",
            description="The model's projector (mmproj) where it is not found by itself.",
            max_length=4096,
        ),
    ] = ""
    context_tokens: Annotated[
        int,
        Meta(
            title="Context",
            description="How many tokens of documents, conversation and answer a model holds at once; more take more "
            "memory and reading time. Never more than the model was made for.",
            ge=512,
            le=131072,
        ),
    ] = 8192
    image_tiles: Annotated[
        int,
        Meta(
            title="Tiles a picture",
            description="How finely a model looks at a picture. A tile usually costs 256 tokens of the context and, on "
            "a processor, several seconds when a figure is first seen.",
            ge=1,
            le=12,
        ),
    ] = 2
    answer_tokens: Annotated[
        int, Meta(title="Longest answer", description="In tokens; 0 for what fits the model.", ge=0, le=16384)
    ] = 0
    temperature: Annotated[
        int,
        Meta(
            title="Temperature",
            description="Chance in a model's choice of words, in percent: 0 for none, -1 for what fits the model.",
            ge=-1,
            le=200,
        ),
    ] = -1
    seed: Annotated[
        int,
        Meta(
            title="Seed", description="The same question gets the same answer with the same seed.", ge=0, le=2147483647
        ),
    ] = 0
    model_threads: Annotated[
        int,
        Meta(
            title="Threads of a model",
            description="How many threads a model computes with; 0 for one on each core.",
            ge=0,
            le=256,
        ),
    ] = 0
    gpu_layers: Annotated[
        int,
        Meta(
            title="Layers on the graphics card",
            description="-1 for as many as its memory holds, 0 for none; needs an accelerated build of llama.cpp.",
            ge=-1,
            le=999,
        ),
    ] = -1
    projector_device: Annotated[
        Literal["auto", "gpu", "cpu"],
        Meta(
            title="Looking at pictures",
            description="Where a model looks at pictures: on the graphics card where there is room (auto), always "
            "there (gpu), or on the processor (cpu).",
        ),
    ] = "auto"
    plain_template: Annotated[
        bool,
        Meta(
            title="Built-in chat template",
            description="Use a common form of chat instead of the one that comes with the model.",
        ),
    ] = False
    memory_check: Annotated[
        bool, Meta(title="Check memory", description="A model that needs more memory than is free is not loaded.")
    ] = True
    look_ahead: Annotated[
        bool,
        Meta(
            title="Look at figures ahead",
            description="While nothing else is to be done, a model that sees looks at the figures of the library, so "
            "that questions about them are answered sooner. It keeps the processor or the graphics card at work.",
        ),
    ] = False
    figures: Annotated[
        Literal["none", "few", "normal", "many"],
        Meta(title="Figures in answers", description="How eagerly figures are shown: none, few, normal or many."),
    ] = "normal"
    keep_conversations: Annotated[
        bool,
        Meta(
            title="Keep conversations",
            description="Questions and answers are kept beside the library, on this machine only.",
        ),
    ] = True
    theme: Annotated[Theme, Meta(title="Theme", description="Colours of the window; “System” follows the desktop.")] = (
        Theme.SYSTEM
    )
    language: Annotated[
        Literal["system", "en", "de", "zh"],
        Meta(
            title="Language",
            description="Language of the window, from the next start on; “System” follows the desktop.",
        ),
    ] = "system"
    text_size: Annotated[
        int, Meta(title="Text size", description="Size of all text in the window, in percent.", ge=80, le=200)
    ] = 100
    shortcuts: Annotated[
        dict[str, str],
        Meta(title="Shortcuts", description="Keys of actions, where they are not the ones the program came with."),
    ] = {}
    ocr: Annotated[
        RecognitionMode,
        Meta(
            title="Text recognition (OCR)",
            description="Which pages are read by text recognition: those without readable text (auto), none (off), or "
            "all (always).",
        ),
    ] = RecognitionMode.AUTO
    downloads: Annotated[
        bool,
        Meta(
            title="Model downloads",
            description="Whether models may be downloaded when asked for; nothing else ever uses the network.",
        ),
    ] = True
    pdf_workers: Annotated[
        int, Meta(title="Reading processes", description="How many processes read documents at once.", ge=1, le=16)
    ] = 2


@dataclass(frozen=True, slots=True)
class SettingField:
    """What a setting is.

    Attributes:
        choices: its values where it has a few named ones.
        bounds: its smallest and its largest value where it is a number.
    """

    title: str
    description: str
    default: object
    choices: tuple[str, ...]
    bounds: tuple[int, int] | None


@cache
def setting_fields() -> Mapping[str, SettingField]:
    """All settings by their names."""
    defaults = Settings()
    fields: dict[str, SettingField] = {}
    for name, hint in get_type_hints(Settings, include_extras=True).items():
        kind, meta = get_args(hint)
        named = get_args(kind) if get_origin(kind) is Literal else kind if issubclass(kind, StrEnum) else ()
        fields[name] = SettingField(
            meta.title,
            meta.description,
            getattr(defaults, name),
            tuple(str(choice) for choice in named),
            (meta.ge, meta.le) if kind is int else None,
        )
    return fields


def changed(settings: Settings, changes: Mapping[str, object]) -> Settings:
    """The settings with some of them changed.

    Raises:
        ValueError: a value is out of its bounds, or there is no such setting; a sentence that names it.
    """
    wanted = to_builtins(settings)
    for name, value in changes.items():
        try:
            convert({name: value}, Settings)
        except ValidationError:
            raise ValueError(_why_refused(name)) from None
        wanted[name] = value
    return convert(wanted, Settings)


def _why_refused(name: str) -> str:
    field = setting_fields().get(name)
    if field is None:
        return f"There is no setting “{name}”."
    if field.bounds is not None:
        return f"{field.title}: a whole number from {field.bounds[0]} to {field.bounds[1]} is needed."
    if field.choices:
        return f"{field.title}: one of {', '.join(field.choices)} is needed."
    return f"{field.title}: this value does not fit."

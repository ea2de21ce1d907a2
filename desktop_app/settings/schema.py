"""What can be set. Each field has a title, a sentence, and a default that can be restored."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop_app.domain.recognition import RecognitionMode

SCHEMA_VERSION = 1


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(BaseModel):
    """Every preference of the program; immutable, changed by `model_copy(update=…)` through the store."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    model: str = Field(
        default="",
        title="Language model",
        description="Name or file of the model that answers; empty for the best one found, 'excerpts' for none.",
        max_length=4096,
    )
    projector: str = Field(
        default="",
        title="Projector file",
        description="The model's projector (mmproj) where it is not found by itself.",
        max_length=4096,
    )
    context_tokens: int = Field(
        default=8192,
        title="Context",
        description="How many tokens of documents, conversation and answer a model holds at once; more take more "
        "memory and reading time. Never more than the model was made for.",
        ge=512,
        le=131072,
    )
    image_tiles: int = Field(
        default=2,
        title="Tiles a picture",
        description="How finely a model looks at a picture. A tile usually costs 256 tokens of the context and, on a "
        "processor, several seconds when a figure is first seen.",
        ge=1,
        le=12,
    )
    answer_tokens: int = Field(
        default=0, title="Longest answer", description="In tokens; 0 for what fits the model.", ge=0, le=16384
    )
    temperature: int = Field(
        default=-1,
        title="Temperature",
        description="Chance in a model's choice of words, in percent: 0 for none, -1 for what fits the model.",
        ge=-1,
        le=200,
    )
    seed: int = Field(
        default=0,
        title="Seed",
        description="The same question gets the same answer with the same seed.",
        ge=0,
        le=2147483647,
    )
    model_threads: int = Field(
        default=0,
        title="Threads of a model",
        description="How many threads a model computes with; 0 for one on each core.",
        ge=0,
        le=256,
    )
    gpu_layers: int = Field(
        default=-1,
        title="Layers on the graphics card",
        description="-1 for as many as its memory holds, 0 for none; needs an accelerated build of llama.cpp.",
        ge=-1,
        le=999,
    )
    projector_device: str = Field(
        default="auto",
        title="Looking at pictures",
        description="Where a model looks at pictures: on the graphics card where there is room (auto), always there "
        "(gpu), or on the processor (cpu).",
        pattern="^(auto|gpu|cpu)$",
    )
    plain_template: bool = Field(
        default=False,
        title="Built-in chat template",
        description="Use a common form of chat instead of the one that comes with the model.",
    )
    memory_check: bool = Field(
        default=True,
        title="Check memory",
        description="A model that needs more memory than is free is not loaded.",
    )
    look_ahead: bool = Field(
        default=False,
        title="Look at figures ahead",
        description="While nothing else is to be done, a model that sees looks at the figures of the library, so that "
        "questions about them are answered sooner. It keeps the processor or the graphics card at work.",
    )
    figures: str = Field(
        default="normal",
        title="Figures in answers",
        description="How eagerly figures are shown: none, few, normal or many.",
        pattern="^(none|few|normal|many)$",
    )
    keep_conversations: bool = Field(
        default=True,
        title="Keep conversations",
        description="Questions and answers are kept beside the library, on this machine only.",
    )
    theme: Theme = Field(
        default=Theme.SYSTEM, title="Theme", description="Colours of the window; 'system' follows the desktop."
    )
    language: str = Field(
        default="system",
        title="Language",
        description="Language of the window, from the next start on; 'system' follows the desktop.",
        pattern="^(system|en|de|zh)$",
    )
    text_size: int = Field(
        default=100, title="Text size", description="Size of all text in the window, in percent.", ge=80, le=200
    )
    shortcuts: dict[str, str] = Field(
        default={},
        title="Shortcuts",
        description="Keys of actions, where they are not the ones the program came with.",
    )
    ocr: RecognitionMode = Field(
        default=RecognitionMode.AUTO,
        title="Text recognition (OCR)",
        description="Which pages are read by text recognition: those without readable text (auto), none (off), or all "
        "(always).",
    )
    downloads: bool = Field(
        default=True,
        title="Model downloads",
        description="Whether models may be downloaded when asked for; nothing else ever uses the network.",
    )
    pdf_workers: int = Field(
        default=2, title="Reading processes", description="How many processes read documents at once.", ge=1, le=16
    )


def changed(settings: Settings, changes: Mapping[str, object]) -> Settings:
    """The settings with some of them changed.

    Raises:
        ValueError: a value is out of its bounds, or there is no such setting.
    """
    return Settings.model_validate(settings.model_dump() | dict(changes))


def why_refused(error: ValueError) -> str:
    """Why `changed` refused a value, in a sentence that names the setting."""
    if not isinstance(error, ValidationError):
        return str(error)
    problem = error.errors()[0]
    name = str(problem["loc"][0]) if problem["loc"] else ""
    field = Settings.model_fields.get(name)
    return f"{field.title if field else name}: {problem['msg'][:1].lower()}{problem['msg'][1:]}."

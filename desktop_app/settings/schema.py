"""What can be set. Each field has a title, a sentence, and a default that can be restored."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop_app.domain.page_content import RecognitionMode

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
    text_size: int = Field(
        default=100, title="Text size", description="Size of all text in the window, in percent.", ge=80, le=200
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

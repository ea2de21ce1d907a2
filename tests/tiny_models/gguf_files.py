"""The tiny InternVL pair in files as llama.cpp reads them: a Qwen2 model, and a projector of the kind `internvl`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gguf
import numpy as np

from desktop_app.local_model.chat_template import CHATML
from tests.tiny_models.internvl import InternVl, Sizes
from tests.tiny_models.vocabulary import CONTROLS, PRE_TOKENIZER, Vocabulary, known_vocabulary

if TYPE_CHECKING:
    from torch import Tensor

MODEL, PROJECTOR = "tiny-internvl.gguf", "mmproj-tiny-internvl.gguf"
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_NORMAL, _CONTROL = 1, 3
_PROJECTED = {
    "projector.norm": "mm.model.mlp.0",
    "projector.inner": "mm.model.mlp.1",
    "projector.outer": "mm.model.mlp.3",
}
_PLAIN = ("vision.patch_embd", "vision.class_embd", "vision.position_embd")
"""What llama.cpp wants in full precision."""


def write_pair(model: InternVl, vocabulary: Vocabulary, folder: Path) -> tuple[Path, Path]:
    """Writes the model and its projector into a folder; returns both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / MODEL, folder / PROJECTOR
    weights = dict(model.state_dict())
    language = gguf.GGUFWriter(paths[0], "qwen2")
    _describe_language(language, model.sizes, vocabulary)
    eye = gguf.GGUFWriter(paths[1], "clip")
    _describe_eye(eye, model.sizes)
    for name, tensor in weights.items():
        if name.startswith("language."):
            language.add_tensor(name.removeprefix("language."), _stored(name, tensor))
        else:
            eye.add_tensor(_eye_name(name), _stored(name, tensor))
    for writer in (language, eye):
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return paths


def read_pair(folder: Path) -> tuple[InternVl, Vocabulary]:
    """The model that the files hold, in PyTorch, and its vocabulary.

    Raises:
        LookupError: the files hold something else.
    """
    import torch

    language, eye = (gguf.GGUFReader(folder / name) for name in (MODEL, PROJECTOR))
    tokens, merges = (_field(language, f"tokenizer.ggml.{name}") for name in ("tokens", "merges"))
    model = InternVl(Sizes(len(tokens)))
    stored = {tensor.name: tensor for reader in (language, eye) for tensor in reader.tensors}
    weights = {}
    for name, expected in model.state_dict().items():
        ours = name.removeprefix("language.") if name.startswith("language.") else _eye_name(name)
        values = torch.from_numpy(np.array(stored[ours].data, dtype=np.float32))
        weights[name] = values.reshape(expected.shape)
    model.load_state_dict(weights)
    return model.eval(), known_vocabulary(tokens, merges)


def _field(reader: gguf.GGUFReader, name: str) -> list[str]:
    field = reader.get_field(name)
    if field is None:
        raise LookupError(f"there is no {name}")
    return list(field.contents())


def _describe_language(writer: gguf.GGUFWriter, sizes: Sizes, vocabulary: Vocabulary) -> None:
    writer.add_name("tiny InternVL")
    writer.add_description("Trained on drawn pages for the tests of ImageRef Desktop")
    writer.add_context_length(sizes.context)
    writer.add_embedding_length(sizes.width)
    writer.add_block_count(sizes.blocks)
    writer.add_feed_forward_length(sizes.feed_forward)
    writer.add_head_count(sizes.heads)
    writer.add_head_count_kv(sizes.kv_heads)
    writer.add_rope_freq_base(sizes.rope_base)
    writer.add_layer_norm_rms_eps(sizes.rms_epsilon)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(PRE_TOKENIZER)
    writer.add_token_list(list(vocabulary.tokens))
    writer.add_token_types([_CONTROL if token in CONTROLS else _NORMAL for token in vocabulary.tokens])
    writer.add_token_merges(list(vocabulary.merges))
    writer.add_bos_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_eos_token_id(vocabulary.id_of("<|im_end|>"))
    writer.add_pad_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHATML)


def _describe_eye(writer: gguf.GGUFWriter, sizes: Sizes) -> None:
    writer.add_type("mmproj")
    writer.add_name("tiny InternVL")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "internvl")
    writer.add_uint32("clip.vision.image_size", sizes.image)
    writer.add_uint32("clip.vision.patch_size", sizes.patch)
    writer.add_uint32("clip.vision.embedding_length", sizes.vision_width)
    writer.add_uint32("clip.vision.feed_forward_length", 4 * sizes.vision_width)
    writer.add_uint32("clip.vision.block_count", sizes.vision_blocks)
    writer.add_uint32("clip.vision.attention.head_count", sizes.vision_heads)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", sizes.norm_epsilon)
    writer.add_uint32("clip.vision.projection_dim", sizes.width)
    writer.add_uint32("clip.vision.projector.scale_factor", sizes.shuffle)
    writer.add_array("clip.vision.image_mean", list(MEAN))
    writer.add_array("clip.vision.image_std", list(DEVIATION))
    writer.add_bool("clip.use_gelu", True)


def _eye_name(name: str) -> str:
    for ours, theirs in _PROJECTED.items():
        if name.startswith(ours):
            return name.replace(ours, theirs)
    short = name.replace("vision.", "v.", 1)
    if short.endswith((".ls1", ".ls2", "position_embd")):
        return f"{short}.weight"
    return short


def _stored(name: str, tensor: Tensor) -> np.ndarray:
    """Matrices with half the precision, everything else in full."""
    half = tensor.ndim == 2 and not name.startswith(_PLAIN)
    values: np.ndarray = tensor.detach().numpy().astype(np.float16 if half else np.float32)
    return values

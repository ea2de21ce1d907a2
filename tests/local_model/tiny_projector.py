"""A projector of the InternVL kind with random weights: its eyes are no use, its plumbing is real."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

STARTER_WIDTH = 576


@dataclass(frozen=True, slots=True)
class Eye:
    """The sizes of a vision encoder; sides of pictures and patches in pixels."""

    image_size: int = 56
    patch: int = 14
    width: int = 64
    feed_forward: int = 128
    blocks: int = 2
    heads: int = 2
    scale: int = 2
    half: bool = False

    @property
    def patches(self) -> int:
        """How many patches a tile is cut into."""
        return (self.image_size // self.patch) ** 2


TINY = Eye()
TILE_OF_INTERNVL = Eye(image_size=448, width=512, feed_forward=2048, blocks=6, heads=8, half=True)
"""Tiles of 448 pixels and 256 tokens as InternVL has them, so that looking takes time; 60 MB."""
TOKENS_PER_TILE = TINY.patches // TINY.scale**2


def write_projector(path: Path, *, model_width: int = STARTER_WIDTH, seed: int = 0, eye: Eye = TINY) -> Path:
    """Writes the projector for a model of this embedding length."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_type("mmproj")
    writer.add_name("tiny projector")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "internvl")
    writer.add_uint32("clip.vision.image_size", eye.image_size)
    writer.add_uint32("clip.vision.patch_size", eye.patch)
    writer.add_uint32("clip.vision.embedding_length", eye.width)
    writer.add_uint32("clip.vision.feed_forward_length", eye.feed_forward)
    writer.add_uint32("clip.vision.block_count", eye.blocks)
    writer.add_uint32("clip.vision.attention.head_count", eye.heads)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-6)
    writer.add_uint32("clip.vision.projection_dim", model_width)
    writer.add_array("clip.vision.image_mean", [0.485, 0.456, 0.406])
    writer.add_array("clip.vision.image_std", [0.229, 0.224, 0.225])
    writer.add_bool("clip.use_gelu", True)
    writer.add_uint32("clip.vision.projector.scale_factor", eye.scale)
    for name, shape in _shapes(eye, model_width).items():
        values = random.normal(0, 0.02, shape).astype(np.float32)
        if name.endswith(("ln1.weight", "ln2.weight", "mlp.0.weight")):
            values = np.ones(shape, dtype=np.float32)
        halved = eye.half and len(shape) == 2 and "position" not in name
        writer.add_tensor(name, values.astype(np.float16) if halved else values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _shapes(eye: Eye, model_width: int) -> dict[str, tuple[int, ...]]:
    width, squeezed = eye.width, eye.width * eye.scale**2
    shapes: dict[str, tuple[int, ...]] = {
        "v.class_embd": (width,),
        "v.patch_embd.weight": (width, 3, eye.patch, eye.patch),
        "v.patch_embd.bias": (width,),
        "v.position_embd.weight": (eye.patches + 1, width),
        "mm.model.mlp.0.weight": (squeezed,),
        "mm.model.mlp.0.bias": (squeezed,),
        "mm.model.mlp.1.weight": (model_width, squeezed),
        "mm.model.mlp.1.bias": (model_width,),
        "mm.model.mlp.3.weight": (model_width, model_width),
        "mm.model.mlp.3.bias": (model_width,),
    }
    for block in range(eye.blocks):
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            shapes |= {f"v.blk.{block}.{part}.weight": (width, width), f"v.blk.{block}.{part}.bias": (width,)}
        for part in ("ln1", "ln2"):
            shapes |= {f"v.blk.{block}.{part}.weight": (width,), f"v.blk.{block}.{part}.bias": (width,)}
        shapes |= {
            f"v.blk.{block}.ffn_up.weight": (eye.feed_forward, width),
            f"v.blk.{block}.ffn_up.bias": (eye.feed_forward,),
            f"v.blk.{block}.ffn_down.weight": (width, eye.feed_forward),
            f"v.blk.{block}.ffn_down.bias": (width,),
            f"v.blk.{block}.ls1.weight": (width,),
            f"v.blk.{block}.ls2.weight": (width,),
        }
    return shapes

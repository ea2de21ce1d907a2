"""A projector of the InternVL kind with random weights: its eyes are no use, its plumbing is real."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

IMAGE_SIZE, PATCH, WIDTH, FEED_FORWARD, BLOCKS, HEADS, SCALE = 56, 14, 64, 128, 2, 2, 2
TOKENS_PER_TILE = (IMAGE_SIZE // PATCH // SCALE) ** 2
STARTER_WIDTH = 576


def write_projector(path: Path, *, model_width: int = STARTER_WIDTH, seed: int = 0) -> Path:
    """Writes the projector for a model of this embedding length."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_type("mmproj")
    writer.add_name("tiny projector")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "internvl")
    writer.add_uint32("clip.vision.image_size", IMAGE_SIZE)
    writer.add_uint32("clip.vision.patch_size", PATCH)
    writer.add_uint32("clip.vision.embedding_length", WIDTH)
    writer.add_uint32("clip.vision.feed_forward_length", FEED_FORWARD)
    writer.add_uint32("clip.vision.block_count", BLOCKS)
    writer.add_uint32("clip.vision.attention.head_count", HEADS)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-6)
    writer.add_uint32("clip.vision.projection_dim", model_width)
    writer.add_array("clip.vision.image_mean", [0.485, 0.456, 0.406])
    writer.add_array("clip.vision.image_std", [0.229, 0.224, 0.225])
    writer.add_bool("clip.use_gelu", True)
    writer.add_uint32("clip.vision.projector.scale_factor", SCALE)
    for name, shape in _shapes(model_width).items():
        values = random.normal(0, 0.02, shape).astype(np.float32)
        if name.endswith(("ln1.weight", "ln2.weight", "mlp.0.weight")):
            values = np.ones(shape, dtype=np.float32)
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _shapes(model_width: int) -> dict[str, tuple[int, ...]]:
    patches, squeezed = (IMAGE_SIZE // PATCH) ** 2, WIDTH * SCALE * SCALE
    shapes: dict[str, tuple[int, ...]] = {
        "v.class_embd": (WIDTH,),
        "v.patch_embd.weight": (WIDTH, 3, PATCH, PATCH),
        "v.patch_embd.bias": (WIDTH,),
        "v.position_embd.weight": (patches + 1, WIDTH),
        "mm.model.mlp.0.weight": (squeezed,),
        "mm.model.mlp.0.bias": (squeezed,),
        "mm.model.mlp.1.weight": (model_width, squeezed),
        "mm.model.mlp.1.bias": (model_width,),
        "mm.model.mlp.3.weight": (model_width, model_width),
        "mm.model.mlp.3.bias": (model_width,),
    }
    for block in range(BLOCKS):
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            shapes |= {f"v.blk.{block}.{part}.weight": (WIDTH, WIDTH), f"v.blk.{block}.{part}.bias": (WIDTH,)}
        for part in ("ln1", "ln2"):
            shapes |= {f"v.blk.{block}.{part}.weight": (WIDTH,), f"v.blk.{block}.{part}.bias": (WIDTH,)}
        shapes |= {
            f"v.blk.{block}.ffn_up.weight": (FEED_FORWARD, WIDTH),
            f"v.blk.{block}.ffn_up.bias": (FEED_FORWARD,),
            f"v.blk.{block}.ffn_down.weight": (WIDTH, FEED_FORWARD),
            f"v.blk.{block}.ffn_down.bias": (WIDTH,),
            f"v.blk.{block}.ls1.weight": (WIDTH,),
            f"v.blk.{block}.ls2.weight": (WIDTH,),
        }
    return shapes

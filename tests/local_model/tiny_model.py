"""A language model of the llama family with random weights and a vocabulary of bytes: it babbles, fast."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

WIDTH, FEED_FORWARD, LAYERS, HEADS = 64, 128, 2, 4
MERGES = ("! [", "] (", "I M", "IM A", "IMA G", "IMAG E", "IMAGE _", "` `", "`` `")
CONTROL = ("<|im_start|>", "<|im_end|>")
CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


def write_model(
    path: Path,
    *,
    template: str = CHATML,
    context: int = 2048,
    extra_tokens: tuple[str, ...] = (),
    width: int = WIDTH,
    seed: int = 0,
) -> Path:
    """Writes the model; `extra_tokens` may hold a word twice."""
    random = np.random.default_rng(seed)
    tokens = [*_byte_characters(), *(merge.replace(" ", "") for merge in MERGES), *extra_tokens, *CONTROL]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny babbler")
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([3 if token in CONTROL else 1 for token in tokens])
    writer.add_token_merges(list(MERGES))
    writer.add_bos_token_id(len(tokens) - 2)
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    if template:
        writer.add_chat_template(template)
    for name, shape in _shapes(len(tokens), width).items():
        values = np.ones(shape) if name.endswith("norm.weight") else random.normal(0, 0.3, shape)
        writer.add_tensor(name, values.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _byte_characters() -> list[str]:
    """The characters that stand for the 256 bytes in vocabularies of this kind."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return [chr(byte) if byte in plain else chr(256 + others.index(byte)) for byte in range(256)]


def _shapes(vocabulary: int, width: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (vocabulary, width),
        "output_norm.weight": (width,),
        "output.weight": (vocabulary, width),
    }
    for layer in range(LAYERS):
        shapes |= {f"blk.{layer}.attn_{part}.weight": (width, width) for part in ("q", "k", "v", "output")}
        shapes |= {
            f"blk.{layer}.attn_norm.weight": (width,),
            f"blk.{layer}.ffn_norm.weight": (width,),
            f"blk.{layer}.ffn_gate.weight": (FEED_FORWARD, width),
            f"blk.{layer}.ffn_up.weight": (FEED_FORWARD, width),
            f"blk.{layer}.ffn_down.weight": (width, FEED_FORWARD),
        }
    return shapes

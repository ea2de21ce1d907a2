"""A model of the InternVL family, as small as can be, in plain PyTorch: written so that llama.cpp computes the same.

A vision transformer looks at one tile; its patches are put together by fours (pixel shuffle), brought to the width of
the language model by a norm and two layers, and stand in the prompt between `<img>` and `</img>`. The language model
is a Qwen2: RMS norms, rotary positions, grouped heads, a gated feed-forward, the output tied to the input.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Sizes:
    """Everything that determines the shapes of the weights."""

    vocabulary: int
    image: int = 56
    patch: int = 14
    shuffle: int = 2
    vision_width: int = 96
    vision_blocks: int = 3
    vision_heads: int = 3
    width: int = 128
    blocks: int = 3
    heads: int = 4
    kv_heads: int = 2
    feed_forward: int = 320
    context: int = 4096
    rope_base: float = 10_000.0
    rms_epsilon: float = 1e-5
    norm_epsilon: float = 1e-6

    @property
    def grid(self) -> int:
        """Patches along a side."""
        return self.image // self.patch

    @property
    def image_tokens(self) -> int:
        """What a tile takes of the prompt."""
        return (self.grid // self.shuffle) ** 2


class VisionBlock(nn.Module):
    """Attention and feed-forward, each behind a norm and scaled before it is added (layer scale)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.vision_width
        self.heads = sizes.vision_heads
        self.ln1, self.ln2 = (nn.LayerNorm(width, sizes.norm_epsilon) for _ in range(2))
        self.attn_q, self.attn_k, self.attn_v, self.attn_out = (nn.Linear(width, width) for _ in range(4))
        self.ffn_up, self.ffn_down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.ls1, self.ls2 = (nn.Parameter(torch.ones(width)) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        """Shape [batch, tokens, width] in and out."""
        y = self.ln1(x)
        q, k, v = (_by_heads(project(y), self.heads) for project in (self.attn_q, self.attn_k, self.attn_v))
        seen = functional.scaled_dot_product_attention(q, k, v)
        x = x + self.ls1 * self.attn_out(_joined(seen))
        return x + self.ls2 * self.ffn_down(functional.gelu(self.ffn_up(self.ln2(x)), approximate="tanh"))


class Vision(nn.Module):
    """The eye: tiles in, patches put together by fours out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.patch_embd = nn.Conv2d(3, sizes.vision_width, sizes.patch, sizes.patch)
        self.class_embd = nn.Parameter(torch.zeros(sizes.vision_width))
        self.position_embd = nn.Parameter(0.1 * torch.randn(sizes.grid**2 + 1, sizes.vision_width))
        self.blk = nn.ModuleList(VisionBlock(sizes) for _ in range(sizes.vision_blocks))

    def forward(self, tiles: Tensor) -> Tensor:
        """Normalised tiles, shape [n, 3, image, image], to [n, image_tokens, 4 x vision_width].

        The class token stands last, as in llama.cpp, and is left out of the result.
        """
        x = self.patch_embd(tiles).flatten(2).transpose(1, 2)
        x = torch.cat([x, self.class_embd.expand(len(x), 1, -1)], dim=1) + self.position_embd
        for block in self.blk:
            x = block(x)
        grid, by = self.sizes.grid, self.sizes.shuffle
        x = x[:, :-1].unflatten(1, (grid // by, by, grid // by, by))
        return x.permute(0, 1, 3, 2, 4, 5).flatten(3).flatten(1, 2)


class Projector(nn.Module):
    """From the eye's width to the language model's."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        wide = sizes.vision_width * sizes.shuffle**2
        self.norm = nn.LayerNorm(wide, 1e-5)
        self.inner, self.outer = nn.Linear(wide, sizes.width), nn.Linear(sizes.width, sizes.width)

    def forward(self, x: Tensor) -> Tensor:
        """Shape [..., 4 x vision_width] to [..., width]."""
        projected: Tensor = self.outer(functional.gelu(self.inner(self.norm(x)), approximate="tanh"))
        return projected


class Block(nn.Module):
    """A block of Qwen2."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads, self.kv_heads = sizes.heads, sizes.kv_heads
        narrow = sizes.width // sizes.heads * sizes.kv_heads
        self.attn_norm, self.ffn_norm = (nn.RMSNorm(sizes.width, sizes.rms_epsilon) for _ in range(2))
        self.attn_q = nn.Linear(sizes.width, sizes.width)
        self.attn_k, self.attn_v = (nn.Linear(sizes.width, narrow) for _ in range(2))
        self.attn_output = nn.Linear(sizes.width, sizes.width, bias=False)
        self.ffn_gate, self.ffn_up = (nn.Linear(sizes.width, sizes.feed_forward, bias=False) for _ in range(2))
        self.ffn_down = nn.Linear(sizes.feed_forward, sizes.width, bias=False)

    def forward(self, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor, before: Step | None) -> Step:
        """Shape [batch, tokens, width] in and out; `before` is the step of tokens that all of the batch share."""
        y = self.attn_norm(x)
        q = _turned(_by_heads(self.attn_q(y), self.heads), turn)
        k = _turned(_by_heads(self.attn_k(y), self.kv_heads), turn)
        v = _by_heads(self.attn_v(y), self.kv_heads)
        if before is not None:
            k = torch.cat([before.keys.expand(len(x), -1, -1, -1), k], dim=2)
            v = torch.cat([before.values.expand(len(x), -1, -1, -1), v], dim=2)
        keys, values = k, v
        repeat = self.heads // self.kv_heads
        k, v = (each.repeat_interleave(repeat, dim=1) for each in (k, v))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.attn_output(_joined(seen))
        y = self.ffn_norm(x)
        x = x + self.ffn_down(functional.silu(self.ffn_gate(y)) * self.ffn_up(y))
        return Step(x, q, keys, values)


@dataclass(frozen=True, slots=True)
class Step:
    """What a block made: its output [batch, tokens, width], and queries, keys and values [batch, heads, tokens, size].

    Keys and values are those of the tokens that were shared and the own ones.
    """

    output: Tensor
    queries: Tensor
    keys: Tensor
    values: Tensor


class Language(nn.Module):
    """The language model."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.token_embd = nn.Embedding(sizes.vocabulary, sizes.width)
        self.blk = nn.ModuleList(Block(sizes) for _ in range(sizes.blocks))
        self.output_norm = nn.RMSNorm(sizes.width, sizes.rms_epsilon)
        nn.init.normal_(self.token_embd.weight, std=0.05)

    def forward(
        self, x: Tensor, positions: Tensor, mask: Tensor, before: list[Step] | None = None
    ) -> tuple[Tensor, list[Step]]:
        """Hidden states, shape [batch, tokens, width], and what each block made.

        Args:
            x: embeddings of tokens and tiles, shape [batch, tokens, width].
            positions: shape [batch, tokens].
            mask: True where a token may look, shape [batch, 1, tokens, shared + tokens].
            before: the steps of tokens that stand before, one row for all of the batch.
        """
        turn = _rotation(positions, self.sizes)
        steps = []
        for number, block in enumerate(self.blk):
            step = block(x, turn, mask, before[number] if before else None)
            steps.append(step)
            x = step.output
        return self.output_norm(x), steps

    def logits(self, hidden: Tensor) -> Tensor:
        """The logits of hidden states, shape [..., vocabulary]."""
        return functional.linear(hidden, self.token_embd.weight)


class InternVl(nn.Module):
    """Eye, projector and language model."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.vision = Vision(sizes)
        self.projector = Projector(sizes)
        self.language = Language(sizes)


def causal_mask(tokens: int) -> Tensor:
    """True where a token may look: at itself and what stands before, shape [1, 1, tokens, tokens]."""
    return torch.ones(tokens, tokens, dtype=torch.bool).tril()[None, None]


def _by_heads(x: Tensor, heads: int) -> Tensor:
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def _joined(x: Tensor) -> Tensor:
    return x.transpose(1, 2).flatten(2)


def _rotation(positions: Tensor, sizes: Sizes) -> tuple[Tensor, Tensor]:
    half = sizes.width // sizes.heads // 2
    speeds = sizes.rope_base ** (-torch.arange(half) / half)
    angles = positions[:, None, :, None] * speeds
    return angles.cos(), angles.sin()


def _turned(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """Rotary positions (Su et al., 2021, arXiv 2104.09864), the first half of a head turned against the second."""
    cos, sin = turn
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)

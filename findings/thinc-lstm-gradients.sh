#!/usr/bin/env bash
# Thinc 8.3.10, the LSTM layer on a processor (`thinc.api.LSTM`, NumpyOps), which needs no PyTorch.
#
# Most people expect the gradients of its callback to be those of its output, as of every layer. They
# aren't: beside finite differences, which a linear layer's gradients agree with, those of the LSTM's
# parameters point almost anywhere (a cosine near 0.2, in one direction or two). Training runs and its
# loss falls, since the layers around it learn, only to end well short of the same network elsewhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.10}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "thinc==8.3.10" "numpy==2.2.6"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
import thinc
from thinc.api import LSTM, Linear, fix_random_seed, with_array, with_padded

STEP = 5e-3


def cosine(layer, name):
    """Of a parameter's gradient with finite differences of the output's weighted sum."""
    fix_random_seed(0)
    layer.initialize()
    inner = layer.layers[0]
    random = np.random.default_rng(0)
    inputs, weights = [random.normal(size=(6, 3)).astype("f")], random.normal(size=(6, 4)).astype("f")
    start = inner.get_param(name).copy()

    def loss(values):
        inner.set_param(name, values)
        return float((layer.predict(inputs)[0].astype("d") * weights).sum())

    _, backprop = layer.begin_update(inputs)
    backprop([weights])
    given = inner.get_grad(name).ravel()
    differences = np.empty(start.size)
    for place in range(start.size):
        step = np.zeros(start.size, "f")
        step[place] = STEP
        step = step.reshape(start.shape)
        differences[place] = (loss(start + step) - loss(start - step)) / (2 * STEP)
    return float(given @ differences / np.linalg.norm(given) / np.linalg.norm(differences))


linear = cosine(with_array(Linear(4, 3)), "W")
one = cosine(with_padded(LSTM(4, 3)), "LSTM")
both = cosine(with_padded(LSTM(4, 3, bi=True)), "LSTM")
print(f"linear: {linear:.3f}, LSTM: {one:.3f}, in both directions: {both:.3f}")
unchanged = linear > 0.999 and one < 0.9 and both < 0.9
print("Thinc", thinc.__version__, "as described" if unchanged else "has changed")
sys.exit(not unchanged)
PYTHON

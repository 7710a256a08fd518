"""Train one pipeline in a process of its own.

`python -m evaluation.bench.understanding.train CONFIG DATA MODEL`.

Prints how long training took, without the time to import Rasa, and the most memory it had, as one
line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from rasa.model_training import train_nlu

from evaluation.bench.understanding.process import only_for_results, peak_memory_mb


def main() -> None:
    """Train; the arguments are the paths of the configuration, the data and the model to be."""
    config, data, model = sys.argv[1:]
    with only_for_results() as results:
        start, cpu_start = time.monotonic(), time.process_time()
        train_nlu(config, data, str(Path(model).parent), fixed_model_name=Path(model).name)
        result = {
            "train_s": time.monotonic() - start,
            "train_cpu_s": time.process_time() - cpu_start,
            "train_peak_mb": peak_memory_mb(),
        }
        results.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()

"""How well the assistant does: understanding, training data, usage, benchmarks."""

"""Benchmark of serving: our servers beside the baseline that `rasa init` would give the project."""

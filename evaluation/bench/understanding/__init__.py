"""Benchmark of understanding: our NLU pipeline beside the baseline that `rasa init` gives."""

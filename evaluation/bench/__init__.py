"""Benchmarks, side by side with what `rasa init` sets up."""

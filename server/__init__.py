"""What runs: the entry of each server, its safeguards, and what is patched of Rasa."""

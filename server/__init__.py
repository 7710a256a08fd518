"""What runs: the entry file of each server, its safeguards, and what is patched of Rasa."""

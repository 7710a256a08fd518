"""Side by side: this assistant's servers and those that `rasa init` would give the project."""

"""Side by side: this project's NLU pipeline and the one `rasa init` gives."""

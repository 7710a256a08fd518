"""Components of the Rasa pipeline: what a message means, and what it names."""

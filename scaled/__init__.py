"""What takes the place of Rasa's embedded stores where there are many servers."""

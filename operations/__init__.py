"""For whoever runs the assistant: is it alive, is it ready, how much it does, what it logs."""

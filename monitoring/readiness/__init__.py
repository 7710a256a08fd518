"""One check for each kind of part; each raises an exception that says what is wrong."""

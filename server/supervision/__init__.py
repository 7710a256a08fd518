"""`make serve`: supervisord keeps the servers of the Procfile running."""

"""Supervision: ``make serve`` has supervisord keep the servers of the Procfile running."""

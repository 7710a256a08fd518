"""``make cluster``: everything of deploy/ on one machine, with the servers of Debian's packages."""

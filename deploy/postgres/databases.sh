#!/bin/sh
# PostgreSQL's image runs this once, when its folder is empty.
set -eu
for database in "$CONVERSATIONS_DB" "$EVENTS_DB"; do
  createdb --username "$POSTGRES_USER" "$database"
done

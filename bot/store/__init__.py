"""The store: what is kept of workspaces, in one SQLite file, its secrets sealed."""

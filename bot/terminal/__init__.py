"""An answer as terminal text. Pure."""

"""What Ringback keeps of a workspace: its PBXs, its settings, its people, and who may do what. Pure."""

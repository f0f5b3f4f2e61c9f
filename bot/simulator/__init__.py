"""A simulated PBX that speaks the Open API over real HTTP. Knows nothing above ground."""

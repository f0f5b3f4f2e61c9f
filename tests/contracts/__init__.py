"""What every adapter of a port must do, fake or real."""

"""What Ringback costs, as ratios to doing the bare minimum on the same machine in the same run."""

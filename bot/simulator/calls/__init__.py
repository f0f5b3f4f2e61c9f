"""What happens in the simulated office: true calls, and the scripts that make them."""

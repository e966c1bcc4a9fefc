"""Documents → something that can be searched."""

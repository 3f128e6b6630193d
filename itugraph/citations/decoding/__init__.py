"""What a flattened redline's windows said before and after: the two-tape decoder."""

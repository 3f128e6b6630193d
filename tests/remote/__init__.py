"""Graphs behind an address: real servers on loopback, and one that misbehaves."""

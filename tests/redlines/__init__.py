"""Flattened redlined drafts made by rule, with their gold, and the score of an extractor."""

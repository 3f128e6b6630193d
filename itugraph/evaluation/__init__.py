"""How well the extractor does on labelled texts."""

from itugraph.evaluation.gold import Label, Labelled, read_gold
from itugraph.evaluation.score import Scores, score

__all__ = ["Label", "Labelled", "Scores", "read_gold", "score"]

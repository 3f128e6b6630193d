"""What is wrong in a draft: rules about the citations it would be adopted with."""

from itugraph.checks.check import Checked, check
from itugraph.checks.finding import RULES, Fact, Finding

__all__ = ["RULES", "Checked", "Fact", "Finding", "check"]

"""What people look at: the page of a graph, laid out in lanes of years and bodies."""

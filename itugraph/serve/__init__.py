"""The graph over HTTP: SPARQL, a page to ask it from, and a page for every IRI."""

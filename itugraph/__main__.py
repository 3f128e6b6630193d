"""`python -m itugraph` is `itugraph`."""

from itugraph.cli import main

main()

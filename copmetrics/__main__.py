"""`python -m copmetrics` is the command."""

from copmetrics.cli import main

main(prog_name="copmetrics")

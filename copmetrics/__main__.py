"""`python -m copmetrics` is the command."""

from copmetrics.cli import main
from copmetrics.publishing.process_end import end_at_once

__all__ = ["run"]


def run() -> None:
    """Run the command, and end."""
    from copmetrics.publishing import collecting_seldom  # noqa: F401  # for what it does

    try:
        main(prog_name="copmetrics")
    except SystemExit as ended:
        if isinstance(ended.code, int):
            end_at_once(ended.code)
        raise


if __name__ == "__main__":
    run()

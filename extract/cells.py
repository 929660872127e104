"""The one rule for what a spreadsheet would run: cells of every CSV, workbook and chart's data sheet obey it."""

import re

# A cell that starts so is run; apostrophes before it count too, so that reading can undo what writing does.
_RUN = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")


def inert(text: str) -> str:
    """The text as a spreadsheet shows it without running it."""
    return f"'{text}" if _RUN.match(text) else text


def unmarked(cell: str) -> str:
    """The text of which `inert` made the cell."""
    return cell[1:] if _MARKED.match(cell) else cell

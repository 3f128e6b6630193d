"""How values show themselves in a notebook: as tables of HTML, and as frames of pandas."""

from itugraph.shown.frames import Day, data_frame
from itugraph.shown.html_table import Cell, html_table, notice

__all__ = ["Cell", "Day", "data_frame", "html_table", "notice"]

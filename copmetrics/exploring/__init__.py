"""Exploring a community's numbers: a question in, an answer out, and what to do with it.

Plain functions; `explorer` puts them behind controls in JupyterLab.
"""

from __future__ import annotations

from copmetrics.exploring.answers import Answer, answer
from copmetrics.exploring.comparisons import Comparison, two_quarters, two_slices
from copmetrics.exploring.export import KINDS, send
from copmetrics.exploring.lineage import rows_behind, rows_behind_point
from copmetrics.exploring.pictures import Picture, picture
from copmetrics.exploring.python_lines import lines_of_python
from copmetrics.exploring.questions import Question, choices, dimensions_of, points_of, question
from copmetrics.exploring.story_links import indicators_of, stories_of

__all__ = [
    "KINDS",
    "Answer",
    "Comparison",
    "Picture",
    "Question",
    "answer",
    "choices",
    "dimensions_of",
    "indicators_of",
    "lines_of_python",
    "picture",
    "points_of",
    "question",
    "rows_behind",
    "rows_behind_point",
    "send",
    "stories_of",
    "two_quarters",
    "two_slices",
]

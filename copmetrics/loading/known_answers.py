"""A question whose answer stands in another file of the folder: its lines to choose from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.errors import CopmetricsError, QuestionError, answer_line
from copmetrics.loading.campaigns import identify

__all__ = ["with_known_answers"]


def with_known_answers(
    problem: CopmetricsError, raw: Mapping[str, pd.DataFrame]
) -> CopmetricsError:
    """Give a question after the mailing those that the folder's campaign reports list, newest first."""
    if not isinstance(problem, QuestionError) or raw["mailings"].empty:
        return problem
    asked = [line for line in problem.examples if line.startswith("mailing = ")]
    if not asked:
        return problem
    rest = [line for line in problem.examples if line not in asked]
    answers = (*problem.answers, *_mailings(raw["mailings"]))
    return QuestionError(problem.file, question=problem.question, answers=answers, examples=rest)


def _mailings(listed: pd.DataFrame) -> list[str]:
    """Return the line that names each mailing, with its title as a remark."""
    known = identify(listed).drop_duplicates("mailing").sort_values("sent_at", ascending=False)
    titles = known["title"].fillna(known["mailing"])
    pairs = zip(known["mailing"], titles, strict=True)
    return [answer_line("mailing", str(mailing), says=str(title)) for mailing, title in pairs]

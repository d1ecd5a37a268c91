"""How many pages of A4 each account of the demo community takes: a report that is not finished is not read."""

from __future__ import annotations

import re
import shutil

import pytest

from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.publishing.pdf_printing import print_page
from copmetrics.render.html import page_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
MOST = {"quarterly": 8, "leaders": 12, "sponsors": 10, "members": 2, "public": 2}
"""So many pages at the most. Of the leaders' two are the matrix; of the sponsors' four are the account, and the
others its appendix."""
PAGE = re.compile(rb"/Type /Page\b(?!s)")


@pytest.mark.parametrize("audience", MOST)
def test_an_account_is_no_longer_than_its_readers_will_read(audience, demo, demo_account, tmp_path):
    told = (
        quarterly_account(inside_evidence(demo))
        if audience == "quarterly"
        else demo_account(audience)
    )
    page = tmp_path / f"{audience}.html"
    page.write_text(page_of(told), encoding="utf-8")
    print_page(page)
    pages = len(PAGE.findall(page.with_suffix(".pdf").read_bytes()))
    assert 0 < pages <= MOST[audience]

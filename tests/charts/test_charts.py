"""Charts say one thing, to those who see them and to those who do not; or say why there is none."""

from __future__ import annotations

import pickle
from dataclasses import replace
from logging import getLogger

import pandas as pd
import pytest
from matplotlib.figure import Figure as Canvas
from sample_account import FIGURES, HEADLINE, NASTY, UNKNOWN, figure, lines

from copmetrics import charts
from copmetrics.charts.control import SIGNALS, TARGET
from copmetrics.charts.lines import lines as draw_lines
from copmetrics.charts.style import INK, LABELS, MARKERS, MUTED, PALETTE, SHADES, unsaid
from copmetrics.charts.time_slots import RAMP
from copmetrics.framework.withheld import MARK
from copmetrics.units import Unit


def test_that_fonts_are_looked_for_is_unsaid_and_what_is_wrong_with_them_is_not(caplog):
    fonts = getLogger("matplotlib.font_manager")
    with unsaid("Matplotlib is building"):
        fonts.warning("Matplotlib is building the font cache; this may take a moment.")
        fonts.warning("Failed to extract font properties from %s", "x.ttf")
    assert caplog.messages == ["Failed to extract font properties from x.ttf"]
    fonts.warning("Matplotlib is building the font cache; this may take a moment.")
    assert len(caplog.messages) == 2  # for others it is as it was


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = "#FFFFFF") -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_that_means_something_passes_3_to_1_on_white(colour):
    assert contrast(colour) >= 3


def in_the_dark(colour: str) -> str:
    """What our style sheet makes of a colour in the dark: turned over, its hue turned back, on dark paper.

    The matrix is that of `hue-rotate(180deg)`: https://www.w3.org/TR/filter-effects-1/#feColorMatrixElement
    """
    red, green, blue = (1 - int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    light = 2 * (0.213 * red + 0.715 * green + 0.072 * blue)
    shown = [min(max(light - part, 0), 1) for part in (red, green, blue)]
    paper = [part / 255 for part in (0x14, 0x19, 0x1D)]
    mixed = [1 - (1 - one) * (1 - other) for one, other in zip(shown, paper, strict=True)]
    return "#" + "".join(f"{round(255 * each):02X}" for each in mixed)


@pytest.mark.parametrize("colour", [*PALETTE, *(colour for colour, _ in SIGNALS.values())])
def test_every_colour_passes_3_to_1_in_the_dark_too(colour):
    assert contrast(in_the_dark(colour), in_the_dark("#FFFFFF")) >= 3


@pytest.mark.parametrize(
    ("text", "ground"),
    [*((each, "#FFFFFF") for each in (*LABELS, INK, MUTED, TARGET)), *((t, g) for g, t in RAMP)],
)
def test_every_text_passes_4_5_to_1_on_what_it_stands_on_in_the_light_and_in_the_dark(text, ground):
    text = "#FFFFFF" if text == "white" else text
    assert contrast(text, ground) >= 4.5
    assert contrast(in_the_dark(text), in_the_dark(ground)) >= 4.5


def test_series_differ_in_shape_and_shade_and_not_in_colour_alone():
    assert len(set(MARKERS)) == len(set(SHADES)) == len(set(PALETTE)) == len(PALETTE)


@pytest.mark.parametrize("drawn", FIGURES, ids=lambda each: each.kind)
def test_the_same_figure_gives_the_same_bytes_in_whatever_process(drawn):
    first = charts.chart_svg(drawn)
    assert first == charts.chart_svg(pickle.loads(pickle.dumps(drawn)))
    assert first.lstrip().startswith(b"<?xml")
    assert len(first) < 250_000


def test_drawing_sets_nothing_on_matplotlib():
    import matplotlib

    before = dict(matplotlib.rcParams)
    charts.chart_svg(FIGURES[0])
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    ("empty", "sentence"),
    [
        (lines(()), "There is nothing to draw yet."),
        (lines((None, None, None, None)), "Nothing is known of any of it, so there is no chart."),
        (
            lines((None, 5, None, None)),
            "Only 2025/26 Q4 is known (People: 5): one point makes no trend.",
        ),
        (
            figure("ranked_bars", (("A", 0), ("B", 0)), "People"),
            "All of it is 0, so there is nothing to draw.",
        ),
        (
            figure("ranked_bars", (("A", 0), ("B", None)), "People"),
            "What is known of it is 0, so there is nothing to draw.",
        ),
        (
            figure("ranked_bars", (("A", 0), ("B", MARK)), "People"),
            "What is not withheld to protect small numbers is 0, so there is nothing to draw.",
        ),
        (figure("dots", (), "Opened"), "There is nothing to draw yet."),
    ],
    ids=["empty", "all unknown", "one point", "all zero", "known zero", "shown zero", "no rows"],
)
def test_where_there_is_nothing_to_draw_a_sentence_says_so(empty, sentence):
    assert charts.why_not(empty) == sentence


@pytest.mark.parametrize("values", [(7, 7, 7, 7), (0, 0, 0, 0), (0, None, 0, 3)])
def test_a_flat_series_is_drawn(values):
    assert charts.why_not(lines(values)) == ""
    assert charts.chart_svg(lines(values))


def test_the_words_of_a_line_say_first_last_highest_lowest_and_what_is_unknown():
    assert charts.alt_text(lines((10, None, 25, 20))) == (
        "People doubled. People by quarter. People: 10 in 2025/26 Q3, 20 in 2026/27 Q2; highest 25 "
        "(2026/27 Q1), lowest 10 (2025/26 Q3). Not known: 2025/26 Q4."
    )


def test_a_line_that_ends_early_is_named_with_its_last_quarter():
    quarters = [f"2025/26 Q{each}" for each in (1, 2, 3)]
    data = pd.DataFrame({"Nights": [4.0, 5.0, 6.0], "Rounds": [3.0, 7.0, None]}, index=quarters)
    axes = draw_lines(data, Canvas().subplots(), Unit.ATTENDANCES)
    assert [each.get_text() for each in axes.texts] == ["Nights\n6", "Rounds\n7 in 2025/26 Q2"]


def test_the_words_of_bars_read_every_bar_out():
    drawn = figure("parted_bars", (("Huddle", 3, 4), ("Visit", 1, None)), "New", "Returning")
    assert charts.alt_text(drawn) == (
        "The message of parted_bars. What parted_bars shows. Huddle: New 3, Returning 4; "
        "Visit: New 1, Returning not known."
    )


def test_many_bars_are_not_all_read_out():
    drawn = figure("ranked_bars", tuple((f"Trust {n}", n) for n in range(20, 0, -1)), "People")
    assert charts.alt_text(drawn).endswith("Trust 9: 9; and 8 more in the table.")


def test_the_words_of_a_flat_line_say_that_it_is_flat():
    assert "People: 7 in every quarter known." in charts.alt_text(lines((7, 7, 7, 7)))


def test_the_words_of_a_small_trend_name_its_ends_and_gaps():
    assert charts.sparkline_alt_text(HEADLINE) == (
        "Attendances at events, from 900 in 2025/26 Q3 to 1,234 in 2026/27 Q2, between 900 and "
        "1,234; 1 of 4 quarters not known"
    )
    assert charts.sparkline_alt_text(UNKNOWN) == "Emails sent: no quarter known"


def test_a_small_trend_of_one_point_is_words_and_no_picture():
    once = replace(HEADLINE, trend=(("2026/27 Q1", None), ("2026/27 Q2", 3.0)))
    assert charts.sparkline_svg(once) == b""
    assert charts.sparkline_alt_text(once) == "Attendances at events: 3 in 2026/27 Q2 only"


def test_a_title_that_looks_like_markup_is_only_text_in_words():
    assert NASTY in charts.alt_text(FIGURES[1])

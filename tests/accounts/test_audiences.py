"""The four accounts: who is told what, in which words, and what none of their files gives away."""

from __future__ import annotations

import base64
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from folders import CAMPAIGNS, EVENTS, SUBSCRIBED, UNSUBSCRIBED, folder, zoom
from story_evidence import beside
from telling import READINGS, REGISTER, STEPS, STORIES, step, story, way

from copmetrics.accounts.account import Account, Headlines, Paragraph, ReportFigure
from copmetrics.accounts.audience_evidence import readable_by
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.stories import story_lines
from copmetrics.accounts.story_blocks import Story
from copmetrics.charts.frames import frame_of, unit_of
from copmetrics.community.community import Community, load
from copmetrics.framework.audiences import AUDIENCES, Audience
from copmetrics.publishing import report_run
from copmetrics.publishing.notebook_runner import ReportRequest, render
from copmetrics.render.html import page, show

pytestmark = pytest.mark.slow

AS_OF = "2024-10-05"
SHOWN = "140"
"""As which 137 people are shown with the key of the planted community."""
TOLD = {
    "private": "xylophone",
    "members": "yesterday",
    "sponsors": "zeppelin",
    "public": "quixotic",
}
READ_BY = {
    "leaders": {"members", "sponsors", "public"},
    "members": {"members", "sponsors", "public"},
    "sponsors": {"sponsors", "public"},
    "public": {"public"},
}


def planted(place: Path, *, withdrawn: str = "") -> Path:
    """137 people in May and 8 in July, a list that grows from 12 to 18, and a story a consent.

    The same 7 people click in both mailings of July: 14 clicks. The key is made, not drawn, so that
    the same is rounded up in every run.
    """
    sent = "".join(
        f"{day} July,S,List,2024-07-0{day} 10:00:00,Monday,40,40,0,20,25,7,9,0,mail{day}\n"
        for day in (1, 8)
    )
    clicks = {
        f"{day} July clicks.csv": "Timestamp,IP,Email,Url\n"
        + "".join(
            f"2024-07-0{day} 12:00:00,,j{number}@one.example,https://one.example\n"
            for number in range(7)
        )
        for day in (1, 8)
    }
    crowd = [f"Person {number},p{number}@one.example" for number in range(137)]
    few = [f"Person {number},p{number}@one.example" for number in range(6)]
    late = ["Late One,l1@two.example", "Late Two,l2@two.example"]
    listed = "".join(
        f"m{number}@one.example,M,M,2,2023-05-01 10:00:00,2024-09-30 10:00:00,{number},e{number}\n"
        for number in range(11)
    ) + "".join(
        f"j{number}@one.example,J,J,2,2024-08-01 10:00:00,2024-09-30 10:00:00,9{number},f{number}\n"
        for number in range(7)
    )
    left = "gone@one.example,G,G,2,2023-05-01 10:00:00,2024-08-02 10:00:00,77,g1\n"
    consents = {each: "withdrawn" if each == withdrawn else each for each in TOLD}
    return folder(
        place,
        {
            "may.csv": zoom(*crowd, day="2024-05-14"),
            "july.csv": zoom(*few, *late, day="2024-07-16"),
            "subscribed.csv": SUBSCRIBED + listed,
            "unsubscribed.csv": UNSUBSCRIBED + left,
            "stories.csv": STORIES
            + "".join(story(each, consent) for each, consent in consents.items()),
            "steps.csv": STEPS
            + "".join(
                step(each, "immediate", text=f"A {word} day.")
                + step(each, "potential", cites="attendances")
                for each, word in TOLD.items()
            ),
            "indicators.csv": REGISTER + "Survey,applied,score,higher,quarterly,10,,live\n",
            "readings.csv": READINGS + "Survey,2024/25-Q1,4.44,,,5,\nSurvey,2024/25-Q2,4.33,,,5,\n",
            "campaigns.csv": CAMPAIGNS + sent,
            **clicks,
            ".copmetrics-key": "ab" * 32,
            "community.toml": 'name = "Planted"\n'
            + "".join(f'[files."{name}"]\nmailing = "mail{name[0]}"\n' for name in clicks),
        },
    )


def texts(folder: Path) -> dict[str, str]:
    """Every file's text; of a workbook its parts', of a page what its drawings say.

    A drawing's letters are paths; what they spell stands beside each as a comment.
    """
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found[path.name] = "\n".join(book.read(each).decode() for each in book.namelist())
        else:
            plain = path.read_text(encoding="utf-8-sig")
            found[path.name] = re.sub(r"data:image/svg\+xml;base64,([\w+/=]+)", _spelled, plain)
    return found


def _spelled(drawing: re.Match[str]) -> str:
    svg = base64.b64decode(drawing[1]).decode()
    said = re.findall(r"<!-- (.*?) -->|<text[^>]*>(.*?)</text>", svg)
    return " | ".join(comment or text for comment, text in said)


@pytest.fixture(scope="module")
def community(tmp_path_factory) -> Community:
    return load(planted(tmp_path_factory.mktemp("planted") / "community"), as_of=AS_OF)


@pytest.fixture(scope="module")
def rendered(community) -> Callable[..., Path]:
    """The folder of a report on the planted community, made by its notebook of what was read once."""

    def made(quarter: str, audience: str, *formats: str) -> Path:
        place = community.folder.parent / "reports"
        order = ReportRequest(community.folder, place, quarter, formats, AS_OF, audience)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(report_run, "load", lambda folder, as_of: community)
            return render(order)[0].parent

    return made


@pytest.fixture(scope="module")
def reports(rendered) -> dict[str, Path]:
    """Both quarters as sponsors get them."""
    quarters = ("2024/25-Q1", "2024/25-Q2")
    return {each: rendered(each, "sponsors", "html", "xlsx", "csv", "ipynb") for each in quarters}


def test_an_account_is_in_a_folder_of_its_audience(reports):
    assert reports["2024/25-Q2"].parts[-3:] == ("community", "2024-25-Q2", "sponsors")
    assert sorted(path.name for path in reports["2024/25-Q2"].iterdir()) == [
        "changes.csv",
        "indicators.csv",
        "manifest.json",
        "sponsors.html",
        "sponsors.ipynb",
        "sponsors.xlsx",
        "stories.csv",
    ]


def test_no_exact_count_of_people_is_anywhere_in_what_is_shared(reports):
    shared = texts(reports["2024/25-Q1"])
    assert SHOWN in shared["sponsors.html"]
    for name, text in shared.items():
        found = [
            text[max(each.start() - 60, 0) : each.end() + 20]
            for each in re.finditer(r"(?<![\w.#:-])137(?![\w.%])", text)
        ]
        assert found == [], name


def test_no_story_in_what_is_shared_says_which_file_or_row_it_came_from(demo, demo_account):
    told = evidence_for(demo, "2026/27-Q2", "sponsors")
    assert any(
        "." in row.story for row in told.matrix.rows
    )  # a story in prose is named after its file
    names = list(dict.fromkeys(story_lines(told)["story"]))
    assert names == [str(number) for number in range(1, len(told.matrix.rows) + 1)]
    for audience in ("sponsors", "members", "public"):
        account = repr(demo_account(audience))
        assert not [
            row.story for row in told.matrix.rows if "." in row.story and row.story in account
        ]


def test_what_the_charts_spell_is_searched_too(reports):
    assert re.search(rf"\b{SHOWN}\b \|", texts(reports["2024/25-Q1"])["sponsors.html"])


@pytest.mark.parametrize("audience", ["sponsors", "members", "public"])
def test_no_chart_is_handed_a_number_of_people_that_is_not_shown(audience, told, demo_account):
    # what is shown of people is 0, or a multiple of 5 from 10 on
    for account in (told(audience), demo_account(audience)):
        blocks = [block for section in account.sections for block in section.blocks]
        handed = [
            number
            for figure in blocks
            if isinstance(figure, ReportFigure) and unit_of(figure).of_people
            for number in frame_of(figure).to_numpy().ravel()
        ] + [
            number
            for block in blocks
            if isinstance(block, Headlines)
            for row in block.rows
            if row.unit.of_people
            for _, number in row.trend
            if number not in (None, "[c]")
        ]
        assert handed or audience != "sponsors"
        known = [each for each in handed if not pd.isna(each)]
        assert [each for each in known if each % 5 or each == 5] == []


def test_no_file_row_or_name_is_in_the_manifest_of_what_is_shared(reports, community):
    manifest = json.loads((reports["2024/25-Q1"] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["figures"]["attendances"] == float(SHOWN)
    assert {key for each in manifest["inputs"] for key in each} == {"fingerprint", "format"}
    # a digest could be tried against guesses of what stands in a small file
    digests = {each.digest for each in community.files}
    assert not digests & {each["fingerprint"] for each in manifest["inputs"]}
    assert "machines" not in manifest["settings"]


def test_a_small_count_is_marked_in_table_workbook_and_csv(reports):
    here = reports["2024/25-Q2"]
    told = pd.read_csv(here / "indicators.csv")
    new = told[told["indicator"].eq("new_attendees") & told["quarter"].eq("2024/25-Q2")].iloc[0]
    assert (new["status"], new["note"]) == ("c", "withheld to protect small numbers of people")
    assert pd.isna(new["value"])
    assert "[c]" in texts(here)["sponsors.html"]
    assert "[c]" in texts(here)["sponsors.xlsx"]


def test_a_reading_that_rests_on_few_people_is_withheld_everywhere(reports):
    for text in texts(reports["2024/25-Q2"]).values():
        assert "4.33" not in text
        assert "4.44" not in text


COUNTED = (
    "list_members",
    "list_joined",
    "list_left",
    "unique_attendees",
    "new_attendees",
    "retained_attendees",
    "reactivated_attendees",
)


def known(reports: dict[str, Path]) -> dict[tuple[str, str], range]:
    """What an attacker knows of each number, from both quarters' files together."""
    bounds: dict[tuple[str, str], range] = {}
    for folder_ in reports.values():
        for row in pd.read_csv(folder_ / "indicators.csv").to_dict("records"):
            key = (row["quarter"], row["indicator"])
            if row["indicator"] not in COUNTED:
                continue
            if row["status"] == "c":
                found = range(1, 10)
            elif pd.isna(row["value"]):
                continue
            else:
                value = int(row["value"])
                found = range(max(value - 4, 10), value + 5) if value else range(1)
            # every report shows a number as the one before it did
            assert bounds.setdefault(key, found) == found
    return bounds


def test_by_subtraction_over_two_quarters_no_withheld_count_is_recovered(reports):
    told = known(reports)
    before, after = ((quarter, "list_members") for quarter in ("2024/25-Q1", "2024/25-Q2"))
    parts = [told["2024/25-Q2", each] for each in ("list_joined", "list_left")]
    fits = [
        (j, g) for j, g in product(*parts) if any(a + j - g in told[after] for a in told[before])
    ]
    assert (7, 1) in fits
    assert len({j for j, _ in fits}) > 2
    assert len({g for _, g in fits}) > 2
    people = [
        told["2024/25-Q2", each]
        for each in ("new_attendees", "retained_attendees", "reactivated_attendees")
        if ("2024/25-Q2", each) in told
    ]
    ways = [
        each for each in product(*people) if sum(each) in told["2024/25-Q2", "unique_attendees"]
    ]
    assert len({each[0] for each in ways}) > 2
    assert len({each[1] for each in ways}) > 2


def test_by_division_no_withheld_count_of_clickers_is_recovered(reports):
    rows = pd.read_csv(reports["2024/25-Q2"] / "indicators.csv")
    here = rows[rows["quarter"].eq("2024/25-Q2")].set_index("indicator")
    assert here.at["mailings", "value"] == 2
    assert here.at["unique_clickers", "status"] == "c"
    # 14 clicks of 80 emails are 18 %; 76 to 84 emails are told of: 14 or 15 clicks
    share, part, whole = (
        here.at["click_rate", each] for each in ("value", "numerator", "denominator")
    )
    clicks = {
        n
        for n, d in product(
            range(int(part) - 4, int(part) + 5), range(int(whole) - 4, int(whole) + 5)
        )
        if abs(n / d - share) <= 0.005
    }
    assert 14 in clicks
    # in two mailings each person clicks twice at the most: 7, 8 and 9 people are left
    left = {people for people in range(1, 10) for n in clicks if people <= n <= 2 * people}
    assert len(left) > 2


@pytest.fixture(scope="module")
def told(community):
    """What the planted community tells an audience of its last quarter, told once each."""
    return cache(lambda audience: account_of(community, "2024/25-Q2", audience))


def shown(account) -> str:
    from test_html import executed

    return page(executed(account), title=account.title)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_story_is_read_only_by_those_its_teller_agreed_to(audience, told):
    words = repr(told(audience))
    read = {consent for consent, word in TOLD.items() if word in words}
    assert read
    assert read <= READ_BY[audience]


def test_the_matrix_of_leaders_has_every_story_but_the_private_one(told):
    words = repr(told("leaders"))
    assert {consent for consent, word in TOLD.items() if word in words} == READ_BY["leaders"]


def test_a_story_withdrawn_vanishes_from_the_next_rendering(tmp_path, told, community):
    after = load(planted(tmp_path, withdrawn="public"), as_of=AS_OF).narrative_tables
    assert "quixotic" in repr(told("leaders"))
    for audience in AUDIENCES:
        evidence = evidence_for(community, "2024/25-Q2", audience)  # of the same numbers
        tables = readable_by(audience, after)
        assert "quixotic" not in repr(audience_account(replace(evidence, narrative_tables=tables)))


def test_rendering_the_quarterly_report_keeps_the_accounts_beside_it(reports, rendered):
    account = reports["2024/25-Q2"]
    before = {path.name: path.read_bytes() for path in account.iterdir()}
    here = rendered("2024/25-Q2", "", "csv")
    assert (here / "indicators.csv").exists()
    assert here == account.parent
    assert {path.name: path.read_bytes() for path in account.iterdir()} == before


ORDER = {
    "sponsors": ["brief", "matrix", "unknown"],
    "leaders": [
        "brief",
        "headlines",
        "own",
        "milestones",
        "trends",
        "activities",
        "topics",
        "feedback",
        "recommendations",
        "agenda",
        "people",
        "participation",
        "list",
        "matrix",
        "stories",
        "hopes",
        "narratives",
        "plan",
        "constituencies",
        "data",
    ],
    "members": ["brief", "stories", "thanks", "happened", "decided", "next", "data"],
    "public": ["brief", "stories", "happened", "reach", "data"],
}


@pytest.fixture(scope="module")
def accounts(demo_account):
    """What the demo community tells each audience of its last quarter."""
    return {each: demo_account(each) for each in AUDIENCES}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_has_its_own_selection_in_its_own_order(audience, accounts):
    account = accounts[audience]
    assert [each.id for each in account.sections if not each.appendix] == ORDER[audience]


def test_what_sponsors_read_first_is_followed_by_an_appendix(accounts):
    account = accounts["sponsors"]
    assert [each.id for each in account.sections if each.appendix] == [
        "headlines",
        "months",
        "reach",
        "stories",
        "professions",
        "activities",
        "own",
        "matrix-table",
        "hopes",
        "data",
    ]


def test_sponsors_get_two_rich_stories_and_members_one_that_was_applied(accounts):
    sponsors = told_in_full(accounts["sponsors"])
    assert [each.title for each in sponsors] == [
        "The bleep that was answered",
        "The card by the phone",
    ]
    first, _ = told_in_full(accounts["members"])
    assert "Applied value" in {step.cycle for step in first.steps}


def told_in_full(account: Account) -> list[Story]:
    """The stories of an account, that of its first page first."""
    blocks = (block for section in account.sections for block in section.blocks)
    return [each for each in blocks if isinstance(each, Story)]


def test_members_and_the_public_are_told_no_rate_and_no_ranking(accounts):
    for audience in ("members", "public"):
        account = accounts[audience]
        blocks = [block for section in account.sections for block in section.blocks]
        assert not [block for block in blocks if isinstance(block, ReportFigure | Headlines)]


def test_no_account_claims_a_cause(accounts):
    for audience in AUDIENCES:
        told = repr(accounts[audience])
        assert not re.search(r"\b(caused|causes|resulted in|thanks to the community)\b", told)
    assert "contributed to changes in practice" in accounts["sponsors"].summary


@pytest.fixture(scope="module")
def seven(tmp_path_factory) -> Community:
    """Seven people of seven organisations and seven professions at one event."""
    head = "Event,Name,Email,Organisation,Profession,Role\n"
    rows = "".join(f"e1,P{n},p@trust{n}.nhs.uk,,Profession {n},\n" for n in range(7))
    listed = EVENTS + "e1,Huddle,2024-05-14 13:00,,,,,,\n"
    files = {"events.csv": listed, "came.csv": head + rows}
    found = load(folder(tmp_path_factory.mktemp("seven"), files), as_of=AS_OF)
    came = found.attendance[["organisation", "profession"]]
    assert came.nunique().tolist() == [7, 7]
    return found


def test_seven_people_of_seven_organisations_are_told_neither_by_number_nor_by_name(seven):
    # seven organisations named beside a withheld number of people would tell that it is seven
    for audience in ("sponsors", "members", "public"):
        assert evidence_for(seven, "2024/25-Q1", audience).facts.parts[Part.NAMED].empty
        assert "trust0" not in repr(account_of(seven, "2024/25-Q1", audience))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_quarter_before_the_first_event_has_its_account(audience, demo):
    # the demo's exports begin with mailings of the winter 2023/24, half a year before its first event
    assert account_of(demo, "2023/24-Q4", audience).quarter == "2023/24 Q4"


def told_by(place, *stories: str, steps: str):
    """What leaders are told of these stories, in words."""
    return audience_account(beside(place, *stories, steps=steps))


CHAIN = ("immediate", "potential", "applied", "realised")


def test_a_story_comes_back_to_the_community_only_where_a_loop_leads_there(tmp_path):
    ways = {
        "Once back a step": (*CHAIN, "applied"),
        "Once back": (*CHAIN, "immediate"),
        "Twice back": (*CHAIN, "potential", "immediate"),
        "Straight on": CHAIN,
    }
    steps = "".join(way(name, *cycles) for name, cycles in ways.items()) + "".join(
        step("Rich", each, cites="events" if each in CHAIN[2:] else "") for each in CHAIN
    )
    account = told_by(tmp_path, *map(story, (*ways, "Rich")), steps=steps)
    remarks = {each.title.removeprefix("Title of "): each.remark for each in told_in_full(account)}
    whole = "Goes all the way, from what happened to what came of it."
    assert remarks == {
        "Once back a step": f"{whole} It goes back a step once.",
        "Once back": f"{whole} It comes back to the community once.",
        "Twice back": f"{whole} It comes back to the community 2 times.",
        "Straight on": whole,
        "Rich": "Goes all the way from activity to outcome, and 2 of its steps cite or explain an indicator.",
    }


def test_leaders_are_told_one_story_in_full_the_furthest_and_the_others_open(tmp_path):
    """Only what was expected and its potential; all the way; all the way and borne out twice."""
    ways = {"Short": CHAIN[:2], "Whole": CHAIN}
    steps = "".join(way(name, *cycles) for name, cycles in ways.items()) + "".join(
        step("Rich", each, cites="events" if each in CHAIN[2:] else "") for each in CHAIN
    )
    account = told_by(tmp_path, *map(story, (*ways, "Rich")), steps=steps)
    lead, *_ = account.section("stories").blocks
    told = told_in_full(account)
    assert lead == Paragraph(
        "Choose a title to open the other 2 stories; in print, the matrix above has every step."
    )
    assert [(each.title, each.folded) for each in told] == [
        ("Title of Rich", False),
        ("Title of Whole", True),
        ("Title of Short", True),
    ]
    assert "<summary>Title of Short</summary>" in show(account, "stories")._repr_html_()
    assert "<h3>Title of Rich</h3>" in show(account, "brief")._repr_html_()


def test_a_hope_is_not_said_to_have_made_no_difference(tmp_path):
    told = [story(name).replace(",positive", ",none") for name in ("Hoped", "Reported")]
    steps = step("Hoped", "realised", status="aspired") + step("Reported", "realised")
    stories = told_in_full(told_by(tmp_path, *told, steps=steps))
    hoped, reported = (
        next(each.byline for each in stories if each.title == f"Title of {name}")
        for name in ("Hoped", "Reported")
    )
    assert hoped == "Told by nurses; collected on 20 May 2024; told for anybody to read."
    assert "it made no difference" in reported


@pytest.mark.parametrize(
    ("ways", "message"),
    [
        (
            (CHAIN, CHAIN[:2]),
            "Of 2 stories, 1 goes all the way from an activity to what came of it",
        ),
        ((CHAIN, CHAIN), "Of 2 stories, 2 go all the way from an activity to what came of it"),
    ],
)
def test_one_story_goes_and_two_go_all_the_way(ways, message, tmp_path):
    steps = "".join(way(f"S{number}", *each) for number, each in enumerate(ways, start=1))
    account = told_by(tmp_path, story("S1"), story("S2"), steps=steps)
    assert [
        each.title for each in account.section("matrix").blocks if isinstance(each, ReportFigure)
    ] == [message]


def test_stories_without_a_day_are_not_said_not_to_be_there(tmp_path):
    account = told_by(tmp_path, story("S1", day=""), steps=way("S1", "immediate"))
    assert [each.text for each in account.section("stories").blocks] == [
        "No story is known to have been collected in 2024/25 Q1. 1 story of the matrix does not say "
        "when it was."
    ]


def test_professions_beyond_those_drawn_are_in_a_table(demo_account):
    figure, table = demo_account("sponsors").section("professions").blocks
    assert len(figure.data.rows) == 12
    more = len(table.rows) - 12
    assert more > 0
    assert figure.subtitle.endswith(f"(12 of them; {more} more in the table, on screen)")
    assert figure.title == f"People of {len(table.rows)} professions took part"


def test_of_few_people_no_profession_is_told(seven):
    # seven professions beside a withheld number of people would tell that each is one person's
    account = account_of(seven, "2024/25-Q1", "sponsors")
    assert "Profession 1" not in repr(account.section("professions"))


def test_the_leaders_account_finds_the_realised_value_that_sponsors_ask_for(accounts):
    (table, *_) = accounts["leaders"].section("constituencies").blocks
    (sponsors,) = (row for row in table.rows if row[0] == "Sponsors")
    assert "stories of realised value" in str(sponsors[4])
    assert sponsors[5] is None


def test_the_editors_words_are_woven_in_and_cannot_bring_a_script(tmp_path):
    words = "A **good** quarter.<script>alert(1)</script>\n\n## Stories\nRead *this*.\n"
    evidence = beside(
        *(tmp_path, story("S1")),
        steps=way("S1", "immediate"),
        audience=Audience.MEMBERS,
        words=words,
    )
    html = shown(audience_account(evidence))
    assert "<strong>good</strong>" in html
    assert "<em>this</em>" in html
    assert "<script>" not in html

"""The desk's steps without a browser: what its buttons do is what the commands do."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import ipywidgets as widgets
import pytest
from folders import EVENTBRITE, ZOOM, folder, zoom

from copmetrics.commands import explorer_beside
from copmetrics.commands.answer_words import SAID, answer_words
from copmetrics.commands.shortcuts import make_shortcuts
from copmetrics.desk import choosing
from copmetrics.desk.desk import Desk
from copmetrics.errors import FileError
from copmetrics.identity.review import decisions
from copmetrics.publishing.editions import community_there
from copmetrics.settings.tables import FileAnswers

pytestmark = pytest.mark.slow

OPEN_DATES = ZOOM + "Asha One,asha@example.org,05/06/2026 13:00,05/06/2026 14:00,60,No\n"
UNDATED = EVENTBRITE + "1,2026-05-01,A,One,a@example.org,1,11,Attending\n"
SETTINGS = {"community.toml": 'name = "The circle"\n'}


def desk_on(place, files):
    return Desk(folder(place / "circle", {**SETTINGS, **files}).parent, community="circle")


def shown(widget) -> list[widgets.Widget]:
    """All that somebody sees of it, in order."""
    if widget.layout.display == "none":
        return []
    below = [each for child in getattr(widget, "children", ()) for each in shown(child)]
    return [widget, *below]


def said(desk) -> str:
    return "\n".join(each.value for each in shown(desk.shown) if isinstance(each, widgets.HTML))


def press(desk, text):
    (pressed,) = [
        each
        for each in shown(desk.shown)
        if isinstance(each, widgets.Button) and each.description == text
    ]
    pressed.click()


def type_into(desk, label, value):
    (typed,) = [each for each in shown(desk.shown) if getattr(each, "description", None) == label]
    typed.value = value


def settings_of(place):
    return (place / "circle" / "community.toml").read_text(encoding="utf-8")


def test_every_answer_that_there_is_has_words_for_its_button():
    assert set(SAID) == set(FileAnswers.model_fields)
    words = {
        "day_first = false": "The month comes first",
        'event = "huddle"  # of that one': "It is of the event 'huddle': of that one",
        "starts = 2026-05-14": "It was on 14 May 2026",
        'marks = { "Q" = "absent" }': "They did not come",
        'columns = {"Attended" = "Here?"}': "Yes: 'Here?' is its 'Attended'",
        "ignore = true  # nobody in it came": "Leave this file out: nobody in it came",
    }
    assert {line: answer_words(line) for line in words} == words


def test_a_community_is_made_once_and_its_name_is_asked_for(tmp_path):
    desk = Desk(tmp_path)
    press(desk, "Make this community")
    assert "Its name: is empty. Type what the community is called." in said(desk)
    type_into(desk, "Its name", "The <Sepsis> circle")
    press(desk, "Make this community")
    assert (tmp_path / "the-sepsis-circle" / "community.toml").exists()
    assert desk.choosing.among.label == "The <Sepsis> circle"
    assert "is empty" not in said(desk)
    assert "could be read" not in said(desk)  # the workbooks to fill in are no files of somebody's
    desk.choosing.among.value = choosing.NEW
    type_into(desk, "Its name", "the sepsis circle")
    press(desk, "Make this community")
    assert "has a community.toml already" in said(desk)


def test_files_are_put_in_together_and_one_of_a_known_name_is_asked_about(tmp_path):
    desk = desk_on(tmp_path, {"may.csv": zoom("Asha One,asha@example.org")})
    assert "Your file could be read. A report can be made." in said(desk)
    newer = zoom("Asha One,asha@example.org", "Ben Two,ben@example.org").encode()
    give = desk.adding.given
    give("june.csv", zoom("Cy Three,cy@example.org", day="2024-06-11").encode(), 2)
    give("may.csv", newer, 1)
    give("open-in-excel.csv", None, 0)
    assert "<li>june.csv: added.</li>" in said(desk)
    assert "open-in-excel.csv: could not be read. Close it in Excel" in said(desk)
    assert "<strong>may.csv</strong> is in the folder already" in said(desk)
    assert "2 of 2 files could be read." in said(desk)
    press(desk, "Put the new one in its place")
    assert (tmp_path / "circle" / "may.csv").read_bytes() == newer
    assert "is in the folder already" not in said(desk)


def test_questions_come_one_at_a_time_and_one_left_open_is_asked_again(tmp_path):
    desk = desk_on(tmp_path, {"a.csv": OPEN_DATES, "b.csv": OPEN_DATES.replace("05/06", "07/08")})
    assert "The first of 2 questions, on a.csv" in said(desk)
    assert "<p class='question'>Is &#x27;05/06/2026&#x27; day first or month first?" in said(desk)
    press(desk, "Leave it open for now")
    assert "One question, on b.csv" in said(desk)
    press(desk, "The month comes first")
    assert settings_of(tmp_path).endswith('[files."b.csv"]\nday_first = false\n')
    assert "Nothing else is asked." in said(desk)
    press(desk, "Ask again what was left open")
    press(desk, "The day comes first")
    assert "2 of 2 files could be read. A report can be made." in said(desk)


def test_a_day_is_typed_and_what_is_none_is_said_to_be_none(tmp_path):
    desk = desk_on(tmp_path, {"x.csv": UNDATED})
    press(desk, "This is it")
    assert "That: is no answer of this kind. Try again." in said(desk)
    type_into(desk, "Or on another day", date(2026, 5, 21))
    press(desk, "This is it")
    assert settings_of(tmp_path).endswith('[files."x.csv"]\nstarts = 2026-05-21\n')


def test_two_entries_are_told_apart_with_what_that_does(tmp_path):
    twice = zoom("Asha One,asha@example.org", "Asha One,asha@elsewhere.example", day="2026-07-09")
    desk = desk_on(tmp_path, {"july.csv": twice})
    press(desk, "Decide on 1 pair")
    assert "unique attendees 2 to 1" in said(desk)
    press(desk, "Two people")
    assert len(decisions(tmp_path / "circle").different) == 1
    assert "People who may be one person" not in said(desk)


def test_what_is_wrong_is_a_sentence_and_no_report_is_offered(tmp_path):
    desk = desk_on(tmp_path, {"community.toml": "name = 7\n", "may.csv": zoom("Asha,a@b.example")})
    assert "community.toml" in said(desk)
    assert "Traceback" not in said(desk)
    assert "4. Make" not in said(desk)


def test_what_was_made_is_listed_with_what_it_said(tmp_path):
    manifest = (
        '{"community": "The circle", "quarter": "2026/27-Q1", "audience": "", "stamp": "Made in July",'
        ' "figures": {"attendances": 1432.0, "events": null}}'
    )
    made = {
        "reports/circle/2026-27-Q1/manifest.json": manifest,
        "reports/circle/2026-27-Q1/quarterly.html": "x",
        "reports/circle/2026-27-Q1/brief-public/manifest.json": manifest.replace(
            '"audience": ""', '"audience": "public"'
        ),
        "reports/circle/2026-27-Q1/brief-public/brief-public.docx": "x",
        "reports/circle/monday/2026-07-06/facilitator.html": "x",
    }
    desk = desk_on(folder(tmp_path, made), {"may.csv": zoom("Asha One,asha@example.org")})
    there = community_there(tmp_path / "reports" / "circle")
    names = [[link.path.name for link in each.links] for each in there.editions]
    assert names == [["quarterly.html"], ["brief-public.docx"]]
    assert len(there.mondays) == 1
    rows = re.search(r"<tbody>.*</tbody>", said(desk).split("Reports and accounts")[-1]).group()
    assert "2026/27 Q1, quarterly report<small>Made in July</small>" in rows
    assert "2026/27 Q1, brief for the public<small>" in rows
    assert "brief-public/brief-public.docx' target='_blank' rel='noopener'>Word<" in rows
    assert "href='made/circle/2026-27-Q1/quarterly.html' target='_blank'" in rows
    assert "<td>1,432</td><td>–</td><td>–</td>" in rows
    assert "made/circle/monday/2026-07-06/facilitator.html" in said(desk)


def several(place):
    """Two communities that came to the same huddle, and one with a cell that is no number."""
    people = [f"Asha{n} One,asha{n}@example.org" for n in range(15)]
    broken = zoom("Bo Two,bo@example.org").replace(",60,", ",an hour,")
    for name, told in {"east": zoom(*people), "north": zoom(*people[5:]), "west": broken}.items():
        folder(place / name, {"community.toml": f'name = "{name.title()}"\n', "may.csv": told})
    return place


def test_one_report_of_all_is_offered_from_the_second_community_on(tmp_path):
    desk = desk_on(tmp_path, {})
    assert "Or all of them together" not in said(desk)
    desk.choosing.among.value = choosing.NEW
    type_into(desk, "Its name", "The other circle")
    press(desk, "Make this community")
    assert "Or all of them together" in said(desk)
    desk.choosing.among.value = choosing.NEW
    assert "Or all of them together" in said(desk)


def test_the_brief_of_all_is_made_opened_and_listed_and_who_could_not_be_read_is_said(
    tmp_path, monkeypatch
):
    desk = Desk(several(tmp_path / "nation"))
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    progress = []
    monkeypatch.setattr(
        desk.together.step.saying, "say_progress", lambda *told: progress.append(told)
    )
    press(desk, "Make its brief")
    assert progress == [
        *(("Reading the communities …", done, 3) for done in range(3)),
        ("Making the report …", 0, 1),
    ]
    brief = "nation/network/2024-25-Q1/brief/brief"
    assert f"href='made/{brief}.html' target='_blank' rel='noopener'>Open its brief</a>" in said(
        desk
    )
    assert "role='alert' class='wrong'><p>Without these:</p>" in said(desk)
    assert (
        "west: may.csv, row 2, column &#x27;Duration (minutes)&#x27;: &#x27;an hour&#x27;"
        in said(desk)
    )
    assert "about 25 attendances" in (tmp_path / f"nation/reports/{brief}.txt").read_text("utf-8")
    assert "2024/25 Q1, network in brief<small>" in said(desk)
    assert f"made/{brief}.docx' target='_blank' rel='noopener'>Word<" in said(desk)
    assert "<td>2 (1 could not be read)</td>" in said(desk)
    assert "in brief" in said(Desk(tmp_path / "nation"))


def test_what_keeps_all_from_being_told_together_is_a_sentence(tmp_path):
    place = folder(several(tmp_path), {"may.csv": zoom("Asha One,asha@example.org")})
    desk = Desk(place)
    press(desk, "Make the network's report")
    assert (
        f"role='alert' class='wrong'>{place / 'may.csv'}: is an export that lies beside folders of "
        "communities, in none of them. Move it into the folder of its community" in said(desk)
    )


def test_a_shortcut_is_made_for_the_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "copmetrics.desk.keeping.make_shortcuts", lambda place: (place / "Open copmetrics.bat",)
    )
    desk = desk_on(tmp_path, {})
    assert f"are in <strong>{tmp_path}</strong>." in said(desk)
    press(desk, "Make a shortcut")
    assert f"Made: {tmp_path / 'Open copmetrics.bat'}." in said(desk)


def test_in_a_hub_nobody_is_told_of_this_computer_or_offered_a_shortcut_on_it(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/zoe/")
    monkeypatch.setenv("MAILCHIMP_API_KEY", "0123456789abcdef0123456789abcdef-us21")
    desk = desk_on(tmp_path, {})
    assert "Nothing leaves your JupyterHub." in said(desk)
    assert "Or fetch them from their source" in said(desk)
    assert "this computer" not in said(desk)
    assert f"<strong>{tmp_path}</strong> on your JupyterHub. The card" in said(desk)
    buttons = [each.description for each in shown(desk.shown) if isinstance(each, widgets.Button)]
    assert "Make a shortcut" not in buttons
    with pytest.raises(FileError, match=r"open the desk by its card in JupyterLab's launcher\."):
        make_shortcuts(tmp_path)
    assert not list(tmp_path.rglob("*.desktop"))


def test_the_explorer_is_opened_by_its_address_and_what_keeps_it_is_said(tmp_path, monkeypatch):
    started = []

    def explorer(command, **_):
        started.append(command)
        return SimpleNamespace(stdout=["It is open.\n", "    http://127.0.0.1:7/?t=1\n"])

    monkeypatch.setattr(explorer_beside.subprocess, "Popen", explorer)
    desk = desk_on(tmp_path, {"may.csv": zoom("Asha One,asha@example.org")})
    press(desk, "Follow a question in the explorer")
    assert "href='http://127.0.0.1:7/?t=1'" in said(desk)
    assert started[0][3:5] == ["explore", str(tmp_path / "circle")]
    monkeypatch.setattr(
        explorer_beside.subprocess,
        "Popen",
        lambda *_, **__: SimpleNamespace(stdout=["copmetrics: circle: has no quarter yet.\n"]),
    )
    press(desk, "Follow a question in the explorer")
    assert "role='alert' class='wrong'>circle: has no quarter yet.</p>" in said(desk)


def test_where_another_server_shows_the_desk_the_explorer_is_that_servers_too(
    tmp_path, monkeypatch
):
    # its other ports no browser reaches, so none is opened
    monkeypatch.setattr(explorer_beside.subprocess, "Popen", None)
    name = "South & West"
    place = folder(tmp_path / name, {**SETTINGS, "may.csv": zoom("Asha,a@example.org")}).parent
    desk = Desk(
        place,
        community=name,
        made="/user/zoe/files/copmetrics/reports/",
        explorer="/user/zoe/copmetrics/explorer",
    )
    press(desk, "Follow a question in the explorer")
    assert (
        "<p><a href='/user/zoe/copmetrics/explorer?community=South%20%26%20West' target='_blank'"
        in said(desk)
    )
    assert "for as long as this page is open" not in said(desk)

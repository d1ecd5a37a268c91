"""The community's memory: what members may see of it, nothing that runs, and nothing from the web."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from folders import folder
from PIL import Image

from copmetrics.accounts.memory import Memory, memory_of
from copmetrics.community.community import Community, load
from copmetrics.errors import Problems
from copmetrics.framework.audiences import Audience
from copmetrics.render.memory import memory_page
from copmetrics.typed_text import is_web_link

HEADINGS = "Date,Title,Event,Kind,Link or file,By,Consent\n"
EVENTS = (
    "event,title,starts,topic\nmay,The <b>May</b> huddle,2024-05-14 13:00,Nights\n"
    "july,The July visit,2024-07-09 13:00,\nlate,The winter day,2024-12-03 13:00,\n"
)
AS_OF = "2024-10-05"
FILES = {
    "events.csv": EVENTS,
    "outputs.csv": f"{HEADINGS}2024-05-14,Slides,may,slides,https://example.org/slides,SR1,members\n"
    '2024-05-15,"The wall, at last",may,photograph,wall.png,SR2,members\n'
    "2024-05-16,The hall,may,photograph,https://example.org/hall,SR2,private\n"
    "2024-05-16,Without a word,may,photograph,https://example.org/none,SR2,\n"
    "2024-08-01,What we read,,post,https://example.org/post,,public\n"
    "2024-08-02,Taken back,,post,https://example.org/back,,withdrawn\n",
    "agenda.csv": "Raised on,Item,Status,Closed on,Outcome,Consent\n"
    "2024-05-14,Night cover,done,2024-08-05,A rota,members\n",
    "stories.csv": "Story,Title,Consent,Collected on,Constituency\nS1,The card,public,2024-07-01,Ward nurses\n"
    "S2,Not for you,sponsors,2024-07-02,Ward nurses\nS3,Nobody's,private,2024-07-02,\n",
    "steps.csv": "Story,Cycle,What it says\nS1,Immediate,We met.\nS2,Immediate,We met too.\n"
    "S3,Immediate,Nobody knows.\n",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Community:
    place = folder(tmp_path_factory.mktemp("kept"), FILES)
    Image.new("RGB", (1200, 800), "red").save(place / "wall.png")
    return load(place, as_of=AS_OF)


@pytest.fixture(scope="module")
def members(kept: Community) -> Memory:
    return memory_of(kept, Audience.MEMBERS)


def told(memory: Memory) -> list[tuple[str, str, str]]:
    return [(each.on, each.kind, each.title) for q in memory.quarters for each in q.entries]


def test_members_read_what_happened_and_what_they_may_see_of_it_newest_first(members):
    assert told(members) == [
        ("5 Aug 2024", "Decision", "Night cover"),
        ("1 Aug 2024", "Output", "What we read"),
        ("9 Jul 2024", "Event", "The July visit"),
        ("2 Jul 2024", "Story", "Not for you"),
        ("1 Jul 2024", "Story", "The card"),
        ("14 May 2024", "Event", "The <b>May</b> huddle"),
    ]
    may = members.quarters[-1].entries[-1]
    assert [(link.title, link.kind) for link in may.links] == [
        ("Slides", "slides"),
        ("The wall, at last", "photograph"),
    ]
    assert [each.title for each in members.tellings] == ["Not for you", "The card"]


def test_anybody_reads_less_and_nothing_by_halves(kept):
    public = memory_of(kept, Audience.PUBLIC)
    assert [title for _, _, title in told(public)] == [
        "What we read",
        "The July visit",
        "The card",
        "The <b>May</b> huddle",
    ]
    assert public.quarters[-1].entries[-1].links == ()
    page = memory_page(public)
    for hidden in ("Slides", "wall", "Night cover", "Not for you", "SR1", "hall", "Taken back"):
        assert hidden not in page


def test_somebody_new_is_told_where_to_start(members):
    assert members.opening == (
        "The community has met twice since 14 May 2024.",
        "Its events were about Nights.",
        "You need to know nothing beforehand: come to the next event, and ask.",
    )
    assert members.coming == ("The winter day (3 Dec 2024)",)
    assert [each.title for each in members.first][:2] == ["Not for you", "The card"]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_runs_nothing_loads_nothing_and_links_to_the_web_alone(members):
    page = memory_page(members)
    parser = _Page()
    parser.feed(page)
    tags = {tag for tag, _ in parser.tags}
    assert not tags & {"script", "iframe", "object", "embed", "form", "link", "b"}
    links = [attrs["href"] for tag, attrs in parser.tags if tag == "a"]
    assert all(link.startswith(("#", "https://example.org/")) for link in links)
    pictures = [attrs for tag, attrs in parser.tags if tag == "img"]
    assert [each["alt"] for each in pictures] == ["Photograph."]
    assert pictures[0]["src"].startswith("data:image/png;base64,")
    assert "The &lt;b&gt;May&lt;/b&gt; huddle" in page
    assert len(page) < 60_000  # the picture is small


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "//example.org/x",
        "/etc/passwd",
        "../other/wall.png",
        "C:\\wall.png",
        "gone.png",
    ],
)
def test_what_is_no_link_of_the_web_and_no_file_of_the_folder_is_one_line(tmp_path: Path, place):
    assert not is_web_link(place)
    quoted = place.replace('"', '""')
    line = f'2024-05-14,Slides,may,slides,"{quoted}",,members\n'
    with pytest.raises(Problems) as raised:
        load(folder(tmp_path, {"events.csv": EVENTS, "outputs.csv": HEADINGS + line}), as_of=AS_OF)
    (error,) = raised.value.errors
    assert str(error).startswith(f"outputs.csv, row 2, column 'Link or file': '{place}' is not a")

"""Make the demo community: `uv run python data/make_demo.py` writes the same bytes every time.

Everybody in it is invented. `--truth FILE` also writes the right answers, from the pretend world
itself and not from the files.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from demo.agenda import write_agenda
from demo.critical_friends import write_critical_friends
from demo.eventbrite import write_eventbrite
from demo.feedback import write_feedback
from demo.forms import write_forms
from demo.mailchimp import write_mailchimp
from demo.outputs import write_outputs
from demo.own import write_own
from demo.platform import write_platform
from demo.register import write_register
from demo.sign_in import write_sign_in
from demo.simulation import World, make_world
from demo.stories import write_stories
from demo.teams import write_teams
from demo.truth import truth_of
from demo.zoom import write_zoom

FOLDER = Path(__file__).resolve().parent / "acute-deterioration"
WRITERS = {
    "mailchimp": write_mailchimp,
    "eventbrite": write_eventbrite,
    "zoom": write_zoom,
    "teams": write_teams,
    "forms": write_forms,
    "sign-in": write_sign_in,
    "feedback": write_feedback,
    "stories": write_stories,
    "register": write_register,
    "agenda": write_agenda,
    "platform": write_platform,
    "critical-friends": write_critical_friends,
    "outputs": write_outputs,
}


def write_community(world: World, folder: Path) -> None:
    """Write the whole community; only in its own place are exports of an earlier run removed."""
    for name, write in WRITERS.items():
        if folder == FOLDER:
            shutil.rmtree(folder / name, ignore_errors=True)
        write(world, folder / name)
    write_own(world, folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the community where asked, and the truth about it if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder to write")
    parser.add_argument("--truth", type=Path, help="also write the right answers, as JSON")
    asked = parser.parse_args(arguments)
    world = make_world()
    write_community(world, asked.out)
    if asked.truth:
        text = json.dumps(truth_of(world), indent=2, ensure_ascii=False)
        asked.truth.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""What a reader of all that is shared can find out: many small communities, attacked one by one.

`uv run python benchmarks/attacked.py 40` makes forty communities of two years, reads all that is shared of
them and searches by integer programming for the least and the greatest value of each small number. Every
other one has callers without a name, scanners and machines too; each has sectors and bands.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "privacy")]

from attacker import attack_on, told  # noqa: E402
from small_communities import QUARTERS, small_community, with_sectors  # noqa: E402


def main(communities: int, first: int = 0) -> None:
    """Attack so many communities; print what was found of each, and of all together."""
    small = exactly = nearly = 0
    for seed in range(first, first + communities):
        attack = attack_on(with_sectors(small_community(seed, odd=bool(seed % 2))), QUARTERS)
        small_here, near = len(attack.small_numbers()), attack.near()
        exact = [each for each in near.values() if each[0] == each[1]]
        small, exactly, nearly = small + small_here, exactly + len(exact), nearly + len(near)
        print(f"community {seed}: {small_here} small numbers, {len(near)} found", flush=True)
        print("".join(f"  {each}\n" for each in told(near)), end="", flush=True)
    print(f"{small} small numbers: {exactly} exactly, {nearly - exactly} to two neighbours")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

"""The lines behind a share: what each adds to the part, and what to the whole."""

from __future__ import annotations

from building import attendance, community, events, mailings, members

from copmetrics.community.explain import explained, explanation_words


def told():
    """Four are on the list, of whom two came, Asha twice in two rows; Gus came and is not on it."""
    return community(
        {
            "events": events(talk="2024-05-14 13:00"),
            "attendance": attendance(
                ("talk", "asha"), ("talk", "asha"), ("talk", "ben"), ("talk", "gus")
            ),
            "members": members(
                *((each, "2024-01-10", None) for each in ("asha", "ben", "cy", "dee"))
            ),
            "mailings": mailings(
                {"mailing": "m1", "sent_at": "2024-05-02", "delivered": 60, "unique_opens": 45},
                {"mailing": "m2", "sent_at": "2024-06-02", "delivered": 20, "unique_opens": 5},
                {"mailing": "m3", "sent_at": "2024-06-09", "unique_opens": 7},
            ),
        }
    )


def counted(there, indicator):
    rows = explained(there, indicator, there.quarter("2024-Q2"))
    words = explanation_words(there, indicator, there.quarter("2024-Q2"), rows)
    return rows, words


def test_who_is_in_the_whole_and_not_in_the_part_is_told_apart_from_who_is_in_neither():
    rows, words = counted(told(), "members_attending")
    by_person = {person: set(own["counted_as"].dropna()) for person, own in rows.groupby("person")}
    assert by_person["asha"] == {"1 of 1", "counted already"}
    assert (by_person["cy"], by_person["dee"]) == ({"0 of 1"}, {"0 of 1"})
    (gus,) = rows[rows["person"].eq("gus")]["why_not"]
    assert gus == "not of what it is a share of: people on the list"
    assert words.startswith(
        "People on the list who came, 2024 Q2: 50.0%, which is 2 (people on the list who came) of 4 (people "
        "on the list). Behind it: 4 lines that count, "
    )


def test_a_share_of_emails_is_the_sum_of_its_mailings_parts_over_that_of_their_wholes():
    rows, words = counted(told(), "open_rate")
    assert rows["counted_as"].dropna().tolist() == ["45 of 60", "5 of 20"]
    assert "62.5%, which is 50 (emails opened at least once) of 80 (emails delivered)" in words
    assert "2 lines that count, 0 that repeat one of them, 1 left out." in words

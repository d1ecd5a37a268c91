-- One row per mailing, person who clicked a link in it, and topic that the link is said to lead to (see
-- `link_topics`); one without a topic for the links of which nothing is said. A link of two topics, or links of
-- two in one mailing, are a row each: whoever counts people counts each of them once.
select distinct
    e.quarter,
    e.mailing,
    e.title,
    e.person,
    e.organisation,
    e.profession,
    e.clicked,
    e.clicked_by_person,
    t.topic
from activity as a
inner join recipient_engagement as e on a.mailing = e.mailing and a.person = e.person
left join link_topics as t on a.url = t.url
where a.left_out is null and a.action = 'click'

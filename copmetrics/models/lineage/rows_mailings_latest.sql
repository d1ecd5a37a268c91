-- One row per line about a mailing, and why it is not the one that counts, if so.
select
    m.source_file,
    m.source_row,
    cast(null as string) as person,
    m.mailing,
    m.title,
    q.quarter,
    case
        when m.left_out is not null then m.left_out
        when m.is_test = 1 then 'a test: fewer recipients than the minimum'
        when s.source_file <> m.source_file or s.source_row <> m.source_row
            then 'another export of this mailing is newer'
    end as reason
from mailing_lines as m
inner join quarters as q on m.sent_at >= q.starts_at and m.sent_at < q.known_to
left join mailings_latest as s on m.mailing = s.mailing

-- One row per line about what a recipient did with a mailing of a quarter.
select
    a.source_file,
    a.source_row,
    a.person,
    a.mailing,
    s.title,
    s.quarter,
    case
        when a.left_out is not null then a.left_out
        when a.action = 'bounced' then 'the email bounced'
    end as reason
from activity as a
inner join mailings_latest as s on a.mailing = s.mailing

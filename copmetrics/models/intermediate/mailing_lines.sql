-- One row per line of a source about a mailing. `is_test` is 1 where fewer received it than the minimum;
-- how many received it may not be known, and then it is none.
select
    m.*,
    case when m.recipients < r.minimum_recipients then 1 else 0 end as is_test
from mailings as m
cross join rules as r

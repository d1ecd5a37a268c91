-- One row per quarter and quarter of the window that ends with it: four, unless the settings say otherwise.
select
    q.quarter,
    w.quarter as quarter_within
from quarters as q
cross join rules as r
inner join quarters as w on w.quarter <= q.quarter and w.quarter > q.quarter - r.window_quarters

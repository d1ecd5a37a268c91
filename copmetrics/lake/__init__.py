"""Many communities in one place, nobody named: packed once, asked as one."""

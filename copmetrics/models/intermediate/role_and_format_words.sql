-- One row per kind of role or format and word that stands for it, as the settings have them: letter case
-- and hyphens aside, as everywhere a word of a source is compared with one of the settings.
select distinct
    kind,
    plain_word(word) as word
from words

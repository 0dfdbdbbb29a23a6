//! Letters: the report on one programme for one reader, in plain language.

//! How the judgement moves when facts are added, removed or changed.

//! What the program embeds, written from `schemas/`, `rules/` and `locales/` by
//! `cargo run -p mentorcheck-core --example generate` and committed, because a packed crate cannot reach outside its folder. A test compares it with its sources.
//!
//! The vocabulary, the compiled schema and the rules are stored as JSON, which reads ten times as fast as YAML.

#[rustfmt::skip]
mod packs;

pub(crate) use packs::PACKS;

/// The JSON Schema (2020-12) of programme descriptions, as printed by `mentorcheck schema`.
pub const PROGRAMME: &str = include_str!("programme.schema.json");
/// The same in draft-07, without the annotations for this program.
pub const PROGRAMME_DRAFT_07: &str = include_str!("programme.draft-07.schema.json");
/// The format of rule packs; each kind of file is under `$defs`.
pub const PACK: &str = include_str!("pack.schema.json");
/// The format of `--format json`.
pub const REPORT: &str = include_str!("report.schema.json");
/// The format of `mentorcheck.yaml`.
pub const CONFIG: &str = include_str!("config.schema.json");
/// The format of `diff --format json`.
pub const DIFF: &str = include_str!("diff.schema.json");

/// The compiled schema of descriptions.
pub(crate) const COMPILED: &str = include_str!("compiled.json");
/// The vocabulary of descriptions.
pub(crate) const VOCABULARY: &str = include_str!("vocabulary.json");

/// The messages of all files in `locales/en`.
pub(crate) const MESSAGES: &str = include_str!("messages.ftl");

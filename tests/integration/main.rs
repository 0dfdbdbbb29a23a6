//! Integration tests, one module per capability.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests panic on failure")]

mod common;
#[path = "../../crates/mentorcheck-core/examples/generate.rs"]
#[expect(dead_code, reason = "the example's `main` is not used here")]
mod generate;
#[path = "../../fuzz/oracles/mod.rs"]
mod oracles;
#[path = "../../benches/programmes/mod.rs"]
mod programmes;

mod architecture;
mod batch;
mod cli;
mod conditions;
mod decisions;
mod diff;
mod differential;
mod discovery;
mod docs;
mod drafts;
mod evidence;
mod evidence_kinds;
mod explain;
mod extract_totals;
mod fast_path_parity;
mod fix;
mod fixtures;
mod formats;
mod forms;
mod fuzz_regressions;
mod generated;
mod html;
mod identity;
mod input_errors;
mod isolation;
mod language;
mod letter;
mod outputs;
mod outputs_safe;
mod pack;
mod pack_errors;
mod pack_extensibility;
mod policy;
mod portfolio;
mod properties;
mod readme;
mod remedy;
mod rule_coverage;
mod rules_test;
mod text_survives;
mod trust;
mod untrusted_input;
mod untrusted_packs;
mod verify;
mod wording;
mod yaml_suite;

//! The integration tests, a module for each capability.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as expected")]

mod common;
#[path = "../../crates/mentorcheck-core/examples/generate.rs"]
#[expect(dead_code, reason = "the test uses what the example writes")]
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
mod docs;
mod drafts;
mod evidence;
mod explain;
mod extract_totals;
mod fast_path_parity;
mod fixtures;
mod formats;
mod fuzz_regressions;
mod generated;
mod html;
mod input_errors;
mod language;
mod letter;
mod outputs;
mod pack;
mod pack_errors;
mod pack_extensibility;
mod policy;
mod properties;
mod readme;
mod remedy;
mod rule_coverage;
mod rules_test;
mod untrusted_input;
mod untrusted_packs;
mod verify;
mod yaml_suite;

//! Runs the oracle of this name on fuzzer input.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracles::ndjson::check_invariants(bytes));

//! Feeds what the fuzzer makes up to the oracle of this name.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracles::pack::holds(bytes));

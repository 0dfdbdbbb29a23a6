//! Judges descriptions of mentoring programmes by rule packs.
#![doc = ""]

pub mod checker;
pub mod clause;
pub mod compare;
pub mod config;
pub mod diagnose;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod evidence;
pub mod facts;
pub mod fixes;
#[doc(hidden)]
pub mod generate;
pub mod generated;
pub mod input;
pub mod pack;
pub mod report;
pub mod sanitize;
pub mod schema;
pub mod suppress;

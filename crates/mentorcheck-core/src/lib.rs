//! Checks descriptions of mentoring programmes by rule packs: no files, no threads, no terminal.
//!
//! A [`Checker`](checker::Checker) takes the bytes of a description and gives a
//! [`CheckResult`](report::CheckResult): for each programme its verdict, the answers of its blocks, findings, and the questions
//! that are still open. Renderers turn a [`Report`](report::Report) of such results into text, tables and pages.
//!
//! # Check a text
//!
//! ```
//! use mentorcheck_core::{checker::Checker, pack::built_in, schema::vocabulary};
//!
//! let rules = built_in("mentoring-to-work").expect("these rules are embedded");
//! let checker = Checker::builder(rules.load(vocabulary())?).build();
//! let result = checker.check("example.yaml", "programme: {name: Example}\nrelationship: {contact: one-off}\n");
//! let programme = &result.programmes[0];
//! assert_eq!(programme.verdict.sentence, "Example is a one-off activity, not mentoring to work.");
//! assert!(!programme.passes && result.unreadable.is_none());
//! # Ok::<(), mentorcheck_core::pack::PackError>(())
//! ```
//!
//! # List the open questions
//!
//! ```
//! # use mentorcheck_core::{checker::Checker, pack::built_in, schema::vocabulary};
//! # let rules = built_in("mentoring-to-work").expect("these rules are embedded");
//! # let checker = Checker::builder(rules.load(vocabulary())?).build();
//! let result = checker.check("example.yaml", "programme: {name: Example}\npurpose: {main: work}\n");
//! // The question whose answers settle most comes first, with the field that holds the answer.
//! let question = &result.programmes[0].remedy.questions[0];
//! assert!(question.question.ends_with('?'));
//! assert!(vocabulary().field_id(&question.field).is_some());
//! # Ok::<(), mentorcheck_core::pack::PackError>(())
//! ```
//!
//! # Render a page
//!
//! The crate `mentorcheck-render` does so: `html::render(&checker.check_all(inputs))`. Its documentation has an example.

pub mod catalogue;
pub mod checker;
pub mod clause;
pub mod compare;
pub mod config;
pub mod correct;
pub mod diagnose;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod evidence;
pub mod facts;
mod file_context;
pub mod fixes;
mod form;
#[doc(hidden)]
pub mod generate;
pub mod generated;
pub mod identity;
pub mod input;
pub mod pack;
pub mod report;
pub mod sanitize;
pub mod schema;
pub mod skip;
pub mod suppress;

//! Checks descriptions of mentoring programmes by rule packs: no files, no threads, no terminal.
//!
//! ```
//! use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, schema::vocabulary};
//!
//! let rules = built_in("mentoring-to-work").expect("it is embedded");
//! let checker = Checker::new(rules.load(vocabulary())?);
//! let description = "programme: {name: Example}\nrelationship: {contact: one-off}\n";
//! let input = Input { path: "example.yaml".into(), first_document: 0, is_explicit: true, content: Ok(description.into()) };
//! let result = checker.check(input);
//! assert_eq!(result.programmes[0].verdict.sentence, "Example is a one-off activity, not mentoring to work.");
//! // The questions that would settle most, and what each answer would leave open.
//! assert!(result.programmes[0].remedy.questions.is_empty());
//! # Ok::<(), mentorcheck_core::pack::PackError>(())
//! ```

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

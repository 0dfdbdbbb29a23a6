//! mentorcheck: what a mentoring programme described in YAML really is, block by block and line by
//! line.
//!
//! # One way through the code
//! ```text
//! input    paths → bytes
//! source   bytes → one tree of nodes, each with its place in the text
//! schema   the tree against the vocabulary: what may be written, and what was meant
//! facts    the tree seen through the vocabulary
//! judge    indicators → blocks → kinds → verdict
//! remedy   what to ask, what to state, what to change
//! report   everything that is to be told, and one function for each form of it
//! ```
//! [`pipeline`] is that way in one file. Beside it stand what uses it: [`policy`] says which findings are
//! held against a programme, [`evidence`] looks at what bears out
//! the facts that decide, [`diff`] at what moves between two versions, [`letter`] tells one reader of it,
//! [`explain`] tells of the rules, and [`proof`] shows that they hold. [`rules`] holds what the judgement knows of the concept: it
//! is all data, read from the folder `rules`, and no word of it stands in this code. [`finding`] is
//! what every stage tells; [`commands`] and [`cli`] are the edge.
//!
//! # Example
//! ```
//! use mentorcheck::{input::Input, pipeline::{Checker, vocabulary}, rules::built_in};
//!
//! let rules = built_in("mentoring-to-work").expect("it comes with the program");
//! let checker = Checker::new(rules.load(vocabulary())?);
//! let description = "programme: {name: Example}\nrelationship: {contact: one-off}\n";
//! let input = Input { path: "example.yaml".into(), document: 0, named: true, content: Ok(description.into()) };
//! let report = checker.run([input]);
//! assert_eq!(report.programmes[0].verdict.sentence, "Example is a one-off activity, not mentoring to work.");
//! # Ok::<(), mentorcheck::rules::BrokenPack>(())
//! ```

pub mod clause;
pub mod cli;
pub mod commands;
pub mod diff;
pub mod evidence;
pub mod explain;
pub mod facts;
pub mod finding;
pub mod input;
pub mod judge;
pub mod letter;
pub mod pipeline;
pub mod policy;
pub mod proof;
pub mod remedy;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;

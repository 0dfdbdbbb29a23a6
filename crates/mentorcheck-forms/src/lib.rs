//! Renders the questionnaire about a mentoring programme: no files, no threads, no terminal.
//!
//! A [`Questionnaire`](model::Questionnaire) is read from the schema of descriptions, which is the only place where its
//! questions, answers and rules are written. Each renderer is a function of the questionnaire and [`FormOptions`], and
//! gives the same bytes for the same input.
//!
//! | module | what it renders | whether it can be read back |
//! | --- | --- | --- |
//! | [`yaml`] | a blank description with the questions as comments | it is a description |
//! | [`xlsx`] | a workbook with drop-downs | by the keys in its hidden column and sheet |
//! | [`xlsform`] | a form for `KoboToolbox`, ODK and `SurveyCTO` | by the names of its questions |
//! | [`docx`] | a list to print and to fill in by hand | no |
//!
//! [`import`] reads the workbook and exports of the online form back, by means of [`sheets`].
//!
//! # Render a blank form
//!
//! ```
//! use mentorcheck_forms::{FormOptions, model::Questionnaire, yaml};
//!
//! let form = yaml::render(&Questionnaire::embedded()?, &FormOptions::default())?;
//! assert!(form.starts_with(b"# "));
//! # Ok::<(), mentorcheck_forms::FormError>(())
//! ```

pub mod answers;
pub mod description;
pub mod docx;
mod error;
pub mod import;
pub mod model;
pub mod plain_text;
mod reading;
mod selection;
pub mod sheets;
pub mod wording;
pub mod xlsform;
pub mod xlsx;
pub mod yaml;

pub use error::FormError;
pub use selection::FormOptions;

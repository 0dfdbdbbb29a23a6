//! Where a finding is in a form, for formats that know only lines of files. A form has none, and the lines of the text that
//! was made from it mean nothing to anybody.

use crate::paths::message_with_help;
use mentorcheck_core::{
    diagnostic::{Finding, SourceLocation},
    sanitize::single_line,
};

/// Whether a finding is about places in a form.
pub(crate) fn is_in_form(finding: &Finding) -> bool {
    finding.spans.iter().any(|location| location.place.is_some())
}

/// Message and help of a finding on one line, after its place if it is in a form.
pub(crate) fn placed_message(finding: &Finding) -> String {
    let message = message_with_help(finding);
    match finding.spans.first().and_then(|location| location.place.as_deref()) {
        Some(place) => format!("{}: {message}", single_line(place)),
        None => message,
    }
}

/// A path with the line and column of a location as editors and terminals link them, or with its place in a form.
pub(crate) fn path_with_location(path: &str, location: Option<&SourceLocation>) -> String {
    match location {
        None => path.to_owned(),
        Some(SourceLocation { place: Some(place), .. }) => format!("{path}, {}", single_line(place)),
        Some(location) => format!("{path}:{}:{}", location.line, location.column),
    }
}

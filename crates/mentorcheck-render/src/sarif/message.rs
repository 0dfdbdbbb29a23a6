//! Messages, and the locations of files.

use serde::Serialize;
use serde_json::{Value, json};

use crate::paths::ReportPath;
use mentorcheck_core::{report::Report, sanitize::single_line};

/// The base of file locations: the working directory, which the consumer knows.
pub(super) const URI_BASE_ID: &str = "SRCROOT";

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) markdown: Option<String>,
}

/// A plain message in which `](` cannot start a link (3.11.6).
pub(super) fn plain_text(text: &str) -> Message {
    Message { text: single_line(text).replace("](", "] ("), markdown: None }
}

/// The location of a file, relative to the working directory where possible.
pub(super) fn artifact_location(report: &Report, path: &str) -> Value {
    let report_path = ReportPath::new(path, &report.root);
    match &report_path {
        ReportPath::Relative(_) => json!({ "uri": report_path.to_uri(), "uriBaseId": URI_BASE_ID }),
        ReportPath::Absolute(_) => json!({ "uri": report_path.to_uri() }),
    }
}

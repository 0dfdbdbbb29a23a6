//! Where a text came from that no one wrote: the places in a form whose answers it holds.

use serde::{Deserialize, Serialize};

/// What a form says about the text that was made from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// For each line of the text, from the first, the place that it came from, for example `Question 14, cell C31`. Empty
    /// where a line came from no place.
    pub places: Vec<String>,
    /// The SHA-256 of the form in hexadecimal digits, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    pub notices: Vec<Notice>,
}

/// What was noticed when the form was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The code of the finding.
    pub code: String,
    /// A full sentence.
    pub message: String,
    /// What would help.
    pub help: String,
    /// The line that it is about, from 1.
    pub line: usize,
}

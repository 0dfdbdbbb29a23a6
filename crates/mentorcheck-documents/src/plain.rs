//! Reads plain text: paragraphs end at an empty line.

use mentorcheck_core::evidence::passage::{DocumentText, Visibility};

use crate::{ExtractError, builder::TextBuilder};

/// # Errors
/// When the text exceeds a limit.
pub(crate) fn extract(text: &str) -> Result<DocumentText, ExtractError> {
    let mut builder = TextBuilder::default();
    for line in text.lines() {
        if line.trim().is_empty() {
            builder.end_passage();
        } else {
            builder.push(line, Visibility::Visible, false)?;
            builder.push("\n", Visibility::Visible, false)?;
        }
    }
    Ok(builder.finish())
}

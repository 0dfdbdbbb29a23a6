//! Reads Markdown as its rendering shows it.

use mentorcheck_core::evidence::passage::DocumentText;
use pulldown_cmark::{Options, Parser, html::push_html};

use crate::{ExtractError, html};

/// Renders Markdown to HTML and extracts its text.
///
/// # Errors
/// When the text exceeds a limit.
pub(crate) fn extract(source: &str) -> Result<DocumentText, ExtractError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut rendered = String::new();
    push_html(&mut rendered, Parser::new_ext(source, options));
    html::extract(&rendered)
}

#[cfg(test)]
mod tests {
    use super::extract;
    use crate::html::tests::visible_text;

    #[test]
    fn markdown_is_extracted_as_rendered() {
        for (source, seen) in [
            ("We pay *your*\n[travel costs](costs.html \"never\").", "We pay your travel costs."),
            ("> We pay\n> your travel costs.", "We pay your travel costs."),
            ("# Costs\n\n- one\n- two", "Costs one two"),
            ("a &amp; b <span>c</span>", "a & b c"),
            ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ] {
            assert_eq!(visible_text(&extract(source).unwrap()), seen, "{source}");
        }
    }
}

//! Reads HTML as a browser shows it: which text is visible, struck out or hidden, and where paragraphs end.
//!
//! Decided here: the content of `script` and `style`, and comments, are no text. The title of a page, templates, what is
//! for browsers without scripts or without a medium, and the options of a closed list are hidden. Closed `details` and
//! `aria-hidden` are visible.

mod bounded_reader;
mod colour;
mod css;
mod elements;
mod fields;
mod flow;
mod limits;
mod reader;
mod sheet;
mod style;
#[cfg(test)]
pub(crate) mod tests;
mod tokens;

pub(crate) use reader::Reader;
pub(crate) use sheet::Sheet;
pub(crate) use tokens::{Attribute, Tag, Token, Tokens};

use mentorcheck_core::evidence::passage::DocumentText;

use crate::ExtractError;

/// Extracts the text of a page.
///
/// # Errors
/// When the page exceeds a limit.
pub(crate) fn extract(html: &str, is_xhtml: bool) -> Result<DocumentText, ExtractError> {
    if html.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count() > limits::MAX_MARKUP {
        return Err(ExtractError::TooComplex);
    }
    let mut sheet = Sheet::default();
    collect_sheets(html, is_xhtml, &mut sheet)?;
    let mut reader = Reader::new(&sheet);
    for token in Tokens::new(html, is_xhtml) {
        reader.read(token?)?;
    }
    reader.finish()
}

/// Collects the style sheets of a page, which hold for elements before and after them.
///
/// # Errors
/// When they exceed a limit.
pub(crate) fn collect_sheets(html: &str, is_xhtml: bool, sheet: &mut Sheet) -> Result<(), ExtractError> {
    if !contains_tag(html, b"style") && !contains_tag(html, b"link") {
        return Ok(());
    }
    let mut is_in_style = false;
    for token in Tokens::new(html, is_xhtml) {
        match token? {
            Token::Start(tag) => {
                is_in_style = tag.name == "style";
                let is_sheet =
                    |rel: &str| rel.to_ascii_lowercase().split_ascii_whitespace().any(|one| one == "stylesheet");
                if tag.name == "link" && tag.get(Attribute::Rel).is_some_and(is_sheet) {
                    sheet.add_unread();
                }
            }
            Token::Text(text) if is_in_style => sheet.add(&text)?,
            Token::Text(_) => {}
            Token::End(_) => is_in_style = false,
        }
    }
    Ok(())
}

fn contains_tag(html: &str, name: &[u8]) -> bool {
    let mut starts = html.as_bytes().split(|byte| *byte == b'<').skip(1);
    starts.any(|rest| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

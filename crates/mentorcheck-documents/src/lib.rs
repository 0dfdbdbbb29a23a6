//! Reads the text of documents: PDF, HTML, Markdown and plain text. No file is opened here.

mod error;
pub mod html;
pub mod pdf;

pub use error::{ExtractError, MAX_BYTES};

use std::collections::HashMap;

/// The file extensions of the formats that [`extract`] knows, in lower case.
const EXTENSIONS: [&str; 9] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "xht", "pdf"];

/// The text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractedText {
    /// The text page by page; one page where the format has none.
    pub pages: Vec<String>,
    /// The same without running headers and footers; empty where there are none.
    pub bodies: Vec<String>,
    /// Whether the format has pages.
    pub paged: bool,
}

impl ExtractedText {
    fn from_text(text: &str) -> Self {
        Self { pages: vec![text.to_owned()], bodies: Vec::new(), paged: false }
    }

    fn from_pages(pages: Vec<String>) -> Self {
        let bodies = strip_running_headers(&pages);
        let bodies = if bodies == pages { Vec::new() } else { bodies };
        Self { pages, bodies, paged: true }
    }
}

/// Whether [`extract`] reads documents with this extension.
#[must_use]
pub fn is_supported(extension: &str) -> bool {
    EXTENSIONS.contains(&extension)
}

/// Extracts the text of a document, which is of the format that `extension` (in lower case) names.
///
/// # Errors
/// When the format is unknown, the document breaks its rules or a limit, or has no text.
pub fn extract(extension: &str, bytes: &[u8]) -> Result<ExtractedText, ExtractError> {
    if !is_supported(extension) {
        return Err(ExtractError::UnknownFormat);
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ExtractError::TooLarge);
    }
    if extension == "pdf" {
        return pdf::extract_pages(bytes).map(ExtractedText::from_pages);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ExtractError::NotUtf8)?;
    Ok(match extension {
        "md" | "markdown" => ExtractedText::from_text(&html::extract_markdown_text(text)),
        "html" | "htm" | "xhtml" | "xht" => ExtractedText::from_text(&html::extract_text(text)),
        _ => ExtractedText::from_text(text),
    })
}

/// The number of lines at each end of a page that may be running headers or footers.
const EDGE_LINES: usize = 3;

/// Removes running headers and footers: lines at the end of a page that recur at the end of another page, ignoring
/// numbers.
fn strip_running_headers(pages: &[String]) -> Vec<String> {
    let lines = |page: &'_ str| -> Vec<String> {
        page.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let pages: Vec<Vec<String>> = pages.iter().map(|page| lines(page)).collect();
    let mask_numbers = |line: &str| -> String {
        let mut chars: Vec<_> = line.chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
        chars.dedup_by(|one, other| *one == '#' && *other == '#');
        chars.into_iter().collect()
    };
    let is_at_edge = |index: usize, count: usize| index < EDGE_LINES || index + EDGE_LINES >= count;
    let mut seen: HashMap<String, (usize, bool)> = HashMap::new();
    for (page_index, page) in pages.iter().enumerate() {
        for (_, line) in page.iter().enumerate().filter(|(index, _)| is_at_edge(*index, page.len())) {
            let (first, is_repeated) = seen.entry(mask_numbers(line)).or_insert((page_index, false));
            *is_repeated |= *first != page_index;
        }
    }
    let is_running = |line: &str| seen.get(&mask_numbers(line)).is_some_and(|(_, is_repeated)| *is_repeated);
    let body = |page: &Vec<String>| {
        let kept =
            page.iter().enumerate().filter(|(index, line)| !(is_at_edge(*index, page.len()) && is_running(line)));
        kept.map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    };
    pages.iter().map(body).collect()
}

#[cfg(test)]
mod tests {
    use super::strip_running_headers;

    fn pages(pages: &[&str]) -> Vec<String> {
        pages.iter().map(|page| (*page).to_owned()).collect()
    }

    #[test]
    fn running_headers_and_footers_are_stripped() {
        let with = pages(&["Guide\nWe pay back\n9", "Guide\nyour travel costs.\n10", "Guide\nThe end.\n11"]);
        assert_eq!(strip_running_headers(&with), pages(&["We pay back", "your travel costs.", "The end."]));
        let without = pages(&["We pay back", "your travel costs."]);
        assert_eq!(strip_running_headers(&without), without);
    }
}

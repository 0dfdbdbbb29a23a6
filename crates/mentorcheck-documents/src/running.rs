//! Recognises running headers and footers.

use std::collections::HashMap;

use mentorcheck_core::evidence::passage::{DocumentText, Passage, PassageRole};

/// The number of lines at each end of a page that may be running headers or footers.
const EDGE_LINES: usize = 3;

/// Marks running headers and footers of a document whose passages are the lines of its pages: lines at the end of a
/// page that recur at the end of another page, ignoring numbers.
pub(crate) fn mark_running_lines(text: &mut DocumentText) {
    let is_at_edge = |index: usize, count: usize| index < EDGE_LINES || index + EDGE_LINES >= count;
    // For each line the page on which it was seen first, and whether another page has it too.
    let mut seen: HashMap<String, (Option<usize>, bool)> = HashMap::new();
    let mut edges = Vec::new();
    let mut start = 0;
    for page in text.passages.chunk_by(|one, other| one.place.page == other.place.page) {
        let lines: Vec<usize> = (0..page.len()).filter(|index| !line_text(&page[*index]).trim().is_empty()).collect();
        for (_, index) in lines.iter().enumerate().filter(|(index, _)| is_at_edge(*index, lines.len())) {
            let line = &page[*index];
            let masked = mask_numbers(line_text(line).trim());
            let (first, is_repeated) = seen.entry(masked.clone()).or_insert((line.place.page, false));
            *is_repeated |= *first != line.place.page;
            edges.push((start + index, masked));
        }
        start += page.len();
    }
    for (index, masked) in edges {
        if seen.get(&masked).is_some_and(|(_, is_repeated)| *is_repeated) {
            text.passages[index].role = PassageRole::Running;
        }
    }
}

fn line_text(line: &Passage) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn mask_numbers(line: &str) -> String {
    let mut chars: Vec<_> = line.chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
    chars.dedup_by(|one, other| *one == '#' && *other == '#');
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use mentorcheck_core::evidence::passage::{PassageRole, Visibility};

    use super::{line_text, mark_running_lines};
    use crate::builder::TextBuilder;

    /// The lines of the body after running ones are marked.
    fn body(pages: &[&str]) -> Vec<String> {
        let mut builder = TextBuilder::default();
        for page in pages {
            builder.start_page();
            for line in page.lines() {
                builder.start_passage(PassageRole::Body);
                builder.push(line, Visibility::Visible, false).unwrap();
            }
        }
        let mut text = builder.finish();
        mark_running_lines(&mut text);
        text.passages.iter().filter(|line| line.role == PassageRole::Body).map(line_text).collect()
    }

    #[test]
    fn running_headers_and_footers_are_marked() {
        let with = ["Guide\nWe pay back\n9", "Guide\nyour travel costs.\n10", "Guide\nThe end.\n11"];
        assert_eq!(body(&with), ["We pay back", "your travel costs.", "The end."]);
        let without = ["We pay back", "your travel costs."];
        assert_eq!(body(&without), without);
    }
}

//! Reads plain text: paragraphs end at an empty line, pages at a form feed.

use mentorcheck_core::evidence::passage::{DocumentText, PassageRole, Visibility};

use crate::{ExtractError, builder::TextBuilder, note_marks::split_marks, running::mark_running_lines};

/// Extracts the text. In a text with pages, each line is a passage, so that running headers and footers are recognised.
///
/// # Errors
/// When the text exceeds a limit.
pub(crate) fn extract(text: &str) -> Result<DocumentText, ExtractError> {
    let mut builder = TextBuilder::default();
    if !text.contains('\u{c}') {
        for line in lines(text) {
            if line.trim().is_empty() {
                builder.end_passage();
            } else {
                push_line(&mut builder, line)?;
                builder.push("\n", Visibility::Visible, false)?;
            }
        }
        return Ok(builder.finish());
    }
    for page in text.split('\u{c}') {
        builder.start_page();
        for line in lines(page).filter(|line| !line.trim().is_empty()) {
            builder.start_passage(PassageRole::Body);
            push_line(&mut builder, line)?;
        }
    }
    let mut text = builder.finish();
    mark_running_lines(&mut text);
    Ok(text)
}

/// The lines, which end with a line feed, a carriage return or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn push_line(builder: &mut TextBuilder, line: &str) -> Result<(), ExtractError> {
    for (stretch, is_mark) in split_marks(line, None) {
        builder.push(stretch, Visibility::Visible, is_mark)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use mentorcheck_core::evidence::passage::{DocumentText, PassageRole};

    use super::extract;

    /// The passages, with marks of notes in braces.
    fn passages(text: &DocumentText) -> Vec<String> {
        let run = |run: &mentorcheck_core::evidence::passage::Run| {
            if run.is_note_mark { format!("{{{}}}", run.text) } else { run.text.clone() }
        };
        text.passages.iter().map(|passage| passage.runs.iter().map(run).collect()).collect()
    }

    #[test]
    fn paragraphs_end_at_an_empty_line() {
        for (text, seen) in [
            ("We pay\nback.\n\nYou stop.\n", vec!["We pay\nback.\n", "You stop.\n"]),
            ("We pay\r\nback.\r\n \t\r\nYou\rstop.\r\rHere.", vec!["We pay\nback.\n", "You\nstop.\n", "Here.\n"]),
            ("volun-\nteers¹. They\nmeet[2].", vec!["volun-\nteers{¹}. They\nmeet{[2]}.\n"]),
            ("~~struck~~ <del>out</del>", vec!["~~struck~~ <del>out</del>\n"]),
            ("\n\n", vec![]),
        ] {
            let text = extract(text).unwrap();
            assert_eq!(passages(&text), seen);
            let numbers: Vec<_> = text.passages.iter().map(|passage| passage.place.paragraph).collect();
            assert_eq!(numbers, (1..=seen.len()).map(Some).collect::<Vec<_>>());
        }
    }

    #[test]
    fn form_feeds_separate_pages() {
        let text = extract("Guide\nWe pay back your\n1\n\u{c}Guide\ntravel costs.\n2\n\u{c}").unwrap();
        assert_eq!(passages(&text), ["Guide", "We pay back your", "1", "Guide", "travel costs.", "2"]);
        let pages: Vec<_> = text.passages.iter().map(|line| line.place.page).collect();
        assert_eq!(pages, [1, 1, 1, 2, 2, 2].map(Some));
        let body = text.passages.iter().map(|line| line.role == PassageRole::Body);
        assert_eq!(body.collect::<Vec<_>>(), [false, true, false, false, true, false]);
    }
}

//! Templates of letters: any text is a template or is refused with a line and a reason; one that is a template is rendered
//! within the limits, and every format of the letter can be written.
//!
//! The first byte selects the programme that the letter is about, the rest is the template.

use std::sync::LazyLock;

use super::judged;
use mentorcheck_documents::extract;
use mentorcheck_render::letters::{
    Details, Letter, Markdown, Template, TemplateError, document::Document, markdown_writer, text_writer, word_writer,
};

/// Limits that `SECURITY.md` gives.
const MAX_TEMPLATE_BYTES: usize = 32 * 1024;
const MAX_LETTER_BYTES: usize = 128 * 1024 * 1024;
/// How much of a line a message repeats, in characters.
const MAX_WRITTEN: usize = 200;
/// The longest reason that a message gives, in bytes.
const MAX_REASON: usize = 2_000;
/// A longer letter is rendered, and not written in each format.
const MAX_WRITTEN_LETTER: usize = 256 * 1024;

static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    let checker = judged::builder().compute_fixes(true).build();
    let details = Details {
        from: vec![Markdown::text("A funder (constructed)"), Markdown::text("A street")],
        date: Some(Markdown::text("1 May")),
        digest: "0123456789abcdef".to_owned(),
        ..Details::default()
    };
    Letter::for_report(&checker, &judged::report(&checker), &details)
});

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let Some((programme, text)) = bytes.split_first() else { return };
    let letter = &LETTERS[usize::from(*programme) % LETTERS.len()];
    let text = String::from_utf8_lossy(text);
    let template = match Template::new("letter.md", &text) {
        Ok(template) => template,
        Err(error) => return assert_refusal(&error, &text),
    };
    assert!(text.len() <= MAX_TEMPLATE_BYTES, "a template of {} bytes", text.len());
    match template.render(letter) {
        Ok(rendered) => {
            assert!(rendered.len() <= MAX_LETTER_BYTES, "{} bytes", rendered.len());
            assert!(rendered.is_empty() || rendered.ends_with('\n'), "{rendered:?}");
            assert!(!rendered.contains("\n\n\n"), "{rendered:?}");
            let document = template.letter(letter).expect("what is rendered once is rendered again");
            assert_written(&document, rendered.len());
        }
        Err(error) => assert_refusal(&error, &text),
    }
}

/// # Panics
/// If nothing is rendered, or an invariant is violated.
pub fn check_rendered(text: &str) {
    let template = Template::new("letter.md", text).expect("it is a template");
    for letter in LETTERS.iter() {
        let document = template.letter(letter).expect("it is rendered");
        assert_written(&document, 0);
    }
}

fn assert_refusal(error: &TemplateError, text: &str) {
    assert_eq!(error.name, "letter.md");
    assert!(!error.what.is_empty() && error.what != "the template engine has failed", "{error:?}");
    assert!(error.what.len() <= MAX_REASON, "a reason of {} bytes", error.what.len());
    assert!(error.written.chars().count() <= MAX_WRITTEN, "{error:?}");
    // The end of the text is on a line of its own if the last one ends.
    let lines = text.split('\n').count();
    assert!(error.line.is_none_or(|line| (1..=lines).contains(&line)), "{error:?} of {lines} lines");
    assert!(error.to_string().contains(&error.what));
}

/// Each format is written, and has the words of the letter.
fn assert_written(document: &Document, length: usize) {
    if length > MAX_WRITTEN_LETTER {
        return;
    }
    let markdown = markdown_writer::render(document);
    let text = text_writer::render(document);
    let is_ended = |text: &str| text.is_empty() || text.ends_with('\n');
    assert!(is_ended(&markdown) && is_ended(&text), "{document:?}");
    let word = word_writer::render(document).expect("a letter becomes a Word document");
    let read = extract("docx", &word).expect("a Word document can be read");
    let runs = read.passages.iter().flat_map(|passage| &passage.runs);
    let letters_of = |text: &str| text.chars().filter(|ch| ch.is_alphanumeric()).count();
    let in_word: usize = runs.map(|run| letters_of(&run.text)).sum();
    let in_document = document.blocks.iter().map(|block| letters_of(&block_text(block))).sum::<usize>();
    assert!(in_word >= in_document, "{in_word} of {in_document} letters of {document:?}");
}

/// The words of a block.
fn block_text(block: &mentorcheck_render::letters::document::Block) -> String {
    use mentorcheck_render::letters::document::{Block, Inline};
    let plain = |content: &[Inline]| -> String {
        let texts = content.iter().filter_map(|inline| match inline {
            Inline::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    };
    match block {
        Block::Heading(_, content) | Block::Paragraph(content) | Block::Item(_, content) => plain(content),
        Block::Table(rows) => rows.iter().flatten().map(|cell| plain(cell)).collect(),
        Block::PageBreak => String::new(),
    }
}

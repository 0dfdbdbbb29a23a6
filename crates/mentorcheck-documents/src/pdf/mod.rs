//! Extracts the text of each page of a PDF as a reader sees it: a passage for each line, in reading order.
//!
//! `tokens.rs` and `file.rs` read the syntax and the objects, `interpreter.rs` draws a page onto a `canvas.rs`, and
//! `layout.rs` puts the words on it into lines. All of them count what they read while they read it;
//! some limits are lower in tests, which are not optimised.

mod annotations;
mod canvas;
mod cmap;
mod columns;
mod encryption;
mod file;
mod filters;
mod fonts;
mod geometry;
mod glyphs;
mod interpreter;
mod layout;
mod marked_content;
mod object;
mod pages;
mod path;
mod state;
mod text;
mod text_string;
mod tokens;
mod xref;

#[cfg(test)]
#[expect(clippy::format_collect, reason = "tests need no speed")]
mod hostile_tests;
#[cfg(test)]
#[expect(clippy::format_collect, clippy::format_push_string, reason = "tests need no speed")]
mod sample;
#[cfg(test)]
#[expect(clippy::format_collect, clippy::format_push_string, reason = "tests need no speed")]
mod tests;

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, PassageRole, Visibility};

use self::{
    annotations::{Note, read_annotations},
    columns::in_reading_order,
    file::File,
    fonts::numbers,
    geometry::Rect,
    interpreter::{Interpreter, Session},
    layout::{Line, lines_of},
    object::Object,
    pages::{Page, pages_of},
};
use crate::{ExtractError, builder::TextBuilder, running::mark_running_lines};

/// The maximum number of content streams of one page.
const MAX_CONTENTS: usize = 2_000;

/// Extracts the text of each page, a passage for each line.
///
/// # Errors
/// If the file is not a PDF, is encrypted or exceeds a limit. A part of a page that cannot be read becomes a gap, so
/// that the rest can still be searched.
pub(crate) fn extract(bytes: &[u8]) -> Result<DocumentText, ExtractError> {
    let file = File::open(bytes)?;
    let pages = pages_of(&file)?;
    let mut session = Session::new(&file);
    let mut builder = TextBuilder::default();
    for page in pages {
        builder.start_page();
        match page {
            Some(page) => read_page(&page, &mut session, &mut builder)?,
            None => builder.add_gap(GapReason::Malformed),
        }
    }
    let mut text = builder.finish();
    mark_running_lines(&mut text);
    Ok(text)
}

fn read_page(page: &Page, session: &mut Session<'_, '_>, builder: &mut TextBuilder) -> Result<(), ExtractError> {
    let file = session.file;
    let resources = page.resources(file);
    let (content, is_complete) = content_of(file, page);
    let unit = file.lookup(&page.dictionary, b"UserUnit").number().filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let mut interpreter = Interpreter::new(session, page_box(file, page), unit);
    interpreter.draw_page(&content, &resources);
    drop(content);
    interpreter.canvas.mark_covered_and_struck_words();
    let notes = read_annotations(&page.dictionary, &mut interpreter);
    let canvas = interpreter.canvas;
    let has_visible_text =
        canvas.words.iter().any(|word| word.visibility.is_visible()) || notes.iter().any(|note| note.bounds.is_some());
    let lines = in_reading_order(lines_of(canvas.words));
    push_page(lines, notes, builder)?;
    for (is_gap, reason) in [
        (canvas.has_undecodable_text, GapReason::UndecodableText),
        (!is_complete || canvas.is_malformed, GapReason::Malformed),
        (canvas.is_limit_exceeded || file.is_limit_exceeded(), GapReason::LimitExceeded),
        (canvas.has_pictures && !has_visible_text, GapReason::Picture),
    ] {
        if is_gap {
            builder.add_gap(reason);
        }
    }
    Ok(())
}

/// The content of a page, and whether all of it could be read.
fn content_of(file: &File<'_>, page: &Page) -> (Vec<u8>, bool) {
    let streams = match file.lookup(&page.dictionary, b"Contents") {
        Object::Null => {
            // A page may be empty, but not refer to a content that is missing.
            return (Vec::new(), *page.dictionary.get(b"Contents") == Object::Null);
        }
        Object::Array(streams) => streams.iter().take(MAX_CONTENTS).map(|stream| file.resolve(stream)).collect(),
        stream => vec![stream],
    };
    let (mut content, mut is_complete) = (Vec::new(), streams.len() < MAX_CONTENTS);
    for stream in streams {
        if let Object::Stream(stream) = stream {
            let part = file.content(&stream);
            content.extend_from_slice(&part.bytes);
            content.push(b'\n');
            is_complete &= part.is_complete;
        } else {
            is_complete = false;
        }
    }
    (content, is_complete)
}

/// What a reader sees of a page; everything if the page does not tell.
fn page_box(file: &File<'_>, page: &Page) -> Rect {
    let read = |object: &Object| {
        Rect::from_numbers(&numbers(file, object)).filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0)
    };
    let media_box = read(&page.media_box(file)).unwrap_or(Rect::EVERYTHING);
    let visible = read(&page.crop_box(file)).map_or(media_box, |crop_box| crop_box.intersect(media_box));
    if visible.width() > 0.0 && visible.height() > 0.0 { visible } else { media_box }
}

/// Writes the lines of a page, each note after the line it stands beside, and the others at the end.
fn push_page(lines: Vec<Line>, notes: Vec<Note>, builder: &mut TextBuilder) -> Result<(), ExtractError> {
    let place = |note: &Note| {
        let bounds = note.bounds?;
        let label = lines.iter().enumerate().filter(|(_, line)| line.angle == 0 && line.x0 < bounds.x1);
        let beside = label.clone().rfind(|(_, line)| (bounds.y0 - 2.0..=bounds.y1 + 2.0).contains(&line.y));
        // Else the label is the line above.
        let above = || {
            let near = label.filter(|(_, line)| (bounds.y1..bounds.y1 + 20.0).contains(&line.y));
            near.min_by(|(_, one), (_, other)| one.y.total_cmp(&other.y))
        };
        beside.or_else(above).map(|(index, _)| index)
    };
    // Each search looks at all lines.
    let searches = 2_000_000 / (lines.len() + 1);
    let mut placed: Vec<(usize, Note)> = notes
        .into_iter()
        .enumerate()
        .map(|(index, note)| (if index < searches { place(&note) } else { None }.unwrap_or(usize::MAX), note))
        .collect();
    placed.sort_by_key(|(index, _)| *index);
    let mut placed = placed.into_iter().peekable();
    let mut lines = lines.into_iter().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let has_note = placed.peek().is_some_and(|(place, _)| *place == index);
        let continues = !has_note && lines.peek().is_some_and(|(_, next)| line.is_followed_in_row_by(next));
        for (word, has_space, is_note_mark) in line.into_words() {
            if has_space {
                builder.push(" ", word.visibility, false)?;
            }
            builder.push(&word.text, word.visibility, is_note_mark)?;
        }
        if continues {
            builder.push(" ", Visibility::Visible, false)?;
        } else {
            builder.end_passage();
        }
        while let Some((_, note)) = placed.next_if(|(place, _)| *place == index) {
            push_note(&note, builder)?;
        }
    }
    for (_, note) in placed {
        push_note(&note, builder)?;
    }
    Ok(())
}

fn push_note(note: &Note, builder: &mut TextBuilder) -> Result<(), ExtractError> {
    builder.start_passage(PassageRole::Body);
    let lines = note.text.replace("\r\n", "\n").replace('\r', "\n");
    builder.push(&lines, note.visibility, false)?;
    builder.end_passage();
    Ok(())
}

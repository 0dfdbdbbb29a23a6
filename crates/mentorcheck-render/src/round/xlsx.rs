//! Renders what changed between two rounds as a workbook: a row for each programme, and one for each fact that changed.

use crate::{
    round::model::{ChangedProgramme, Round},
    xlsx::{Cell, Column, Formats, Sheet, WorkbookError, new_workbook},
};
use mentorcheck_core::{catalogue::message, compare::Comparison};

/// The bytes of the workbook. Equal comparisons give equal bytes.
///
/// # Errors
/// When the workbook would be larger than the format allows.
pub fn render(comparison: &Comparison) -> Result<Vec<u8>, WorkbookError> {
    let round = Round::new(comparison);
    let formats = Formats::new();
    let mut workbook = new_workbook(&comparison.pack.title)?;
    let columns = |of: &[(&str, f64)]| -> Vec<Column> {
        of.iter().map(|(id, width)| Column { title: message(id), width: *width }).collect()
    };
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("round-column-what", 20.0),
        ("round-column-before", 44.0),
        ("round-column-now", 44.0),
        ("round-column-because", 36.0),
        ("round-column-blocks", 36.0),
        ("xlsx-file", 28.0),
    ]);
    let mut sheet = Sheet::new(workbook.add_worksheet(), &formats, &message("xlsx-sheet-programmes"), titles)?;
    for (id, programmes) in [
        ("round-moved-word", &round.moved),
        ("round-shifted-word", &round.shifted),
        ("round-reworded-word", &round.reworded),
    ] {
        for programme in programmes {
            sheet.push_row(row(programme, &message(id)))?;
        }
    }
    for (name, [sentence, file]) in round.same.iter().zip(&round.same_results) {
        let verdict = Cell::from(sentence.as_str());
        sheet.push_row([
            Cell::from(name.as_str()),
            message("round-same-word").into(),
            verdict.clone(),
            verdict,
            Cell::Empty,
            Cell::Empty,
            file.as_str().into(),
        ])?;
    }
    for (name, sentence) in &round.only_old {
        let word = message("round-only-old-word").into();
        sheet.push_row([name.as_str().into(), word, Cell::from(sentence.as_str())])?;
    }
    for (name, sentence) in &round.only_new {
        let word = message("round-only-new-word").into();
        sheet.push_row([name.as_str().into(), word, Cell::Empty, Cell::from(sentence.as_str())])?;
    }
    for (path, reason) in &round.unreadable {
        let word = message("xlsx-unreadable").into();
        sheet.push_row([path.as_str().into(), word, Cell::Empty, Cell::from(reason.as_str())])?;
    }
    sheet.finish()?;
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("round-column-fact", 30.0),
        ("round-column-before", 44.0),
        ("round-column-now", 44.0),
        ("round-column-judged", 18.0),
        ("xlsx-level", 22.0),
    ]);
    let mut sheet = Sheet::new(workbook.add_worksheet(), &formats, &message("round-sheet-changes"), titles)?;
    for programme in round.changed() {
        for change in &programme.changes {
            sheet.push_row([
                Cell::from(programme.name.as_str()),
                change.field.as_str().into(),
                change.before.as_str().into(),
                change.now.as_str().into(),
                message(if change.is_judged { "round-yes" } else { "round-no" }).into(),
                change.evidence.as_str().into(),
            ])?;
        }
    }
    sheet.finish()?;
    Ok(workbook.save_to_buffer()?)
}

fn row(programme: &ChangedProgramme, what: &str) -> [Cell; 7] {
    let blocks = programme.blocks.iter().map(|block| format!("{}: {} → {}", block.title, block.before, block.now));
    [
        programme.name.as_str().into(),
        what.into(),
        programme.before.as_str().into(),
        programme.now.as_str().into(),
        programme.because.as_str().into(),
        blocks.collect::<Vec<_>>().join("; ").into(),
        programme.file.as_str().into(),
    ]
}

//! Renders what changed between two rounds as text.

use std::fmt::Write;

use crate::{
    round::model::{ChangedProgramme, Round},
    style::WIDTH,
};
use mentorcheck_core::{catalogue::message, compare::Comparison, format_message};

/// Renders a comparison of two folders.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let round = Round::new(comparison);
    let mut out = String::new();
    round.summary.iter().for_each(|sentence| push(&mut out, "", sentence));
    for (id, programmes) in [
        ("round-heading-moved", &round.moved),
        ("round-heading-shifted", &round.shifted),
        ("round-heading-reworded", &round.reworded),
    ] {
        if !programmes.is_empty() {
            push(&mut out, "", "");
            push(&mut out, "", &message(id));
            for programme in programmes {
                push_programme(&mut out, programme);
            }
        }
    }
    for (id, path, sides) in [
        ("round-heading-only", &comparison.old, &round.only_old),
        ("round-heading-only", &comparison.new, &round.only_new),
    ] {
        if !sides.is_empty() {
            push(&mut out, "", "");
            push(&mut out, "", &format_message!(id, path = mentorcheck_core::sanitize::single_line(path)));
            for (_, sentence) in sides {
                push(&mut out, "  ", sentence);
            }
        }
    }
    if !round.renamings.is_empty() {
        push(&mut out, "", "");
        round.renamings.iter().for_each(|question| push(&mut out, "", question));
    }
    if !round.unreadable.is_empty() {
        push(&mut out, "", "");
        push(&mut out, "", &message("round-heading-unreadable"));
        round.unreadable.iter().for_each(|(path, reason)| push(&mut out, "  ", &format!("{path}: {reason}")));
    }
    push(&mut out, "", "");
    push(&mut out, "", &comparison.pack.caution);
    out
}

fn push_programme(out: &mut String, programme: &ChangedProgramme) {
    push(out, "", "");
    push(out, "  ", &programme.name);
    if !programme.because.is_empty() {
        push(out, "    ", &format_message!("round-line-before", text = programme.before.as_str()));
    }
    push(out, "    ", &format_message!("round-line-now", text = programme.now.as_str()));
    if !programme.because.is_empty() {
        push(out, "    ", &format_message!("round-line-because", text = programme.because.as_str()));
    }
    for block in &programme.blocks {
        let line = format_message!(
            "round-line-block",
            title = block.title.as_str(),
            before = block.before.as_str(),
            now = block.now.as_str()
        );
        push(out, "    ", &line);
        if block.because != programme.because {
            push(out, "      ", &format_message!("round-line-because", text = block.because.as_str()));
        }
    }
    for change in &programme.changes {
        let fact = format_message!(
            "round-line-change",
            field = change.field.as_str(),
            before = change.before.as_str(),
            now = change.now.as_str()
        );
        let notes =
            [change.evidence.clone(), if change.is_judged { String::new() } else { message("round-decides-nothing") }];
        let notes: Vec<_> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        push(out, "    ", &format!("{fact}{notes}"));
    }
}

fn push(out: &mut String, indent: &str, text: &str) {
    let further = format!("{indent}  ");
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(if indent.is_empty() { "" } else { &further })
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(text, options) {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

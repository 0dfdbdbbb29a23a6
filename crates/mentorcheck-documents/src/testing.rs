//! Builds documents for tests, and writes passages so that they can be compared.

use std::io::{Cursor, Write};

use mentorcheck_core::evidence::passage::{DocumentText, Passage, PassageRole, Visibility};
use zip::{ZipWriter, write::SimpleFileOptions};

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A line for each passage: `N`, `R` or nothing for its role, and its runs with what is particular about each in
/// brackets.
pub(crate) fn lines(text: &DocumentText) -> Vec<String> {
    text.passages.iter().map(line).collect()
}

fn line(passage: &Passage) -> String {
    let mut line = match passage.role {
        PassageRole::Body => String::new(),
        PassageRole::Note => "N ".to_owned(),
        PassageRole::Running => "R ".to_owned(),
    };
    for run in &passage.runs {
        let kind = match run.visibility {
            _ if run.is_note_mark => "mark",
            Visibility::Visible => "",
            Visibility::FieldValue => "value",
            Visibility::StruckOut => "struck",
            Visibility::Deleted => "deleted",
            Visibility::Comment => "comment",
            Visibility::Hidden => "hidden",
        };
        if kind.is_empty() {
            line.push_str(&run.text);
        } else {
            line.extend(["[", kind, " ", &run.text, "]"]);
        }
    }
    line
}

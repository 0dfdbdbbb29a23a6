//! Decides which files found in a folder are descriptions, and says why the others are not.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::message,
    schema::{Vocabulary, correct_spelling, vocabulary},
};
use mentorcheck_yaml::{Document, Mapping, Node, ParseErrorKind, ParsedFile};

/// A file that was found in a folder and is not a description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkippedFile {
    pub path: String,
    pub reason: SkipReason,
}

/// Why a file is not a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// It has none of what a description begins with.
    NoProgramme,
    /// It cannot be parsed, and no line begins with what a description begins with.
    OtherSyntax,
    Empty,
    /// It is a workbook or table, and no form of this program.
    NotAForm,
    /// It configures this program.
    Configuration,
    /// Symbolic links are not followed.
    Link,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&message(match self {
            Self::NoProgramme => "skipped-no-programme",
            Self::OtherSyntax => "skipped-other-syntax",
            Self::Empty => "skipped-empty",
            Self::NotAForm => "skipped-no-form",
            Self::Configuration => "skipped-configuration",
            Self::Link => "skipped-link",
        }))
    }
}

/// Why a parsed file is not a description; `None` if it is one, even with mistakes. `names_section` says whether a line
/// begins with the section that every description has, which decides for files that cannot be parsed.
pub(crate) fn skip_reason(file: &ParsedFile, names_section: bool, vocabulary: &Vocabulary) -> Option<SkipReason> {
    if file.documents.iter().any(|document| is_description(document, vocabulary)) {
        return None;
    }
    let is_unread =
        |kind: &ParseErrorKind| matches!(kind, ParseErrorKind::Unreadable { .. } | ParseErrorKind::NotAFile { .. });
    match file.errors.as_slice() {
        [] => Some(SkipReason::NoProgramme),
        [error] if error.kind == ParseErrorKind::NotAForm => Some(SkipReason::NotAForm),
        // A damaged form may be one that is meant.
        [error] if matches!(error.kind, ParseErrorKind::Form { .. }) => None,
        // What is in it is not known.
        errors if names_section || errors.iter().any(|error| is_unread(&error.kind)) => None,
        errors if errors.iter().all(|error| error.kind == ParseErrorKind::Empty) => Some(SkipReason::Empty),
        _ => Some(SkipReason::OtherSyntax),
    }
}

/// Whether bytes are a description, even one with mistakes. Reading is left to the caller.
#[must_use]
pub fn is_description_text(bytes: Vec<u8>) -> bool {
    let vocabulary = vocabulary();
    let names_section = names_section(&bytes, vocabulary);
    skip_reason(&ParsedFile::parse("", bytes), names_section, vocabulary).is_none()
}

/// How much of a line is looked at, in bytes.
const MAX_LINE: usize = 256;

/// Whether a line of a text begins with the section that every description has, in YAML or JSON.
pub(crate) fn names_section(bytes: &[u8], vocabulary: &Vocabulary) -> bool {
    let section = vocabulary.required_section.as_bytes();
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| {
        // Text of two bytes a character has zeros in it, and a byte-order mark is not ASCII.
        let line: Vec<u8> = line.iter().copied().filter(|byte| *byte != 0 && byte.is_ascii()).take(MAX_LINE).collect();
        let start = line.trim_ascii_start();
        // Keys of JSON may be indented.
        let is_indented = start.len() < line.len() && !start.starts_with(b"\"") && !start.starts_with(b"{");
        let key_start = start.iter().position(|byte| !b"{\"' ".contains(byte)).unwrap_or(start.len());
        let rest = start[key_start..].strip_prefix(section).filter(|_| !is_indented);
        rest.and_then(|rest| rest.iter().find(|byte| !b"\"' ".contains(byte))) == Some(&b':')
    })
}

/// Whether a document is meant as a description: it has the required section, or that section with a slip in its name, or another
/// section with a field of it.
fn is_description(document: &Document, vocabulary: &Vocabulary) -> bool {
    let Some(root) = document.root().as_mapping() else { return false };
    let required = vocabulary.required_section.as_str();
    if root.key(required).is_some() {
        return true;
    }
    if is_report(&root) {
        return false;
    }
    root.iter().any(|(key, value)| {
        let name = key.name;
        let is_slip = correct_spelling(name, [(required, ())]).is_some();
        let section = if is_slip { required } else { name };
        let has_field = |map: &Mapping<'_>| {
            vocabulary.fields.iter().any(|field| field.section == section && map.key(&field.key).is_some())
        };
        match (value.as_mapping(), value.as_sequence()) {
            (Some(map), _) => has_field(&map),
            (_, Some(items)) if is_slip => {
                items.iter().next().and_then(Node::as_mapping).is_some_and(|map| has_field(&map))
            }
            _ => false,
        }
    })
}

/// What reports call this program.
const TOOL: &str = "mentorcheck";

/// Whether a mapping is a report of this program, whose `programmes` are not a slip.
fn is_report(root: &Mapping<'_>) -> bool {
    let made_by = |tool: Node<'_>| tool.as_mapping()?.get("name")?.as_str().map(|name| name == TOOL);
    root.get("tool").and_then(made_by).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<SkipReason> {
        let vocabulary = vocabulary();
        let file = ParsedFile::parse("a.yaml", text.as_bytes().to_vec());
        skip_reason(&file, names_section(text.as_bytes(), vocabulary), vocabulary)
    }

    #[test]
    fn descriptions_are_recognised_with_slips_and_other_files_are_not() {
        for text in [
            "programme: {name: A}\n",
            "programme:\n",
            "shopping: list\n---\nprogramme: {name: A}\n",
            "Programme: {name: A}\n",
            "tool: {name: another}\nprogrammes: [{name: A}]\n",
            "programmes: [{name: A}]\n",
            "mentor: {capacity: volunteer}\n",
            "programme: {name: A\n",
            "{\n  \"programme\" : {\"name\": }\n}\n",
            "\u{feff}programme: [\n",
            "{\"programme\":[",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
        for (text, expected) in [
            ("shopping: [bread]\n", SkipReason::NoProgramme),
            ("programs: [a, b]\n", SkipReason::NoProgramme),
            ("programme-guide: {name: A}\n", SkipReason::NoProgramme),
            ("purpose: testing\n", SkipReason::NoProgramme),
            (r#"{"tool": {"name": "mentorcheck"}, "programmes": [{"name": "A"}]}"#, SkipReason::NoProgramme),
            ("", SkipReason::Empty),
            ("# nothing\n", SkipReason::Empty),
            ("a: !Ref b\n", SkipReason::OtherSyntax),
            ("a: !Ref b\n  programme: c\n", SkipReason::OtherSyntax),
            ("base: &a {x: 1}\nother: {<<: *a}\n", SkipReason::OtherSyntax),
            ("{{- if .Values.programme }}\na: b\n{{- end }}\n", SkipReason::OtherSyntax),
        ] {
            assert_eq!(reason(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn text_of_two_bytes_a_character_is_searched() {
        let bytes: Vec<u8> = "\u{feff}programme: [".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(names_section(&bytes, vocabulary()));
        assert!(!names_section(b"the programme: x", vocabulary()));
    }
}

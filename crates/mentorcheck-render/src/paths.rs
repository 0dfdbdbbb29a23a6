//! Text and path helpers shared by the formats.

use std::path::{Component, Path, PathBuf};

use crate::wording::configurations;
use mentorcheck_core::{
    diagnostic::Finding,
    eval::Answer,
    input::STDIN_NAME,
    report::{Programme, Report, totals::SuppressionCounts},
    sanitize::single_line,
};

/// Truncates long text and appends an ellipsis.
pub(crate) fn truncate(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Message and help of a finding on one line.
pub(crate) fn message_with_help(finding: &Finding) -> String {
    let help = finding.help.as_deref().map(|help| format!(" {}", unwrap_lines(help))).unwrap_or_default();
    single_line(&format!("{}{help}", finding.message))
}

/// Joins lines, including indented list items, into running text.
pub(crate) fn unwrap_lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let ends_sentence = out.ends_with([':', '.', '?', '!']);
        out.push_str(match (out.is_empty(), ends_sentence, line.starts_with(' ')) {
            (true, _, _) => "",
            (_, true, _) => " ",
            (_, false, true) => "; ",
            (_, false, false) => ". ",
        });
        out.push_str(line.trim());
    }
    out
}

/// Name of the programme, else its path, with the document number unless it is the first.
pub(crate) fn display_name(programme: &Programme) -> String {
    let name = if programme.name.trim().is_empty() { &programme.path } else { &programme.name };
    let document = match programme.document {
        0 => String::new(),
        document => format!(", document {}", document + 1),
    };
    single_line(&format!("{name}{document}"))
}

/// Always shown together with the word.
pub(crate) fn answer_symbol(answer: Answer) -> &'static str {
    match answer {
        Answer::Shown => "✔",
        Answer::Refuted => "✘",
        Answer::Open => "?",
        Answer::Contradictory => "≠",
    }
}

/// A number and its noun: "1 error", "2 errors".
pub(crate) fn count_of(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", plural_suffix(number))
}

fn plural_suffix(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// Totals on one line; each number precedes its word, so that programs can parse the line.
pub(crate) fn totals_line(report: &Report) -> String {
    let totals = &report.totals;
    let programmes = [
        format!("{} programme{}", totals.programmes, plural_suffix(totals.programmes)),
        format!("{} passing", totals.passing),
        format!("{} with mistakes of form", totals.invalid),
        format!("{} unreadable", totals.unreadable),
        format!("{} skipped", totals.skipped),
    ];
    let findings = [
        count_of(totals.findings.error, "error"),
        count_of(totals.findings.warning, "warning"),
        count_of(totals.findings.note, "note"),
        excused(totals.excused),
    ];
    let line = format!("{}; {}", programmes.join(", "), findings.join(", "));
    match configurations(report) {
        Some(configurations) => format!("{line}; {configurations}"),
        None => line,
    }
}

/// The number of suppressed findings, and by what.
fn excused(counts: SuppressionCounts) -> String {
    let by_source = [
        (counts.comment, "by comments"),
        (counts.configuration, "by the configuration"),
        (counts.baseline, "by the baseline"),
    ];
    let by: Vec<_> =
        by_source.iter().filter(|(count, _)| *count > 0).map(|(count, source)| format!("{count} {source}")).collect();
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    format!("{} excused{by}", counts.total())
}

/// Path of a file, relative to the working directory where possible, with `/` as separator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReportPath {
    /// Relative path of a file in the working directory.
    Relative(String),
    /// Absolute path of any other file.
    Absolute(String),
}

impl ReportPath {
    /// Lexical: does not access the file system.
    pub(crate) fn new(path: &str, root: &Path) -> Self {
        if path == STDIN_NAME {
            return Self::Relative(path.to_owned());
        }
        let absolute = normalize_path(&root.join(path));
        match absolute.strip_prefix(root) {
            Ok(relative) if !relative.as_os_str().is_empty() => Self::Relative(to_slash_path(relative)),
            _ => Self::Absolute(to_slash_path(&absolute)),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Relative(path) | Self::Absolute(path) => path,
        }
    }

    /// URI reference: relative in the working directory, otherwise an absolute `file:` URI.
    pub(crate) fn to_uri(&self) -> String {
        match self {
            Self::Relative(path) => percent_encode(path),
            Self::Absolute(path) => {
                let root = if path.starts_with('/') { "" } else { "/" };
                format!("file://{root}{}", percent_encode(path))
            }
        }
    }
}

/// Resolves `.` and `..` lexically.
fn normalize_path(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(normalized.components().next_back(), Some(Component::Normal(_))) => {
                normalized.pop();
            }
            component => normalized.push(component),
        }
    }
    normalized
}

fn to_slash_path(path: &Path) -> String {
    let path = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { path } else { path.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Percent-encodes all but `/` and unreserved characters (RFC 3986, section 2.3).
fn percent_encode(path: &str) -> String {
    let encode_byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(encode_byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unwraps_lists() {
        let help = "Allowed here:\n  a: one\n  b: two\nKeys that begin with `x-` are free.\nAll others not.";
        let flowing = unwrap_lines(help);
        assert_eq!(flowing, "Allowed here: a: one; b: two. Keys that begin with `x-` are free. All others not.");
    }

    #[test]
    fn resolves_paths_against_the_root() {
        let report_path = |path: &str| ReportPath::new(path, Path::new("/home/a b"));
        for (path, relative) in [
            ("./x.yaml", "x.yaml"),
            ("x/./y.yaml", "x/y.yaml"),
            ("x/../y.yaml", "y.yaml"),
            ("/home/a b/x/y.yaml", "x/y.yaml"),
            ("../a b/y.yaml", "y.yaml"),
        ] {
            assert_eq!(report_path(path), ReportPath::Relative(relative.into()), "{path}");
        }
        assert_eq!(report_path("../y.yaml"), ReportPath::Absolute("/home/y.yaml".into()));
        assert_eq!(report_path("/x/y z.yaml").to_uri(), "file:///x/y%20z.yaml");
        assert_eq!(report_path("é:#?%.yaml").to_uri(), "%C3%A9%3A%23%3F%25.yaml");
        assert_eq!(report_path(STDIN_NAME).to_uri(), "%3Cstdin%3E");
        assert_eq!(ReportPath::new("x.yaml", Path::new("")).to_uri(), "x.yaml", "where no folder is known");
    }
}

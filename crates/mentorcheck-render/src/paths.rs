//! Text and path helpers shared by the formats.

use std::path::{Component, Path, PathBuf};

use mentorcheck_core::{
    diagnostic::Finding,
    eval::{Answer, Standing},
    input::STDIN_NAME,
    report::{Programme, Report},
    sanitize::single_line,
};

/// Truncates long text and appends an ellipsis.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// Message and help of a finding on one line.
pub(crate) fn told(finding: &Finding) -> String {
    let help = finding.help.as_deref().map(|help| format!(" {}", flowing(help))).unwrap_or_default();
    single_line(&format!("{}{help}", finding.message))
}

/// Joins lines, including indented list items, into running text.
pub(crate) fn flowing(words: &str) -> String {
    let mut out = String::new();
    for line in words.lines().filter(|line| !line.trim().is_empty()) {
        let ended = out.ends_with([':', '.', '?', '!']);
        out.push_str(match (out.is_empty(), ended, line.starts_with(' ')) {
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
pub(crate) fn known_as(programme: &Programme) -> String {
    let name = if programme.name.trim().is_empty() { &programme.path } else { &programme.name };
    let document = match programme.document {
        0 => String::new(),
        document => format!(", document {}", document + 1),
    };
    single_line(&format!("{name}{document}"))
}

/// The status as serialized in reports.
pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Established => "established",
        Standing::Provisional => "provisional",
        Standing::Open => "open",
        Standing::Unclassified => "unclassified",
        Standing::Contradictory => "contradictory",
    }
}

/// Always shown together with the word.
pub(crate) fn symbol(answer: Answer) -> &'static str {
    match answer {
        Answer::Shown => "✔",
        Answer::Refuted => "✘",
        Answer::Open => "?",
        Answer::Contradictory => "≠",
    }
}

/// Totals on one line; each number precedes its word, so that programs can parse the line.
pub(crate) fn sums(report: &Report) -> String {
    let totals = &report.totals;
    let s = |number: usize| if number == 1 { "" } else { "s" };
    let many = |number: usize, one: &str| format!("{number} {one}{}", s(number));
    let programmes = [
        format!("{} programme{}", totals.programmes, s(totals.programmes)),
        format!("{} passing", totals.passing),
        format!("{} understood only in part", totals.invalid),
        format!("{} not read", totals.unreadable),
        format!("{} passed over", totals.skipped),
    ];
    let findings = [
        many(totals.findings.error, "error"),
        many(totals.findings.warning, "warning"),
        many(totals.findings.note, "note"),
        format!("{} excused", totals.excused.all()),
    ];
    format!("{}; {}", programmes.join(", "), findings.join(", "))
}

/// Path of a file, relative to the working directory where possible, with `/` as separator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// Relative path of a file in the working directory.
    Within(String),
    /// Absolute path of any other file.
    Elsewhere(String),
}

impl Place {
    /// Lexical: does not access the file system.
    pub(crate) fn of(path: &str, folder: &Path) -> Self {
        if path == STDIN_NAME {
            return Self::Within(path.to_owned());
        }
        let whole = tidy(&folder.join(path));
        match whole.strip_prefix(folder) {
            Ok(rest) if !rest.as_os_str().is_empty() => Self::Within(slashed(rest)),
            _ => Self::Elsewhere(slashed(&whole)),
        }
    }

    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Within(path) | Self::Elsewhere(path) => path,
        }
    }

    /// URI reference: relative in the working directory, otherwise an absolute `file:` URI.
    pub(crate) fn uri(&self) -> String {
        match self {
            Self::Within(path) => encoded(path),
            Self::Elsewhere(path) => {
                let root = if path.starts_with('/') { "" } else { "/" };
                format!("file://{root}{}", encoded(path))
            }
        }
    }
}

/// Resolves `.` and `..` lexically.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

fn slashed(path: &Path) -> String {
    let path = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { path } else { path.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Percent-encodes all but `/` and unreserved characters (RFC 3986, section 2.3).
fn encoded(path: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_runs_on_in_one_line() {
        let help = "Allowed here:\n  a: one\n  b: two\nKeys that begin with `x-` are free.\nAll others not.";
        let flowing = flowing(help);
        assert_eq!(flowing, "Allowed here: a: one; b: two. Keys that begin with `x-` are free. All others not.");
    }

    #[test]
    fn a_place_is_told_from_the_working_directory() {
        let of = |path: &str| Place::of(path, Path::new("/home/a b"));
        for (path, within) in [
            ("./x.yaml", "x.yaml"),
            ("x/./y.yaml", "x/y.yaml"),
            ("x/../y.yaml", "y.yaml"),
            ("/home/a b/x/y.yaml", "x/y.yaml"),
            ("../a b/y.yaml", "y.yaml"),
        ] {
            assert_eq!(of(path), Place::Within(within.into()), "{path}");
        }
        assert_eq!(of("../y.yaml"), Place::Elsewhere("/home/y.yaml".into()));
        assert_eq!(of("/x/y z.yaml").uri(), "file:///x/y%20z.yaml");
        assert_eq!(of("é:#?%.yaml").uri(), "%C3%A9%3A%23%3F%25.yaml");
        assert_eq!(of(STDIN_NAME).uri(), "%3Cstdin%3E");
        assert_eq!(Place::of("x.yaml", Path::new("")).uri(), "x.yaml", "where no folder is known");
    }
}

//! Classifies document names as file paths or titles.

use std::path::PathBuf;

/// The kind of a document name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A title or web address: nothing to open.
    Title,
    /// A relative path inside the description's folder.
    File(PathBuf),
    /// A path that leaves the folder, or might.
    Outside,
}

/// Classifies a name without accessing the file system.
///
/// Paths that leave the folder are rejected lexically and on every platform alike: Windows drive letters and
/// backslashes count everywhere, since descriptions are exchanged between systems.
#[must_use]
pub fn named(source: &str) -> Named {
    let source = source.trim();
    if is_address(source) {
        return Named::Title;
    }
    let steps: Vec<&str> = source.split(['/', '\\']).collect();
    let mut letters = source.chars();
    let drive = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && letters.next().is_some_and(|third| !third.is_whitespace());
    if source.starts_with(['/', '\\']) || drive || steps.iter().any(|step| step.trim() == "..") {
        return Named::Outside;
    }
    if ending(source).is_none() {
        return Named::Title;
    }
    Named::File(steps.into_iter().filter(|step| !matches!(*step, "" | ".")).collect())
}

/// The file extension in lower case; `None` if the text after the last full stop is not one (“Report of the year no.
/// 3”).
#[must_use]
pub fn ending(source: &str) -> Option<String> {
    let source = source.trim();
    let (stem, ending) = source.rsplit_once('.')?;
    let stem_ends_well = stem.ends_with(|letter: char| !letter.is_whitespace() && !matches!(letter, '/' | '\\'));
    let is_ending = (1..=8).contains(&ending.len())
        && ending.chars().all(|letter| letter.is_ascii_alphanumeric())
        && ending.contains(|letter: char| letter.is_ascii_alphabetic());
    (stem_ends_well && is_ending).then(|| ending.to_ascii_lowercase())
}

/// `scheme://…`, `mailto:…`, `urn:…`, `doi:…`, `www.…`
fn is_address(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    let scheme = lower.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    lower.starts_with("www.")
        || is_scheme
            && (lower[scheme.len()..].starts_with("://") || matches!(scheme, "mailto" | "urn" | "doi" | "data"))
}

#[cfg(test)]
mod tests {
    use super::{Named, named};

    #[test]
    fn titles_files_and_what_leads_out() {
        for title in [
            "Annual report 2019",
            "Annual report 2019/2020",
            "Report no. 3",
            "Guide v2.0",
            "Decision no. 12.b of the board: costs",
            "A: the first part",
            "https://mentoring.example/guide.pdf",
            "HTTP://mentoring.example/../x.html",
            "file:///etc/passwd.txt",
            "www.mentoring.example/guide.pdf",
            "doi:10.1000/182.pdf",
            "mailto:someone@mentoring.example",
            "interview with the founders...",
            ".txt",
            "",
        ] {
            assert_eq!(named(title), Named::Title, "{title}");
        }
        for outside in [
            "../guide.pdf",
            "../../etc/passwd",
            "documents/../../guide.pdf",
            "documents/..",
            "..",
            "..\\guide.pdf",
            "documents\\..\\..\\guide.pdf",
            "/etc/passwd",
            "//server/share/guide.pdf",
            "\\\\server\\share\\guide.pdf",
            "C:\\guide.pdf",
            "c:/guide.pdf",
            "C:guide.pdf",
            "  /etc/passwd",
        ] {
            assert_eq!(named(outside), Named::Outside, "{outside}");
        }
        for (source, path) in [
            ("guide.pdf", "guide.pdf"),
            ("Information sheet.TXT", "Information sheet.TXT"),
            ("documents/guide.html", "documents/guide.html"),
            ("./documents//guide.md", "documents/guide.md"),
            ("documents\\guide.md", "documents/guide.md"),
            ("letter.docx", "letter.docx"),
            ("a..b.txt", "a..b.txt"),
        ] {
            assert_eq!(named(source), Named::File(path.split('/').collect()), "{source}");
        }
    }
}

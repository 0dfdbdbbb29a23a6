//! Classifies document names as file paths or titles.

use std::path::PathBuf;

/// The kind of a document name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentRef {
    /// A title or web address: nothing to open.
    Title,
    /// A relative path inside the description's folder.
    File(PathBuf),
    /// A path that leaves the folder, or might.
    OutsideFolder,
}

/// Classifies a name without accessing the file system.
///
/// Paths that leave the folder are rejected lexically and on every platform alike: Windows drive letters and
/// backslashes count everywhere, since descriptions are exchanged between systems.
#[must_use]
pub fn classify(source: &str) -> DocumentRef {
    let source = source.trim();
    if is_url(source) {
        return DocumentRef::Title;
    }
    let segments: Vec<&str> = source.split(['/', '\\']).collect();
    let mut chars = source.chars();
    let has_drive_letter = chars.next().is_some_and(|first| first.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next().is_some_and(|third| !third.is_whitespace());
    if source.starts_with(['/', '\\']) || has_drive_letter || segments.iter().any(|segment| segment.trim() == "..") {
        return DocumentRef::OutsideFolder;
    }
    if extension(source).is_none() {
        return DocumentRef::Title;
    }
    DocumentRef::File(segments.into_iter().filter(|segment| !matches!(*segment, "" | ".")).collect())
}

/// The file extension in lower case; `None` if the text after the last full stop is not one (“Report of the year no.
/// 3”).
#[must_use]
pub fn extension(source: &str) -> Option<String> {
    let source = source.trim();
    let (stem, extension) = source.rsplit_once('.')?;
    let is_stem_valid = stem.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '/' | '\\'));
    let is_extension = (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.contains(|c: char| c.is_ascii_alphabetic());
    (is_stem_valid && is_extension).then(|| extension.to_ascii_lowercase())
}

/// `scheme://…`, `mailto:…`, `urn:…`, `doi:…`, `www.…`
fn is_url(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    let scheme = lower.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    lower.starts_with("www.")
        || is_scheme
            && (lower[scheme.len()..].starts_with("://") || matches!(scheme, "mailto" | "urn" | "doi" | "data"))
}

#[cfg(test)]
mod tests {
    use super::{DocumentRef, classify};

    #[test]
    fn document_names_are_classified() {
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
            assert_eq!(classify(title), DocumentRef::Title, "{title}");
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
            assert_eq!(classify(outside), DocumentRef::OutsideFolder, "{outside}");
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
            assert_eq!(classify(source), DocumentRef::File(path.split('/').collect()), "{source}");
        }
    }
}

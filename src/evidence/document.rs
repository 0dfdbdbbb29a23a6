//! A document beside a description: opened only where it may be, and read as far as it can be.

use std::{
    cell::Cell,
    collections::HashMap,
    fs::{self, File},
    io::{self, Read},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    rc::Rc,
    sync::Once,
};

use super::{
    html, pdf,
    place::{self, Named},
    quotation::Folded,
};

/// The largest document that is read, in bytes.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Why a document cannot be looked at. The message fits after the document's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The path leaves the description's folder, by its form or through a link.
    #[error("leads out of the description's folder, and is not opened")]
    Outside,
    /// No such file.
    #[error("does not exist beside the description")]
    Missing,
    /// A folder, a device, a pipe.
    #[error("is no ordinary file")]
    NotAFile,
    /// More than [`MAX_BYTES`].
    #[error("is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// The operating system gave no content.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Another form than those that can be read.
    #[error("is neither a text nor Markdown, HTML or PDF by its name")]
    UnknownForm,
    /// Not Unicode text.
    #[error("is not text in UTF-8")]
    NotUtf8,
    /// A PDF that cannot be understood.
    #[error("cannot be understood as PDF")]
    Broken,
    /// A PDF that wants a password.
    #[error("is locked with a password")]
    Locked,
    /// A PDF with very many pages.
    #[error("has more than {pages} pages")]
    TooLong {
        /// The limit.
        pages: usize,
    },
    /// A PDF that unpacks to very much.
    #[error("unpacks to far more than a document needs")]
    TooMuch,
    /// Nothing to read in it.
    #[error("holds no text")]
    NoText,
}

impl Trouble {
    /// The stable code under which reports list it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Outside => "evidence/refused-path",
            Self::Missing => "evidence/missing-document",
            _ => "evidence/unreadable-document",
        }
    }

    /// What would help.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Outside => {
                "Put the document into the description's folder, or a folder in it, and give its path from there."
            }
            Self::Missing => {
                "Put the document there, or correct its path, which begins at the description's folder. If it cannot be put there, give its title instead of a path."
            }
            Self::NotAFile => "Name the document itself.",
            Self::TooLarge | Self::TooLong { .. } | Self::TooMuch => {
                "Put only the part that is quoted beside the description."
            }
            Self::Unreadable(_) => "Check the permission to read it.",
            Self::UnknownForm => "Save the document as PDF or as text, and name that file.",
            Self::NotUtf8 => "Save the document again with the encoding UTF-8.",
            Self::Broken => "Check that it opens in a viewer; print it to a new PDF, or save it as text.",
            Self::Locked => "Save it again without a password.",
            Self::NoText => {
                "If it is a scan, have its text recognised first, or write the passage down as a text file."
            }
        }
    }
}

/// A document that has been read.
#[derive(Debug)]
pub struct Readable {
    /// Everything on its pages.
    whole: Folded,
    /// The same without what stands at the head or foot of several pages.
    running: Option<Folded>,
    paged: bool,
}

/// Where a quotation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The page on which it begins, from 1, in documents that have pages.
    pub page: Option<usize>,
}

impl Readable {
    /// The document in `bytes`, which is of the form that `ending` tells.
    ///
    /// # Errors
    /// When the form is not known, or the bytes cannot be understood as it or hold no text.
    pub fn new(ending: &str, bytes: &[u8]) -> Result<Self, Trouble> {
        if !place::is_readable(ending) {
            return Err(Trouble::UnknownForm);
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Trouble::TooLarge);
        }
        let document = guarded(|| understood(ending, bytes))?;
        if document.whole.has_words() { Ok(document) } else { Err(Trouble::NoText) }
    }

    /// Where the quotation stands, if it does: anywhere, also across the end of a page.
    #[must_use]
    pub fn find(&self, quotation: &str) -> Option<Found> {
        let part = self.whole.find(quotation).or_else(|| self.running.as_ref()?.find(quotation))?;
        Some(Found { page: self.paged.then_some(part + 1) })
    }

    fn of_text(text: &str) -> Self {
        Self { whole: Folded::of([text]), running: None, paged: false }
    }

    fn of_pages(pages: &[String]) -> Self {
        let whole = Folded::of(pages.iter().map(String::as_str));
        let bodies = bodies(pages);
        let running = (bodies != pages).then(|| Folded::of(bodies.iter().map(String::as_str)));
        Self { whole, running, paged: true }
    }
}

/// How many lines at each end of a page may be running heads and feet.
const EDGE: usize = 3;

/// The pages without their running heads and feet: lines at an end of a page that stand at an end of
/// another page too, but for their numbers.
fn bodies(pages: &[String]) -> Vec<String> {
    let lines = |page: &'_ str| -> Vec<String> {
        page.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let pages: Vec<Vec<String>> = pages.iter().map(|page| lines(page)).collect();
    let unnumbered = |line: &str| -> String {
        let mut letters: Vec<_> = line.chars().map(|letter| if letter.is_numeric() { '#' } else { letter }).collect();
        letters.dedup_by(|one, other| *one == '#' && *other == '#');
        letters.into_iter().collect()
    };
    let at_end = |at: usize, count: usize| at < EDGE || at + EDGE >= count;
    let mut seen: HashMap<String, (usize, bool)> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for (_, line) in page.iter().enumerate().filter(|(at, _)| at_end(*at, page.len())) {
            let (first, often) = seen.entry(unnumbered(line)).or_insert((number, false));
            *often |= *first != number;
        }
    }
    let is_running = |line: &str| seen.get(&unnumbered(line)).is_some_and(|(_, often)| *often);
    let body = |page: &Vec<String>| {
        let kept = page.iter().enumerate().filter(|(at, line)| !(at_end(*at, page.len()) && is_running(line)));
        kept.map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    };
    pages.iter().map(body).collect()
}

/// The folder of a description, and the documents of it that were read.
#[derive(Debug)]
pub struct Folder {
    path: Option<PathBuf>,
    /// By the name that the description gives them, whose ending tells the form.
    read: HashMap<PathBuf, Result<Rc<Readable>, Trouble>>,
}

/// What became of looking a document up.
#[derive(Debug)]
pub enum Looked {
    /// It can be searched.
    Read(Rc<Readable>),
    /// The name is no file's.
    Title,
    /// It may be a file, but there is no folder to look in.
    NoFolder,
    /// It cannot be looked at.
    Trouble(Trouble),
}

impl Folder {
    /// The folder with the file `description`; without one there is nothing to look in.
    #[must_use]
    pub fn of(description: Option<&Path>) -> Self {
        let path = description
            .and_then(Path::parent)
            .map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() });
        Self { path, read: HashMap::new() }
    }

    /// Looks the document called `source` up.
    pub fn look(&mut self, source: &str) -> Looked {
        let file = match place::named(source) {
            Named::Title => return Looked::Title,
            Named::Outside => return Looked::Trouble(Trouble::Outside),
            Named::File(file) => file,
        };
        let ending = place::ending(source).unwrap_or_default();
        let readable = place::is_readable(&ending);
        let Some(folder) = &self.path else {
            return if readable { Looked::NoFolder } else { Looked::Title };
        };
        let path = match locate(folder, &file) {
            Ok(path) => path,
            // “hostnation.org” may be anything.
            Err(Trouble::Missing) if !readable => return Looked::Title,
            Err(trouble) => return Looked::Trouble(trouble),
        };
        match self.read.entry(file).or_insert_with(|| read(&path, &ending).map(Rc::new)) {
            Ok(document) => Looked::Read(Rc::clone(document)),
            Err(trouble) => Looked::Trouble(trouble.clone()),
        }
    }
}

/// The file itself, links followed, if it lies in the folder. Nothing is opened yet.
fn locate(folder: &Path, file: &Path) -> Result<PathBuf, Trouble> {
    let folder = folder.canonicalize().map_err(|_| Trouble::Missing)?;
    let path = folder.join(file).canonicalize().map_err(|error| unreadable(&error))?;
    if path.starts_with(&folder) { Ok(path) } else { Err(Trouble::Outside) }
}

fn unreadable(error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::Missing,
        io::ErrorKind::PermissionDenied => Trouble::Unreadable("permission is denied".into()),
        _ => Trouble::Unreadable(error.to_string()),
    }
}

fn read(path: &Path, ending: &str) -> Result<Readable, Trouble> {
    // Asked before it is opened: opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path).map_err(|error| unreadable(&error))?.is_file() {
        return Err(Trouble::NotAFile);
    }
    if !place::is_readable(ending) {
        return Err(Trouble::UnknownForm);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Readable::new(ending, &bytes)
}

fn understood(ending: &str, bytes: &[u8]) -> Result<Readable, Trouble> {
    if ending == "pdf" {
        return pdf::pages(bytes).map(|pages| Readable::of_pages(&pages));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::NotUtf8)?;
    Ok(match ending {
        "md" | "markdown" => Readable::of_text(&html::markdown(text)),
        "html" | "htm" | "xhtml" | "xht" => Readable::of_text(&html::text(text)),
        _ => Readable::of_text(text),
    })
}

thread_local! {
    /// Whether this thread is reading a document, so that a panic there is no news to anybody.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Reads a document so that whatever goes wrong in a library that reads it is told as trouble with
/// the document, quietly, and ends nothing.
fn guarded<T>(read: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
    GUARDED.set(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    read.unwrap_or(Err(Trouble::Broken))
}

#[cfg(test)]
mod tests {
    use super::{Found, Readable, Trouble, bodies, guarded};

    fn pages(pages: &[&str]) -> Vec<String> {
        pages.iter().map(|page| (*page).to_owned()).collect()
    }

    #[test]
    fn a_panic_of_a_library_is_trouble_with_the_document() {
        assert_eq!(guarded::<()>(|| panic!("as a library might")), Err(Trouble::Broken));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }

    #[test]
    fn heads_and_feet_that_run_over_pages_are_left_out() {
        let with = pages(&["Guide\nWe pay back\n9", "Guide\nyour travel costs.\n10", "Guide\nThe end.\n11"]);
        assert_eq!(bodies(&with), pages(&["We pay back", "your travel costs.", "The end."]));
        let without = pages(&["We pay back", "your travel costs."]);
        assert_eq!(bodies(&without), without);
    }

    #[test]
    fn a_quotation_may_run_over_the_end_of_a_page_but_loses_no_words_there() {
        let document = Readable::of_pages(&pages(&[
            "Guide\nMentors never\npay. Mentors are\nnot\nGuide, page 1",
            "Guide\npaid for what they do.\nGuide, page 2",
        ]));
        for (quotation, page) in [
            ("Mentors are not paid", Some(1)),
            ("paid for what they do. Guide, page 2", Some(2)),
            ("Mentors are paid", None),
        ] {
            let found = page.map(|page| Found { page: Some(page) });
            assert_eq!(document.find(quotation), found, "{quotation}");
        }
    }
}

//! Discovers and reads input files, in an order that is independent of the order of the arguments.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use ignore::{WalkBuilder, gitignore::Gitignore};

use super::{
    files_read, forms,
    ignore_files::IgnoreFiles,
    read::{self, Opened},
    root::Root,
};
use mentorcheck_core::{
    config::{CONFIG_FILE_NAMES, DESCRIPTION_SUFFIXES},
    input::{Input, STDIN_NAME},
    skip::{SkipReason, is_description_text},
};
use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};

/// Standard input as an argument.
pub const STDIN_ARG: &str = "-";
/// What the names of temporary files begin with, which an ended run may have left.
pub(crate) const TEMP_PREFIX: &str = ".mentorcheck-";
/// What the names of files begin with by which Excel and Word note that a file is open.
const LOCK_PREFIX: &str = "~$";
/// The folder of a repository itself, which holds no descriptions.
const REPOSITORY: &str = ".git";

/// An input file that is not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// As shown in messages.
    pub path: String,
    fs_path: PathBuf,
    /// Whether it was given as an argument.
    is_named: bool,
    /// Whether it is a description whatever is in it.
    is_explicit: bool,
    /// Whether it is a document, which is neither a description nor a form.
    is_document: bool,
    /// A regular file according to its directory entry, so that it needs no `stat` before opening.
    is_regular: bool,
    problem: Option<ParseErrorKind>,
    skip: Option<SkipReason>,
}

/// Whether the configuration says that a file is a description, whatever is in it; `None` if it does not say.
pub(crate) type Included = Arc<dyn Fn(&Path) -> Option<bool> + Send + Sync>;

/// Which files are looked for, and how they are called.
#[derive(Clone)]
pub struct Discovery {
    pub(crate) root: Root,
    /// What standard input is called.
    pub(crate) stdin_name: String,
    /// Where it does not say, [`DESCRIPTION_SUFFIXES`] decide.
    pub(crate) included: Included,
    /// Whether to look into hidden folders and at files that a `.gitignore` excludes.
    pub(crate) no_ignore: bool,
    /// Whether files that are named are looked at as if they had been found in a folder.
    pub(crate) like_found: bool,
    /// Whether documents that are found are given too. They are not to be read as descriptions.
    pub(crate) with_documents: bool,
}

impl Discovery {
    /// Without a configuration.
    pub(crate) fn new(root: Root) -> Self {
        Self {
            root,
            stdin_name: STDIN_NAME.into(),
            included: Arc::new(|_| None),
            no_ignore: false,
            like_found: false,
            with_documents: false,
        }
    }

    /// Expands `paths` to files: those given, and in folders every YAML, JSON and form file not excluded by a `.gitignore`.
    /// Lazy, sorted by `path_order` and without duplicates.
    #[must_use]
    pub fn discover(&self, paths: &[PathBuf]) -> InputIter {
        let (folders, files): (Vec<_>, Vec<_>) =
            paths.iter().partition(|path| path.as_os_str() != STDIN_ARG && path.is_dir());
        let mut files: Vec<InputFile> = files.into_iter().filter_map(|path| self.named(path)).collect();
        files.sort_by_cached_key(InputFile::sort_key);
        files.dedup();
        let mut iters: Vec<InputIter> = folders.into_iter().map(|path| self.walk(path)).collect();
        if !files.is_empty() {
            iters.push(Box::new(files.into_iter()));
        }
        match iters.len() {
            0 | 1 => iters.pop().unwrap_or_else(|| Box::new(std::iter::empty())),
            _ => Box::new(MergedInputs::new(iters)),
        }
    }

    fn named(&self, path: &Path) -> Option<InputFile> {
        let mut file = InputFile::from_arg(path, &self.root);
        if file.is_stdin() {
            file.path.clone_from(&self.stdin_name);
            return Some(file);
        }
        if self.like_found {
            file.is_explicit = self.is_included(path);
            file.skip = skip_reason(path, path.is_symlink());
            return (file.is_explicit || is_data_file(path)).then_some(file);
        }
        Some(file)
    }

    fn is_included(&self, path: &Path) -> bool {
        if let Some(is_included) = (self.included)(path) {
            return is_included;
        }
        has_description_suffix(path)
    }

    fn walk(&self, folder: &Path) -> InputIter {
        let mut walk = WalkBuilder::new(folder);
        // Ignore files are read here, since the walk would read them whatever they are.
        let walk = walk.standard_filters(false).hidden(!self.no_ignore);
        let ignore_files = (!self.no_ignore).then(|| Arc::new(IgnoreFiles::default()));
        let filter = ignore_files.clone();
        walk.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_ignored = |files: &Arc<IgnoreFiles>| entry.depth() > 0 && files.excludes(entry.path(), is_folder);
            entry.file_name() != REPOSITORY && !filter.as_ref().is_some_and(is_ignored)
        });
        let walk = walk.sort_by_file_name(Ord::cmp).build();
        let (discovery, folder, relative) = (self.clone(), folder.to_owned(), self.root.relative(folder));
        let to_input = move |entry: Result<ignore::DirEntry, ignore::Error>| match entry {
            Ok(entry) => {
                let path = entry.path();
                let kind = entry.file_type()?;
                if kind.is_dir() {
                    let (file, problem) = ignore_files.as_ref()?.enter(path)?;
                    return Some(InputFile { problem: Some(problem), ..InputFile::from_arg(&file, &discovery.root) });
                }
                let is_included = discovery.is_included(path);
                let is_data = is_included || is_data_file(path);
                let is_document = !is_data && discovery.with_documents && kind.is_file() && is_document_file(path);
                if !(kind.is_file() || kind.is_symlink()) || !(is_data || is_document) {
                    return None;
                }
                let is_temporary = [TEMP_PREFIX, LOCK_PREFIX]
                    .iter()
                    .any(|prefix| entry.file_name().as_encoded_bytes().starts_with(prefix.as_bytes()));
                // What this run is to write is no input. If it were a description, it would be refused as an output.
                if is_temporary || (kind.is_file() && files_read::is_target(path) && !holds_description(path)) {
                    return None;
                }
                let below = path.strip_prefix(&folder).unwrap_or(path);
                Some(InputFile {
                    path: relative.join(below).display().to_string(),
                    fs_path: path.to_owned(),
                    is_named: false,
                    is_explicit: is_included,
                    is_document,
                    is_regular: kind.is_file(),
                    problem: None,
                    skip: skip_reason(path, kind.is_symlink()),
                })
            }
            Err(error) => {
                let failed_path = error_path(&error).unwrap_or(&folder);
                let problem = match error.io_error() {
                    Some(error) => read::problem(error),
                    None => ParseErrorKind::Unreadable { reason: error.to_string() },
                };
                Some(InputFile { problem: Some(problem), ..InputFile::from_arg(failed_path, &discovery.root) })
            }
        };
        Box::new(walk.filter_map(to_input))
    }
}

/// Whether a file is called as descriptions are.
pub(crate) fn has_description_suffix(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default().to_ascii_lowercase();
    DESCRIPTION_SUFFIXES.iter().any(|suffix| name.ends_with(suffix.as_bytes()))
}

/// Why a file is skipped without being opened, if it is.
fn skip_reason(path: &Path, is_link: bool) -> Option<SkipReason> {
    let is_config = path.file_name().is_some_and(|name| CONFIG_FILE_NAMES.iter().any(|config| name == *config));
    match (is_link, is_config) {
        (true, _) => Some(SkipReason::Link),
        (_, true) => Some(SkipReason::Configuration),
        _ => None,
    }
}

/// Whether a pattern matches an absolute path.
pub(crate) fn matches_path(pattern: &Gitignore, path: &Path) -> bool {
    path.starts_with(pattern.path()) && pattern.matched_path_or_any_parents(path, false).is_ignore()
}

/// Whether a file is a description or a filled-in form according to what is in it.
pub(crate) fn holds_description(path: &Path) -> bool {
    let Ok(bytes) = read::peek(path, MAX_BYTES) else { return false };
    if forms::is_form_file(path) {
        return forms::to_description(Input::new("", bytes)).content.is_ok();
    }
    is_description_text(bytes)
}

/// Whether the name ends as that of a YAML or JSON file, a workbook or a table.
pub(crate) fn is_data_file(path: &Path) -> bool {
    forms::is_form_file(path) || read::has_extension(path, &["yaml", "yml", "json"])
}

/// The ends of the names of documents in which people send what they should put in a form.
const DOCUMENTS: [&str; 10] = ["doc", "docx", "eml", "msg", "numbers", "odt", "pages", "pdf", "rtf", "xlsb"];

/// Whether the name ends as that of a document.
fn is_document_file(path: &Path) -> bool {
    read::has_extension(path, &DOCUMENTS)
}

/// Input files in `path_order`.
pub type InputIter = Box<dyn Iterator<Item = InputFile> + Send>;

/// A k-way merge of sorted iterators, without duplicates.
struct MergedInputs {
    ways: Vec<InputIter>,
    /// The next file of each iterator.
    fronts: BTreeMap<HeadKey, InputFile>,
}

/// The sort key of a file, and the index of its iterator.
type HeadKey = ((bool, PathBuf), usize);

impl MergedInputs {
    fn new(iters: Vec<InputIter>) -> Self {
        let mut merged = Self { fronts: BTreeMap::new(), ways: iters };
        (0..merged.ways.len()).for_each(|index| merged.advance(index));
        merged
    }

    fn advance(&mut self, index: usize) {
        if let Some(file) = self.ways[index].next() {
            self.fronts.insert((file.sort_key(), index), file);
        }
    }

    fn pop(&mut self) -> Option<InputFile> {
        let ((_, index), file) = self.fronts.pop_first()?;
        self.advance(index);
        Some(file)
    }
}

impl Iterator for MergedInputs {
    type Item = InputFile;

    fn next(&mut self) -> Option<InputFile> {
        let mut file = self.pop()?;
        while self.fronts.first_key_value().is_some_and(|(_, next)| next.path == file.path) {
            let other = self.pop()?;
            file.is_named |= other.is_named;
            file.is_explicit |= other.is_explicit;
        }
        Some(file)
    }
}

/// The path that an error of the walk refers to.
fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

impl InputFile {
    #[must_use]
    pub(crate) fn from_arg(path: &Path, root: &Root) -> Self {
        let is_stdin = path.as_os_str() == STDIN_ARG;
        Self {
            path: if is_stdin { STDIN_NAME.to_owned() } else { root.display(path) },
            fs_path: path.to_owned(),
            is_named: true,
            is_explicit: true,
            is_document: false,
            is_regular: false,
            problem: None,
            skip: None,
        }
    }

    /// Why it is skipped without being opened, if it is.
    #[must_use]
    pub fn skip(&self) -> Option<SkipReason> {
        self.skip
    }

    /// Whether it is a document that was found, which is not to be read.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.is_document
    }

    #[must_use]
    pub fn is_named(&self) -> bool {
        self.is_named
    }

    #[must_use]
    pub fn fs_path(&self) -> &Path {
        &self.fs_path
    }

    fn sort_key(&self) -> (bool, PathBuf) {
        (!self.is_stdin(), PathBuf::from(&self.path))
    }

    /// Whether it is a workbook or a table by its name.
    #[must_use]
    pub fn is_form(&self) -> bool {
        !self.is_stdin() && forms::is_form_file(&self.fs_path)
    }

    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.fs_path.as_os_str() == STDIN_ARG
    }

    /// Reads the file, at most [`MAX_BYTES`] and one byte, by which larger files are detected.
    #[must_use]
    pub fn read(self) -> Input {
        let content = match self.problem {
            Some(ref problem) => Err(problem.clone()),
            None if self.is_stdin() => read_bounded(io::stdin().lock(), 0),
            None => open_file(&self.fs_path, self.is_regular).and_then(|(file, length)| read_bounded(file, length)),
        };
        let is_stdin = self.is_stdin();
        let mut input =
            Input { path: self.path, first_document: 0, is_explicit: self.is_explicit, content, origin: None };
        if is_stdin {
            return input;
        }
        if forms::is_form_file(&self.fs_path) {
            input = forms::to_description(input);
        }
        if let Ok(content) = &input.content {
            files_read::note_description(&self.fs_path, content);
        }
        input
    }
}

/// Opens a file and returns its length from the metadata. The type of a file known to be regular is not checked first.
fn open_file(path: &Path, is_regular: bool) -> Result<(Opened, u64), ParseErrorKind> {
    if !is_regular {
        return read::open_any(path);
    }
    let file = fs::File::open(path).map_err(|error| read::problem(&error))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    Ok((Opened::File(file), length))
}

/// Reads up to the limit; `length` is the expected size.
fn read_bounded(reader: impl Read, length: u64) -> Result<Vec<u8>, ParseErrorKind> {
    // One byte more, so that reaching the end does not reallocate.
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(MAX_BYTES) + 1).unwrap_or_default());
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| read::problem(&error))?;
    Ok(bytes)
}

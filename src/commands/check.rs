//! `mentorcheck check`: check descriptions of programmes.

use std::{
    collections::BTreeSet,
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    args::{Check, Color},
    error::{CommandError, ExitCode},
    input::{
        files_read::{self, FileId},
        walk::InputFile,
    },
    run::{fix::fix, ordered_pool, session::Session},
    stdout::{print, warn},
};
use mentorcheck_core::{
    checker::Checker,
    clause::join_and,
    diagnostic::input_errors,
    input::{Input, parse},
    sanitize::sanitize_line,
    skip::SkipReason,
};

/// Checks descriptions and writes the report.
///
/// # Errors
/// When the command line, configuration or rules are invalid, or a report cannot be written.
pub fn run(arguments: &Check, color: Color) -> Result<ExitCode, CommandError> {
    let session = Session::new(&arguments.report.check, &arguments.report, color)?;
    let files = |documents| session.scopes.files(&arguments.paths, &arguments.input, documents);
    if arguments.list_files {
        return list_files(&session.scopes.run().checker, files(true));
    }
    session.protect(&arguments.paths)?;
    let fixed = if arguments.fix {
        fix(&session.scopes.run().checker, files(false), &mut io::stderr().lock())?
    } else {
        ExitCode::Success
    };
    let documents = Arc::new(Mutex::new(DocumentsBesideForms::default()));
    let noted = Arc::clone(&documents);
    let is_input = move |file: &InputFile| noted.lock().unwrap_or_else(PoisonError::into_inner).is_input(file);
    let mut files = files(true).filter(is_input).peekable();
    // Nothing may have come in, or everything may have been excluded.
    let may_be_empty = arguments.input.force_exclude || files.peek().is_some_and(InputFile::is_stdin);
    let exit = session.execute(ordered_pool::expand_stdin(files, None, arguments.input.json_lines), may_be_empty)?;
    if !arguments.report.style.quiet {
        documents.lock().unwrap_or_else(PoisonError::into_inner).warn();
    }
    Ok(exit.max(fixed))
}

/// The documents in folders with forms, which may be proposals that somebody did not put in a form.
#[derive(Default)]
struct DocumentsBesideForms {
    documents: Vec<(PathBuf, String)>,
    folders: BTreeSet<PathBuf>,
}

/// How many documents are named.
const MAX_NAMED: usize = 3;

impl DocumentsBesideForms {
    /// Whether a file is to be read. Notes documents, and the folders of forms.
    fn is_input(&mut self, file: &InputFile) -> bool {
        if file.is_document() {
            self.documents.push((file.fs_path().to_owned(), file.path.clone()));
        } else if file.is_form() && !file.is_named() {
            self.folders
                .extend(file.fs_path().parent().filter(|folder| !self.folders.contains(*folder)).map(Into::into));
        }
        !file.is_document()
    }

    /// Names the documents that were not read as evidence either.
    fn warn(&self) {
        let is_beside = |path: &PathBuf| path.parent().is_some_and(|folder| self.folders.contains(folder));
        let is_read = |path: &PathBuf| FileId::of(path).is_some_and(|id| files_read::how_used(&id).is_some());
        let unread = self.documents.iter().filter(|(path, _)| is_beside(path) && !is_read(path));
        let mut names: Vec<String> = unread.map(|(_, name)| sanitize_line(name)).collect();
        let count = names.len();
        if count > MAX_NAMED {
            names.truncate(MAX_NAMED);
            names.push(format!("{} more", count - MAX_NAMED));
        }
        let subject = match count {
            0 => return,
            1 => "a document next to the forms is not read".to_owned(),
            _ => format!("{count} documents next to the forms are not read"),
        };
        warn(&format!("{subject}: {}. If one is a proposal, put what it says in a form.", join_and(&names)));
    }
}

/// Lists the files with what each is taken for, and counts them.
fn list_files(checker: &Checker, files: impl Iterator<Item = InputFile>) -> Result<ExitCode, CommandError> {
    let (mut total, mut forms, mut descriptions, mut damaged, mut others) = (0, 0, 0, 0, 0);
    for file in files {
        let path = sanitize_line(&file.path);
        total += 1;
        let what = if file.is_stdin() {
            descriptions += 1;
            "a description".to_owned()
        } else if file.is_document() {
            others += 1;
            "not read, because it is neither a form nor a description".to_owned()
        } else if let Some(reason) = file.skip() {
            others += 1;
            skipped(reason)
        } else {
            let is_form = file.is_form();
            let input = file.read();
            match (checker.skip_reason(input.clone()), trouble(&input)) {
                (Some(reason), _) => {
                    others += 1;
                    skipped(reason)
                }
                (None, Some(trouble)) => {
                    damaged += 1;
                    format!("cannot be read: {trouble}")
                }
                (None, None) if is_form => {
                    forms += 1;
                    "a form".to_owned()
                }
                (None, None) => {
                    descriptions += 1;
                    "a description".to_owned()
                }
            }
        };
        print(&format!("{path}: {what}\n"))?;
    }
    let counts = [
        count(forms, "form", "forms"),
        count(descriptions, "description", "descriptions"),
        (damaged > 0).then(|| format!("{damaged} that cannot be read")),
        (others > 0).then(|| format!("{others} skipped")),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if total > 0 {
        let files = if total == 1 { "file" } else { "files" };
        // Not among the files, which a program may read.
        warn(&format!("{total} {files}: {}.", counts.join(", ")));
    }
    Ok(ExitCode::Success)
}

fn skipped(reason: SkipReason) -> String {
    format!("skipped, because {reason}")
}

fn count(number: usize, one: &str, several: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { several }))
}

/// Why nothing in a file can be read.
fn trouble(input: &Input) -> Option<String> {
    let source = parse(input.clone());
    let error = source.errors.first().filter(|_| source.documents.is_empty())?;
    Some(input_errors::reason(&error.kind))
}

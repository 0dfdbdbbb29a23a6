//! `mentorcheck convert`: convert filled-in forms to descriptions.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::{
    args::Convert,
    error::{CommandError, ExitCode},
    input::{
        files_read::FileId,
        read,
        root::Root,
        walk::{Discovery, InputFile},
    },
    run::atomic_file::rewrite_input,
    stdout::{print, warn},
};
use mentorcheck_core::diagnostic::{Severity, codes, input_errors};
use mentorcheck_yaml::{Origin, ParseErrorKind};

/// Separates the descriptions of one export.
const SEPARATOR: &str = "\n---\n";

/// Converts each form to a file, and each submission of an export to one of its own.
///
/// # Errors
/// When the command line is invalid, a file would be replaced, or a description cannot be written. Nothing is written then
/// unless writing itself fails.
pub fn run(arguments: &Convert) -> Result<ExitCode, CommandError> {
    let mut exit = ExitCode::Success;
    let mut outputs: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut inputs = Vec::new();
    for file in Discovery::new(Root::find(None)).discover(&arguments.files) {
        if !file.is_form() {
            if file.is_named() {
                return Err(usage(
                    format!("{} is no form by its name", read::shown(file.fs_path())),
                    "Name workbooks and tables: .xlsx, .ods, .csv or .tsv.",
                ));
            }
            continue;
        }
        let (path, is_named) = (file.fs_path().to_owned(), file.is_named());
        inputs.extend(FileId::of(&path));
        let Some(descriptions) = convert(file, is_named, &mut exit) else { continue };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let count = descriptions.len();
        for (number, text) in (1..).zip(descriptions) {
            let name = if count == 1 { format!("{stem}.yaml") } else { format!("{stem}-{number}.yaml") };
            let output = arguments.output.join(name);
            if outputs.insert(output.clone(), text).is_some() {
                return Err(usage(
                    format!("two forms would be converted to {}", read::shown(&output)),
                    "Rename one of the forms, or convert them to different folders.",
                ));
            }
        }
    }
    for output in outputs.keys() {
        if FileId::of(output).is_some_and(|id| inputs.contains(&id)) {
            return Err(usage(
                format!("this would replace {}, which is a form", read::shown(output)),
                "Name another folder.",
            ));
        }
        if !arguments.force && output.symlink_metadata().is_ok() {
            return Err(usage(
                format!("{} exists", read::shown(output)),
                "Name another folder, or replace it with `--force`.",
            ));
        }
    }
    if outputs.is_empty() && exit == ExitCode::Success {
        return Err(usage("no form was found".into(), "A form is made by `mentorcheck form`."));
    }
    let failed = |error| CommandError::Write { path: arguments.output.clone(), error };
    fs::create_dir_all(&arguments.output).map_err(failed)?;
    for (path, text) in &outputs {
        rewrite_input(path, text)?;
    }
    let noun = if outputs.len() == 1 { "description is" } else { "descriptions are" };
    print(&format!("{} {noun} in {}.\n", outputs.len(), read::shown(&arguments.output)))?;
    Ok(exit)
}

/// The descriptions in a form; `None` if it cannot be read, or was found in a folder and is none.
fn convert(file: InputFile, is_named: bool, exit: &mut ExitCode) -> Option<Vec<String>> {
    let input = file.read();
    let text = match input.content {
        Ok(bytes) => String::from_utf8(bytes).ok()?,
        Err(ParseErrorKind::NotAForm) if !is_named => return None,
        Err(error) => {
            warn(&format!("{}: {} {}", input.path, input_errors::sentence(&error), input_errors::help(&error)));
            *exit = ExitCode::InputError;
            return None;
        }
    };
    if let Some(origin) = input.origin.as_deref() {
        report_notices(&input.path, origin, exit);
    }
    let descriptions = text.split(SEPARATOR).map(|part| format!("{}\n", part.trim_end_matches('\n')));
    Some(descriptions.collect())
}

fn report_notices(path: &str, origin: &Origin, exit: &mut ExitCode) {
    for notice in &origin.notices {
        let severity = codes::severity(&notice.code);
        if severity == Severity::Error {
            *exit = ExitCode::InputError;
        }
        let place = origin.places.get(notice.line.saturating_sub(1)).map_or("", String::as_str);
        let place = if place.is_empty() { String::new() } else { format!(", {place}") };
        warn(&format!("{path}{place}: {}: {} {}", severity.as_str(), notice.message, notice.help));
    }
}

fn usage(problem: String, advice: &str) -> CommandError {
    CommandError::Usage { problem, advice: advice.into() }
}

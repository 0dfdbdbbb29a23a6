//! `mentorcheck letter`: write a letter about one description, in plain language.

use std::{
    io::{self, Write},
    slice,
};

use crate::config::rules;
use crate::{
    args::{Letter as Arguments, Reader},
    config::resolve,
    error::{CommandError, ExitCode},
    input::{
        read,
        root::Root,
        walk::{InputFile, has_description_suffix},
    },
    run::{atomic_file, targets},
    stdout::print,
};
use mentorcheck_core::{checker::Checker, diagnostic::FileDiagnostics, sanitize::sanitize};
use mentorcheck_render::{
    finding_text,
    letters::{APPLICANT, BOARD, DESIGNER, Letter, Template, TemplateError},
    style::TextOptions,
};

/// Separates the letters on the descriptions of one file.
const SEPARATOR: &str = "\n---\n\n";

/// Checks the description and writes a letter for its reader.
///
/// # Errors
/// When the command line, rules or template are invalid, or the letter cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    let pack = rules::load_pack(arguments.rules.as_deref())?;
    let template = template(arguments)?;
    targets::protect(arguments.output.as_slice(), slice::from_ref(&arguments.file), &has_description_suffix)?;
    let expectation = resolve::parse_expectation(&pack, arguments.expect.as_deref())?;
    let root = Root::find(None);
    let checker = Checker::builder(pack).expect(expectation).root(root.path().to_owned()).build();
    let report = checker.check_all([InputFile::from_arg(&arguments.file, &root).read()]);

    let letters = Letter::for_report(&checker, &report);
    let pages = letters.iter().map(|letter| template.render(letter).map_err(template_error));
    let pages = pages.collect::<Result<Vec<String>, CommandError>>()?;
    report.unreadable.iter().for_each(report_unreadable);
    if !pages.is_empty() {
        let text = pages.join(SEPARATOR);
        match &arguments.output {
            Some(path) => atomic_file::write_atomic(path, &text)?,
            None => print(&text)?,
        }
    }
    let is_complete = report.unreadable.is_empty() && report.programmes.iter().all(|programme| programme.valid);
    Ok(if is_complete { ExitCode::Success } else { ExitCode::InputError })
}

fn template(arguments: &Arguments) -> Result<Template, CommandError> {
    let (name, text) = match arguments.to {
        Reader::Applicant => APPLICANT,
        Reader::Designer => DESIGNER,
        Reader::Board => BOARD,
    };
    let Some(path) = &arguments.template else { return Template::new(name, text).map_err(template_error) };
    let text = read::text(path)?;
    Template::new(&path.display().to_string(), &text).map_err(template_error)
}

// By value because `map_err` passes it by value.
#[allow(clippy::needless_pass_by_value)]
fn template_error(error: TemplateError) -> CommandError {
    CommandError::Usage {
        problem: error.to_string(),
        advice: "What a template may use is listed at the top of those that come with the program, in the folder \
                 `templates` of its source."
            .into(),
    }
}

/// Reports an unreadable file on standard error, so that standard output holds only the letter.
fn report_unreadable(file: &FileDiagnostics) {
    // Failure to write to standard error cannot be reported.
    let _ = writeln!(io::stderr(), "{} could not be read.\n", sanitize(&file.path));
    let options = TextOptions::default();
    for finding in &file.findings {
        let _ = write!(io::stderr(), "{}", finding_text::render(finding, &file.file, options));
    }
}

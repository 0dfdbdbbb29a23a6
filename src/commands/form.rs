//! `mentorcheck form`: write a form to fill in.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal},
};

use crate::{
    args::{Form, FormKind},
    config::rules,
    error::{CommandError, ExitCode},
    input::{
        forms::questionnaire,
        root::Root,
        walk::{InputFile, has_description_suffix},
    },
    run::{atomic_file::AtomicFile, targets},
    stdout::{print_bytes, warn},
};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::Finding,
    input::{Input, parse},
    schema::vocabulary,
};
use mentorcheck_forms::{FormOptions, answers::Answers, docx, xlsform, xlsx, yaml};
use mentorcheck_yaml::ParsedFile;

/// Writes a form, blank or filled in.
///
/// # Errors
/// When the command line is invalid, the description to fill in holds none or several, or the form cannot be written.
pub fn run(arguments: &Form) -> Result<ExitCode, CommandError> {
    targets::protect(arguments.output.as_slice(), arguments.prefill.as_slice(), &has_description_suffix)?;
    let is_binary = arguments.kind != FormKind::Yaml;
    if is_binary && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(usage("this form is a file for another program", "Name a file for it with `-o`."));
    }
    let mut exit = ExitCode::Success;
    let mut answers = None;
    let mut only = None;
    if let Some(path) = &arguments.prefill {
        let input = InputFile::from_arg(path, &Root::find(None)).read();
        let source = parse(input.clone());
        exit = report_errors(&source);
        let [document] = source.documents.as_slice() else {
            let (problem, advice) = match source.documents.len() {
                0 => ("the description to fill in cannot be read", "Correct it, or leave out `--prefill`."),
                _ => ("the file to fill in describes several programmes", "Put each into a file of its own."),
            };
            return if source.documents.is_empty() && exit != ExitCode::Success {
                Ok(exit)
            } else {
                Err(usage(problem, advice))
            };
        };
        answers = Some(Answers::from_document(document, vocabulary()));
        if arguments.only.is_some() {
            only = Some(open_questions(input)?);
        }
    }
    let options = FormOptions { prefill: answers.as_ref(), only: only.as_ref() };
    let render = match arguments.kind {
        FormKind::Xlsx => xlsx::render,
        FormKind::Xlsform => xlsform::render,
        FormKind::Docx => docx::render,
        FormKind::Yaml => yaml::render,
    };
    let form = render(questionnaire(), &options).map_err(|error| {
        usage(&format!("the form cannot be made: {error}"), "Change the description, and try again.")
    })?;
    match &arguments.output {
        Some(path) => {
            let mut file = AtomicFile::create(path)?;
            file.write(&form)?;
            file.commit()?;
        }
        None => print_bytes(&form)?,
    }
    Ok(exit)
}

/// The fields that the report asks about: their answers can still change the verdict.
fn open_questions(input: Input) -> Result<BTreeSet<String>, CommandError> {
    let checker = Checker::builder(rules::load_pack(None)?).build();
    let report = checker.check_all([input]);
    let questions = report.programmes.iter().flat_map(|programme| &programme.remedy.questions);
    let fields: BTreeSet<String> = questions.map(|question| question.field.clone()).collect();
    if fields.is_empty() {
        return Err(usage(
            "no question is open: no answer can change the verdict any more",
            "Leave out `--only` for a form with all questions.",
        ));
    }
    Ok(fields)
}

/// Reports what could not be read, in short; `check` says it in full.
fn report_errors(source: &ParsedFile) -> ExitCode {
    for error in &source.errors {
        let finding = Finding::from_parse_error(error, &source.text);
        warn(&format!("{}: {} {}", source.text.name(), finding.message, finding.help.unwrap_or_default()));
    }
    if source.errors.is_empty() { ExitCode::Success } else { ExitCode::InputError }
}

fn usage(problem: &str, advice: &str) -> CommandError {
    CommandError::Usage { problem: problem.to_owned(), advice: advice.to_owned() }
}

//! `mentorcheck form`: write a form to fill in.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use crate::{
    args::{Form, FormKind},
    config::rules,
    error::{CommandError, ExitCode},
    input::{
        forms::questionnaire,
        read,
        root::Root,
        walk::{Discovery, InputFile, has_description_suffix},
    },
    run::{atomic_file::AtomicFile, targets},
    stdout::{print, print_bytes, warn},
};
use mentorcheck_core::{
    checker::Checker,
    clause::join_and,
    diagnostic::{Finding, FindingKind, Severity},
    eval::VerdictStatus,
    input::{Input, parse},
    sanitize::sanitize_line,
    schema::{pointer, vocabulary},
};
use mentorcheck_forms::{FormOptions, answers::Answers, docx, xlsform, xlsx, yaml};
use mentorcheck_yaml::ParsedFile;

/// Writes a form, blank or filled in, or one for each description in a folder.
///
/// # Errors
/// When the command line is invalid, the description to fill in holds none or several, or the form cannot be written.
pub fn run(arguments: &Form) -> Result<ExitCode, CommandError> {
    if let Some(folder) = arguments.prefill.as_ref().filter(|path| path.is_dir()) {
        return fill_all(arguments, folder);
    }
    targets::protect(arguments.output.as_slice(), arguments.prefill.as_slice(), &has_description_suffix)?;
    let is_binary = arguments.kind != FormKind::Yaml;
    if is_binary && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(usage("this form is a file for another program", "Name a file for it with `-o`."));
    }
    let (form, exit) = match &arguments.prefill {
        None => (render(arguments.kind, &FormOptions::default())?, ExitCode::Success),
        Some(path) => {
            let input = InputFile::from_arg(path, &Root::find(None)).read();
            match fill_in(arguments, input, false)? {
                (Filled::Form(form), exit) => (form, exit),
                (Filled::Unreadable, exit) if exit != ExitCode::Success => return Ok(exit),
                (filled, _) => return Err(not_filled(&filled)),
            }
        }
    };
    match &arguments.output {
        Some(path) => save(path, &form)?,
        None => print_bytes(&form)?,
    }
    Ok(exit)
}

/// A form with the answers of a description, or why there is none.
enum Filled {
    Form(Vec<u8>),
    Unreadable,
    SeveralProgrammes,
    NothingOpen,
    /// Questions are open, but no answer makes it what the rules are about.
    RuledOut,
}

fn not_filled(filled: &Filled) -> CommandError {
    match filled {
        Filled::SeveralProgrammes => {
            usage("the file to fill in describes several programmes", "Put each into a file of its own.")
        }
        Filled::NothingOpen => usage(
            "no question is open: no answer can change the verdict any more",
            "Leave out `--only` for a form with all questions.",
        ),
        Filled::Form(_) | Filled::Unreadable | Filled::RuledOut => {
            usage("the description to fill in cannot be read", "Correct it, or leave out `--prefill`.")
        }
    }
}

/// A form with the answers of each description in a folder, each in a file of its own. Those about which nothing is open
/// get none if only open questions are asked.
fn fill_all(arguments: &Form, folder: &Path) -> Result<ExitCode, CommandError> {
    let Some(output) = &arguments.output else {
        return Err(usage("a folder makes several forms", "Name a folder for them with `-o`."));
    };
    let extension = match arguments.kind {
        FormKind::Xlsx => "xlsx",
        FormKind::Xlsform => "xlsform.xlsx",
        FormKind::Docx => "docx",
        FormKind::Yaml => "yaml",
    };
    let mut exit = ExitCode::Success;
    let mut forms: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let (mut settled, mut ruled_out) = (0_usize, 0_usize);
    for file in Discovery::new(Root::find(None)).discover(&[folder.to_owned()]).filter(|file| file.skip().is_none()) {
        let stem = file.fs_path().file_stem().unwrap_or_default().to_owned();
        let input = file.read();
        let path = input.path.clone();
        let (filled, one) = fill_in(arguments, input, true)?;
        exit = exit.max(one);
        match filled {
            Filled::Form(form) => {
                let mut name = stem;
                name.push(".");
                name.push(extension);
                let target = output.join(name);
                if forms.iter().any(|(known, _)| *known == target) {
                    let problem = format!("two files would both get the form {}", read::shown(&target));
                    return Err(usage(&problem, "Rename one of them, or put only one of them into the folder."));
                }
                if !arguments.force && target.symlink_metadata().is_ok() {
                    let problem = format!("{} exists", read::shown(&target));
                    return Err(usage(&problem, "Name another folder, or replace it with `--force`."));
                }
                forms.push((target, form));
            }
            Filled::NothingOpen => settled += 1,
            Filled::RuledOut => ruled_out += 1,
            Filled::Unreadable => {}
            Filled::SeveralProgrammes => {
                exit = exit.max(ExitCode::InputError);
                warn(&format!(
                    "{path}: it describes several programmes, and gets no form. Put each into a file of its own."
                ));
            }
        }
    }
    if output.exists() && !output.is_dir() {
        let problem = format!("{} is a file, not a folder", read::shown(output));
        return Err(usage(&problem, "Name a folder with -o: each form becomes a file in it."));
    }
    fs::create_dir_all(output).map_err(|error| CommandError::Write { path: output.clone(), error })?;
    for (path, form) in &forms {
        save(path, form)?;
    }
    let noun = if forms.len() == 1 { "form is" } else { "forms are" };
    let settled = match settled {
        0 => String::new(),
        1 => " One programme gets none: no answer can change its verdict any more.".to_owned(),
        count => format!(" {count} programmes get none: no answer can change their verdict any more."),
    };
    let pack = rules::load_pack(None)?;
    let concept = &pack.kinds[pack.concept].title;
    let ruled_out = match ruled_out {
        0 => String::new(),
        1 => format!(" One more is not {concept}, whatever the answers to its questions are."),
        count => format!(" {count} more are not {concept}, whatever the answers to their questions are."),
    };
    print(&format!("{} {noun} in {}.{settled}{ruled_out}\n", forms.len(), read::shown(output)))?;
    Ok(exit)
}

/// The form with the answers of one description. In a round, what is ruled out is not asked about.
fn fill_in(arguments: &Form, input: Input, is_round: bool) -> Result<(Filled, ExitCode), CommandError> {
    let source = parse(input.clone());
    let exit = report_errors(&source);
    let document = match source.documents.as_slice() {
        [document] => document,
        [] => return Ok((Filled::Unreadable, exit)),
        _ => return Ok((Filled::SeveralProgrammes, exit)),
    };
    let answers = Answers::from_document(document, vocabulary());
    warn_of_lost_answers(&input.path, &answers);
    let open = arguments.only.map(|_| open_questions(input)).transpose()?;
    if is_round && open.as_ref().is_some_and(|open| open.is_ruled_out && !open.has_mistakes && !open.fields.is_empty())
    {
        return Ok((Filled::RuledOut, exit));
    }
    let only = open.map(|open| open.fields);
    if only.as_ref().is_some_and(BTreeSet::is_empty) {
        return Ok((Filled::NothingOpen, exit));
    }
    let form = render(arguments.kind, &FormOptions { prefill: Some(&answers), only: only.as_ref() })?;
    Ok((Filled::Form(form), exit))
}

fn render(kind: FormKind, options: &FormOptions<'_>) -> Result<Vec<u8>, CommandError> {
    let render = match kind {
        FormKind::Xlsx => xlsx::render,
        FormKind::Xlsform => xlsform::render,
        FormKind::Docx => docx::render,
        FormKind::Yaml => yaml::render,
    };
    render(questionnaire(), options)
        .map_err(|error| usage(&format!("the form cannot be made: {error}"), "Change the description, and try again."))
}

fn save(path: &Path, form: &[u8]) -> Result<(), CommandError> {
    let mut file = AtomicFile::create(path)?;
    file.write(form)?;
    file.commit()
}

/// Says which answers are not in the form, because they are none of the answers that a question has.
fn warn_of_lost_answers(path: &str, answers: &Answers) {
    for question in questionnaire().questions() {
        let texts = answers.get(&question.field).map(|answer| answer.not_understood.as_slice()).unwrap_or_default();
        let texts: Vec<String> = texts.iter().map(|text| format!("“{}”", sanitize_line(text))).collect();
        if !texts.is_empty() {
            let be = if texts.len() == 1 { "is" } else { "are" };
            warn(&format!(
                "{}, question {} ({}): {} {be} not understood. The form asks this question again.",
                sanitize_line(path),
                question.number,
                question.title,
                join_and(&texts)
            ));
        }
    }
}

/// What is to be asked about a programme.
struct OpenQuestions {
    /// The fields that the report asks about, because their answers can still change the verdict, and those with mistakes.
    fields: BTreeSet<String>,
    has_mistakes: bool,
    /// Whether no answer makes it what the rules are about.
    is_ruled_out: bool,
}

fn open_questions(input: Input) -> Result<OpenQuestions, CommandError> {
    let checker = Checker::builder(rules::load_pack(None)?).build();
    let report = checker.check_all([input]);
    let mut open = OpenQuestions { fields: BTreeSet::new(), has_mistakes: false, is_ruled_out: false };
    for programme in &report.programmes {
        open.fields.extend(programme.remedy.questions.iter().map(|question| question.field.clone()));
        let mistakes = programme.findings.iter().filter(|finding| {
            matches!(finding.kind, FindingKind::Input | FindingKind::Schema) && finding.severity == Severity::Error
        });
        let pointers = mistakes.filter_map(|finding| finding.spans.first()?.pointer.as_deref());
        open.fields.extend(pointers.filter_map(field_of));
        open.has_mistakes = !programme.valid;
        let candidates = &programme.verdict.candidates;
        let is_contradictory = programme.verdict.standing == VerdictStatus::Contradictory;
        open.is_ruled_out = !is_contradictory && !candidates.contains(&report.pack.id);
    }
    Ok(open)
}

/// The field of a question that a JSON pointer leads to or into.
fn field_of(pointer: &str) -> Option<String> {
    let field = &vocabulary().fields[pointer::field_within(pointer, vocabulary())?].name;
    questionnaire().question(field).is_some().then(|| field.clone())
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

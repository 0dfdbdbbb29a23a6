//! `mentorcheck letter`: write letters in plain language, one about each programme.

use std::{
    collections::{HashMap, HashSet},
    fs,
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

use crate::config::rules;
use crate::{
    args::{Letter as Arguments, LetterFormat, Reader},
    config::resolve,
    error::{CommandError, ExitCode},
    input::{
        read,
        root::Root,
        walk::{Discovery, has_description_suffix},
    },
    run::{atomic_file::AtomicFile, targets},
    stdout::{print, print_bytes, warn},
};
use mentorcheck_core::{
    checker::Checker, diagnostic::FileDiagnostics, facts::UNNAMED_PROGRAMME, input::Input, report::Programme,
    sanitize::sanitize,
};
use mentorcheck_render::{
    digest::sha256,
    finding_text,
    letters::{
        APPLICANT, BOARD, DESIGNER, Details, Letter, Markdown, Template, TemplateError, document::Document, file_stem,
        markdown_writer, text_writer, word_writer,
    },
    style::TextOptions,
};

/// The largest template that is read, in bytes. Those that come with the program have a few kB.
const MAX_TEMPLATE: u64 = 1024 * 1024;

/// Checks the descriptions and writes a letter about each programme.
///
/// # Errors
/// When the command line, rules or template are invalid, a file would be replaced, or a letter cannot be written. Nothing
/// is written then unless writing itself fails.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    let pack = rules::load_pack(arguments.rules.as_deref())?;
    let template = template(arguments)?;
    if arguments.format == LetterFormat::Docx && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(usage("a Word document is a file for another program".into(), "Name a folder for it with `-o`."));
    }
    let expectation = resolve::parse_expectation(&pack, arguments.expect.as_deref())?;
    let root = Root::find(None);
    let checker = Checker::builder(pack).expect(expectation).root(root.path().to_owned()).build();
    let details = details(arguments);
    let mut exit = ExitCode::Success;
    let mut letters: Vec<NamedLetter> = Vec::new();
    for file in Discovery::new(root).discover(&arguments.files) {
        let of_file = file_stem(&file.fs_path().file_stem().unwrap_or_default().to_string_lossy());
        let input = file.read();
        let of_form = input.origin.as_ref().and_then(|origin| origin.sha256.clone());
        let digest = of_form.or_else(|| input.content.as_ref().ok().map(|bytes| sha256(bytes))).unwrap_or_default();
        let details = Details { digest, ..details.clone() };
        for (stem, letter) in write_letters(&checker, input, &details, &template, &mut exit)? {
            letters.push(NamedLetter { stem: stem.unwrap_or_else(|| of_file.clone()), file: of_file.clone(), letter });
        }
    }
    match &arguments.output {
        Some(folder) => save(folder, &letters, arguments)?,
        None => match letters.as_slice() {
            [] => {}
            [one] => print_bytes(&render(&one.letter, arguments.format)?)?,
            several => {
                return Err(usage(
                    format!("there are letters about {} programmes", several.len()),
                    "Name a folder for them with `-o`.",
                ));
            }
        },
    }
    Ok(exit)
}

/// A letter, and what the name of its file is made from.
struct NamedLetter {
    /// Of the programme's name, or of the file if it has none.
    stem: String,
    /// Of the file that the programme is described in, by which programmes of the same name differ.
    file: String,
    letter: Document,
}

/// The letters about the programmes of one input, each with the stem of the programme's name.
fn write_letters(
    checker: &Checker,
    input: Input,
    details: &Details,
    template: &Template,
    exit: &mut ExitCode,
) -> Result<Vec<(Option<String>, Document)>, CommandError> {
    let mut letters = Vec::new();
    let report = checker.check_all([input]);
    for file in &report.unreadable {
        report_unreadable(file);
        *exit = ExitCode::InputError;
    }
    for (programme, letter) in report.programmes.iter().zip(Letter::for_report(checker, &report, details)) {
        if !programme.valid {
            report_mistakes(programme);
            *exit = ExitCode::InputError;
        }
        let stem = (programme.name != UNNAMED_PROGRAMME).then(|| file_stem(&programme.name));
        letters.push((stem, template.letter(&letter).map_err(template_error)?));
    }
    Ok(letters)
}

/// Writes each letter to a file of its own in `folder`.
fn save(folder: &PathBuf, letters: &[NamedLetter], arguments: &Arguments) -> Result<(), CommandError> {
    let reader = match arguments.to {
        Reader::Applicant => "applicant",
        Reader::Designer => "designer",
        Reader::Board => "board",
    };
    let extension = match arguments.format {
        LetterFormat::Docx => "docx",
        LetterFormat::Md => "md",
        LetterFormat::Txt => "txt",
    };
    // Letters about programmes of the same name in several files are named after these too.
    let mut files: HashMap<&str, HashSet<&str>> = HashMap::new();
    for letter in letters {
        files.entry(&letter.stem).or_default().insert(&letter.file);
    }
    let stem_of = |letter: &NamedLetter| {
        let is_shared = files.get(letter.stem.as_str()).is_some_and(|files| files.len() > 1);
        if is_shared { format!("{}-{}", letter.stem, letter.file) } else { letter.stem.clone() }
    };
    let stems: Vec<String> = letters.iter().map(stem_of).collect();
    let mut taken = HashSet::new();
    // How often each stem was there, so that the number of letters with one stem does not matter.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let paths: Vec<PathBuf> = stems
        .iter()
        .map(|stem| {
            let stem = loop {
                let number = numbers.entry(stem.as_str()).and_modify(|number| *number += 1).or_insert(1_usize);
                let numbered = if *number == 1 { stem.clone() } else { format!("{stem}-{number}") };
                if taken.insert(numbered.clone()) {
                    break numbered;
                }
            };
            folder.join(format!("{stem}-{reader}.{extension}"))
        })
        .collect();
    if let Some(path) = paths.iter().find(|path| !arguments.force && path.symlink_metadata().is_ok()) {
        return Err(usage(
            format!("{} exists", read::shown(path)),
            "Name another folder, or replace it with `--force`.",
        ));
    }
    targets::protect(&paths, &arguments.files, &has_description_suffix)?;
    if paths.is_empty() {
        return Ok(());
    }
    if folder.exists() && !folder.is_dir() {
        return Err(usage(
            format!("{} is a file, not a folder", read::shown(folder)),
            "Name a folder with -o: each letter becomes a file in it.",
        ));
    }
    let failed = |error| CommandError::Write { path: folder.clone(), error };
    fs::create_dir_all(folder).map_err(failed)?;
    for (path, NamedLetter { letter, .. }) in paths.iter().zip(letters) {
        let mut file = AtomicFile::create(path)?;
        file.write(&render(letter, arguments.format)?)?;
        file.commit()?;
    }
    let noun = if paths.len() == 1 { "letter is" } else { "letters are" };
    print(&format!("{} {noun} in {}.\n", paths.len(), read::shown(folder)))
}

fn render(letter: &Document, format: LetterFormat) -> Result<Vec<u8>, CommandError> {
    Ok(match format {
        LetterFormat::Docx => word_writer::render(letter)
            .map_err(|error| usage(error.to_string(), "Write it as Markdown instead: `--as md`."))?,
        LetterFormat::Md => markdown_writer::render(letter).into_bytes(),
        LetterFormat::Txt => text_writer::render(letter).into_bytes(),
    })
}

/// What the command line adds to each letter.
fn details(arguments: &Arguments) -> Details {
    let text = |text: &Option<String>| text.as_deref().map(Markdown::text);
    // Shells pass `\n` as two characters.
    let from = arguments.from.as_deref().unwrap_or_default().replace("\\n", "\n");
    Details {
        from: from.lines().map(str::trim).filter(|line| !line.is_empty()).map(Markdown::text).collect(),
        date: text(&arguments.date),
        reference: text(&arguments.reference),
        reply_by: text(&arguments.reply_by),
        call: text(&arguments.call),
        ..Details::default()
    }
}

fn template(arguments: &Arguments) -> Result<Template, CommandError> {
    let (name, text) = match arguments.to {
        Reader::Applicant => APPLICANT,
        Reader::Designer => DESIGNER,
        Reader::Board => BOARD,
    };
    let Some(path) = &arguments.template else { return Template::new(name, text).map_err(template_error) };
    let text = read::text_within(path, MAX_TEMPLATE)?;
    Template::new(&path.display().to_string(), &text).map_err(template_error)
}

// By value because `map_err` passes it by value.
#[allow(clippy::needless_pass_by_value)]
fn template_error(error: TemplateError) -> CommandError {
    usage(
        error.to_string(),
        "What a template may use is listed at the top of those that come with the program, in the folder `templates` of \
         its source.",
    )
}

fn usage(problem: String, advice: &str) -> CommandError {
    CommandError::Usage { problem, advice: advice.into() }
}

/// Says on standard error that something in the description is not understood, which the letter leaves out.
fn report_mistakes(programme: &Programme) {
    let path = sanitize(&programme.path);
    warn(&format!(
        "{path}: some answers are not understood, and the letter treats them as not stated. Correct them before you \
         send it: mentorcheck check {}",
        quoted(&path)
    ));
}

/// A path as it can be typed in a command: in quotation marks if it has characters that shells read as something else.
fn quoted(path: &str) -> String {
    let is_plain = |ch: char| ch.is_alphanumeric() || "/._-:\\".contains(ch);
    match (path.chars().all(is_plain), path.contains('"')) {
        (true, _) => path.to_owned(),
        (false, false) if !path.contains(['$', '`', '\\', '!']) => format!("\"{path}\""),
        (false, _) => format!("'{}'", path.replace('\'', "'\\''")),
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

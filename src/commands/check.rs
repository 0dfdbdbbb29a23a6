//! `mentorcheck check`: judge descriptions of programmes.

use std::{
    io::{IsTerminal, Write},
    path::Path,
};

use super::{CommandError, Exit, rules, show};
use crate::{
    cli::{Accept, Check, Color, Format, Require},
    diff::what_if::{NoSupposition, Supposition},
    evidence::Level,
    input,
    pipeline::{Checker, Expectation},
    report::{Report, json, text},
    rules::{KindId, Pack},
    schema::Vocabulary,
};

/// The width of the text report, in columns: the same everywhere, so that its pictures are.
pub const WIDTH: usize = 90;

/// Reads, judges and reports; the exit says whether all is as expected.
///
/// # Errors
/// When the command line or the rules are wrong, or the report cannot be written.
pub fn run(arguments: &Check) -> Result<Exit, CommandError> {
    let pack = rules::pack(arguments.rules.as_deref())?;
    let expectation = expectation(&pack, arguments.expect.as_deref())?;
    let accept_provisional = arguments.accept == Some(Accept::Provisional);
    let towards = arguments.towards.as_deref().map(|kind| self::kind(&pack, kind)).transpose()?;
    let evidence = match arguments.require {
        Some(Require::Verified) => Some(Level::Verified),
        Some(Require::Evidenced) => Some(Level::Evidenced),
        None => arguments.evidence.then_some(Level::Asserted),
    };
    let mut checker = Checker { expectation, accept_provisional, towards, evidence, ..Checker::new(pack) };
    checker.supposed = suppositions(&checker.vocabulary, &arguments.what_if)?;

    let found = input::find(&arguments.paths);
    if found.is_empty() {
        return Err(CommandError::Misuse {
            problem: format!("there is nothing to check in {}", arguments.paths.join(", ")),
            advice: "Name a file, or a folder with .yaml, .yml or .json files.".into(),
        });
    }
    let report = checker.run(found.into_iter().map(input::Found::read));

    let text = match arguments.format {
        Format::Json => json::render(&report),
        Format::Text => text::render(&report, look(arguments)),
    };
    match &arguments.output {
        Some(path) => write_whole(path, &text)?,
        None => show(&text)?,
    }
    Ok(exit(&report))
}

pub(super) fn expectation(pack: &Pack, asked: Option<&str>) -> Result<Expectation, CommandError> {
    match asked {
        None => Ok(Expectation::Kind(pack.concept)),
        Some("any") => Ok(Expectation::Any),
        Some("label") => Ok(Expectation::Label),
        Some(kind) => self::kind(pack, kind).map(Expectation::Kind),
    }
}

fn kind(pack: &Pack, asked: &str) -> Result<KindId, CommandError> {
    pack.kind(asked).ok_or_else(|| {
        let kinds: Vec<_> = pack.kinds.iter().map(|kind| kind.id.as_str()).collect();
        CommandError::Misuse {
            problem: format!("there is no kind `{asked}`"),
            advice: format!("The kinds are: {}. `--expect` also takes `any` and `label`.", kinds.join(", ")),
        }
    })
}

fn suppositions(vocabulary: &Vocabulary, asked: &[String]) -> Result<Vec<Supposition>, CommandError> {
    let one = |written: &String| {
        let misuse = |NoSupposition { problem, advice }| CommandError::Misuse { problem, advice };
        Supposition::read(written, vocabulary).map_err(misuse)
    };
    asked.iter().map(one).collect()
}

fn look(arguments: &Check) -> text::Look {
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            wanted && arguments.output.is_none() && std::io::stdout().is_terminal()
        }
    };
    text::Look { color, narrated: arguments.screen_reader, width: WIDTH }
}

/// Writes beside the file and puts it in its place when it is whole.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), CommandError> {
    let failed = |error| CommandError::Write { path: path.to_owned(), error };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // A report is no secret: it gets the rights that any new file gets.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

fn exit(report: &Report) -> Exit {
    if !report.unreadable.is_empty() || report.programmes.iter().any(|programme| !programme.valid) {
        Exit::BadInput
    } else if report.programmes.iter().any(|programme| !programme.as_expected || programme.lacks_evidence()) {
        Exit::Findings
    } else {
        Exit::AsExpected
    }
}

//! `mentorcheck explain`: say what a rule asks and why, and what it comes to on a description.

use std::fmt::Write;

use crate::config::rules;
use crate::{
    args::Explain,
    error::{CommandError, ExitCode},
    input::walk,
    stdout::print,
};
use mentorcheck_core::{
    diagnostic::Finding,
    facts::{Facts, programme_name},
    input::parse,
    pack::subjects::subjects,
    schema::{Schema, suggest, vocabulary},
};
use mentorcheck_render::{
    explain::{DescriptionRef, Page, build_page, for_description, render_text},
    finding_text,
    style::{TextOptions, WIDTH},
};

/// Explains a code, a block, a kind or a claim.
///
/// # Errors
/// When there is no such thing, or the rules or the description cannot be read.
///
/// # Panics
/// If the embedded schema is invalid, which a test rules out.
pub fn run(arguments: &Explain) -> Result<ExitCode, CommandError> {
    let vocabulary = vocabulary();
    let pack = rules::pack(arguments.rules.as_deref())?;
    let subjects = subjects(&pack);
    let wanted = arguments.subject.trim();
    let mut out = String::new();
    // A code of an earlier version is explained under its new name.
    let wanted = pack.replacement_code(wanted).map_or(wanted, |new| {
        let _ = writeln!(out, "`{wanted}` is now called `{new}`.\n");
        new
    });
    // A block and a kind may bear one name, and then both are meant.
    let found: Vec<_> = subjects.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).collect();
    if found.is_empty() {
        let meant = suggest(wanted, subjects.iter().map(|(name, _)| name.as_str()));
        return Err(CommandError::Usage {
            problem: format!("there is nothing called `{wanted}` to explain"),
            advice: match meant {
                Some(meant) => format!("Did you mean `{meant}`? `mentorcheck rules list` lists everything."),
                None => "`mentorcheck rules list` lists everything.".to_owned(),
            },
        });
    }
    for (name, subject) in &found {
        let _ = writeln!(out, "{}", render_text(&build_page(&pack, vocabulary, name, *subject), WIDTH));
    }
    let mut exit = ExitCode::Success;
    if let Some(path) = &arguments.description {
        let source = parse(walk::InputFile::from_arg(path).read());
        let mut wrong: Vec<Finding> =
            source.errors.iter().map(|error| Finding::from_parse_error(error, &source.text)).collect();
        let schema = Schema::programme();
        for document in &source.documents {
            wrong.extend(
                schema
                    .check(document, &source.text)
                    .iter()
                    .map(|error| Finding::from_schema_error(error, &source.text)),
            );
        }
        for finding in &wrong {
            let look = TextOptions { color: false, screen_reader: false, width: WIDTH };
            let _ = writeln!(out, "{}", finding_text::render(finding, &source.text, look));
            exit = ExitCode::InputError;
        }
        for document in &source.documents {
            let facts = Facts::from_document(document, vocabulary);
            let name = programme_name(document, vocabulary).unwrap_or(source.text.name());
            let described = DescriptionRef { text: &source.text, document, facts: &facts };
            for (code, subject) in &found {
                let page: Page = for_description(&pack, vocabulary, (code, *subject), name, &described);
                let _ = writeln!(out, "{}", render_text(&page, WIDTH));
            }
        }
    }
    print(out.trim_end_matches('\n'))?;
    print("\n")?;
    Ok(exit)
}

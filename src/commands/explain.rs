//! `mentorcheck explain`: explain what a rule asks and why, and what it gives for a description.

use std::fmt::Write;

use crate::config::rules;
use crate::{
    args::Explain,
    error::{CommandError, ExitCode},
    input::{root::Root, walk::InputFile},
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
    explain::{DescriptionRef, Page, build_page, field_page, find_fields, for_description, index_page, render_text},
    finding_text,
    style::{TextOptions, WIDTH},
};

/// Explains a code, a block, a kind or a claim.
///
/// # Errors
/// When the subject does not exist, the rules cannot be read or are invalid, or standard output cannot be written.
///
/// # Panics
/// If the embedded schema is invalid, which a test rules out.
pub fn run(arguments: &Explain) -> Result<ExitCode, CommandError> {
    let vocabulary = vocabulary();
    let pack = rules::load_pack(arguments.rules.as_deref())?;
    let subjects = subjects(&pack);
    let Some(requested) = arguments.subject.as_deref().map(str::trim) else {
        print(&render_text(&index_page(&pack, vocabulary), WIDTH))?;
        return Ok(ExitCode::Success);
    };
    let mut out = String::new();
    // A code from an earlier version is explained under its current name.
    let requested = pack.replacement_code(requested).map_or(requested, |new| {
        let _ = writeln!(out, "`{requested}` is now called `{new}`.\n");
        new
    });
    // A block and a kind may share a name; then both are explained.
    let matches: Vec<_> = subjects.iter().filter(|(name, _)| name.eq_ignore_ascii_case(requested)).collect();
    let fields = find_fields(vocabulary, requested);
    if matches.is_empty() && !fields.is_empty() && arguments.description.is_none() {
        let pages = fields.iter().map(|field| render_text(&field_page(&pack, vocabulary, *field, requested), WIDTH));
        print(&pages.collect::<Vec<_>>().join("\n"))?;
        return Ok(ExitCode::Success);
    }
    if matches.is_empty() {
        let fields = vocabulary.fields.iter().map(|field| field.name.as_str());
        let suggestion = suggest(requested, subjects.iter().map(|(name, _)| name.as_str()).chain(fields));
        return Err(CommandError::Usage {
            problem: format!("there is nothing called `{requested}` to explain"),
            advice: match suggestion {
                Some(suggestion) => format!("Did you mean `{suggestion}`? `mentorcheck explain` lists everything."),
                None => "`mentorcheck explain` lists everything.".to_owned(),
            },
        });
    }
    for (name, subject) in &matches {
        let _ = writeln!(out, "{}", render_text(&build_page(&pack, vocabulary, name, *subject), WIDTH));
    }
    let mut exit = ExitCode::Success;
    if let Some(path) = &arguments.description {
        let source = parse(InputFile::from_arg(path, &Root::find(None)).read());
        let mut findings: Vec<Finding> =
            source.errors.iter().map(|error| Finding::from_parse_error(error, &source.text)).collect();
        let schema = Schema::programme();
        for document in &source.documents {
            findings.extend(
                schema
                    .check(document, &source.text)
                    .iter()
                    .map(|error| Finding::from_schema_error(error, &source.text)),
            );
        }
        for finding in &findings {
            let options = TextOptions::default();
            let _ = writeln!(out, "{}", finding_text::render(finding, &source.text, options));
            exit = ExitCode::InputError;
        }
        for document in &source.documents {
            let facts = Facts::from_document(document, vocabulary);
            let name = programme_name(document, vocabulary).unwrap_or(source.text.name());
            let description = DescriptionRef { text: &source.text, document, facts: &facts };
            for (_, subject) in &matches {
                let page: Page = for_description(&pack, vocabulary, *subject, name, &description);
                let _ = writeln!(out, "{}", render_text(&page, WIDTH));
            }
        }
    }
    print(out.trim_end_matches('\n'))?;
    print("\n")?;
    Ok(exit)
}

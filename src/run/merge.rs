//! Rechecks the inputs of merged reports.

use crate::error::CommandError;
use mentorcheck_core::{
    checker::Checker,
    diagnostic::{FileDiagnostics, assign_fingerprints},
    input::Input,
    report::{CheckResult, summary::Event},
    suppress::SuppressionTally,
};
use mentorcheck_render::{ndjson, ndjson_reader::InputRecord};
use mentorcheck_yaml::SourceFile;

/// Checks a recorded input again from its recorded text; an unreadable input stays as recorded.
///
/// # Errors
/// When the result differs from the recorded one.
pub(crate) fn recheck(checker: &Checker, record: InputRecord) -> Result<CheckResult, CommandError> {
    if record.skipped.is_some() {
        return Ok(CheckResult { skipped: record.skipped, ..CheckResult::default() });
    }
    let text = record.text.unwrap_or_default();
    if !record.judged {
        let text = SourceFile::new(record.path.as_str(), text);
        let unreadable = FileDiagnostics { path: record.path, findings: record.unreadable, file: text };
        return Ok(CheckResult { unreadable: Some(unreadable), ..CheckResult::default() });
    }
    let input = Input {
        path: record.path.clone(),
        first_document: record.document,
        is_explicit: true,
        content: Ok(text.into_bytes()),
        origin: record.origin,
    };
    let mut result = checker.check_input(input);
    if ndjson::render_result(&result, true) != record.lines.as_bytes() {
        return Err(differs(record.location, &record.path));
    }
    if record.before > 0 {
        for programme in &mut result.programmes {
            programme.document += record.before;
            let identity = programme.fingerprint_identity();
            assign_fingerprints(&mut programme.findings, &programme.text, &identity, checker.root());
        }
    }
    Ok(result)
}

/// Like [`recheck`], for reports in lines: compares and counts summaries, and passes the recorded lines on. The record must be of a
/// file that was checked, since documents of a stream get other numbers.
///
/// # Errors
/// When the result differs from the recorded one.
pub(crate) fn recheck_lines(
    checker: &Checker,
    record: InputRecord,
    mut count: impl FnMut(&Event<'_>),
) -> Result<(Vec<u8>, SuppressionTally), CommandError> {
    let text = record.text.unwrap_or_default();
    let mut lines = Vec::with_capacity(record.lines.len());
    let input = Input { origin: record.origin, ..Input::new(record.path.as_str(), text) };
    let suppressions = checker.summarize(input, |event| {
        count(&event);
        ndjson::event(&event, &mut lines);
    });
    if lines == record.lines.as_bytes() {
        Ok((lines, suppressions))
    } else {
        Err(differs(record.location, &record.path))
    }
}

/// Whether [`recheck_lines`] will do for a record.
pub(crate) fn is_plain(record: &InputRecord) -> bool {
    record.judged && record.skipped.is_none() && record.before == 0 && record.document == 0
}

fn differs((report, line): (String, usize), path: &str) -> CommandError {
    CommandError::Usage {
        problem: format!("{report}, line {line}: {path} gives a different result now"),
        advice: "Merge with the version of the program, the rules, the evidence and the configuration with which the report was made."
            .into(),
    }
}

//! Rechecks the inputs of merged reports.

use crate::{error::CommandError, input::ndjson_reader::InputRecord};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::{FileDiagnostics, assign_fingerprints},
    input::Input,
    report::CheckResult,
};
use mentorcheck_render::ndjson;
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
    };
    let mut result = checker.check_input(input);
    if ndjson::render_result(&result, true) != record.lines.as_bytes() {
        let (report, line) = record.location;
        return Err(CommandError::Usage {
            problem: format!("{report}, line {line}: {} is judged otherwise here", record.path),
            advice: "Merge with the version of the program, the rules, the evidence and the configuration with which \
                     the report was made."
                .into(),
        });
    }
    if record.before > 0 {
        for programme in &mut result.programmes {
            programme.document += record.before;
            assign_fingerprints(&mut programme.findings, &programme.text, programme.document, checker.root());
        }
    }
    Ok(result)
}

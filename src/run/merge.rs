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

/// What a part of a report tells, found out again from the text that it holds. What could not be read stays as it was.
///
/// # Errors
/// When something else is found out now.
pub(crate) fn recheck(checker: &Checker, group: InputRecord) -> Result<CheckResult, CommandError> {
    if group.is_skipped {
        return Ok(CheckResult { skipped: Some(group.path), ..CheckResult::default() });
    }
    let text = group.text.unwrap_or_default();
    if !group.judged {
        let text = SourceFile::new(group.path.as_str(), text);
        let unreadable = FileDiagnostics { path: group.path, findings: group.unreadable, file: text };
        return Ok(CheckResult { unreadable: Some(unreadable), ..CheckResult::default() });
    }
    let input = Input {
        path: group.path.clone(),
        first_document: group.document,
        is_explicit: true,
        content: Ok(text.into_bytes()),
    };
    let mut outcome = checker.check(input);
    if ndjson::render_result(&outcome) != group.lines.as_bytes() {
        let (report, line) = group.location;
        return Err(CommandError::Usage {
            problem: format!("{report}, line {line}: {} is judged otherwise here", group.path),
            advice: "Merge with the version of the program, the rules, the evidence and the configuration with which \
                     the report was made."
                .into(),
        });
    }
    if group.before > 0 {
        for programme in &mut outcome.programmes {
            programme.document += group.before;
            assign_fingerprints(&mut programme.findings, &programme.text, programme.document, &checker.working_dir);
        }
    }
    Ok(outcome)
}

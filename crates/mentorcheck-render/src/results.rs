//! The results of a report by input, as they were before they became one report.

use std::{ops::Range, sync::Arc};

use mentorcheck_core::{
    diagnostic::FileDiagnostics,
    input,
    report::{CheckResult, Report},
    skip::SkippedFile,
};
use mentorcheck_yaml::SourceFile;

/// What a report has on one input.
struct InputParts<'r> {
    path: &'r str,
    /// Each document of a stream has its own text, so its address identifies the input.
    text: Option<*const SourceFile>,
    programmes: Range<usize>,
    unreadable: Option<&'r FileDiagnostics>,
    skipped: Option<&'r SkippedFile>,
}

/// The results of the inputs of a report, in their order.
pub(crate) fn results_by_input(report: &Report) -> impl Iterator<Item = CheckResult> {
    let mut inputs: Vec<InputParts<'_>> = Vec::new();
    let parts = |path| InputParts { path, text: None, programmes: 0..0, unreadable: None, skipped: None };
    for (index, programme) in report.programmes.iter().enumerate() {
        let text = Some(Arc::as_ptr(&programme.text));
        match inputs.last_mut().filter(|input| input.text == text) {
            Some(input) => input.programmes.end = index + 1,
            None => inputs.push(InputParts { text, programmes: index..index + 1, ..parts(&programme.path) }),
        }
    }
    for file in &report.unreadable {
        let text = Some(Arc::as_ptr(&file.file));
        match inputs.iter_mut().find(|input| input.text == text) {
            Some(input) => input.unreadable = Some(file),
            None => inputs.push(InputParts { text, unreadable: Some(file), ..parts(&file.path) }),
        }
    }
    for file in &report.skipped {
        inputs.push(InputParts { skipped: Some(file), ..parts(&file.path) });
    }
    inputs.sort_by(|left, right| input::path_order(left.path, right.path));
    inputs.into_iter().map(|input| CheckResult {
        programmes: report.programmes.get(input.programmes).unwrap_or_default().to_vec(),
        unreadable: input.unreadable.cloned(),
        skipped: input.skipped.cloned(),
        ..CheckResult::default()
    })
}

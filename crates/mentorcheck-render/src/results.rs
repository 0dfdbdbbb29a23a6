//! The results of a report by input, as they were before they became one report.

use std::{collections::HashMap, ops::Range, sync::Arc};

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

/// The order of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputOrder {
    /// By their paths, for forms in which programmes and other files are in one list.
    Path,
    /// As in the lists of the report.
    Report,
}

/// The results of the inputs of a report.
pub(crate) fn results_by_input(report: &Report, order: InputOrder) -> impl Iterator<Item = CheckResult> {
    let mut inputs: Vec<InputParts<'_>> = Vec::new();
    let parts = |path| InputParts { path, text: None, programmes: 0..0, unreadable: None, skipped: None };
    let mut by_text: HashMap<*const SourceFile, usize> = HashMap::new();
    for (index, programme) in report.programmes.iter().enumerate() {
        let text = Arc::as_ptr(&programme.text);
        if let Some(input) = inputs.last_mut().filter(|input| input.text == Some(text)) {
            input.programmes.end = index + 1;
        } else {
            by_text.insert(text, inputs.len());
            inputs.push(InputParts { text: Some(text), programmes: index..index + 1, ..parts(&programme.path) });
        }
    }
    for file in &report.unreadable {
        // In the order of the report, all unreadable files follow the programmes, also where both are in one file.
        if order == InputOrder::Report {
            inputs.push(InputParts { unreadable: Some(file), ..parts(&file.path) });
            continue;
        }
        let input = by_text.get(&Arc::as_ptr(&file.file)).and_then(|index| inputs.get_mut(*index));
        match input.filter(|input| input.unreadable.is_none()) {
            Some(input) => input.unreadable = Some(file),
            None => inputs.push(InputParts { unreadable: Some(file), ..parts(&file.path) }),
        }
    }
    for file in &report.skipped {
        inputs.push(InputParts { skipped: Some(file), ..parts(&file.path) });
    }
    if order == InputOrder::Path {
        inputs.sort_by(|left, right| input::path_order(left.path, right.path));
    }
    inputs.into_iter().map(|input| CheckResult {
        programmes: report.programmes.get(input.programmes).unwrap_or_default().to_vec(),
        unreadable: input.unreadable.cloned(),
        skipped: input.skipped.cloned(),
        ..CheckResult::default()
    })
}

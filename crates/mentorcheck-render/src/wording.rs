//! Wording shared by several formats.

use crate::deciding_points::value_title;
use mentorcheck_core::{
    catalogue::{message, message_with},
    clause::{capitalise, join_list},
    diagnostic::{Finding, Severity, SourceLocation, Suppression, SuppressionSource},
    eval::{Answer, VerdictStatus},
    pack::Weight,
    report::{
        FixSetReport, PackInfo, Programme, QuestionReport, Report, SpectrumInfo, SpectrumPoint, SpectrumRange, Totals,
        totals::SuppressionCounts,
    },
    sanitize::sanitize_line,
    schema::{pointer, vocabulary},
};

/// The answer on a block in a word or two.
pub(crate) fn answer_word(answer: Answer) -> String {
    message(match answer {
        Answer::Shown => "answer-shown",
        Answer::Refuted => "answer-refuted",
        Answer::Open => "answer-open",
        Answer::Contradictory => "answer-contradictory",
    })
}

/// The answers in the order of a legend.
pub(crate) const ANSWERS: [Answer; 4] = [Answer::Shown, Answer::Refuted, Answer::Open, Answer::Contradictory];

/// The file of a programme, and the document if it is not the first.
pub(crate) fn file_and_document(programme: &Programme) -> String {
    match programme.document {
        0 => programme.path.clone(),
        index => format!("{}, document {}", programme.path, index + 1),
    }
}

/// Short form of the verdict, for tables.
pub(crate) fn verdict_summary(programme: &Programme) -> String {
    let kinds: Vec<_> = programme.verdict.candidates.iter().map(|id| kind_title(programme, id)).collect();
    let label = if programme.label.holds == Some(false) { " (the label does not match)" } else { "" };
    let text = match programme.verdict.standing {
        VerdictStatus::Established => kinds.concat(),
        VerdictStatus::Provisional => format!("looks like {}", kinds.concat()),
        VerdictStatus::Open if kinds.len() > 2 => format!("open: {} kinds are left", kinds.len()),
        VerdictStatus::Open => format!("open: {}", join_list(&kinds, "or")),
        VerdictStatus::Unclassified => "no kind fits".into(),
        VerdictStatus::Contradictory => "contradicts itself".into(),
    };
    format!("{text}{label}")
}

/// Consequences of the answers to a question, grouped; answers that change nothing are left out.
pub(crate) fn answer_effects(programme: &Programme, question: &QuestionReport) -> String {
    type Consequence<'p> = (VerdictStatus, &'p Vec<String>);
    let current = (programme.verdict.standing, &programme.verdict.candidates);
    let mut groups: Vec<(Consequence<'_>, Vec<String>)> = Vec::new();
    for answer in &question.answers {
        let effect = (answer.standing, &answer.candidates);
        match groups.iter_mut().find(|(same, _)| *same == effect) {
            Some((_, values)) => values.push(format!("`{}`", answer.value)),
            None => groups.push((effect, vec![format!("`{}`", answer.value)])),
        }
    }
    // Answers that keep the target possible come first.
    groups.sort_by_key(|((standing, candidates), _)| {
        let keeps_target = candidates.contains(&programme.remedy.target);
        (!(keeps_target && *standing != VerdictStatus::Contradictory), *standing)
    });
    let effects = groups.iter().filter(|(effect, _)| *effect != current).map(|((standing, candidates), values)| {
        let kinds: Vec<_> = candidates.iter().map(|id| kind_title(programme, id)).collect();
        let text = match standing {
            VerdictStatus::Established => format!("it is {}", kinds.concat()),
            VerdictStatus::Provisional => format!("it looks like {}", kinds.concat()),
            VerdictStatus::Unclassified => "no kind fits".to_owned(),
            VerdictStatus::Contradictory => "it contradicts itself".to_owned(),
            VerdictStatus::Open if kinds.len() > 2 => format!("{} kinds are left", kinds.len()),
            VerdictStatus::Open => format!("it may be {}", join_list(&kinds, "or")),
        };
        format!("{} → {text}", join_list(values, "or"))
    });
    effects.collect::<Vec<_>>().join("; ")
}

/// Values in backticks, joined as a list.
pub(crate) fn quote_list(values: &[String], last: &str) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    join_list(&values, last)
}

/// Title of a kind, or the ID of an unknown one.
pub(crate) fn kind_title(programme: &Programme, id: &str) -> String {
    let kind = programme.kinds.iter().find(|kind| kind.id == id);
    kind.map_or_else(|| id.to_owned(), |kind| kind.title.clone())
}

/// The field of a location, without list indices.
pub(crate) fn field_path(location: &SourceLocation) -> String {
    pointer::display(location.pointer.as_deref().unwrap_or_default())
}

/// Whether a finding is a note on an open supporting indicator, which never decides.
pub(crate) fn is_optional_note(programme: &Programme, finding: &Finding) -> bool {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let mut open =
        indicators.filter(|indicator| indicator.weight == Weight::Supporting && indicator.answer == Answer::Open);
    finding.severity == Severity::Note && open.any(|indicator| indicator.code == finding.code)
}

/// Source and reason of a suppression.
pub(crate) fn describe_suppression(suppression: &Suppression) -> String {
    let line = suppression.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let because = suppression.because.as_ref().map(|because| format!(", because {because}")).unwrap_or_default();
    let text = match suppression.by {
        SuppressionSource::Comment => format!("allowed in the description{line}{because}"),
        SuppressionSource::Configuration => format!("allowed by {}{line}{because}", suppression.path),
        SuppressionSource::Baseline => format!("known already, by {}", suppression.path),
    };
    sanitize_line(&text)
}

/// Number of suppressed findings by source; `None` if there are none.
pub(crate) fn suppression_summary(counts: SuppressionCounts) -> Option<String> {
    let by_source = [
        (counts.comment, "allowed in descriptions"),
        (counts.configuration, "allowed by the configuration"),
        (counts.baseline, "known already"),
    ];
    let by: Vec<_> = by_source
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, source)| format!("{number} {source}"))
        .collect();
    let noun = if counts.total() == 1 { "finding is" } else { "findings are" };
    (!by.is_empty()).then(|| format!("{} {noun} excused: {}", counts.total(), join_list(&by, "and")))
}

pub(crate) fn spectrum_position(scale: &SpectrumInfo, range: Option<SpectrumRange>) -> String {
    match range {
        None => "no place on it, as far as the description says".to_owned(),
        Some(range) if range.from == range.to => {
            let point = scale.points.iter().find(|point| point.at == range.from);
            format!("at {}: {}", range.from, point.map_or("", |point| point.title.as_str()))
        }
        Some(range) => format!("between {} and {}", range.from, range.to),
    }
}

pub(crate) fn spectrum_ends(scale: &SpectrumInfo) -> String {
    let end = |point: Option<&SpectrumPoint>| point.map_or(0, |point| point.at);
    let (low, high) = (end(scale.points.first()), end(scale.points.last()));
    format!("{low} is where {}; {high} is {}.", scale.low, scale.high)
}

/// The label of the description, and whether the description supports it; `None` without a label.
pub(crate) fn label_sentence(pack: &PackInfo, programme: &Programme) -> Option<String> {
    let declared = programme.label.declared.as_ref()?;
    let field = vocabulary().field_id(&pack.label_field).map(|id| &vocabulary().fields[id]);
    let title = field.map_or_else(|| declared.clone(), |field| value_title(field, declared));
    let id = match (programme.label.holds, programme.verdict.standing) {
        (Some(true), _) => "label-supported",
        (Some(false), _) => "label-refuted",
        (None, VerdictStatus::Provisional) => "label-provisional",
        (None, VerdictStatus::Contradictory) => "label-contradictory",
        (None, _) => "label-unclear",
    };
    Some(message_with(id, &[("label", capitalise(&sanitize_line(&title)).into())]))
}

/// Note for a verdict whose kind is based on sources other than the pack's own.
pub(crate) fn external_sources_note(programme: &Programme) -> Option<String> {
    let kind = programme.kinds.iter().find(|kind| programme.verdict.kind.as_ref() == Some(&kind.id));
    kind.filter(|kind| !kind.sources.is_empty()).map(|kind| {
        format!(
            "what counts as {} rests on other works than these rules do, and on this tool's reading of them: {}",
            kind.title,
            kind.sources.join("; ")
        )
    })
}

/// Questions grouped by wording: several fields can answer the same question.
pub(crate) fn grouped_questions(programme: &Programme) -> Vec<(&str, Vec<&QuestionReport>)> {
    let mut groups: Vec<(&str, Vec<&QuestionReport>)> = Vec::new();
    for question in &programme.remedy.questions {
        match groups.iter_mut().find(|(text, _)| *text == question.question) {
            Some((_, questions)) => questions.push(question),
            None => groups.push((&question.question, vec![question])),
        }
    }
    groups
}

/// Heading of the list of fixes.
pub(crate) fn fix_heading(first_set: &FixSetReport, target: &str, count: usize) -> String {
    let verb = if first_set.change.is_empty() { "state" } else { "change" };
    let suffix = if count > 1 { format!(": the first of {count} ways, the least first") } else { String::new() };
    format!("What to {verb} for it to be {target}{suffix}")
}

/// The steps of a fix as commands, changes first.
pub(crate) fn fix_steps(set: &FixSetReport) -> Vec<String> {
    let change = set.change.iter().map(|step| {
        let from = quote_list(&step.from, "and");
        let (removed, added) = (quote_list(&step.remove, "and"), quote_list(&step.any_of, "or"));
        match (step.remove.is_empty(), step.any_of.is_empty()) {
            (true, _) => format!("change `{}` from {from} to {added}", step.field),
            (false, true) => format!("take {removed} out of `{}`", step.field),
            (false, false) => format!("take {removed} out of `{}`, and add {added}", step.field),
        }
    });
    let state = set.state.iter().map(|step| format!("state `{}`: {}", step.field, quote_list(&step.any_of, "or")));
    change.chain(state).collect()
}

/// The configurations that were used, and how many programmes have one of their own; `None` without any.
pub(crate) fn configurations(report: &Report) -> Option<String> {
    let own = &report.totals.configurations;
    let own: Vec<_> = own.iter().map(|(path, count)| format!("{} ({count})", sanitize_line(path))).collect();
    let main = report.configuration.as_ref().map(|path| format!("configuration: {}", sanitize_line(path)));
    match (main, own.is_empty()) {
        (main, true) => main,
        (main, false) => {
            let main = main.unwrap_or_else(|| "configuration: none".to_owned());
            Some(format!("{main}; programmes with a nearer one: {}", join_list(&own, "and")))
        }
    }
}

/// Summary lines of the totals; trivial lines are left out.
pub(crate) fn summary_lines(report: &Report) -> Vec<String> {
    let Totals { programmes: total, as_expected: expected_count, passing, .. } = report.totals;
    let title = |id: &str| report.pack.kind_title(id).to_owned();
    let mut lines = Vec::new();
    if total > 1 {
        lines.push(match report.expected.as_str() {
            "any" => format!("{total} programmes"),
            "label" => format!("{expected_count} of {total} programmes established as what they call themselves"),
            kind if report.accept_provisional => {
                format!("{expected_count} of {total} programmes established as {0}, or pointing to {0}", title(kind))
            }
            kind => format!("{expected_count} of {total} programmes established as {}", title(kind)),
        });
    }
    if passing != expected_count {
        lines.push(format!(
            "{passing} of {total} {} with what is excused",
            if total == 1 { "programme passes" } else { "programmes pass" }
        ));
    }
    lines.extend(suppression_summary(report.totals.excused));
    lines.extend(configurations(report));
    for (count, text) in [
        (report.totals.invalid, "with mistakes of form"),
        (report.totals.unreadable, "that could not be read"),
        (report.totals.skipped, "skipped as not a description"),
    ] {
        if count > 0 {
            lines.push(format!("{count} {} {text}", if count == 1 { "file" } else { "files" }));
        }
    }
    lines
}

//! Wording shared by several formats.

use crate::deciding_points::{stated_facts_behind, value_title};
use mentorcheck_core::{
    catalogue::message,
    clause::{capitalise, join_and, join_or, join_sentences, uncapitalise},
    diagnostic::{Finding, FindingKind, Severity, SourceLocation, Suppression, SuppressionSource},
    eval::{Answer, VerdictStatus},
    facts::Fact,
    format_message,
    pack::Weight,
    report::{
        PackInfo, Programme, QuestionReport, Report, SpectrumInfo, SpectrumPoint, SpectrumRange, Totals,
        totals::SuppressionCounts,
    },
    sanitize::sanitize_line,
    schema::vocabulary,
};

/// An open verdict names up to this many kinds, and otherwise only their number.
pub(crate) const MAX_NAMED_KINDS: usize = 3;

/// The answer on a block in a word or two.
pub(crate) fn answer_word(answer: Answer) -> String {
    message(match answer {
        Answer::Shown => "answer-shown",
        Answer::Refuted => "answer-refuted",
        Answer::Open => "answer-open",
        Answer::Contradictory => "answer-contradictory",
    })
}

/// How certain a verdict is, in a word or two.
pub(crate) fn standing_word(status: VerdictStatus) -> String {
    message(match status {
        VerdictStatus::Established => "standing-established",
        VerdictStatus::Provisional => "standing-provisional",
        VerdictStatus::Open => "standing-open",
        VerdictStatus::Unclassified => "standing-unclassified",
        VerdictStatus::Contradictory => "standing-contradictory",
    })
}

/// The answers in the order of a legend.
pub(crate) const ANSWERS: [Answer; 4] = [Answer::Shown, Answer::Refuted, Answer::Open, Answer::Contradictory];

/// The file of a programme, and the document if it is not the first.
pub(crate) fn file_and_document(programme: &Programme) -> String {
    match programme.document {
        0 => programme.path.clone(),
        index => format_message!("document-of-file", path = programme.path.as_str(), number = index + 1),
    }
}

/// Short form of the verdict, for tables.
pub(crate) fn verdict_summary(programme: &Programme) -> String {
    let kinds: Vec<_> = programme.verdict.candidates.iter().map(|id| kind_title(programme, id)).collect();
    let summary = match programme.verdict.standing {
        VerdictStatus::Established => kinds.concat(),
        VerdictStatus::Provisional => format_message!("summary-provisional", kind = kinds.concat()),
        VerdictStatus::Open if kinds.len() > MAX_NAMED_KINDS => {
            format_message!("summary-open-many", count = kinds.len())
        }
        VerdictStatus::Open => format_message!("summary-open", kinds = join_or(&kinds)),
        VerdictStatus::Unclassified => format_message!("summary-unclassified", count = programme.kinds.len()),
        VerdictStatus::Contradictory => message("summary-contradictory"),
    };
    match programme.label.holds {
        Some(false) => format_message!("summary-label", summary = summary),
        _ => summary,
    }
}

/// Title of a kind, or the ID of an unknown one.
pub(crate) fn kind_title(programme: &Programme, id: &str) -> String {
    let kind = programme.kinds.iter().find(|kind| kind.id == id);
    kind.map_or_else(|| id.to_owned(), |kind| kind.title.clone())
}

/// Whether a finding is a note on an open supporting indicator, which never decides.
pub(crate) fn is_optional_note(programme: &Programme, finding: &Finding) -> bool {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let mut open =
        indicators.filter(|indicator| indicator.weight == Weight::Supporting && indicator.answer == Answer::Open);
    finding.severity == Severity::Note && open.any(|indicator| indicator.code == finding.code)
}

/// By what a finding is excused.
pub(crate) fn suppression_source(source: SuppressionSource) -> String {
    message(match source {
        SuppressionSource::Comment => "source-comment",
        SuppressionSource::Configuration => "source-configuration",
        SuppressionSource::Baseline => "source-baseline",
    })
}

/// Whether a finding is a mistake of form, without which the description would be understood.
pub(crate) fn is_mistake(finding: &Finding) -> bool {
    matches!(finding.kind, FindingKind::Input | FindingKind::Schema) && finding.severity == Severity::Error
}

/// Source and reason of a suppression.
pub(crate) fn describe_suppression(suppression: &Suppression) -> String {
    let place = suppression.line.map(|line| format_message!("excused-line", line = line)).unwrap_or_default();
    let reason = suppression.because.as_deref();
    let reason = reason.map(|reason| format_message!("excused-reason", reason = reason)).unwrap_or_default();
    let path = suppression.path.as_str();
    sanitize_line(&match suppression.by {
        SuppressionSource::Comment => format_message!("excused-by-comment", place = place, reason = reason),
        SuppressionSource::Configuration => {
            format_message!("excused-by-configuration", path = path, place = place, reason = reason)
        }
        SuppressionSource::Baseline => format_message!("excused-by-baseline", path = path),
    })
}

/// Number of suppressed findings by source; `None` if there are none.
pub(crate) fn suppression_summary(counts: SuppressionCounts) -> Option<String> {
    let by_source = [
        (counts.comment, "excused-count-comment"),
        (counts.configuration, "excused-count-configuration"),
        (counts.baseline, "excused-count-baseline"),
    ];
    let named = by_source.iter().filter(|(count, _)| *count > 0);
    let sources: Vec<_> = named.map(|(count, id)| format_message!(id, count = *count)).collect();
    let sources = join_and(&sources);
    (counts.total() > 0).then(|| format_message!("excused-total", count = counts.total(), sources = sources))
}

pub(crate) fn spectrum_position(scale: &SpectrumInfo, range: Option<SpectrumRange>) -> String {
    match range {
        None => message("spectrum-none"),
        Some(range) if range.from == range.to => {
            let point = scale.points.iter().find(|point| point.at == range.from);
            let title = point.map_or("", |point| point.title.as_str());
            format_message!("spectrum-point", point = range.from, title = title)
        }
        Some(range) => format_message!("spectrum-between", from = range.from, to = range.to),
    }
}

pub(crate) fn spectrum_ends(scale: &SpectrumInfo) -> String {
    let end = |point: Option<&SpectrumPoint>| point.map_or(0, |point| point.at);
    let (low, high) = (end(scale.points.first()), end(scale.points.last()));
    format_message!(
        "spectrum-ends",
        low = low,
        low_means = scale.low.as_str(),
        high = high,
        high_means = scale.high.as_str()
    )
}

/// The title of the label that the programme gives itself, on one line; `None` without a label.
pub(crate) fn label_title(pack: &PackInfo, programme: &Programme) -> Option<String> {
    let declared = programme.label.declared.as_ref()?;
    let field = vocabulary().field_id(&pack.label_field).map(|id| &vocabulary().fields[id]);
    let title = field.map_or_else(|| declared.clone(), |field| value_title(field, declared));
    Some(sanitize_line(&title))
}

/// The label of the description, and whether the description supports it; `None` without a label that can be checked.
pub(crate) fn label_sentence(pack: &PackInfo, programme: &Programme) -> Option<String> {
    let title = label_title(pack, programme)?;
    let own_words = programme.label.own_words.as_ref();
    let own_words = own_words.map(|words| format_message!("own-words", words = words.as_str()));
    if programme.label.declared.as_ref().is_some_and(|label| pack.unchecked_labels.contains(label)) {
        return own_words;
    }
    let names_another = pack.kinds.iter().any(|kind| {
        uncapitalise(&kind.title) == uncapitalise(&title) && programme.verdict.kind.as_ref() != Some(&kind.id)
    });
    let kind = programme.verdict.kind.as_ref().map(|kind| kind_title(programme, kind)).unwrap_or_default();
    let id = match (programme.label.holds, programme.verdict.standing) {
        (Some(true), _) if names_another => "label-also",
        (Some(true), _) if kind.contains(&uncapitalise(&title)) || uncapitalise(&title).contains(&kind) => {
            "label-supported"
        }
        // Other labels fit several kinds, so the description can only fail to contradict them.
        (Some(true), _) | (None, VerdictStatus::Provisional) => "label-provisional",
        (Some(false), _) => "label-refuted",
        (None, VerdictStatus::Contradictory) => "label-contradictory",
        (None, _) => "label-unclear",
    };
    let sentence = format_message!(id, label = capitalise(&title), kind = kind);
    Some(join_sentences(&[sentence, own_words.unwrap_or_default()]))
}

/// Prefixes a message with the place of the finding.
pub(crate) fn with_place(finding: &Finding, text: &str) -> String {
    match finding.spans.first() {
        Some(SourceLocation { place: Some(place), .. }) => format!("{place}: {text}"),
        Some(location) => format!("Line {}: {text}", location.line),
        None => text.to_owned(),
    }
}

/// Note for a verdict whose kind is based on sources other than the pack's own.
pub(crate) fn external_sources_note(programme: &Programme) -> Option<String> {
    let kind = programme.kinds.iter().find(|kind| programme.verdict.kind.as_ref() == Some(&kind.id));
    kind.filter(|kind| !kind.sources.is_empty())
        .map(|kind| format_message!("sources-elsewhere", kind = kind.title.as_str(), sources = kind.sources.join("; ")))
        // The title of a work can be a question.
        .map(|note| note.replace("?.", "?"))
}

/// The question that a form asks for a field, in the past for a programme that has ended; `None` for a field that the
/// schema does not have.
pub(crate) fn question_of(field: &str, is_past: bool) -> Option<&'static str> {
    let field = &vocabulary().fields[vocabulary().field_id(field)?];
    let past = Some(field.past_question.as_str()).filter(|question| is_past && !question.is_empty());
    past.or(Some(field.question.as_str())).filter(|question| !question.is_empty())
}

/// The question of the form, where one field answers a question: the answers to the only field are those to its own.
pub(crate) fn own_question(programme: &Programme, fields: &[&QuestionReport]) -> Option<&'static str> {
    let [only] = fields else { return None };
    question_of(&only.field, programme.ended)
}

/// The findings on points of the building blocks that are not met and do not decide, where the concept is possible.
pub(crate) fn supporting_findings<'p>(pack: &PackInfo, programme: &'p Programme) -> Vec<&'p Finding> {
    if !programme.verdict.candidates.contains(&pack.id) {
        return Vec::new();
    }
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let unmet = indicators.filter(|one| one.weight == Weight::Supporting && one.answer == Answer::Refuted);
    // What decides is said already.
    let deciding =
        programme.blocks.iter().flat_map(|block| &block.indicators).filter(|one| {
            one.weight == Weight::Necessary && matches!(one.answer, Answer::Refuted | Answer::Contradictory)
        });
    let deciding: Vec<Fact> = deciding.flat_map(stated_facts_behind).collect();
    let unmet = unmet.filter(|one| !stated_facts_behind(one).any(|fact| deciding.contains(&fact)));
    let findings = unmet.filter_map(|one| programme.findings.iter().find(|finding| finding.code == one.code));
    findings.filter(|finding| finding.excused.is_none()).collect()
}

/// The number of the question in the form that the description was made from; `None` if it was not made from one.
pub(crate) fn number_in_form(programme: &Programme, field: &str) -> Option<u64> {
    programme.text.origin()?;
    vocabulary().fields[vocabulary().field_id(field)?].number
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

/// The configurations that were used, and how many programmes have one of their own; `None` without any.
pub(crate) fn configurations(report: &Report) -> Option<String> {
    let own = &report.totals.configurations;
    let own: Vec<_> = own.iter().map(|(path, count)| format!("{} ({count})", sanitize_line(path))).collect();
    let main =
        report.configuration.as_ref().map(|path| format_message!("configuration-main", path = sanitize_line(path)));
    match (main, own.is_empty()) {
        (main, true) => main,
        (main, false) => {
            let main = main.unwrap_or_else(|| message("configuration-none"));
            Some(format_message!("configuration-nearer", main = main, paths = join_and(&own)))
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
            "any" => format_message!("total-programmes", count = total),
            "label" => format_message!("total-label", count = expected_count, total = total),
            kind => {
                let id = if report.accept_provisional { "total-kind-provisional" } else { "total-kind" };
                format_message!(id, count = expected_count, total = total, kind = title(kind))
            }
        });
    }
    if passing != expected_count {
        lines.push(format_message!("total-passing", count = passing, total = total));
    }
    lines.extend(suppression_summary(report.totals.excused));
    lines.extend(configurations(report));
    let files = [
        (report.totals.invalid, "total-invalid"),
        (report.totals.unreadable, "total-unreadable"),
        (report.totals.skipped, "total-skipped"),
    ];
    lines.extend(files.iter().filter(|(count, _)| *count > 0).map(|(count, id)| format_message!(id, count = *count)));
    lines
}

//! Wording shared by several formats.

use mentorcheck_core::{
    clause::listed,
    diagnostic::{Excuse, ExcusedBy, Finding, Mark, Severity},
    eval::{Answer, Standing},
    pack::Weight,
    report::{
        BlockReport, CriterionReport, Programme, QuestionReport, Range, Report, SetReport, SpectrumInfo, SpectrumPoint,
        Totals, totals::Excuses,
    },
    sanitize::sanitize_line,
};

/// Short form of the verdict, for tables.
pub(crate) fn verdict_in_brief(programme: &Programme) -> String {
    let kinds: Vec<_> = programme.verdict.candidates.iter().map(|id| title(programme, id)).collect();
    let label = if programme.label.holds == Some(false) { " (the label does not match)" } else { "" };
    let brief = match programme.verdict.standing {
        Standing::Established => kinds.concat(),
        Standing::Provisional => format!("looks like {}", kinds.concat()),
        Standing::Open if kinds.len() > 2 => format!("open: {} kinds are left", kinds.len()),
        Standing::Open => format!("open: {}", listed(&kinds, "or")),
        Standing::Unclassified => "no kind fits".into(),
        Standing::Contradictory => "contradicts itself".into(),
    };
    format!("{brief}{label}")
}

/// Consequences of the answers to a question, grouped; answers that change nothing are left out.
pub(crate) fn leads(programme: &Programme, question: &QuestionReport) -> String {
    type Consequence<'p> = (Standing, &'p Vec<String>);
    let now = (programme.verdict.standing, &programme.verdict.candidates);
    let mut groups: Vec<(Consequence<'_>, Vec<String>)> = Vec::new();
    for answer in &question.answers {
        let then = (answer.standing, &answer.candidates);
        match groups.iter_mut().find(|(same, _)| *same == then) {
            Some((_, values)) => values.push(format!("`{}`", answer.value)),
            None => groups.push((then, vec![format!("`{}`", answer.value)])),
        }
    }
    // Answers that keep the target possible come first.
    groups.sort_by_key(|((standing, candidates), _)| {
        let remains = candidates.contains(&programme.remedy.target);
        (!(remains && *standing != Standing::Contradictory), *standing)
    });
    let leads = groups.iter().filter(|(then, _)| *then != now).map(|((standing, candidates), values)| {
        let kinds: Vec<_> = candidates.iter().map(|id| title(programme, id)).collect();
        let to = match standing {
            Standing::Established => format!("it is {}", kinds.concat()),
            Standing::Provisional => format!("it looks like {}", kinds.concat()),
            Standing::Unclassified => "no kind fits".to_owned(),
            Standing::Contradictory => "it contradicts itself".to_owned(),
            Standing::Open if kinds.len() > 2 => format!("{} kinds are left", kinds.len()),
            Standing::Open => format!("it may be {}", listed(&kinds, "or")),
        };
        format!("{} → {to}", listed(values, "or"))
    });
    leads.collect::<Vec<_>>().join("; ")
}

/// Values in backticks, joined as a list.
pub(crate) fn quoted(values: &[String], last: &str) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    listed(&values, last)
}

/// Title of a kind, or the ID of an unknown one.
pub(crate) fn title(programme: &Programme, id: &str) -> String {
    let kind = programme.kinds.iter().find(|kind| kind.id == id);
    kind.map_or_else(|| id.to_owned(), |kind| kind.title.clone())
}

/// The deciding facts of a block, or what is missing.
pub(crate) fn grounds(programme: &Programme, block: &BlockReport) -> String {
    let necessary = block.indicators.iter().filter(|indicator| indicator.weight == Weight::Necessary);
    let of = |wanted: Answer| necessary.clone().filter(move |indicator| indicator.answer == wanted);
    let open = |indicators: Vec<&CriterionReport>| {
        let titles = |understood: bool| {
            let titles = indicators.iter().filter(|one| one.understood == understood);
            let titles: Vec<_> = titles.map(|indicator| format!("whether {}", indicator.title)).collect();
            listed(&titles, "and")
        };
        let (missing, misread) = (titles(true), titles(false));
        let parts = [("not understood", misread), ("not stated", missing)];
        let parts =
            parts.iter().filter(|(_, titles)| !titles.is_empty()).map(|(what, titles)| format!("{what}: {titles}"));
        parts.collect::<Vec<_>>().join("; ")
    };
    match block.answer {
        Answer::Open => open(of(Answer::Open).collect()),
        Answer::Shown => facts(programme, of(Answer::Shown), 1),
        Answer::Refuted | Answer::Contradictory => {
            facts(programme, of(Answer::Refuted).chain(of(Answer::Contradictory)), usize::MAX)
        }
    }
}

/// The first facts behind each answer as “field: value (line n)”, without duplicates.
fn facts<'c>(programme: &Programme, answers: impl Iterator<Item = &'c CriterionReport>, most: usize) -> String {
    let stated = |mark: &Mark| {
        format!("{}: {} (line {})", field(mark), sanitize_line(programme.text.slice(mark.span())), mark.line)
    };
    let mut words: Vec<String> = Vec::new();
    for answer in answers {
        let supposed = answer.supposed.iter().map(|fact| format!("{fact} (supposed)"));
        for fact in answer.because.iter().map(stated).chain(supposed).take(most) {
            if !words.contains(&fact) {
                words.push(fact);
            }
        }
    }
    words.join(", ")
}

/// The field of a location, without list indices.
pub(crate) fn field(mark: &Mark) -> String {
    let pointer = mark.pointer.as_deref().unwrap_or_default();
    let steps = pointer.split('/').filter(|step| !step.is_empty() && step.parse::<usize>().is_err());
    steps.collect::<Vec<_>>().join(".")
}

/// Whether a finding is a note on an open supporting indicator, which never decides.
pub(crate) fn is_aside(programme: &Programme, finding: &Finding) -> bool {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let mut open =
        indicators.filter(|indicator| indicator.weight == Weight::Supporting && indicator.answer == Answer::Open);
    finding.severity == Severity::Note && open.any(|indicator| indicator.code == finding.code)
}

/// Source and reason of a suppression.
pub(crate) fn excused(excuse: &Excuse) -> String {
    let line = excuse.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let because = excuse.because.as_ref().map(|because| format!(", because {because}")).unwrap_or_default();
    let words = match excuse.by {
        ExcusedBy::Comment => format!("allowed in the description{line}{because}"),
        ExcusedBy::Configuration => format!("allowed by {}{line}{because}", excuse.path),
        ExcusedBy::Baseline => format!("known already, by {}", excuse.path),
    };
    sanitize_line(&words)
}

/// Number of suppressed findings by source; `None` if there are none.
pub(crate) fn excuses(excuses: Excuses) -> Option<String> {
    let by = [
        (excuses.comment, "allowed in descriptions"),
        (excuses.configuration, "allowed by the configuration"),
        (excuses.baseline, "known already"),
    ];
    let by: Vec<_> =
        by.iter().filter(|(number, _)| *number > 0).map(|(number, how)| format!("{number} {how}")).collect();
    let noun = if excuses.all() == 1 { "finding is" } else { "findings are" };
    (!by.is_empty()).then(|| format!("{} {noun} not held against programmes: {}", excuses.all(), listed(&by, "and")))
}

pub(crate) fn place(scale: &SpectrumInfo, range: Option<Range>) -> String {
    match range {
        None => "no place on it, as far as the description says".to_owned(),
        Some(range) if range.from == range.to => {
            let point = scale.points.iter().find(|point| point.at == range.from);
            format!("at {}: {}", range.from, point.map_or("", |point| point.title.as_str()))
        }
        Some(range) => format!("between {} and {}", range.from, range.to),
    }
}

pub(crate) fn ends(scale: &SpectrumInfo) -> String {
    let end = |point: Option<&SpectrumPoint>| point.map_or(0, |point| point.at);
    let (low, high) = (end(scale.points.first()), end(scale.points.last()));
    format!("{low} is where {}; {high} is {}.", scale.low, scale.high)
}

pub(crate) fn borne_out(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "the description supports it",
        Some(false) => "the description does not match it",
        None => "the description neither confirms nor contradicts it",
    }
}

/// Note for a verdict whose kind is based on sources other than the pack's own.
pub(crate) fn rests_on_others(programme: &Programme) -> Option<String> {
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
pub(crate) fn asked(programme: &Programme) -> Vec<(&str, Vec<&QuestionReport>)> {
    let mut asked: Vec<(&str, Vec<&QuestionReport>)> = Vec::new();
    for question in &programme.remedy.questions {
        match asked.iter_mut().find(|(words, _)| *words == question.question) {
            Some((_, questions)) => questions.push(question),
            None => asked.push((&question.question, vec![question])),
        }
    }
    asked
}

/// Heading of the list of fixes.
pub(crate) fn way(first: &SetReport, target: &str, many: usize) -> String {
    let what = if first.change.is_empty() { "state" } else { "change" };
    let ways = if many > 1 { format!(": the first of {many} ways, the least first") } else { String::new() };
    format!("What to {what} for it to be {target}{ways}")
}

/// The steps of a fix as commands, changes first.
pub(crate) fn steps(set: &SetReport) -> Vec<String> {
    let change = set.change.iter().map(|step| {
        let from = quoted(&step.from, "and");
        let (take, put) = (quoted(&step.remove, "and"), quoted(&step.any_of, "or"));
        match (step.remove.is_empty(), step.any_of.is_empty()) {
            (true, _) => format!("change `{}` from {from} to {put}", step.field),
            (false, true) => format!("take {take} out of `{}`", step.field),
            (false, false) => format!("take {take} out of `{}`, and add {put}", step.field),
        }
    });
    let state = set.state.iter().map(|step| format!("state `{}`: {}", step.field, quoted(&step.any_of, "or")));
    change.chain(state).collect()
}

/// Summary lines of the totals; trivial lines are left out.
pub(crate) fn totals(report: &Report) -> Vec<String> {
    let Totals { programmes: all, as_expected: met, passing, .. } = report.totals;
    let title = |id: &str| report.pack.kind_title(id).to_owned();
    let mut totals = Vec::new();
    if all > 1 {
        totals.push(match report.expected.as_str() {
            "any" => format!("{all} programmes"),
            "label" => format!("{met} of {all} programmes established as what they call themselves"),
            kind if report.accept_provisional => {
                format!("{met} of {all} programmes established as {0}, or pointing to {0}", title(kind))
            }
            kind => format!("{met} of {all} programmes established as {}", title(kind)),
        });
    }
    if passing != met {
        totals
            .push(format!("{passing} of {all} {} let pass", if all == 1 { "programme is" } else { "programmes are" }));
    }
    totals.extend(excuses(report.totals.excused));
    for (number, words) in [
        (report.totals.invalid, "understood only in part"),
        (report.totals.unreadable, "not read"),
        (report.totals.skipped, "passed over as no description"),
    ] {
        if number > 0 {
            totals.push(format!("{number} {} {words}", if number == 1 { "file" } else { "files" }));
        }
    }
    totals
}

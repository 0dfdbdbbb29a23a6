//! The result on one description as the page shows it: by question instead of by place in a text.

use mentorcheck_core::{
    diagnostic::{Finding, FindingKind, SourceLocation},
    pack::Weight,
    report::{CheckResult, CriterionReport, Programme},
    sanitize::sanitize_line,
    schema::{Field, pointer, vocabulary},
};
use serde_json::{Value as Json, json};

use crate::{engine::Engine, opened::problem, sentence};

/// Renders the result on the one description of a text that was made from answers. `null` if there is none.
pub(crate) fn render(engine: &Engine, result: &CheckResult) -> String {
    result.programmes.first().map_or(Json::Null, |programme| view(engine, programme)).to_string()
}

/// Renders what would change the verdict on that description: `{"sets", "sets_total", "target"}`. `null` if there is none.
pub(crate) fn render_changes(result: &CheckResult) -> String {
    let changes = result.programmes.first().map_or(Json::Null, |Programme { remedy, .. }| {
        json!({"sets": remedy.sets, "sets_total": remedy.sets_total, "target": remedy.target})
    });
    changes.to_string()
}

fn view(engine: &Engine, programme: &Programme) -> Json {
    let (lead, rest) = sentence_parts(engine, programme);
    let verdict = &programme.verdict;
    let blocks = programme.blocks.iter().map(|block| {
        json!({
            "id": block.id,
            "answer": block.answer,
            "understood": block.indicators.iter().all(|indicator| indicator.understood),
            "points": points(engine, programme, &block.indicators),
            "readings": readings(engine, programme, &block.id),
        })
    });
    let kinds = programme.kinds.iter().map(
        |kind| json!({"id": kind.id, "answer": kind.answer, "points": points(engine, programme, &kind.conditions)}),
    );
    let problems =
        programme.findings.iter().filter(|finding| matches!(finding.kind, FindingKind::Input | FindingKind::Schema));
    let problems = problems.map(|finding| {
        let mut problem = problem(engine, finding);
        problem["field"] = finding.spans.first().and_then(field_of).map(|field| field.name.as_str()).into();
        problem
    });
    let label = programme.findings.iter().find(|finding| finding.kind == FindingKind::Label);
    json!({
        "name": programme.name,
        "lead": lead,
        "rest": rest,
        "standing": verdict.standing,
        "kind": verdict.kind,
        "candidates": verdict.candidates,
        "nearest": verdict.nearest,
        "blocks": blocks.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Vec<_>>(),
        "spectrum": programme.spectrum,
        "label": {
            "declared": programme.label.declared,
            "holds": programme.label.holds,
            "message": label.map(|finding| text(engine, programme, &finding.message)),
            "help": label.and_then(|finding| Some(text(engine, programme, finding.help.as_deref()?))),
        },
        "questions": programme.remedy.questions,
        "problems": problems.collect::<Vec<_>>(),
    })
}

/// The first sentence of the verdict, and the rest.
pub(crate) fn sentence_parts(engine: &Engine, programme: &Programme) -> (String, String) {
    sentence::split(&programme.verdict.sentence, &programme.name, &|line| question_at(engine, programme, line))
}

/// A message with questions in place of lines, and titles in place of keys.
fn text(engine: &Engine, programme: &Programme, message: &str) -> String {
    let message = sentence::with_questions(message, &|line| question_at(engine, programme, line));
    engine.names.replace_keys(&message, None)
}

/// The number of the question that a line of the written text answers.
fn question_at(engine: &Engine, programme: &Programme, line: usize) -> Option<u32> {
    let place = programme.text.place(line)?;
    engine
        .questionnaire
        .questions()
        .map(|question| question.number)
        .find(|number| place == format!("Question {number}"))
}

/// The criteria of a block or kind with the answers that decided each.
fn points(engine: &Engine, programme: &Programme, criteria: &[CriterionReport]) -> Vec<Json> {
    let render = |criterion: &CriterionReport| {
        let finding = programme.findings.iter().find(|finding| is_about(finding, criterion));
        json!({
            "code": criterion.code,
            "title": criterion.title,
            "decides": criterion.weight == Weight::Necessary,
            "answer": criterion.answer,
            "understood": criterion.understood,
            "facts": facts(programme, criterion),
            "message": finding.map(|finding| text(engine, programme, &finding.message)),
            "help": finding.and_then(|finding| Some(text(engine, programme, finding.help.as_deref()?))),
        })
    };
    criteria.iter().map(render).collect()
}

/// What the answer on a block rests on that is this tool's reading of the source.
fn readings(engine: &Engine, programme: &Programme, block: &str) -> Vec<String> {
    let is_of_block = |finding: &&Finding| {
        finding.kind == FindingKind::Interpretation && finding.code.split('/').next() == Some(block)
    };
    programme.findings.iter().filter(is_of_block).map(|finding| text(engine, programme, &finding.message)).collect()
}

fn is_about(finding: &Finding, criterion: &CriterionReport) -> bool {
    finding.code == criterion.code
        || (finding.kind == FindingKind::Criterion
            && finding.code.rsplit('/').next() == criterion.code.rsplit('/').next())
}

/// The deciding facts: each field with the values that count, as they were stated.
fn facts(programme: &Programme, criterion: &CriterionReport) -> Vec<Json> {
    let mut fields: Vec<(&Field, Vec<String>)> = Vec::new();
    for location in &criterion.because {
        let Some(field) = field_of(location) else { continue };
        let value = sanitize_line(programme.text.slice(location.span()));
        match fields.iter_mut().find(|(known, _)| known.name == field.name) {
            Some((_, values)) => values.push(value),
            None => fields.push((field, vec![value])),
        }
    }
    fields.into_iter().map(|(field, values)| json!({"field": field.name, "values": values})).collect()
}

fn field_of(location: &SourceLocation) -> Option<&'static Field> {
    let vocabulary = vocabulary();
    let field = pointer::field_within(location.pointer.as_deref()?, vocabulary)?;
    Some(&vocabulary.fields[field])
}

//! What the page shows of questionnaire and rules, as JSON. It changes with the version only.

use mentorcheck_core::{
    fixes::fields_read,
    pack::{Claim, ClaimId, CriterionId, Pack, Reference, Requirement},
    schema::vocabulary,
};
use mentorcheck_forms::{plain_text::Names, wording};
use serde_json::{Value as Json, json};

use crate::engine::Engine;

/// Renders questionnaire and rules.
pub(crate) fn render(engine: &Engine) -> String {
    let Engine { questionnaire, names, .. } = engine;
    let mut rules = rules(engine.quick.pack());
    replace_keys(names, &mut rules);
    let vocabulary = vocabulary();
    let informative = vocabulary.fields.iter().filter(|field| field.informative).map(|field| field.name.as_str());
    let content = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "questionnaire": questionnaire,
        "fingerprint": questionnaire.fingerprint(),
        // Fields that no rule reads.
        "informative": informative.collect::<Vec<_>>(),
        "wording": {
            "not_known": wording::NOT_KNOWN,
            "not_known_rule": wording::NOT_KNOWN_RULE,
            "none_rule": wording::NONE_OF_THESE_RULE,
            "complete": wording::COMPLETE,
            "complete_rule": wording::COMPLETE_RULE,
            "where": wording::WHERE,
        },
        "rules": rules,
    });
    content.to_string()
}

/// Replaces keys in backticks by titles, in every text.
fn replace_keys(names: &Names, value: &mut Json) {
    match value {
        Json::String(text) if text.contains('`') => *text = names.replace_keys(text, None),
        Json::Array(items) => items.iter_mut().for_each(|item| replace_keys(names, item)),
        Json::Object(members) => members.values_mut().for_each(|member| replace_keys(names, member)),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn rules(pack: &Pack) -> Json {
    let points = pack.spectrum.points.iter().map(|point| json!({"at": point.position, "title": point.title}));
    let blocks = pack.blocks.iter().map(|block| {
        let indicators = block.indicators.iter().map(|id| criterion(pack, *id));
        json!({
            "id": block.id,
            "title": block.title,
            "question": block.question,
            "summary": block.summary,
            "indicators": indicators.collect::<Vec<_>>(),
        })
    });
    let kinds = pack.kinds.iter().map(|kind| {
        let blocks = kind.requires.iter().filter_map(|one| match one {
            Requirement::Block(block) => Some(pack.blocks[*block].id.as_str()),
            Requirement::Criterion(_) => None,
        });
        let conditions = kind.requires.iter().filter_map(|one| match one {
            Requirement::Block(_) => None,
            Requirement::Criterion(id) => Some(criterion(pack, *id)),
        });
        json!({
            "id": kind.id,
            "title": kind.title,
            "summary": kind.summary,
            "blocks": blocks.collect::<Vec<_>>(),
            "conditions": conditions.collect::<Vec<_>>(),
            "claims": claims(pack, &kind.claims),
            "sources": kind.sources.iter().map(Reference::citation).collect::<Vec<_>>(),
        })
    });
    json!({
        "concept": pack.kinds[pack.concept].id,
        "title": pack.title,
        "definition": {"quote": pack.definition.quote, "heading": pack.definition.heading},
        "source": pack.source.citation(),
        "citation": pack.citation,
        "caution": pack.caution,
        "label_field": vocabulary().fields[pack.labels.field].name,
        "spectrum": {
            "low": pack.spectrum.low,
            "high": pack.spectrum.high,
            "note": pack.spectrum.note,
            "points": points.collect::<Vec<_>>(),
        },
        "blocks": blocks.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Vec<_>>(),
    })
}

fn criterion(pack: &Pack, id: CriterionId) -> Json {
    let criterion = &pack.criteria[id];
    let fields = fields_read(pack, id).into_iter().map(|field| vocabulary().fields[field].name.as_str());
    json!({
        "code": pack.criterion_code(id),
        "title": criterion.title,
        "question": criterion.question,
        "weight": criterion.weight,
        "claims": claims(pack, &criterion.claims),
        "fields": fields.collect::<Vec<_>>(),
        "evidence": criterion.evidence,
        "traps": criterion.traps,
        "interpretations": criterion.interpretations.iter().map(|one| one.note.as_str()).collect::<Vec<_>>(),
    })
}

fn claims(pack: &Pack, ids: &[ClaimId]) -> Vec<Json> {
    let render = |id: &ClaimId| {
        let Claim { says, quote, heading, author, source, interpretation, .. } = &pack.claims[*id];
        json!({
            "says": says,
            "quote": quote,
            "heading": heading,
            "author": author,
            "source": source.as_ref().unwrap_or(&pack.citation),
            "interpretation": interpretation,
        })
    };
    ids.iter().map(render).collect()
}

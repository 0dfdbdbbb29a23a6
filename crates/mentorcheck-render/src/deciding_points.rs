//! What decides a building block, in titles instead of keys: one line for each field.

use mentorcheck_core::{
    catalogue::message_with,
    clause::{capitalise, join_and, render_clauses, to_sentence, uncapitalise, without_repetition},
    diagnostic::SourceLocation,
    eval::Answer,
    facts::{Fact, Facts},
    format_message,
    pack::Weight,
    report::{BlockReport, CriterionReport, Programme},
    schema::{Field, FieldId, vocabulary},
};

/// How many values of a field are named.
const MAX_VALUES: usize = 2;

/// The points that decide a block: what fails, what contradicts, what is missing and then what is known, or what is
/// met.
pub(crate) fn deciding_points(programme: &Programme, block: &BlockReport) -> Vec<String> {
    let necessary = || block.indicators.iter().filter(|indicator| indicator.weight == Weight::Necessary);
    let with_answer = |wanted: Answer| necessary().filter(move |indicator| indicator.answer == wanted);
    match block.answer {
        // A contradiction that does not decide is to be resolved all the same.
        Answer::Refuted => {
            let deciding = with_answer(Answer::Refuted).chain(with_answer(Answer::Contradictory));
            facts(programme, deciding, false)
        }
        Answer::Contradictory => facts(programme, with_answer(Answer::Contradictory), false),
        Answer::Shown => facts(programme, with_answer(Answer::Shown), true),
        Answer::Open => {
            let missing = with_answer(Answer::Open).flat_map(|indicator| {
                let point = message_with("missing-point", &[("point", indicator.title.as_str().into())]);
                std::iter::once(point).chain(fact_lines(programme, indicator.related.iter(), &[]))
            });
            let known = facts(programme, with_answer(Answer::Shown), true);
            without_repetition(missing.chain(known))
        }
    }
}

/// Whether a point of the block is open because a value is not understood.
pub(crate) fn is_misread(block: &BlockReport) -> bool {
    block.answer == Answer::Open && block.indicators.iter().any(|indicator| !indicator.understood)
}

/// The facts behind the answers, by field, without duplicates. If `one_field`, only one field of each answer: the first
/// that no other answer names.
pub(crate) fn facts<'c>(
    programme: &Programme,
    answers: impl Iterator<Item = &'c CriterionReport>,
    one_field: bool,
) -> Vec<String> {
    let mut locations: Vec<&SourceLocation> = Vec::new();
    let mut supposed: Vec<&str> = Vec::new();
    for answer in answers {
        let fields = || stated_facts_behind(answer).map(|fact| fact.field);
        let is_named =
            |field: &FieldId| locations.iter().filter_map(|known| known.fact).any(|fact| fact.field == *field);
        let chosen = if one_field { fields().find(|field| !is_named(field)).or_else(|| fields().next()) } else { None };
        let is_chosen = |location: &&SourceLocation| chosen.is_none() || location.fact.map(|fact| fact.field) == chosen;
        locations.extend(answer.because.iter().filter(is_chosen));
        for fact in answer.supposed.iter().take(if one_field { 1 } else { usize::MAX }) {
            if !supposed.contains(&fact.as_str()) {
                supposed.push(fact);
            }
        }
    }
    fact_lines(programme, locations.into_iter(), &supposed)
}

/// One line for each field with facts, and one for each assumed fact.
fn fact_lines<'c>(
    programme: &Programme,
    locations: impl Iterator<Item = &'c SourceLocation>,
    supposed: &[&str],
) -> Vec<String> {
    let mut fields: Vec<(FieldId, &SourceLocation, Vec<Fact>)> = Vec::new();
    for location in locations {
        let Some(fact) = location.fact else { continue };
        match fields.iter_mut().find(|(known, ..)| *known == fact.field) {
            Some((.., facts)) if facts.contains(&fact) => {}
            Some((.., facts)) => facts.push(fact),
            None => fields.push((fact.field, location, vec![fact])),
        }
    }
    let lines = fields.into_iter().map(|(id, location, mut facts)| {
        // That a list is complete says all that is in it.
        if let Some(complete) = facts.iter().find(|fact| fact.value.is_none()) {
            facts = vec![*complete];
        }
        let field = &vocabulary().fields[id];
        let values: Vec<String> = facts.iter().map(|fact| field_and_value(programme, *fact).1).collect();
        let fact = [
            ("field", uncapitalise(&field.title).into()),
            ("values", value_list(&values).into()),
            ("place", location.display().into()),
        ];
        message_with("deciding-fact", &fact)
    });
    lines.chain(supposed.iter().map(|fact| message_with("supposed-fact", &[("fact", (*fact).into())]))).collect()
}

/// The facts behind the answers as sentences with their places, one for each field: “Mentor and mentee meet more than
/// once (line 20).” Assumed facts follow.
pub(crate) fn fact_sentences<'c>(
    programme: &Programme,
    answers: impl Iterator<Item = &'c CriterionReport>,
) -> Vec<String> {
    let vocabulary = vocabulary();
    let mut places: Vec<(Fact, &SourceLocation)> = Vec::new();
    let mut assumed: Vec<String> = Vec::new();
    for answer in answers {
        for location in &answer.because {
            let Some(fact) = location.fact else { continue };
            if places.iter().all(|(known, _)| *known != fact) {
                places.push((fact, location));
            }
        }
        let supposed = answer.supposed.iter();
        assumed.extend(supposed.map(|fact| to_sentence(&format_message!("supposed-fact", fact = fact.as_str()))));
    }
    let stated: Vec<Fact> = places.iter().map(|(fact, _)| *fact).collect();
    let clauses = render_clauses(vocabulary, &stated_facts_of(programme), &stated);
    let sentences = clauses.into_iter().filter_map(|clause| {
        let (_, place) = places.iter().find(|(fact, _)| *fact == clause.fact)?;
        Some(format_message!("reason", reason = capitalise(&clause.text), place = place.display()))
    });
    without_repetition(sentences.chain(assumed))
}

fn stated_facts_of(programme: &Programme) -> Facts {
    let vocabulary = vocabulary();
    let mut facts = Facts::empty(vocabulary);
    for stated in &programme.stated {
        let Some(field) = vocabulary.field_id(&stated.field) else { continue };
        for value in &stated.values {
            facts.insert(vocabulary, Fact { field, value: vocabulary.fields[field].find_value(value) });
        }
    }
    facts
}

/// The fact that decides against the concept of the rules: of the building blocks that are not met or contradictory, the
/// first fact that also makes the programme its kind, or else the first fact; without any, the first fact that makes it
/// its kind. `None` where no block and no condition rests on a stated fact.
pub(crate) fn deciding_fact(programme: &Programme) -> Option<String> {
    let against = |indicator: &&CriterionReport| {
        indicator.weight == Weight::Necessary && matches!(indicator.answer, Answer::Refuted | Answer::Contradictory)
    };
    let of_kind = facts_of_kind(programme);
    let of_blocks = programme.blocks.iter().flat_map(|block| &block.indicators).filter(against);
    let of_blocks: Vec<Fact> = of_blocks.flat_map(stated_facts_behind).collect();
    let shared = of_blocks.iter().find(|fact| of_kind.contains(fact));
    let fact = shared.or(of_blocks.first()).or(of_kind.first())?;
    let (field, value) = field_and_value(programme, *fact);
    Some(format_message!("portfolio-fact", field = uncapitalise(&field.title), value = value))
}

/// The stated facts that make the programme its kind.
pub(crate) fn facts_of_kind(programme: &Programme) -> Vec<Fact> {
    let kind = programme.kinds.iter().find(|kind| programme.verdict.kind.as_ref() == Some(&kind.id));
    let met = kind.into_iter().flat_map(|kind| &kind.conditions).filter(|one| one.answer == Answer::Shown);
    met.flat_map(stated_facts_behind).collect()
}

/// The stated facts that decide an answer.
pub(crate) fn stated_facts_behind(answer: &CriterionReport) -> impl Iterator<Item = Fact> {
    answer.because.iter().filter_map(|location| location.fact)
}

/// The facts behind an answer, in titles: “main aim: finding paid work; contact: more than once”.
pub(crate) fn stated_facts(programme: &Programme, answer: &CriterionReport) -> String {
    let mut fields: Vec<(&'static Field, Vec<String>)> = Vec::new();
    for (field, value) in stated_facts_behind(answer).map(|fact| field_and_value(programme, fact)) {
        match fields.iter_mut().find(|(known, _)| known.name == field.name) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => fields.push((field, vec![value])),
        }
    }
    let stated = fields.into_iter().map(|(field, values)| {
        format_message!("portfolio-fact", field = uncapitalise(&field.title), value = values.join(", "))
    });
    let supposed = answer.supposed.iter().map(|fact| format_message!("supposed-fact", fact = fact.as_str()));
    stated.chain(supposed).collect::<Vec<_>>().join("; ")
}

/// The first values of a list, and how many follow.
fn value_list(values: &[String]) -> String {
    match values.len().saturating_sub(MAX_VALUES) {
        0 => values.join(", "),
        rest => {
            let first = values[..MAX_VALUES].join(", ");
            message_with("values-and-more", &[("values", first.into()), ("rest", rest.into())])
        }
    }
}

/// The field of a fact, and what is stated there as an answer.
fn field_and_value(programme: &Programme, fact: Fact) -> (&'static Field, String) {
    let field = &vocabulary().fields[fact.field];
    if let Some(value) = fact.value {
        return (field, field.values[value].title.clone());
    }
    let stated = programme.stated.iter().find(|stated| stated.field == field.name);
    (field, complete_list(field, stated.map_or(&[], |stated| stated.values.as_slice())))
}

/// The values of a list that is complete, as an answer: “only company and friendship”, or “nothing”.
pub(crate) fn complete_list(field: &Field, values: &[String]) -> String {
    let values = values.iter().filter(|value| !field.is_closing(value));
    let values: Vec<_> = values.map(|value| value_title(field, value)).collect();
    match (values.as_slice(), &field.closing) {
        ([], Some(closing)) => closing.alone.clone(),
        (values, _) => message_with("values-only", &[("values", join_and(values).into())]),
    }
}

/// The title of a value in running text; what is no value stays as it is.
pub(crate) fn value_title(field: &Field, stated: &str) -> String {
    if let Some(index) = field.find_value(stated) {
        return field.values[index].title.clone();
    }
    let closing = field.closing.as_ref().filter(|_| field.is_closing(stated));
    closing.map_or_else(|| stated.to_owned(), |closing| closing.title.clone())
}

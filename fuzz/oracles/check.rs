//! Descriptions → reports: the whole pipeline, on descriptions generated from the vocabulary with some mistakes.
//!
//! Six bytes set the options of the checker. If the first is even, the rest of the input is the description; otherwise
//! each choice of field and value takes a byte, so that mutations change facts and not characters.

use std::{cell::RefCell, fmt::Write, sync::LazyLock};

use serde_json::Value as Json;

use super::{assert_finding, assert_sanitized, assert_span, input::ChoiceReader};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::SourceLocation,
    eval::{Answer, Belnap, Expectation, Judgement, VerdictStatus},
    evidence::EvidenceLevel,
    facts::{Fact, Facts, assumption::Assumption},
    input::{Input as Described, STDIN_NAME},
    pack::{Pack, built_in},
    report::{Programme, Report},
    schema::vocabulary,
    schema::{FieldType, REPORT, Vocabulary},
};
use mentorcheck_render::{json, streaming::StreamingFormat, style::TextOptions};
use mentorcheck_yaml::{ParsedFile, SourceFile};

const PACKS: [&str; 2] = ["mentoring-to-work", "befriending"];

thread_local! {
    /// One checker per built-in pack, created once per thread.
    static CHECKERS: RefCell<Vec<Option<Checker>>> = RefCell::new(
        PACKS
            .iter()
            .map(|name| built_in(name).expect("built-in pack").load(vocabulary()))
            .map(|pack| Some(Checker::builder(pack.expect("built-in pack is valid")).build()))
            .collect(),
    );
}

static REPORT_VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(REPORT).expect("report schema is JSON");
    jsonschema::validator_for(&schema).expect("report schema is valid")
});

/// Strings that careless parsers, serialisers and terminals misread.
const STRINGS: [&str; 18] = [
    "Plain words",
    "yes",
    "12",
    "1e3",
    "~",
    "key: value",
    "# no comment",
    "it's \"so\"",
    "Zoë – 東京 🙂",
    "*a",
    "- no item",
    "back\\slash",
    "two\nlines",
    "\u{1b}[31mred\u{7}",
    "\u{202e}turned",
    "{{ name }}<script>",
    "documents/guide.pdf",
    "volunter",
];

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let mut input = ChoiceReader::new(bytes);
    let [mode, options, settings @ ..] = [(); 6].map(|()| input.byte());
    CHECKERS.with_borrow_mut(|checkers| {
        let slot = &mut checkers[usize::from(options & 1)];
        let checker = slot.take().expect("a panic ends the process");
        let checker = &*slot.insert(with_options(checker, options, settings));
        let description = if mode.is_multiple_of(2) {
            String::from_utf8_lossy(input.rest()).into_owned()
        } else {
            generate_description(checker.vocabulary(), &mut input)
        };
        let source = ParsedFile::parse(STDIN_NAME, description.clone().into_bytes());
        for document in &source.documents {
            let facts = Facts::from_document(document, checker.vocabulary());
            assert_round_trip(checker.vocabulary(), &facts);
            assert_monotonic(checker.pack(), checker.vocabulary(), &facts);
        }
        let content = Ok(description.into_bytes());
        let report = checker.check_all([Described {
            path: STDIN_NAME.into(),
            first_document: 0,
            origin: None,
            is_explicit: options & 4 == 0,
            content,
        }]);
        assert!(report.programmes.len() + report.unreadable.len() + report.skipped.len() > 0, "the report is empty");
        assert_report(&report);
    });
}

/// The checker with these options; every bit of `options` is used.
fn with_options(checker: Checker, options: u8, [field, value, kind, search]: [u8; 4]) -> Checker {
    let pick = |choice: u8, count: usize| usize::from(choice) % count;
    let field = pick(field, checker.vocabulary().fields.len());
    let definition = &checker.vocabulary().fields[field];
    let mut assumptions = Vec::new();
    if options & 2 != 0 && definition.field_type != FieldType::FreeText {
        let value = pick(value, definition.values.len() + 2);
        let fact = match value.checked_sub(definition.values.len()) {
            None => Some(Fact { field, value: Some(value) }),
            Some(0) if definition.closing.is_some() => Some(Fact { field, value: None }),
            Some(_) => None,
        };
        assumptions.push(Assumption { field, fact });
    }
    let evidence = match options >> 3 & 3 {
        0 => None,
        1 => Some(EvidenceLevel::Asserted),
        2 => Some(EvidenceLevel::Cited),
        _ => Some(EvidenceLevel::Quoted),
    };
    // The search for fixes dominates the cost of a report, so most inputs search towards the kind with the fewest
    // requirements.
    let kinds = &checker.pack().kinds;
    let smallest_kind = (0..kinds.len()).min_by_key(|kind| kinds[*kind].requires.len());
    let expectation = match options >> 5 & 3 {
        0 => Expectation::Any,
        1 => Expectation::Label,
        2 => Expectation::Kind(pick(kind, kinds.len())),
        _ => Expectation::Kind(checker.pack().concept),
    };
    checker
        .into_builder()
        .assume(assumptions)
        .require_evidence(evidence)
        .fix_towards(smallest_kind.filter(|_| !search.is_multiple_of(32)))
        .expect(expectation)
        .accept_provisional(options >> 7 == 1)
        .build()
}

/// One or more descriptions, with known and unknown keys and values.
fn generate_description(vocabulary: &Vocabulary, input: &mut ChoiceReader<'_>) -> String {
    let mut text = String::new();
    let mut sections: Vec<(String, Vec<(String, Json)>)> = Vec::new();
    if !input.byte().is_multiple_of(8) {
        sections.push(("programme".into(), vec![("name".into(), "Example (constructed)".into())]));
    }
    while !input.is_empty() {
        let (choice, value) = (input.byte(), usize::from(input.byte()));
        let (section, key, json) = match choice {
            250.. => {
                write_document(&mut text, &sections, value);
                sections.clear();
                text.push_str("---\n");
                continue;
            }
            240..250 => {
                let field = &vocabulary.fields[value % vocabulary.fields.len()];
                let entry = serde_json::json!({
                    "for": field.name, "source": STRINGS[usize::from(choice - 240) + 8], "quote": STRINGS[value % STRINGS.len()],
                });
                ("evidence".to_owned(), String::new(), Json::Array(vec![entry]))
            }
            230..240 => {
                let section = &vocabulary.sections[value % vocabulary.sections.len()].name;
                let key = ["x-note", "unknown", "brings", "\u{1b}key"][usize::from(choice) % 4];
                (section.clone(), key.to_owned(), Json::from(STRINGS[value % STRINGS.len()]))
            }
            _ => {
                let field = &vocabulary.fields[usize::from(choice) % vocabulary.fields.len()];
                let names = field.values.iter().map(|value| value.name.as_str()).chain(field.closing_name());
                let names: Vec<&str> = names.collect();
                let unknown = STRINGS[value % STRINGS.len()];
                // One in eight values is not in the vocabulary.
                let item = match value {
                    _ if field.field_type == FieldType::FreeText || value >= 240 => Json::from(unknown),
                    232..240 => Json::Null,
                    224..232 => Json::from(value),
                    _ => Json::from(names[value % names.len()]),
                };
                let is_list = (field.field_type == FieldType::EnumList) != (value >= 250);
                (field.section.clone(), field.key.clone(), if is_list { Json::Array(vec![item]) } else { item })
            }
        };
        insert(&mut sections, section, key, json);
    }
    let style = text.len() + sections.len();
    write_document(&mut text, &sections, style);
    text
}

/// Sets the value of a key, or appends to it if both are lists.
fn insert(sections: &mut Vec<(String, Vec<(String, Json)>)>, section: String, key: String, json: Json) {
    let at = sections.iter().position(|(name, _)| *name == section).unwrap_or_else(|| {
        sections.push((section, Vec::new()));
        sections.len() - 1
    });
    let entries = &mut sections[at].1;
    match (entries.iter_mut().find(|(name, _)| *name == key), json) {
        (Some((_, Json::Array(items))), Json::Array(more)) => items.extend(more),
        (Some((_, other)), written) => *other = written,
        (None, written) => entries.push((key, written)),
    }
}

/// Writes one document in block or flow style.
fn write_document(text: &mut String, sections: &[(String, Vec<(String, Json)>)], style: usize) {
    for (section, entries) in sections {
        // A list section has one entry, with an empty key.
        if let [(key, list)] = &entries[..]
            && key.is_empty()
        {
            let _ = writeln!(text, "{section}: {list}");
            continue;
        }
        let _ = writeln!(text, "{section}:");
        for (key, value) in entries {
            let key = Json::from(key.as_str());
            match value {
                Json::Array(items) if style.is_multiple_of(2) => {
                    let _ = writeln!(text, "  {key}:");
                    for item in items {
                        let _ = writeln!(text, "    - {item} # 注");
                    }
                }
                value => {
                    let _ = writeln!(text, "  {key}: {value}");
                }
            }
        }
    }
}

/// Facts survive a round trip through YAML.
fn assert_round_trip(vocabulary: &Vocabulary, facts: &Facts) {
    let written = facts.to_yaml(vocabulary, "Example (constructed)");
    let source = ParsedFile::parse("written.yaml", written.clone().into_bytes());
    assert!(source.errors.is_empty() && source.documents.len() == 1, "{written}");
    assert_eq!(&Facts::from_document(&source.documents[0], vocabulary), facts, "{written}");
}

/// Adding a fact never withdraws the answer on a criterion; a shown block or kind becomes at worst contradictory, a
/// refuted one at most contradictory, a contradictory one at most refuted; an established kind never becomes another.
/// Items of a closed list are exempt, since the list denies an item that it leaves out.
fn assert_monotonic(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts) {
    let whole = Judgement::evaluate(pack, facts);
    let shown = whole.kinds.iter().filter(|value| value.shown && !value.refuted).count();
    assert!(shown < 2, "two kinds are shown: {}", facts.to_yaml(vocabulary, ""));
    for fact in facts.iter() {
        if fact.value.is_some() && facts.get(fact.field).closed {
            continue;
        }
        let rest = facts.iter().filter(|other| *other != fact);
        let reduced = rest.fold(Facts::empty(vocabulary), |less, other| less.with(vocabulary, other));
        let part = Judgement::evaluate(pack, &reduced);
        let is_monotonic = |some: &[Belnap], all: &[Belnap]| {
            some.iter().zip(all).all(|(some, all)| (!some.shown || all.shown) && (!some.refuted || all.refuted))
        };
        let is_allowed_transition = |some: &[Belnap], all: &[Belnap]| {
            some.iter().zip(all).all(|(some, all)| match (some.answer(), all.answer()) {
                (Answer::Shown | Answer::Refuted, Answer::Contradictory) | (Answer::Contradictory, Answer::Refuted) => {
                    true
                }
                (before, after) => before == Answer::Open || before == after,
            })
        };
        let established = |judgement: &Judgement| {
            judgement.verdict.kind.filter(|_| judgement.verdict.status == VerdictStatus::Established)
        };
        let same_kind = match (established(&part), established(&whole)) {
            (Some(before), Some(after)) => before == after,
            _ => true,
        };
        let sound = same_kind
            && is_monotonic(&part.criteria, &whole.criteria)
            && is_allowed_transition(&part.blocks, &whole.blocks)
            && is_allowed_transition(&part.kinds, &whole.kinds);
        let spectrum = |judgement: &Judgement| judgement.spectrum;
        let narrower = match (spectrum(&part), spectrum(&whole)) {
            (_, None) => true,
            // The spectrum may apply only because of the fact.
            (None, Some(_)) => pack.spectrum.applies_if.as_ref().is_some_and(|applies| !applies.eval(&reduced)),
            (Some(wide), Some(narrow)) => wide.0 <= narrow.0 && narrow.1 <= wide.1,
        };
        let description = || facts.to_yaml(vocabulary, "");
        assert!(sound && narrower, "{} withdraws an answer: {}", fact.display(vocabulary), description());
    }
}

/// The report renders, matches its schema and is safe for terminals.
fn assert_report(report: &Report) {
    for programme in &report.programmes {
        assert_programme(programme);
    }
    for file in &report.unreadable {
        assert!(!file.findings.is_empty(), "unreadable without a reason");
        file.findings.iter().for_each(|finding| assert_finding(finding, &file.file));
    }
    let value: Json = serde_json::from_str(&json::render(report)).expect("report is JSON");
    if let Err(error) = REPORT_VALIDATOR.validate(&value) {
        panic!("the report violates its schema: {error} at {}", error.instance_path());
    }
    for screen_reader in [false, true] {
        assert_sanitized(
            &StreamingFormat::Text(TextOptions { screen_reader, full: true, width: 100, ..TextOptions::default() })
                .render_all(report)
                .map(|text| String::from_utf8_lossy(&text).into_owned())
                .expect("text has no limit"),
        );
    }
}

fn assert_programme(programme: &Programme) {
    let text: &SourceFile = &programme.text;
    programme.findings.iter().for_each(|finding| assert_finding(finding, text));
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let criteria = indicators.chain(programme.kinds.iter().flat_map(|kind| &kind.conditions));
    for criterion in criteria {
        criterion
            .because
            .iter()
            .for_each(|location: &SourceLocation| assert_span(location.span(), text, &criterion.code));
    }
    assert!(!programme.verdict.sentence.is_empty());
    let remedy = &programme.remedy;
    assert!(remedy.sets.len() <= remedy.sets_total, "{} of {} sets", remedy.sets.len(), remedy.sets_total);
    assert!(!remedy.unreachable || remedy.sets.is_empty());
}

//! Drafts: empty values and placeholders are valid and state nothing, both in the program and in the schema that
//! editors use. Values may also be given by their titles.

use std::sync::LazyLock;

use crate::common::{CHECKER, fixtures, fixtures_in, input, vocabulary};
use serde_json::{Value as Json, json};

use mentorcheck_core::{
    checker::Checker,
    diagnostic::{Finding, Severity},
    eval::{Answer, Expectation},
    facts::{Fact, Facts, UNNAMED_PROGRAMME},
    pack::built_in,
    report::Programme,
    schema::{FieldType, PROGRAMME, Schema, Vocabulary},
};
use mentorcheck_yaml::ParsedFile;

static SCHEMA: LazyLock<Json> = LazyLock::new(|| serde_json::from_str(PROGRAMME).unwrap());

/// The schema in a standard validator, as editors use it.
static EDITOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| jsonschema::validator_for(&SCHEMA).unwrap());

/// Every spelling of an unanswered value.
const NOT_STATED: [&str; 14] = [
    "",
    "~",
    "null",
    "\"\"",
    "\"  \"",
    "\"?\"",
    "' ? '",
    "tbd",
    "TBD",
    "to be decided",
    "To be  decided",
    "Unknown",
    "n/a",
    "N/A",
];

fn parse(text: &str) -> ParsedFile {
    let source = ParsedFile::parse("draft.yaml", text.into());
    assert!(source.errors.is_empty(), "{text}\n{:?}", source.errors);
    source
}

fn facts(text: &str) -> Facts {
    Facts::from_document(&parse(text).documents[0], vocabulary())
}

/// The codes of the schema errors.
fn codes(text: &str) -> Vec<&'static str> {
    let source = parse(text);
    let errors = CHECKER.schema().check(&source.documents[0], &source.text);
    errors.iter().map(|error| error.kind.code()).collect()
}

/// The messages of the schema errors, with their advice.
fn messages(text: &str) -> Vec<(String, String)> {
    let source = parse(text);
    let errors = CHECKER.schema().check(&source.documents[0], &source.text);
    errors.iter().map(|error| (error.kind.to_string(), error.kind.advice().to_string())).collect()
}

fn is_valid_in_editors(text: &str) -> bool {
    EDITOR.is_valid(&serde_yaml::from_str(text).unwrap())
}

fn check(text: &str) -> Programme {
    let mut report = CHECKER.check_all([input("draft.yaml", text)]);
    report.programmes.remove(0)
}

fn finding<'p>(programme: &'p Programme, code: &str) -> Option<&'p Finding> {
    programme.findings.iter().find(|finding| finding.code == code)
}

/// A description with a single field.
fn with_field(section: &str, key: &str, value: &str) -> String {
    let name = if section == "programme" { "" } else { "programme:\n  name: A draft (constructed)\n" };
    format!("{name}{section}:\n  {key}: {value}\n")
}

#[test]
fn every_field_may_be_left_open_in_every_way() {
    for field in &vocabulary().fields {
        for value in NOT_STATED {
            let mut texts = vec![with_field(&field.section, &field.key, value)];
            let definition =
                SCHEMA.pointer(&format!("/properties/{}/properties/{}", field.section, field.key)).unwrap();
            if definition["type"].as_array().is_some_and(|kinds| kinds.contains(&"array".into())) {
                let item = if value.is_empty() { "null" } else { value };
                texts.push(with_field(&field.section, &field.key, &format!("[{item}]")));
                texts.push(with_field(&field.section, &field.key, &format!("\n    - {value}")));
            }
            for text in texts {
                assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
                assert!(is_valid_in_editors(&text), "{text}");
                let facts = facts(&text);
                assert_eq!((facts.count(), facts.misread()), (0, &[][..]), "{text}");
            }
        }
    }
}

#[test]
fn sections_and_evidence_may_be_left_open_in_every_way() {
    let evidence = vocabulary().evidence.as_ref().unwrap();
    let keys = [&evidence.field, &evidence.document, &evidence.place, &evidence.quotation];
    for value in NOT_STATED {
        let mut texts: Vec<String> =
            vocabulary().sections.iter().map(|section| format!("{}: {value}\n", section.name)).collect();
        texts.push(format!("{}:\n  - {value}\n", evidence.section));
        let entries = keys.map(|key| format!("    {key}: {value}\n")).concat();
        texts.push(format!("{}:\n  -\n{entries}", evidence.section));
        for text in texts {
            let marker = &vocabulary().required_section;
            let prefix = if text.starts_with(marker.as_str()) { String::new() } else { format!("{marker}:\n") };
            let text = format!("{prefix}{text}");
            assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
            assert!(is_valid_in_editors(&text), "{text}");
        }
    }
}

#[test]
fn texts_other_than_placeholders_are_still_errors() {
    for (text, code) in [
        ("mentor: {brings: []}", "schema/empty-list"),
        ("mentor: {capacity: to be seen}", "schema/unknown-value"),
        ("mentor: {capacity: none known}", "schema/unknown-value"),
        ("mentor: {brings: unknown things}", "schema/wrong-type"),
        ("mentor: soon", "schema/wrong-type"),
        ("evidence: soon", "schema/wrong-type"),
        ("evidence: [soon]", "schema/wrong-type"),
        ("evidence: [{for: mentor.who}]", "schema/missing"),
    ] {
        let text = format!("programme: {{name: A draft (constructed)}}\n{text}\n");
        assert_eq!(codes(&text), [code], "{text}");
        assert!(!is_valid_in_editors(&text), "{text}");
    }
}

#[test]
fn the_pattern_of_the_schema_is_the_list_of_placeholders() {
    let vocabulary = vocabulary();
    assert_eq!(vocabulary.placeholders, ["?", "tbd", "to be decided", "unknown", "n/a"]);
    let not_stated = json!({"$schema": SCHEMA["$schema"], "allOf": [SCHEMA["$defs"]["not-stated"]]});
    let validator = jsonschema::validator_for(&not_stated).unwrap();
    let words =
        vocabulary.placeholders.iter().flat_map(|word| [word.clone(), word.to_uppercase(), format!(" {word}\n")]);
    let others =
        ["", " ", "?!", "??", "not known", "tbd.", "n/b", "tobedecided", "unknown to us", "na"].map(str::to_owned);
    for word in words.chain(others) {
        assert_eq!(vocabulary.is_placeholder(&word), validator.is_valid(&json!(word)), "{word:?}");
    }
}

#[test]
fn no_answer_is_ambiguous_or_a_placeholder() {
    for field in &vocabulary().fields {
        for (number, value) in field.values.iter().enumerate() {
            for text in [Some(&value.name), Some(&value.title), value.answer.as_ref()].into_iter().flatten() {
                assert!(!vocabulary().is_placeholder(text), "{}: {text}", field.name);
                assert_eq!(field.find_value(text), Some(number), "{}: {text}", field.name);
                assert_eq!(field.find_value(&text.to_uppercase()), Some(number), "{}: {text}", field.name);
                assert!(!field.is_closing(text), "{}: {text}", field.name);
            }
        }
    }
}

#[test]
fn drafts_are_valid_and_a_blank_form_leaves_everything_open() {
    let unnamed = ["blank-form", "empty-name", "empty-text", "no-name"];
    let drafts = fixtures_in("constructed/drafts");
    assert!(drafts.len() >= 9);
    for (name, text) in &drafts {
        let programme = check(text);
        let mistakes: Vec<_> = programme.findings.iter().filter(|one| one.code.starts_with("schema/")).collect();
        assert!(programme.valid && is_valid_in_editors(text), "{name}: {mistakes:#?}");
        let note = mistakes.iter().map(|one| (one.code.as_str(), one.severity)).collect::<Vec<_>>();
        let expected = unnamed.contains(&name.as_str()).then_some(("schema/unnamed", Severity::Note));
        assert_eq!(note, Vec::from_iter(expected), "{name}");
        assert_eq!(programme.name == UNNAMED_PROGRAMME, expected.is_some(), "{name}");
    }
    let blank = check(&drafts["blank-form"]);
    assert!(blank.blocks.iter().all(|block| block.answer == Answer::Open));
    for field in &vocabulary().fields {
        let (section, key) = (format!("\n{}:\n", field.section), format!("\n  {}:\n", field.key));
        assert!(drafts["blank-form"].contains(&section) && drafts["blank-form"].contains(&key), "{}", field.name);
    }
    let half = facts(&drafts["half-filled"]);
    let stated: Vec<_> = half.iter().map(|fact| fact.display(vocabulary())).collect();
    assert_eq!(
        stated,
        [
            "programme.label: mentoring",
            "programme.status: proposed",
            "purpose.main: work",
            "purpose.steps: job-search",
            "mentor.brings: local-labour-market",
            "mentor.capacity: volunteer",
            "mentor.gains: learning",
            "relationship.contact: repeated",
        ]
    );
    let mut command = assert_cmd::Command::cargo_bin("mentorcheck").unwrap();
    let folder = fixtures().join("constructed/drafts");
    command.args(["check", "--expect", "any"]).arg(folder).assert().code(0).stderr("");
}

#[test]
fn a_missing_name_is_reported_at_its_section() {
    for (text, location) in [
        ("programme:\n", Some((1, "/programme"))),
        ("programme: {}\n", Some((1, "/programme"))),
        ("programme: tbd\n", Some((1, "/programme"))),
        ("programme:\n  label: mentoring\n", Some((1, "/programme"))),
        ("programme:\n  name: Unknown\n", Some((2, "/programme/name"))),
        ("programme:\n  name: 2024\n", None),
        ("programme: soon\n", None),
        ("mentor: {capacity: volunteer}\n", None),
    ] {
        let programme = check(text);
        let note = finding(&programme, "schema/unnamed");
        let found = note.map(|note| (note.spans[0].line, note.spans[0].pointer.as_deref().unwrap()));
        assert_eq!(found, location, "{text}");
        assert_eq!(programme.name, UNNAMED_PROGRAMME, "{text}");
    }
    let missing = check("mentor: {capacity: volunteer}\n");
    assert!(finding(&missing, "schema/missing").is_some() && !missing.valid);
}

#[test]
fn a_closed_list_with_a_gap_is_not_complete() {
    let brings = vocabulary().field_id("mentor.brings").unwrap();
    for (list, closed) in [
        ("[nothing-else]", true),
        ("[work-culture, nothing else]", true),
        ("[work-culture, tbd, nothing-else]", false),
        ("[nothing-else, null]", false),
        ("[nothing-else, \"?\"]", false),
        ("[work-culture, Work-Culture, nothing-else]", false),
    ] {
        let facts = facts(&format!("programme: {{name: A}}\nmentor: {{brings: {list}}}\n"));
        assert_eq!(facts.get(brings).closed, closed, "{list}");
        assert!(!facts.is_misread(brings), "{list}");
    }
}

#[test]
fn titles_and_answers_are_aliases_of_the_names() {
    for (id, field) in vocabulary().fields.iter().enumerate() {
        for (number, value) in field.values.iter().enumerate() {
            for text in [Some(&value.title), value.answer.as_ref()].into_iter().flatten() {
                let quoted = json!(text.to_uppercase()).to_string();
                let (written, item) = match field.field_type {
                    FieldType::EnumList => (format!("[{quoted}]"), "/0"),
                    _ => (quoted, ""),
                };
                let text = with_field(&field.section, &field.key, &written);
                assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
                let source = parse(&text);
                let fact = Fact { field: id, value: Some(number) };
                assert_eq!(
                    Facts::from_document(&source.documents[0], vocabulary()).iter().collect::<Vec<_>>(),
                    [fact],
                    "{text}"
                );
                let (_, pointer) = fact.locate(&source.documents[0], vocabulary()).unwrap();
                assert_eq!(pointer, format!("/{}/{}{item}", field.section, field.key), "{text}");
            }
        }
    }
}

#[test]
fn misspellings_get_a_suggestion() {
    for (text, meant) in [
        ("mentor: {capacity: voluntary}", "Did you mean `volunteer`?"),
        ("mentor: {capacity: a voluntear}", "Did you mean `volunteer`?"),
        ("relationship: {exchange: bothways}", "Did you mean `two-way`?"),
        ("programme: {name: A, label: mentorship to work}", "Did you mean `mentoring-to-work`?"),
        ("relationship: {contact: weekly}", "belongs under `frequency`."),
        ("relationship: {contact: repeatd}", "Did you mean `repeated`?"),
    ] {
        let name = if text.starts_with("programme") { "" } else { "programme: {name: A}\n" };
        let messages = messages(&format!("{name}{text}\n"));
        assert!(messages.len() == 1 && messages[0].1.contains(meant), "{text}: {messages:?}");
    }
    let field = vocabulary().field_id("relationship.frequency").unwrap();
    let title = &vocabulary().fields[field].title;
    let weekly = messages("programme: {name: A}\nrelationship: {contact: weekly}\n");
    assert!(weekly[0].1.starts_with(&format!("{title} belongs under `frequency`.\nAllowed here:")), "{weekly:?}");
}

#[test]
fn every_reference_to_another_field_resolves() {
    let mut found = 0;
    for (section, definition) in SCHEMA["properties"].as_object().unwrap() {
        for (key, field) in definition["properties"].as_object().into_iter().flatten() {
            let Some(other) = field.get("x-see-also") else { continue };
            assert!(vocabulary().field_id(other.as_str().unwrap()).is_some(), "{section}.{key}: {other}");
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn the_united_kingdom_may_be_called_uk() {
    for country in ["GB", "UK", "[UK, NO]"] {
        assert_eq!(codes(&format!("programme: {{name: A, country: {country}}}\n")), Vec::<&str>::new(), "{country}");
    }
}

#[test]
fn aliases_of_the_same_item_are_duplicates() {
    for (list, expected) in [
        ("[network, network]", &["`network` appears twice in `purpose.steps`."][..]),
        (
            "[network, A Wider Network]",
            &["`A Wider Network` appears twice in `purpose.steps`: it means the same as `network`."],
        ),
        (
            "[nothing-else, nothing else]",
            &["`nothing else` appears twice in `purpose.steps`: it means the same as `nothing-else`."],
        ),
        ("[tbd, tbd, null, null]", &[]),
        ("[network, job]", &[]),
    ] {
        let messages = messages(&format!("programme: {{name: A}}\npurpose: {{steps: {list}}}\n"));
        assert_eq!(messages.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), expected, "{list}");
    }
}

#[test]
fn invalid_values_are_misread() {
    for (text, expected) in [
        ("mentor: {capacity: volunter}", Some("mentor.capacity")),
        ("mentor: {capacity: 12}", Some("mentor.capacity")),
        ("mentor: {capacity: [volunteer]}", Some("mentor.capacity")),
        ("mentor: {brings: [work-culture, wrok]}", Some("mentor.brings")),
        ("mentor: {brings: work-culture}", Some("mentor.brings")),
        ("mentor: {brings: {work-culture: yes}}", Some("mentor.brings")),
        ("mentor: {capacity: tbd, brings: [tbd]}", None),
        ("mentor: {brings: [work-culture, work-culture]}", None),
        ("mentor: {who: 12}", None),
        ("mentor: {capacit: volunteer}", None),
    ] {
        let facts = facts(&format!("programme: {{name: A}}\n{text}\n"));
        let names: Vec<_> = facts.misread().iter().map(|field| vocabulary().fields[*field].name.as_str()).collect();
        assert_eq!(names, Vec::from_iter(expected), "{text}");
        // Changes to other fields do not affect it.
        let field = vocabulary().field_id("purpose.main").unwrap();
        let more = facts.with(vocabulary(), Fact { field, value: Some(0) });
        assert_eq!(more.misread(), facts.misread(), "{text}");
        assert_eq!(more.without(field, 1).misread(), facts.misread(), "{text}");
        assert_eq!(more.without(field, 1), facts, "{text}");
    }
}

/// A checker with a schema that moved a value from `third_actor.monitors` to `third_actor.supports`.
fn with_moved_value() -> Checker {
    let mut schema = SCHEMA.clone();
    let mut add = |key: &str, option: Json| {
        let pointer = format!("/properties/third_actor/properties/{key}/items/oneOf");
        schema.pointer_mut(&pointer).unwrap().as_array_mut().unwrap().insert(0, option);
    };
    let moved = json!({
        "const": "old-desk", "title": "an old desk", "deprecated": true, "x-moved-to": "third_actor.supports"
    });
    add("monitors", moved);
    add("supports", json!({"const": "old-desk", "title": "a desk"}));
    let text = schema.to_string();
    let vocabulary: &'static Vocabulary = Box::leak(Box::new(Vocabulary::from_json_str(&text).unwrap()));
    let pack = built_in(crate::common::RULES).unwrap().load(vocabulary).unwrap();
    let schema = Schema::new(&text, None).unwrap();
    Checker::builder(pack).schema(schema, vocabulary).expect(Expectation::Any).build()
}

#[test]
fn a_value_of_an_earlier_version_counts_where_it_belongs_now() {
    let checker = with_moved_value();
    let [monitors, supports] =
        ["third_actor.monitors", "third_actor.supports"].map(|name| checker.vocabulary().field_id(name).unwrap());
    let fact = Fact { field: supports, value: checker.vocabulary().fields[supports].value_index("old-desk") };
    for (list, pointer) in [
        ("monitors: [check-ins, old-desk]", "/third_actor/monitors/1"),
        ("monitors: [An old desk]", "/third_actor/monitors/0"),
        ("monitors: [old-desk, nothing-else]", "/third_actor/monitors/0"),
        ("monitors: [old-desk], supports: tbd", "/third_actor/monitors/0"),
        ("supports: [briefing, old-desk], monitors: [old-desk]", "/third_actor/supports/1"),
    ] {
        let text = format!("programme: {{name: A draft (constructed)}}\nthird_actor: {{{list}}}\n");
        let source = parse(&text);
        let document = &source.documents[0];
        let facts = Facts::from_document(document, checker.vocabulary());
        assert!(facts.iter().any(|one| one == fact), "{list}");
        assert_eq!(facts.get(monitors).closed, list.contains("nothing-else"), "{list}");
        assert!(facts.misread().is_empty(), "{list}");
        assert_eq!(fact.locate(document, checker.vocabulary()).unwrap().1, pointer, "{list}");

        let mut report = checker.check_all([input("draft.yaml", &text)]);
        let programme = report.programmes.remove(0);
        assert!(programme.valid, "{list}: {:#?}", programme.findings);
        let warning = finding(&programme, "schema/old-value").unwrap();
        assert_eq!(warning.severity, Severity::Warning);
        assert!(
            warning.message.ends_with("ld-desk` now belongs under `supports`.") || list.contains("An old"),
            "{list}"
        );
        assert_eq!(
            warning.help.as_deref(),
            Some("It was read as part of `supports`. Move it there: `supports: [old-desk]`.")
        );
    }
    // Deprecated values are not listed as allowed.
    let source = parse("programme: {name: A}\nthird_actor: {monitors: [pigeons]}\n");
    let errors = checker.schema().check(&source.documents[0], &source.text);
    assert!(errors.len() == 1 && !errors[0].kind.advice().to_string().contains("old-desk"), "{errors:?}");
}

#[test]
fn numbers_are_quoted_as_they_are_written() {
    for number in ["1.10", "007", "0x1F", "1e3", "+5", ".5"] {
        let found = messages(&format!("programme:\n  name: {number}\n"));
        assert_eq!(found[0].0, format!("`programme.name` must be text, not `{number}`."));
        assert_eq!(found[0].1, format!("Put it in quotes: `name: \"{number}\"`."));
        let found = messages(&format!("programme: {{name: A}}\nmentor: {{capacity: {number}}}\n"));
        assert_eq!(found[0].0, format!("`mentor.capacity` cannot be `{number}`."));
    }
    let found = messages("programme: {name: A}\nx-a: &a 1.50\nmentor: {capacity: *a}\n");
    assert_eq!(found[0].0, "`mentor.capacity` cannot be `1.50`.");
    let found = messages("programme: {name: A}\nrelationship: {contact: TRUE}\n");
    assert_eq!(found[0].0, "`relationship.contact` cannot be `TRUE`.");
}

#[test]
fn a_lone_question_mark_gets_advice() {
    let both = "Both mean that the answer is not stated. You can also write tbd, to be decided, unknown or n/a.";
    for (text, line, key) in [
        ("programme:\n  name: ?\n", 2, Some("name")),
        ("programme:\n  name: ?  # who knows\n  label: mentoring\n", 2, Some("name")),
        ("programme:\r\n  name: ?\r\n", 2, Some("name")),
        ("programme:\n  name: A\nmentor: ?\n", 3, Some("mentor")),
        ("programme:\n  name:\n    ?\n", 3, None),
        ("programme:\n  name: A\nmentor:\n  brings:\n    - ?\n    # later\n\n    - work-culture\n", 5, None),
    ] {
        let report = CHECKER.check_all([input("draft.yaml", text)]);
        let finding = &report.unreadable[0].findings[0];
        assert_eq!(finding.code, "source/syntax", "{text}");
        assert_eq!(finding.message, "YAML cannot read a question mark on its own.", "{text}");
        assert_eq!(finding.spans[0].line, line, "{text}");
        assert_eq!(report.unreadable[0].file.slice(finding.spans[0].span()), "?", "{text}");
        let help = finding.help.as_deref().unwrap();
        match key {
            Some(key) => assert!(help.contains(&format!("\n  {key}:\n  {key}: \"?\"\n{both}")), "{help}"),
            None => assert!(help.contains("\n  \"?\"\n"), "{help}"),
        }
    }
    for text in
        ["programme: {name: ?}\n", "programme: {name: A}\nmentor: {brings: [?, ?]}\n", "programme: {name: why?}\n"]
    {
        assert_eq!(codes(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn files_of_other_programs_are_identified() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proposal.docx");
    std::fs::write(&path, b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\0word/document.xml")
        .unwrap();
    let mut command = assert_cmd::Command::cargo_bin("mentorcheck").unwrap();
    let output = command.args(["check", "--format", "json"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let report: Json = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["unreadable"][0]["findings"][0];
    assert_eq!(finding["code"], "source/not-text");
    assert_eq!(finding["message"], "proposal.docx is a Word file. A description is a text file or a filled-in form.");
}

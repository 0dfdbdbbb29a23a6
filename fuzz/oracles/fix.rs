//! Corrections of a description's text: what was corrected is right afterwards, nothing that was stated is lost, and a second
//! correction finds nothing to do.
//!
//! If the first byte is even, the rest of the input is the description; otherwise a few bytes choose each field, each value
//! and each slip in writing.

use std::{fmt::Write, sync::LazyLock};

use super::input::ChoiceReader;
use mentorcheck_core::{
    checker::Checker,
    correct::Corrected,
    facts::Facts,
    input::{Input, is_mapping},
    pack::built_in,
    schema::{FieldType, SchemaError, Vocabulary, notices, vocabulary},
};
use mentorcheck_yaml::{Node, ParsedFile, Value};

const NAME: &str = "draft.yaml";
/// How many lines one correction changes at most: the key of a moved value becomes a line of its own.
const MAX_LINES_CHANGED: usize = 3;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let pack = built_in("befriending").expect("built-in pack").load(vocabulary()).expect("built-in pack is valid");
    Checker::builder(pack).compute_fixes(false).build()
});

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let mut input = ChoiceReader::new(bytes);
    let text = if input.byte().is_multiple_of(2) {
        String::from_utf8_lossy(input.rest()).into_owned()
    } else {
        generate(vocabulary(), &mut input)
    };
    let correct = |text: &str| CHECKER.correct(Input::new(NAME, text));
    if let Some(corrected) = correct(&text) {
        assert_corrected(&text, &corrected);
        let again = correct(&corrected.text);
        assert_eq!(again, None, "a second run corrects something else, after {text:?} became {:?}", corrected.text);
    }
}

/// # Panics
/// If nothing is corrected, or an invariant is violated.
#[must_use]
pub fn corrections(text: &str) -> usize {
    let corrected = CHECKER.correct(Input::new(NAME, text)).expect("something is corrected");
    assert_corrected(text, &corrected);
    corrected.corrections.len()
}

/// A description with slips.
fn generate(vocabulary: &Vocabulary, input: &mut ChoiceReader<'_>) -> String {
    let line_end = ["\n", "\n", "\n", "\r\n"][input.below(4)];
    let mut text = format!("programme: {{name: A draft (constructed)}}{line_end}");
    let mut section = usize::MAX;
    let mut is_flow = false;
    while !input.is_empty() {
        let id = input.below(vocabulary.fields.len());
        let field = &vocabulary.fields[id];
        let at = vocabulary.sections.iter().position(|one| one.fields.contains(&id)).unwrap_or_default();
        let style = input.byte();
        if at != section {
            if is_flow {
                let _ = write!(text, "}}{line_end}");
            }
            section = at;
            is_flow = style >= 0xe0;
            let name = misspelt(&vocabulary.sections[at].name, input.byte());
            text.push_str(&name);
            text.push_str(if is_flow { ": {" } else { ":" });
            if !is_flow {
                text.push_str(line_end);
            }
        } else if is_flow {
            text.push_str(", ");
        }
        let key = misspelt(&field.key, input.byte());
        let names: Vec<&str> = field
            .values
            .iter()
            .map(|value| value.name.as_str())
            .chain(field.values.iter().map(|value| value.title.as_str()))
            .chain(field.closing_name())
            .chain(field.moved.iter().map(|moved| moved.name.as_str()))
            .chain(["words", "none", "not-yet-known"])
            .collect();
        let count =
            if (field.field_type == FieldType::EnumList) == style.is_multiple_of(16) { 0 } else { 1 + input.below(4) };
        let mut value = || {
            let name = names[input.below(names.len())];
            let written = misspelt(name, input.byte());
            match style % 4 {
                0 => format!("'{written}'"),
                1 => format!("\"{written}\""),
                _ => written,
            }
        };
        let written = match count {
            0 => format!(" {}", value()),
            _ if style & 4 == 0 || is_flow => {
                let items: Vec<String> = (0..count).map(|_| value()).collect();
                format!(" [{}]", items.join(", "))
            }
            _ => (0..count).fold(String::new(), |list, _| format!("{list}{line_end}    - {}", value())),
        };
        if is_flow {
            let _ = write!(text, "{key}:{written}");
        } else {
            let remark = if style & 8 == 0 { "" } else { "  # as it was" };
            let _ = write!(text, "  {key}:{written}{remark}{line_end}");
        }
    }
    if is_flow {
        text.push('}');
    }
    text
}

/// The name with a slip in writing, or as it is.
fn misspelt(name: &str, slip: u8) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = usize::from(slip / 8) % letters.len().max(1);
    match slip % 8 {
        0 if letters.len() > 1 => drop(letters.remove(at)),
        1 if letters.len() > at + 1 => letters.swap(at, at + 1),
        2 => letters.insert(at, 'e'),
        3 => letters[at] = if letters[at] == '-' { '_' } else { 'o' },
        4 => letters[at] = letters[at].to_ascii_uppercase(),
        _ => {}
    }
    letters.into_iter().collect()
}

fn assert_corrected(text: &str, corrected: &Corrected) {
    let parse = |text: &str| ParsedFile::parse(NAME, text.as_bytes().to_vec());
    let (before, after) = (parse(text), parse(&corrected.text));
    let shown = || format!("{text:?} became {:?}", corrected.text);
    assert!(before.errors.is_empty() && after.errors.is_empty(), "{}", shown());
    assert_eq!(before.documents.len(), after.documents.len(), "{}", shown());

    assert!(!corrected.corrections.is_empty());
    assert!(corrected.corrections.is_sorted_by_key(|correction| correction.line));
    let lines = before.text.line_count().max(after.text.line_count());
    for correction in &corrected.corrections {
        assert!((1..=lines).contains(&correction.line) && !correction.summary.is_empty(), "{correction:?}");
    }
    let errors = |file: &ParsedFile| -> Vec<SchemaError> {
        let described = file.documents.iter().filter(|document| is_mapping(document));
        let errors_of = |document| {
            let notices = notices(vocabulary(), document, &file.text);
            CHECKER.schema().check(document, &file.text).into_iter().chain(notices)
        };
        described.flat_map(errors_of).collect()
    };
    let (old, new) = (errors(&before), errors(&after));
    // In one document a fault may be gone that another still has.
    let count =
        |errors: &[SchemaError], one: &SchemaError| errors.iter().filter(|error| error.kind == one.kind).count();
    let is_gone = old.iter().any(|error| count(&new, error) < count(&old, error));
    assert!(is_gone, "no fault is gone: {}", shown());
    for (before, after) in before.documents.iter().zip(&after.documents) {
        let facts = |document| Facts::from_document(document, vocabulary());
        let (stated, kept) = (facts(before), facts(after));
        let lost = stated.iter().find(|fact| !kept.iter().any(|other| other == *fact));
        assert!(lost.is_none(), "{:?} is lost: {}", lost.map(|fact| fact.display(vocabulary())), shown());
        let faulty: Vec<&str> = old.iter().map(|error| error.pointer.as_str()).collect();
        assert_other_text(before.root(), after.root(), &faulty, &shown());
    }
    assert_other_lines(text, corrected);
}

/// Free texts without a fault are as they were, and no value is gone.
fn assert_other_text(before: Node<'_>, after: Node<'_>, faulty: &[&str], shown: &str) {
    let texts = |node: Node<'_>| {
        let free = vocabulary().fields.iter().filter(|field| field.field_type == FieldType::FreeText);
        let free = free.filter(|field| !faulty.contains(&format!("/{}/{}", field.section, field.key).as_str()));
        let texts = free.filter_map(|field| Some((&field.name, node.get(&field.section)?.get(&field.key)?.as_str()?)));
        texts.map(|(name, text)| (name.clone(), text.to_owned())).collect::<Vec<_>>()
    };
    let kept = texts(after);
    assert!(texts(before).iter().all(|text| kept.contains(text)), "{shown}");
    assert_eq!(leaves(before), leaves(after), "{shown}");
}

/// How many values there are. A key whose last value moved away has none.
fn leaves(node: Node<'_>) -> usize {
    match node.value() {
        Value::Scalar(mentorcheck_yaml::Scalar::Null) => 0,
        Value::Scalar(_) => 1,
        Value::Sequence(list) => list.iter().map(leaves).sum(),
        Value::Mapping(map) => map.iter().map(|(_, value)| leaves(value)).sum(),
    }
}

/// Lines without a correction stay as they are, comments and line breaks included.
fn assert_other_lines(text: &str, corrected: &Corrected) {
    let mut old: Vec<&str> = text.split_inclusive('\n').collect();
    let mut changed = 0;
    for line in corrected.text.split_inclusive('\n') {
        match old.iter().position(|other| *other == line) {
            Some(index) => drop(old.remove(index)),
            None => changed += 1,
        }
    }
    let most = MAX_LINES_CHANGED * corrected.corrections.len();
    assert!(changed <= most, "{changed} lines changed: {text:?} became {:?}", corrected.text);
}

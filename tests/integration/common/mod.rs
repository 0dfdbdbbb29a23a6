//! Shared test support: a prebuilt checker, the fixtures, and a generator of descriptions over the whole vocabulary.
//!
//! Generation has three independent steps: a [`Description`] is a set of facts, [`Description::tree`] is the same as
//! plain data, and [`yaml`] serializes that data in one of many styles.

mod runner;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Value};

use mentorcheck_core::{
    checker::{Checker, CheckerBuilder},
    eval::{Expectation, Judgement},
    facts::{Fact, Facts},
    input::Input,
    pack::{Example, OneOrMany, PackContent, PackFile, built_in},
    report::{Programme, Report, Totals},
    schema::{FieldId, FieldType, PROGRAMME, Vocabulary},
};

pub use runner::{ROOT, Tally, files_below, for_all, repository, run_in};

pub const RULES: &str = "mentoring-to-work";

/// A checker with the built-in rules.
pub static CHECKER: LazyLock<Checker> = LazyLock::new(|| checker(None).build());

/// A checker with the built-in rules; by default it expects the kind that the rules define.
pub fn checker(expectation: Option<Expectation>) -> CheckerBuilder {
    let files = built_in(RULES).expect("the pack is built in");
    let pack = files.load(mentorcheck_core::schema::vocabulary()).expect("the pack is valid");
    let builder = Checker::builder(pack);
    match expectation {
        Some(expectation) => builder.expect(expectation),
        None => builder,
    }
}

/// A checker for tests of answers only: it computes no fixes, which is most of a report's work, and expects the kind
/// with the fewest requirements. A property test shows that the expectation changes no answer.
pub static CHECKER_WITHOUT_FIXES: LazyLock<Checker> = LazyLock::new(|| {
    let kinds = CHECKER.pack().kinds.iter().enumerate();
    let least = kinds.min_by_key(|(_, kind)| kind.requires.len()).map(|(kind, _)| kind);
    checker(least.map(Expectation::Kind)).compute_fixes(false).build()
});

pub fn vocabulary() -> &'static Vocabulary {
    CHECKER.vocabulary()
}

/// A text as an input with an explicit path.
pub fn input(path: &str, text: &str) -> Input {
    Input { path: path.into(), first_document: 0, is_explicit: true, content: Ok(text.into()), origin: None }
}

/// The report on a text with exactly one readable description.
pub fn check(text: &str) -> Programme {
    check_with(&CHECKER, text)
}

pub fn check_with(checker: &Checker, text: &str) -> Programme {
    let Report { mut programmes, unreadable, .. } = checker.check_all([input("description.yaml", text)]);
    assert!(unreadable.is_empty(), "{text}\n{unreadable:#?}");
    assert_eq!(programmes.len(), 1, "{text}");
    programmes.remove(0)
}

pub fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The contents of the YAML files in a folder of fixtures, by file stem.
pub fn fixtures_in(folder: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(fixtures().join(folder)).expect("the folder of fixtures exists");
    let files = entries.map(|entry| entry.expect("entries are readable").path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let named = files.map(|path| {
        let name = path.file_stem().expect("files have names").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("fixtures are UTF-8"))
    });
    named.collect()
}

/// The state of one field, in written order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldState {
    /// The value of a single-valued field.
    One(usize),
    /// Items of a list, and whether the list is closed.
    List(Vec<usize>, bool),
    /// The number of a text, as for [`free`].
    Text(usize),
}

/// A set of facts: the state of each stated field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description(pub BTreeMap<FieldId, FieldState>);

/// Texts that a careless YAML reader or writer mistakes for something else.
const TRICKY_TEXTS: &[&str] = &[
    "Plain words",
    "yes",
    "NO",
    "12",
    "1e3",
    "null",
    "true",
    "key: value",
    "# no comment",
    "- no item",
    "it's \"so\"",
    "Zoë – 東京 🙂",
    "[a, b]",
    "{a: b}",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "trailing:",
    "back\\slash",
    "~",
    "...",
    "---",
    "0x1F",
    "2024-01-01",
];

pub const TRICKY_TEXT_COUNT: usize = TRICKY_TEXTS.len();

/// A value for a field without enumerated values. `number` selects one of several.
fn free_value(field: FieldId, number: usize) -> Value {
    static SCHEMA: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(PROGRAMME).expect("the programme schema is JSON"));
    let field = &vocabulary().fields[field];
    let pointer = format!("/properties/{}/properties/{}", field.section, field.key);
    let definition = SCHEMA.pointer(&pointer).expect("the field is in the schema");
    let text = |number: usize| Value::from(TRICKY_TEXTS[number % TRICKY_TEXTS.len()]);
    let list = || Value::from(vec![text(number), text(number + 1)]);
    if field.key == "country" {
        let countries = ["NO", "BE", "SE"];
        return if number.is_multiple_of(2) {
            countries[number % countries.len()].into()
        } else {
            vec!["NO", "FI"].into()
        };
    }
    let accepts =
        |kind: &str| definition["type"].as_array().expect("fields may be empty").iter().any(|one| one == kind);
    // A text instead of a list only means that nothing is stated.
    match (accepts("array"), definition.get("then").is_some()) {
        (false, _) => text(number),
        (true, false) if number.is_multiple_of(2) => text(number),
        (true, _) => list(),
    }
}

impl Description {
    pub fn from_example(example: &Example) -> Self {
        let vocabulary = vocabulary();
        let stated = example.iter().map(|(name, values)| {
            let id = vocabulary.field_id(name).expect("examples name fields of the vocabulary");
            let field = &vocabulary.fields[id];
            let known = |value: &String| field.value_index(value).expect("examples name values of the vocabulary");
            let stated = match values {
                OneOrMany::One(value) => FieldState::One(known(value)),
                OneOrMany::Many(values) => {
                    let listed = values.iter().filter(|value| Some(value.as_str()) != field.closing_name());
                    let closed = values.iter().any(|value| Some(value.as_str()) == field.closing_name());
                    FieldState::List(listed.map(known).collect(), closed)
                }
            };
            (id, stated)
        });
        Self(stated.collect())
    }

    /// The facts that can be removed so that the rest states no more than before: a value, an item of an open list, the
    /// closing of a list. An item of a closed list is not among them: without it, the list denies the item.
    pub fn removable_facts(&self) -> Vec<Fact> {
        let facts = self.0.iter().flat_map(|(field, stated)| {
            let values: Vec<Option<usize>> = match stated {
                FieldState::One(value) => vec![Some(*value)],
                FieldState::List(_, true) => vec![None],
                FieldState::List(items, false) => items.iter().copied().map(Some).collect(),
                FieldState::Text(_) => Vec::new(),
            };
            values.into_iter().map(|value| Fact { field: *field, value })
        });
        facts.collect()
    }

    /// Removes one of [`Description::facts`]. A list without content is removed too, because an empty one is an error.
    #[must_use]
    pub fn without(&self, fact: Fact) -> Self {
        let mut rest = self.clone();
        let is_empty = match rest.0.get_mut(&fact.field) {
            Some(FieldState::List(items, closed)) => {
                match fact.value {
                    None => *closed = false,
                    Some(value) => items.retain(|item| *item != value),
                }
                items.is_empty() && !*closed
            }
            _ => true,
        };
        if is_empty {
            rest.0.remove(&fact.field);
        }
        rest
    }

    /// Adds one fact. A single-valued field must not be stated yet, and a list must not be closed.
    #[must_use]
    pub fn with(&self, fact: Fact) -> Self {
        let mut extended = self.clone();
        let is_list = vocabulary().fields[fact.field].field_type == FieldType::EnumList;
        match (extended.0.get_mut(&fact.field), fact.value) {
            (Some(FieldState::List(_, closed)), None) => *closed = true,
            (Some(FieldState::List(items, _)), Some(value)) => items.push(value),
            (Some(_), _) => assert!(is_list, "a second value for a single-valued field"),
            (None, None) => drop(extended.0.insert(fact.field, FieldState::List(Vec::new(), true))),
            (None, Some(value)) if is_list => drop(extended.0.insert(fact.field, FieldState::List(vec![value], false))),
            (None, Some(value)) => drop(extended.0.insert(fact.field, FieldState::One(value))),
        }
        extended
    }

    /// Adds what `other` states about unstated fields and open lists.
    #[must_use]
    pub fn merged_with(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for (field, stated) in &other.0 {
            match (merged.0.get_mut(field), stated) {
                (None, _) => drop(merged.0.insert(*field, stated.clone())),
                (Some(FieldState::List(items, closed)), FieldState::List(others, complete)) if !*closed => {
                    let new: Vec<usize> = others.iter().copied().filter(|item| !items.contains(item)).collect();
                    items.extend(new);
                    *closed = *complete;
                }
                _ => {}
            }
        }
        merged
    }

    /// The description as plain data, in vocabulary order.
    pub fn tree(&self) -> Value {
        let vocabulary = vocabulary();
        let mut sections = Map::new();
        let mut state = |id: FieldId, value: Value| {
            let field = &vocabulary.fields[id];
            let section = sections.entry(&field.section).or_insert_with(|| Map::new().into());
            section.as_object_mut().expect("sections are mappings").insert(field.key.clone(), value);
        };
        if !self.0.contains_key(&vocabulary.name_field) {
            state(vocabulary.name_field, "Made up (constructed)".into());
        }
        for (id, stated) in &self.0 {
            let field = &vocabulary.fields[*id];
            let value = match stated {
                FieldState::One(value) => field.values[*value].name.clone().into(),
                FieldState::List(items, closed) => {
                    let names = items.iter().map(|item| field.values[*item].name.clone());
                    names.chain(field.closing_name().map(str::to_owned).filter(|_| *closed)).collect::<Vec<_>>().into()
                }
                FieldState::Text(number) => free_value(*id, *number),
            };
            state(*id, value);
        }
        sections.into()
    }

    /// The description in the plainest YAML style.
    pub fn to_yaml(&self) -> String {
        write_yaml(&self.tree(), &mut Choices::plain())
    }

    /// The facts as input to an evaluation, bypassing file and schema.
    pub fn to_facts(&self) -> Facts {
        let vocabulary = vocabulary();
        let stated_facts = self.0.iter().flat_map(|(field, stated)| {
            let (values, closed) = match stated {
                FieldState::One(value) => (vec![*value], false),
                FieldState::List(items, closed) => (items.clone(), *closed),
                FieldState::Text(_) => (Vec::new(), false),
            };
            let values = values.into_iter().map(Some).chain(closed.then_some(None));
            values.map(|value| Fact { field: *field, value })
        });
        stated_facts.fold(Facts::empty(vocabulary), |facts, fact| facts.with(vocabulary, fact))
    }

    /// Evaluates without a report, a hundred times faster: for selecting cases.
    pub fn judgement(&self) -> Judgement {
        Judgement::evaluate(CHECKER.pack(), &self.to_facts())
    }

    /// Checks with [`QUICK`].
    pub fn check(&self) -> Programme {
        check_with(&CHECKER_WITHOUT_FIXES, &self.to_yaml())
    }
}

/// A sequence of choices derived from a seed, so that proptest can repeat and shrink it.
pub struct Choices(u64);

impl Choices {
    /// Always the first and plainest option.
    pub fn plain() -> Self {
        Self(0)
    }

    /// The sequence of `seed`; 0 gives [`Choices::none`].
    pub fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if self.0 == 0 {
            return 0;
        }
        // SplitMix64 (Steele, Lea and Flood 2014); a state of 0 always gives 0.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15).max(1);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound as u64).expect("it is below a `usize`")
    }

    /// True once in `times` on average, never for seed 0.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// Leaves the order as it is for seed 0.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        if self.0 == 0 {
            return;
        }
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

/// The same data with sections, fields and list items in another order.
#[must_use]
pub fn shuffled(tree: &Value, choices: &mut Choices) -> Value {
    match tree {
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), value)).collect();
            choices.shuffle(&mut entries);
            entries.into_iter().map(|(key, value)| (key, shuffled(value, choices))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => {
            let mut items = items.clone();
            choices.shuffle(&mut items);
            items.iter().map(|item| shuffled(item, choices)).collect::<Vec<_>>().into()
        }
        _ => tree.clone(),
    }
}

/// The same data with extension keys (`x-…`) in some of its mappings.
#[must_use]
pub fn annotated(tree: &Value, choices: &mut Choices) -> Value {
    match tree {
        Value::Object(entries) => {
            let mut annotated: Vec<_> =
                entries.iter().map(|(key, value)| (key.clone(), annotated(value, choices))).collect();
            for key in ["x-note", "x-", "x-main"] {
                let value = match choices.below(7) {
                    0 => continue,
                    1 => Value::Null,
                    2 => true.into(),
                    3 => 12.into(),
                    4 => TRICKY_TEXTS[choices.below(TRICKY_TEXTS.len())].into(),
                    5 => serde_json::json!([{"programme": {"label": "coaching"}}, ["nothing-else"], {}, []]),
                    _ => serde_json::json!({"main": "work", "purpose": {"main": "companionship"}, "x-": {"": null}}),
                };
                let at = choices.below(annotated.len() + 1);
                annotated.insert(at, (key.to_owned(), value));
            }
            annotated.into_iter().collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(|item| annotated(item, choices)).collect::<Vec<_>>().into(),
        _ => tree.clone(),
    }
}

/// Serializes the data in the YAML style that `choices` select: block or flow, quoted or plain, with comments, empty
/// lines, any indentation and any line endings.
pub fn write_yaml(tree: &Value, choices: &mut Choices) -> String {
    let mut writer = YamlWriter { out: String::new(), choices };
    if writer.choices.once_in(4) {
        writer.out.push_str("# A comment: [not, data]\n\n");
    }
    if writer.choices.once_in(4) {
        writer.out.push_str("---\n");
    }
    match tree {
        Value::Object(_) if !writer.choices.once_in(8) => writer.write_block(tree, 0),
        _ => {
            writer.write_flow(tree, 1);
            writer.out.push('\n');
        }
    }
    if writer.choices.once_in(8) {
        writer.out.push_str("...\n# the end");
    }
    let mut out = writer.out;
    if choices.once_in(6) {
        out = out.replace('\n', "\r\n");
    }
    if choices.once_in(6) { format!("\u{feff}{out}") } else { out }
}

struct YamlWriter<'c> {
    out: String,
    choices: &'c mut Choices,
}

impl YamlWriter<'_> {
    fn indent(&mut self, width: usize) {
        self.out.extend(std::iter::repeat_n(' ', width));
    }

    fn end_line(&mut self) {
        if self.choices.once_in(6) {
            self.out.push_str(" # mentor: {capacity: superior}");
        }
        self.out.push('\n');
        while self.choices.once_in(8) {
            self.out.push_str(["\n", "# a line of its own\n", "      # an indented one\n"][self.choices.below(3)]);
        }
    }

    /// Writes a non-empty mapping or list from the start of a line to the end of one.
    fn write_block(&mut self, tree: &Value, width: usize) {
        let step = 1 + (self.choices.below(4) + 1) % 4;
        match tree {
            Value::Object(entries) => {
                for (key, value) in entries {
                    self.indent(width);
                    self.write_scalar(&key.as_str().into(), width, false);
                    self.out.push(':');
                    // A list may be indented no further than its key.
                    let step = if value.is_array() && self.choices.once_in(3) { 0 } else { step };
                    self.write_value(value, width, step);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.indent(width);
                    self.out.push('-');
                    self.write_value(item, width, step);
                }
            }
            _ => self.out.push_str("unreachable: only mappings and lists are written as blocks"),
        }
    }

    /// Writes what follows a key or a dash, up to the line end.
    fn write_value(&mut self, value: &Value, width: usize, step: usize) {
        let empty = match value {
            Value::Object(entries) => entries.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => {
                self.out.push(' ');
                if self.write_scalar(value, width + step.max(1), true) {
                    self.out.push('\n');
                } else {
                    self.end_line();
                }
                return;
            }
        };
        if empty || self.choices.once_in(3) {
            self.out.push(' ');
            self.write_flow(value, width + 1);
            self.end_line();
        } else {
            self.end_line();
            self.write_block(value, width + step);
        }
    }

    fn write_flow(&mut self, value: &Value, width: usize) {
        let (open, close, parts): (_, _, Vec<(Option<&String>, &Value)>) = match value {
            Value::Object(entries) => ('{', '}', entries.iter().map(|(key, value)| (Some(key), value)).collect()),
            Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
            scalar => {
                self.write_scalar(scalar, width, false);
                return;
            }
        };
        self.out.push(open);
        let last = parts.len().saturating_sub(1);
        for (number, (key, value)) in parts.into_iter().enumerate() {
            if self.choices.once_in(6) {
                self.end_line();
                self.indent(width + 1);
            }
            if let Some(key) = key {
                self.write_scalar(&key.as_str().into(), width, false);
                self.out.push_str(": ");
            }
            self.write_flow(value, width + 1);
            if number < last {
                self.out.push_str(", ");
            } else if self.choices.once_in(6) {
                self.out.push(',');
            }
        }
        self.out.push(close);
    }

    /// Writes a scalar. Returns whether it is a block scalar, which no comment can follow.
    fn write_scalar(&mut self, value: &Value, width: usize, allow_block: bool) -> bool {
        let Value::String(text) = value else {
            self.out.push_str(&value.to_string());
            return false;
        };
        let style = self.choices.below(8);
        if allow_block && style >= 6 && !text.is_empty() {
            self.out.push_str(if style == 6 { "|-\n" } else { ">-\n" });
            self.indent(width);
            self.out.push_str(text);
            return true;
        }
        if style < 4 && is_plain(text) {
            self.out.push_str(text);
        } else if style.is_multiple_of(2) {
            self.out.extend(["'", &text.replace('\'', "''"), "'"]);
        } else {
            self.out.push_str(&Value::from(text.as_str()).to_string());
        }
        false
    }
}

/// Whether the text is safe as a plain scalar; conservative.
fn is_plain(text: &str) -> bool {
    let reserved = ["null", "true", "false"];
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_' | ' ' | '.'))
        && !reserved.contains(&text.to_ascii_lowercase().as_str())
}

/// Any state of a field: any value, or any sublist in any order, open or closed.
fn field_state(field: FieldId) -> BoxedStrategy<FieldState> {
    let definition = &vocabulary().fields[field];
    let values = definition.values.len();
    match definition.field_type {
        FieldType::Enum => (0..values).prop_map(FieldState::One).boxed(),
        FieldType::EnumList => {
            let all: Vec<usize> = (0..values).collect();
            let some = proptest::sample::subsequence(all, 0..=values).prop_shuffle();
            let list = (some, any::<bool>()).prop_map(|(items, closed)| (closed || items.is_empty(), items));
            list.prop_map(|(closed, items)| FieldState::List(items, closed)).boxed()
        }
        FieldType::FreeText => (0..TRICKY_TEXT_COUNT).prop_map(FieldState::Text).boxed(),
    }
}

/// Descriptions that state each field with a probability of `share` percent (1 to 99), in any state.
pub fn with_field_probability(percent: u32) -> BoxedStrategy<Description> {
    let fields: Vec<_> = (0..vocabulary().fields.len())
        .map(|field| proptest::option::weighted(f64::from(percent) / 100.0, field_state(field)))
        .collect();
    let facts =
        |fields: Vec<Option<FieldState>>| fields.into_iter().enumerate().filter_map(|(id, one)| Some((id, one?)));
    fields.prop_map(move |fields| Description(facts(fields).collect())).boxed()
}

/// Unbiased descriptions, from nearly empty to nearly complete.
pub fn uniform() -> BoxedStrategy<Description> {
    prop_oneof![
        with_field_probability(10),
        with_field_probability(40),
        with_field_probability(80),
        with_field_probability(99)
    ]
    .boxed()
}

#[derive(Debug, Clone)]
enum Change {
    /// Replaces what was stated before.
    SetField(FieldId, FieldState),
    /// Removes one of the stated fields.
    RemoveField(usize),
    /// Removes one fact.
    RemoveFact(usize),
}

impl Change {
    fn apply(self, description: &mut Description) {
        match self {
            Self::SetField(field, stated) => drop(description.0.insert(field, stated)),
            Self::RemoveField(number) => {
                let fields: Vec<FieldId> = description.0.keys().copied().collect();
                if let Some(field) = fields.get(number % fields.len().max(1)) {
                    description.0.remove(field);
                }
            }
            Self::RemoveFact(number) => {
                let facts = description.removable_facts();
                if let Some(fact) = facts.get(number % facts.len().max(1)) {
                    *description = description.without(*fact);
                }
            }
        }
    }
}

fn change() -> BoxedStrategy<Change> {
    let judged: Vec<FieldId> =
        (0..vocabulary().fields.len()).filter(|id| !vocabulary().fields[*id].informative).collect();
    let state = proptest::sample::select(judged)
        .prop_flat_map(|field| field_state(field).prop_map(move |stated| Change::SetField(field, stated)));
    let number = 0..1000_usize;
    prop_oneof![
        2 => state,
        1 => number.clone().prop_map(Change::RemoveField),
        1 => number.prop_map(Change::RemoveFact)
    ]
    .boxed()
}

/// The rules' examples of each kind with up to `changes` changes, and sometimes with a label. Most established
/// programmes, and most that are one fact short of it, are found here; [`uniform`] produces hardly any.
pub fn near_kinds(changes: usize) -> BoxedStrategy<Description> {
    let pack = CHECKER.pack();
    let examples = |kind: usize| -> Vec<Description> {
        pack.kinds[kind].examples.shows.iter().map(Description::from_example).collect()
    };
    // Kinds are equally likely, however many examples they have, except the kind that the rules define: it has the
    // most requirements, so the most can be missing.
    let kinds: Vec<Vec<Description>> = (0..pack.kinds.len()).chain([pack.concept; 4]).map(examples).collect();
    let example = proptest::sample::select(kinds).prop_flat_map(proptest::sample::select);
    let label = proptest::option::weighted(0.4, field_state(pack.labels.field));
    (example, label, vec(change(), 0..=changes))
        .prop_map(|(mut description, label, changes)| {
            description.0.extend(label.map(|label| (CHECKER.pack().labels.field, label)));
            for change in changes {
                change.apply(&mut description);
            }
            description
        })
        .boxed()
}

/// A mix: mostly near the kinds, some unbiased, some near a kind with many other facts.
pub fn descriptions() -> BoxedStrategy<Description> {
    let dense = (near_kinds(2), with_field_probability(30)).prop_map(|(near, other)| near.merged_with(&other));
    prop_oneof![4 => near_kinds(4), 1 => dense, 1 => uniform()].boxed()
}

/// The files below folders as inputs, in path order, as `check` discovers them.
pub fn discover_inputs(folders: &[PathBuf]) -> Vec<Input> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files_below(&Path::new(ROOT).join(folder), &["yaml", "yml", "json"], &[]))
        .collect();
    paths.sort();
    paths.dedup();
    let input = |path: &PathBuf| Input {
        path: path.strip_prefix(ROOT).unwrap_or(path).display().to_string(),
        first_document: 0,
        is_explicit: false,
        content: Ok(fs::read(path).unwrap()),
        origin: None,
    };
    paths.iter().map(input).collect()
}

pub fn pack_files(folder: &Path) -> Vec<PackFile> {
    let paths = ["", "blocks", "kinds"].into_iter().flat_map(|part| {
        let entries = fs::read_dir(folder.join(part)).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|one| one == "yaml"))
    });
    let file = |path: PathBuf| PackFile {
        path: path.display().to_string(),
        relative_path: path.strip_prefix(folder).unwrap().display().to_string(),
        content: PackContent::Yaml(fs::read(&path).unwrap()),
    };
    paths.map(file).collect()
}

/// Recounts the totals from the contents of a report.
pub fn recount_totals(report: &Report) -> Totals {
    let mut totals = Totals { skipped: report.skipped.len(), unreadable: report.unreadable.len(), ..Totals::default() };
    report.programmes.iter().for_each(|programme| totals.add_programme(&programme.into()));
    let files = report.unreadable.iter().chain(&report.policy);
    files.flat_map(|file| &file.findings).for_each(|finding| totals.add_finding(&finding.into()));
    totals
}

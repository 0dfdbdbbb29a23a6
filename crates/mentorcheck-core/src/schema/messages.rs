//! Turns validator errors into messages with advice on what to write instead.

use jsonschema::{ValidationError, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

use super::advice::{Advice, Choice};
use crate::schema::{
    error::SchemaProblem,
    subschema::{Allowed, Definition, is_number, values_in},
    suggest::{nearest, nearest_by_text},
};
use mentorcheck_yaml::{Node, Scalar, SourceFile, Value};

/// Longer lists of untitled values are replaced by the description of the field.
const MOST_PLAIN: usize = 60;

/// The kind of file being validated, which decides the wording of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    Descriptions,
    Packs,
    Configuration,
}

/// Where an error is, and what the schema says there.
pub(super) struct Place<'e> {
    pub(super) path: &'e [String],
    pub(super) text: &'e SourceFile,
    pub(super) node: Node<'e>,
    pub(super) root: Definition<'e>,
    /// The violated definition.
    pub(super) here: Definition<'e>,
    /// The violated keyword's value.
    pub(super) rule: &'e Json,
    pub(super) files: Files,
}

impl Place<'_> {
    /// The dotted name of the field: `mentor.brings` for `/mentor/brings/2`.
    fn field(&self) -> String {
        let keys = self.path.iter().filter(|step| !is_number(step)).map(String::as_str);
        keys.collect::<Vec<_>>().join(".")
    }

    fn is_item(&self) -> bool {
        self.path.last().is_some_and(|step| is_number(step))
    }

    /// The last key of the path; indices are skipped.
    fn key(&self) -> &str {
        self.path.iter().rev().find(|step| !is_number(step)).map_or("", String::as_str)
    }

    fn subject(&self) -> String {
        let field = self.field();
        match (field.is_empty(), self.is_item()) {
            (true, _) => "this file".to_owned(),
            (false, true) => format!("an item of `{field}`"),
            (false, false) => format!("`{field}`"),
        }
    }

    fn holder(&self) -> String {
        let field = self.field();
        if field.is_empty() { "this file".to_owned() } else { format!("`{field}`") }
    }

    /// The definition of the field, whichever keyword is violated.
    fn defined(&self) -> Definition<'_> {
        self.root.at(self.path).unwrap_or(self.here)
    }

    /// The definition of the container, if it requires this key.
    fn needed_by(&self) -> Option<Definition<'_>> {
        let (last, before) = self.path.split_last()?;
        self.root.at(before).filter(|holder| holder.required().any(|key| key == last))
    }

    /// The first required key of the file, by which its kind is recognised.
    pub(super) fn marker(&self) -> &str {
        self.root.required().next().unwrap_or_default()
    }

    fn is_map_or_list(&self) -> bool {
        matches!(self.node.value(), Value::Mapping(_) | Value::Sequence(_))
    }

    fn found(&self) -> String {
        match self.node.value() {
            Value::Sequence(_) => "a list".into(),
            Value::Mapping(_) => "a section with keys of its own".into(),
            Value::Scalar(_) => format!("`{}`", self.written()),
        }
    }

    fn written(&self) -> String {
        written(self.node, self.text)
    }

    /// The root is not a mapping.
    pub(super) fn other_file(&self) -> SchemaProblem {
        let begin = format!("begin with {}", self.root.entry(self.marker()));
        let right_file = format!("Check that this is the right file; {begin}.");
        let marker = format!("`{}:`", self.marker());
        match (self.files, self.node.value()) {
            (Files::Configuration, _) => {
                let keys: Vec<_> = self.root.keys().iter().map(|key| format!("`{}:`", key.name)).collect();
                let keys = keys.join(", ");
                let advice = format!("Write one of these keys on each line: {keys}.").into();
                SchemaProblem::NotADescription { what: "configuration", marker: "keys".into(), advice }
            }
            (Files::Packs, _) => {
                SchemaProblem::NotADescription { what: "file of a rule pack", marker, advice: right_file.into() }
            }
            (Files::Descriptions, value) => {
                let advice = if matches!(value, Value::Sequence(_)) {
                    format!(
                        "Write each programme as a document of its own, without a `-` or a bracket around it: {begin}. Between two documents stands a line `---`."
                    )
                } else {
                    right_file
                };
                SchemaProblem::NotADescription {
                    what: "description",
                    marker: format!("section {marker}"),
                    advice: advice.into(),
                }
            }
        }
    }

    /// The error for every keyword except those that name keys.
    pub(super) fn problem(&self, error: &ValidationError<'_>) -> SchemaProblem {
        if matches!(self.node.value(), Value::Scalar(Scalar::Null)) {
            return self.left_empty();
        }
        match error.kind() {
            _ if is_of_values(error) && self.is_map_or_list() => self.one_value(),
            _ if is_of_values(error) => self.unknown_value(),
            // In descriptions only “not stated” is a pattern.
            Kind::Pattern { .. } if self.files == Files::Descriptions => self.wrong_type(),
            Kind::Type { .. } => self.wrong_type(),
            Kind::MinItems { .. } => self.empty_list(),
            Kind::MinLength { .. } | Kind::MinProperties { .. } => self.left_empty(),
            Kind::Pattern { .. } => SchemaProblem::Other {
                field: self.field(),
                reason: "only small letters, digits and single hyphens may stand in it".into(),
                advice: format!("Write `{}`.", hyphenated(&self.written())).into(),
            },
            _ => SchemaProblem::Other {
                field: self.field(),
                reason: error.to_string(),
                advice: format!("Compare it with what `{}` says of it.", self.command()).into(),
            },
        }
    }

    fn command(&self) -> &'static str {
        match self.files {
            Files::Descriptions => "mentorcheck schema",
            Files::Packs => "mentorcheck schema pack",
            Files::Configuration => "mentorcheck schema config",
        }
    }

    pub(super) fn repeated(&self, item: Node<'_>) -> SchemaProblem {
        SchemaProblem::Repeated { field: self.field(), value: written(item, self.text), same_as: None }
    }

    pub(super) fn missing(&self, key: &str) -> SchemaProblem {
        let entry = self.here.entry(key);
        let key = key.to_owned();
        if self.path.is_empty() && self.files == Files::Descriptions {
            SchemaProblem::NoBeginning { key, advice: format!("Begin with {entry}.").into() }
        } else {
            SchemaProblem::Missing { key, holder: self.subject(), advice: format!("Add {entry}.").into() }
        }
    }

    fn left_empty(&self) -> SchemaProblem {
        let advice = match (self.needed_by(), self.files) {
            (Some(holder), _) => format!("It cannot be left out: write {}.", holder.entry(self.key())),
            (None, _) if self.is_item() => "Write the item, or remove it.".to_owned(),
            (None, _) => format!("`{}` says what belongs there.", self.command()),
        };
        SchemaProblem::LeftEmpty { subject: self.subject(), advice: advice.into() }
    }

    fn empty_list(&self) -> SchemaProblem {
        let closing = self.here.closing();
        let advice = match (closing, self.needed_by()) {
            (Some(closing), _) => {
                let none = self.behind(&format!("[{closing}]"));
                format!(
                    "If there is none, write `{none}`. If you do not know, write `{}:` and nothing after it.",
                    self.key()
                )
            }
            (None, None) if self.files == Files::Descriptions => {
                format!("Write what you know. If you do not know, write `{}:` and nothing after it.", self.key())
            }
            _ => "Write at least one item.".to_owned(),
        };
        SchemaProblem::EmptyList { field: self.field(), closable: closing.is_some(), advice: advice.into() }
    }

    fn one_value(&self) -> SchemaProblem {
        let mut advice = Advice { options: choices(&values_in(self.rule)), ..Advice::default() };
        if self.files == Files::Descriptions && self.node.as_sequence().is_some() {
            advice.text = "Write one without brackets and `-`: the one that has priority. A second strand of the programme can be a document of its own, after a line `---`.\n".into();
        }
        SchemaProblem::OneValue { field: self.field(), found: self.found(), advice }
    }

    fn unknown_value(&self) -> SchemaProblem {
        let allowed = values_in(self.rule);
        let value = self.written();
        let names = || allowed.iter().map(|option| option.name.as_str());
        let parts: Vec<&str> = value.split([' ', ',', ';', '/']).filter(|part| !part.is_empty()).collect();
        let joined = self.is_item() && parts.len() > 1 && parts.iter().all(|part| names().any(|name| name == *part));
        let mut advice = Advice::default();
        if joined {
            advice.text = format!("These are several: put a comma between them, as in `{}`.\n", parts.join(", "));
        } else {
            let texts = allowed.iter().flat_map(|one| one.texts().map(|text| (text, one.name.as_str())));
            advice.meant = nearest_by_text(&value, texts).map(str::to_owned);
            advice.text = advice.meant.as_deref().map_or_else(|| self.see_also(), |meant| did_you_mean(Some(meant)));
        }
        let said = self.field_definition().map(Definition::description).filter(|said| !said.is_empty());
        match said {
            Some(said) if allowed.len() > MOST_PLAIN && allowed.iter().all(|one| one.title.is_empty()) => {
                advice.text.push_str(said);
            }
            _ => advice.options = choices(&allowed),
        }
        SchemaProblem::UnknownValue { field: self.field(), value, advice }
    }

    /// Where the value may belong, according to the field's `x-see-also`.
    fn see_also(&self) -> String {
        if matches!(self.node.value(), Value::Scalar(Scalar::Boolean(_))) {
            return String::new();
        }
        let other = self.field_definition().map(Definition::see_also).unwrap_or_default();
        let path: Vec<String> = other.split('.').map(str::to_owned).collect();
        let Some(title) = self.root.at(&path).map(Definition::title) else { return String::new() };
        let beside = self.path.first() == path.first();
        let name = path.last().filter(|_| beside).map_or(other, String::as_str);
        format!("{title} belongs under `{name}`.\n")
    }

    /// The definition of the field, also for an item of it.
    fn field_definition(&self) -> Option<Definition<'_>> {
        let last = self.path.iter().rposition(|step| !is_number(step));
        self.root.at(last.map_or(&[][..], |last| &self.path[..=last]))
    }

    pub(super) fn unknown_key(&self, key: &str) -> SchemaProblem {
        let advice = self.for_unknown_key(key);
        let (key, holder) = (key.to_owned(), self.holder());
        match self.files {
            Files::Descriptions if self.path.is_empty() => {
                SchemaProblem::UnknownEntry { key, what: "a section".into(), advice }
            }
            Files::Descriptions => SchemaProblem::UnknownKey { key, holder, advice },
            Files::Packs | Files::Configuration => {
                SchemaProblem::UnknownEntry { key, what: format!("an entry of {holder}"), advice }
            }
        }
    }

    fn for_unknown_key(&self, key: &str) -> Advice {
        if key.starts_with(char::is_whitespace) {
            return "The line begins with spaces that do not break, which only look like spaces. Remove them and type them anew."
                .into();
        }
        let top = self.path.is_empty();
        if !top && self.root.step(key).is_some() {
            return format!("`{key}` is a section of its own: begin its line without spaces before it.").into();
        }
        let holders: Vec<String> = self.root.holders(key).iter().map(|holder| format!("`{holder}`")).collect();
        if !holders.is_empty() {
            let further = if top { ", two spaces further in" } else { "" };
            return format!("`{key}` belongs to the section {}: move it there{further}.", holders.join(" or ")).into();
        }
        let allowed = self.here.keys();
        let meant = nearest(key, allowed.iter().map(|option| option.name.as_str()));
        let mut note = String::new();
        if self.here.patterns().any(|pattern| pattern.contains("\\.")) {
            note.push_str("\n  section.field: any field of a description, with its section before it");
        }
        if self.here.patterns().any(|pattern| pattern == "^x-") {
            note.push_str("\nKeys that begin with `x-` are free for notes of your own.");
        }
        Advice { text: did_you_mean(meant), options: choices(&allowed), note, meant: meant.map(str::to_owned) }
    }

    fn wrong_type(&self) -> SchemaProblem {
        let here = self.here;
        let (expected, advice) = match (here.accepts("array"), here.accepts("object"), here.accepts("string")) {
            (true, true, _) => ("a list or a section with keys of its own", self.as_list()),
            (true, _, true) => ("a text or a list of texts", self.as_text()),
            (true, _, _) => ("a list", self.as_list()),
            (_, true, _) => ("a section with keys of its own", self.as_section()),
            (_, _, true) => ("text", self.as_text()),
            _ if here.accepts("boolean") => ("`true` or `false`", "Write `true` or `false`, without quotes.".into()),
            _ => ("a number", "Write digits only.".into()),
        };
        SchemaProblem::WrongType { subject: self.subject(), expected, found: self.found(), advice: advice.into() }
    }

    /// `key: text`, or only `text` for a list item.
    fn behind(&self, text: &str) -> String {
        if self.is_item() { text.to_owned() } else { format!("{}: {text}", self.key()) }
    }

    fn as_text(&self) -> String {
        if self.is_map_or_list() {
            return format!("Write it as one text, in quotes: `{}`.", self.behind("\"…\""));
        }
        format!("Put it in quotes: `{}`.", self.behind(&in_quotes(&self.written())))
    }

    fn as_list(&self) -> String {
        let items = self.here.items();
        if self.node.as_str().is_some() {
            return format!("Put what there is in brackets: `{}`.", self.behind(&format!("[{}]", self.written())));
        }
        let values = self.defined().items().map(Definition::values).unwrap_or_default();
        let stated: Vec<&str> =
            self.node.as_mapping().into_iter().flat_map(|map| map.iter().map(|(key, _)| key.name)).collect();
        let known = values.iter().find(|value| stated.contains(&value.name.as_str())).or(values.first());
        match known {
            Some(value) => format!("List the values: `{}`.", self.behind(&format!("[{}, …]", value.name))),
            None if items.is_some_and(|items| items.first_key().is_some()) => {
                "Begin each item with `-` and a space.".to_owned()
            }
            None => format!("List what there is: `{}`.", self.behind("[…, …]")),
        }
    }

    fn as_section(&self) -> String {
        let first = self.here.first_key().unwrap_or_default();
        match self.node.value() {
            Value::Sequence(_) => {
                format!("Remove each `-` before what belongs to `{}`, or the brackets around it.", self.key())
            }
            _ if self.is_item() => {
                let mut required = self.here.required();
                let first = required.next().unwrap_or(first);
                let others: Vec<String> = required.map(|key| format!("`{key}: …`")).collect();
                let below =
                    if others.is_empty() { String::new() } else { format!(" and, below it, {}", others.join(", ")) };
                format!("Write `- {first}: …`{below}.")
            }
            _ => {
                // The value was probably meant for the first key, if that takes any string.
                let is_free =
                    self.here.step(first).is_some_and(|part| part.accepts("string") && part.values().is_empty());
                let text = if is_free { plain_or_in_quotes(&self.written()) } else { "…".to_owned() };
                format!("Write `{}:` and, on the next line, two spaces further in, `{first}: {text}`.", self.key())
            }
        }
    }
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|meant| format!("Did you mean `{meant}`?\n")).unwrap_or_default()
}

fn choices(allowed: &[Allowed]) -> Vec<Choice> {
    allowed.iter().map(|option| Choice { name: option.name.clone(), title: option.title.clone() }).collect()
}

/// Whether a value is not one of the listed options.
pub(super) fn is_of_values(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), Kind::OneOfNotValid { .. } | Kind::AnyOf { .. } | Kind::Enum { .. } | Kind::Constant { .. })
}

/// A scalar as in the source (numbers and booleans verbatim); empty for collections and null.
pub(super) fn written(node: Node<'_>, text: &SourceFile) -> String {
    match node.value() {
        Value::Scalar(Scalar::String(text)) => text.clone(),
        Value::Scalar(Scalar::Boolean(_) | Scalar::Number(_)) => text.slice(node.definition_span()).to_owned(),
        Value::Scalar(Scalar::Null) | Value::Sequence(_) | Value::Mapping(_) => String::new(),
    }
}

/// A double-quoted YAML string; JSON escapes are valid in YAML.
fn in_quotes(text: &str) -> String {
    Json::String(text.to_owned()).to_string()
}

/// A plain scalar if YAML would read it as the same string, quoted otherwise.
fn plain_or_in_quotes(text: &str) -> String {
    let plain =
        text.starts_with(char::is_alphabetic) && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    if plain { text.to_owned() } else { in_quotes(text) }
}

/// Converts to kebab case.
fn hyphenated(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

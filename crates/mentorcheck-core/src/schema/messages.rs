//! Turns validator errors into messages with advice on what to write instead.

use jsonschema::{ValidationError, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

use super::advice::{Advice, Choice};
use crate::{
    catalogue::LazyMessage,
    lazy_message,
    schema::{
        error::SchemaErrorKind,
        subschema::{SchemaOption, Subschema, is_index, options_in},
        suggest::{correct_spelling, suggest, suggest_by_text},
    },
};
use mentorcheck_yaml::{Node, Scalar, SourceFile, Value};

/// Longer lists of untitled values are replaced by the description of the field.
const MAX_UNTITLED_OPTIONS: usize = 60;

/// The kind of file being validated, which decides the wording of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Description,
    Pack,
    Config,
}

/// Where an error is, and what the schema says there.
pub(super) struct ErrorContext<'e> {
    pub(super) path: &'e [String],
    pub(super) file: &'e SourceFile,
    pub(super) node: Node<'e>,
    pub(super) root: Subschema<'e>,
    /// The violated definition.
    pub(super) violated: Subschema<'e>,
    /// The violated keyword's value.
    pub(super) keyword_value: &'e Json,
    pub(super) document_kind: DocumentKind,
}

impl ErrorContext<'_> {
    /// The dotted name of the field: `mentor.brings` for `/mentor/brings/2`.
    fn field_name(&self) -> String {
        let keys = self.path.iter().filter(|step| !is_index(step)).map(String::as_str);
        keys.collect::<Vec<_>>().join(".")
    }

    fn is_item(&self) -> bool {
        self.path.last().is_some_and(|step| is_index(step))
    }

    /// The last key of the path; indices are skipped.
    fn key(&self) -> &str {
        self.path.iter().rev().find(|step| !is_index(step)).map_or("", String::as_str)
    }

    fn subject(&self) -> LazyMessage {
        let field = self.field_name();
        match (field.is_empty(), self.is_item()) {
            (false, true) => lazy_message!("mistake-item-of", field = field),
            _ => self.container_name(),
        }
    }

    fn container_name(&self) -> LazyMessage {
        let field = self.field_name();
        if field.is_empty() { LazyMessage::new("mistake-this-file") } else { format!("`{field}`").into() }
    }

    /// The definition of the field, whichever keyword is violated.
    fn subschema(&self) -> Subschema<'_> {
        self.root.at_path(self.path).unwrap_or(self.violated)
    }

    /// The definition of the container, if it requires this key.
    fn requiring_parent(&self) -> Option<Subschema<'_>> {
        let (key, parent_path) = self.path.split_last()?;
        self.root.at_path(parent_path).filter(|parent| parent.required_keys().any(|required| required == key))
    }

    /// The first required key of the file, by which its kind is recognised.
    pub(super) fn first_required_key(&self) -> &str {
        self.root.required_keys().next().unwrap_or_default()
    }

    fn is_collection(&self) -> bool {
        matches!(self.node.value(), Value::Mapping(_) | Value::Sequence(_))
    }

    fn describe_value(&self) -> LazyMessage {
        match self.node.value() {
            Value::Sequence(_) => LazyMessage::new("mistake-a-list"),
            Value::Mapping(_) => LazyMessage::new("mistake-a-section"),
            Value::Scalar(_) => format!("`{}`", self.value_text()).into(),
        }
    }

    fn value_text(&self) -> String {
        scalar_text(self.node, self.file)
    }

    /// The root is not a mapping.
    pub(super) fn wrong_document(&self) -> SchemaErrorKind {
        let key = self.first_required_key();
        let entry = self.root.entry_help(key);
        let check_file = |entry| lazy_message!("advice-check-file", entry = entry).into();
        let (message, advice) = match (self.document_kind, self.node.value()) {
            (DocumentKind::Config, _) => {
                let keys: Vec<_> = self.root.keys().iter().map(|key| format!("`{}:`", key.name)).collect();
                let advice = lazy_message!("advice-keys", keys = keys.join(", ")).into();
                (LazyMessage::new("mistake-no-configuration"), advice)
            }
            (DocumentKind::Pack, _) => (lazy_message!("mistake-no-pack-file", key = key), check_file(entry)),
            (DocumentKind::Description, Value::Sequence(_)) => {
                let advice = lazy_message!("advice-list-of-programmes", entry = entry).into();
                (lazy_message!("mistake-no-description", key = key), advice)
            }
            (DocumentKind::Description, _) => (lazy_message!("mistake-no-description", key = key), check_file(entry)),
        };
        SchemaErrorKind::WrongDocument { message, advice }
    }

    /// The error for every keyword except those that name keys.
    pub(super) fn error_kind(&self, error: &ValidationError<'_>) -> SchemaErrorKind {
        if matches!(self.node.value(), Value::Scalar(Scalar::Null)) {
            return self.empty_value();
        }
        match error.kind() {
            _ if is_value_error(error) && self.is_collection() => self.multiple_values(),
            _ if is_value_error(error) => self.unknown_value(),
            // In descriptions only “not stated” is a pattern.
            Kind::Pattern { .. } if self.document_kind == DocumentKind::Description => self.wrong_type(),
            Kind::Type { .. } => self.wrong_type(),
            Kind::MinItems { .. } => self.empty_list(),
            Kind::MinLength { .. } | Kind::MinProperties { .. } => self.empty_value(),
            Kind::Pattern { .. } => SchemaErrorKind::Other {
                message: lazy_message!("mistake-characters", field = self.field_name()),
                advice: lazy_message!("advice-write", text = to_kebab_case(&self.value_text())).into(),
            },
            _ => SchemaErrorKind::Other {
                message: lazy_message!("mistake-other", field = self.field_name(), reason = error.to_string()),
                advice: lazy_message!("advice-compare", command = self.schema_command()).into(),
            },
        }
    }

    fn schema_command(&self) -> &'static str {
        match self.document_kind {
            DocumentKind::Description => "mentorcheck schema",
            DocumentKind::Pack => "mentorcheck schema pack",
            DocumentKind::Config => "mentorcheck schema config",
        }
    }

    pub(super) fn duplicate(&self, item: Node<'_>) -> SchemaErrorKind {
        SchemaErrorKind::Duplicate { field: self.field_name(), value: scalar_text(item, self.file), same_as: None }
    }

    pub(super) fn missing_key(&self, key: &str) -> SchemaErrorKind {
        let entry_help = self.violated.entry_help(key);
        let key = key.to_owned();
        if self.path.is_empty() && self.document_kind == DocumentKind::Description {
            SchemaErrorKind::MissingFirstSection {
                key,
                advice: lazy_message!("advice-begin", entry = entry_help).into(),
            }
        } else {
            SchemaErrorKind::MissingKey {
                key,
                holder: self.subject(),
                advice: lazy_message!("advice-add", entry = entry_help).into(),
            }
        }
    }

    fn empty_value(&self) -> SchemaErrorKind {
        let advice = match (self.requiring_parent(), self.document_kind) {
            (Some(holder), _) => lazy_message!("advice-required", entry = holder.entry_help(self.key())),
            (None, _) if self.is_item() => LazyMessage::new("advice-item"),
            (None, _) => lazy_message!("advice-schema-says", command = self.schema_command()),
        };
        SchemaErrorKind::EmptyValue { subject: self.subject(), advice: advice.into() }
    }

    fn empty_list(&self) -> SchemaErrorKind {
        let closing = self.violated.closing_value();
        let advice = match (closing, self.requiring_parent()) {
            (Some(closing), _) => {
                let closed_list = self.format_entry(&format!("[{closing}]"));
                lazy_message!("advice-no-items", closed = closed_list, key = self.key())
            }
            (None, None) if self.document_kind == DocumentKind::Description => {
                lazy_message!("advice-unknown-items", key = self.key())
            }
            _ => LazyMessage::new("advice-one-item"),
        };
        SchemaErrorKind::EmptyList { field: self.field_name(), closable: closing.is_some(), advice: advice.into() }
    }

    fn multiple_values(&self) -> SchemaErrorKind {
        let mut advice = Advice { options: choices(&options_in(self.keyword_value)), ..Advice::default() };
        if self.document_kind == DocumentKind::Description && self.node.as_sequence().is_some() {
            advice.text = LazyMessage::new("advice-one-value");
        }
        SchemaErrorKind::MultipleValues { field: self.field_name(), found: self.describe_value(), advice }
    }

    fn unknown_value(&self) -> SchemaErrorKind {
        let options = options_in(self.keyword_value);
        let value = self.value_text();
        let names = || options.iter().map(|option| option.name.as_str());
        let parts: Vec<&str> = value.split([' ', ',', ';', '/']).filter(|part| !part.is_empty()).collect();
        let is_value_list =
            self.is_item() && parts.len() > 1 && parts.iter().all(|part| names().any(|name| name == *part));
        let mut advice = Advice::default();
        if is_value_list {
            advice.text = lazy_message!("advice-several-values", values = parts.join(", "));
        } else {
            let texts = || options.iter().flat_map(|option| option.synonyms().map(|text| (text, option.name.as_str())));
            advice.text =
                suggest_by_text(&value, texts()).map_or_else(|| self.see_also_hint(), |hint| did_you_mean(Some(hint)));
            advice.correction = correct_spelling(&value, texts()).map(str::to_owned);
        }
        let description = self.field_subschema().map(Subschema::description).filter(|text| !text.is_empty());
        match description {
            Some(description)
                if options.len() > MAX_UNTITLED_OPTIONS && options.iter().all(|option| option.title.is_empty()) =>
            {
                let separator = if advice.text.is_empty() { "" } else { "\n" };
                let hint = std::mem::take(&mut advice.text);
                advice.text = LazyMessage::Sequence(vec![hint, separator.into(), description.into()]);
            }
            _ => advice.options = choices(&options),
        }
        SchemaErrorKind::UnknownValue { field: self.field_name(), value, advice }
    }

    /// Where the value may belong, according to the field's `x-see-also`.
    fn see_also_hint(&self) -> LazyMessage {
        if matches!(self.node.value(), Value::Scalar(Scalar::Boolean(_))) {
            return LazyMessage::default();
        }
        let target = self.field_subschema().map(Subschema::see_also).unwrap_or_default();
        let path: Vec<String> = target.split('.').map(str::to_owned).collect();
        let Some(title) = self.root.at_path(&path).map(Subschema::title) else { return LazyMessage::default() };
        let is_same_section = self.path.first() == path.first();
        let name = path.last().filter(|_| is_same_section).map_or(target, String::as_str);
        lazy_message!("advice-see-also", title = title, name = name)
    }

    /// The definition of the field, also for an item of it.
    fn field_subschema(&self) -> Option<Subschema<'_>> {
        let last_key = self.path.iter().rposition(|step| !is_index(step));
        self.root.at_path(last_key.map_or(&[][..], |last| &self.path[..=last]))
    }

    pub(super) fn unknown_key(&self, key: &str) -> SchemaErrorKind {
        let advice = self.unknown_key_advice(key);
        let (key, holder) = (key.to_owned(), self.container_name());
        match self.document_kind {
            DocumentKind::Description if self.path.is_empty() => {
                SchemaErrorKind::UnknownEntry { key, holder: None, advice }
            }
            DocumentKind::Description => SchemaErrorKind::UnknownKey { key, holder, advice },
            DocumentKind::Pack | DocumentKind::Config => {
                SchemaErrorKind::UnknownEntry { key, holder: Some(holder), advice }
            }
        }
    }

    fn unknown_key_advice(&self, key: &str) -> Advice {
        if key.starts_with(char::is_whitespace) {
            return LazyMessage::new("advice-no-break-spaces").into();
        }
        let is_root = self.path.is_empty();
        if !is_root && self.root.child(key).is_some() {
            return lazy_message!("advice-own-section", key = key).into();
        }
        let sections = self.root.sections_with_key(key);
        let sections = sections.iter().map(|holder| LazyMessage::from(format!("`{holder}`")));
        if let Some(sections) =
            sections.reduce(|first, second| lazy_message!("advice-or", first = first, second = second))
        {
            let id = if is_root { "advice-belongs-to-further-in" } else { "advice-belongs-to" };
            return lazy_message!(id, key = key, sections = sections).into();
        }
        let options = self.violated.keys();
        let hint = suggest(key, options.iter().map(|option| option.name.as_str()));
        let mut notes = Vec::new();
        if self.violated.key_patterns().any(|pattern| pattern.contains("\\.")) {
            notes.push(LazyMessage::Sequence(vec!["  ".into(), LazyMessage::new("advice-any-field")]));
        }
        if self.violated.key_patterns().any(|pattern| pattern == "^x-") {
            notes.push(LazyMessage::new("advice-own-keys"));
        }
        let correction =
            correct_spelling(key, options.iter().map(|option| (option.name.as_str(), option.name.as_str())));
        Advice {
            text: did_you_mean(hint),
            options: choices(&options),
            notes,
            correction: correction.map(str::to_owned),
        }
    }

    fn wrong_type(&self) -> SchemaErrorKind {
        let subschema = self.violated;
        let (expected, advice) =
            match (subschema.accepts_type("array"), subschema.accepts_type("object"), subschema.accepts_type("string"))
            {
                (true, true, _) => ("mistake-list-or-section", self.list_advice()),
                (true, _, true) => ("mistake-text-or-list", self.text_advice()),
                (true, _, _) => ("mistake-a-list", self.list_advice()),
                (_, true, _) => ("mistake-a-section", self.section_advice()),
                (_, _, true) => ("mistake-text", self.text_advice()),
                _ if subschema.accepts_type("boolean") => ("mistake-boolean", LazyMessage::new("advice-boolean")),
                _ => ("mistake-number", LazyMessage::new("advice-number")),
            };
        SchemaErrorKind::WrongType {
            subject: self.subject(),
            expected: LazyMessage::new(expected),
            found: self.describe_value(),
            advice: advice.into(),
        }
    }

    /// `key: text`, or only `text` for a list item.
    fn format_entry(&self, text: &str) -> String {
        if self.is_item() { text.to_owned() } else { format!("{}: {text}", self.key()) }
    }

    fn text_advice(&self) -> LazyMessage {
        if self.is_collection() {
            return lazy_message!("advice-one-text", line = self.format_entry("\"…\""));
        }
        lazy_message!("advice-quotes", line = self.format_entry(&double_quote(&self.value_text())))
    }

    fn list_advice(&self) -> LazyMessage {
        let items = self.violated.items();
        if self.node.as_str().is_some() {
            return lazy_message!("advice-brackets", line = self.format_entry(&format!("[{}]", self.value_text())));
        }
        let values = self.subschema().items().map(Subschema::values).unwrap_or_default();
        let present_keys: Vec<&str> =
            self.node.as_mapping().into_iter().flat_map(|map| map.iter().map(|(key, _)| key.name)).collect();
        let example = values.iter().find(|value| present_keys.contains(&value.name.as_str())).or(values.first());
        match example {
            Some(value) => {
                lazy_message!("advice-list-values", line = self.format_entry(&format!("[{}, …]", value.name)))
            }
            None if items.is_some_and(|items| items.first_key().is_some()) => LazyMessage::new("advice-dash"),
            None => lazy_message!("advice-list-values", line = self.format_entry("[…, …]")),
        }
    }

    fn section_advice(&self) -> LazyMessage {
        let first = self.violated.first_key().unwrap_or_default();
        match self.node.value() {
            Value::Sequence(_) => {
                lazy_message!("advice-remove-dashes", key = self.key())
            }
            _ if self.is_item() => {
                let mut required = self.violated.required_keys();
                let first = required.next().unwrap_or(first);
                let others: Vec<String> = required.map(|key| format!("`{key}: …`")).collect();
                if others.is_empty() {
                    lazy_message!("advice-write-item", first = first)
                } else {
                    lazy_message!("advice-write-item-with", first = first, others = others.join(", "))
                }
            }
            _ => {
                // The value was probably meant for the first key, if that takes any string.
                let accepts_any_text = self
                    .violated
                    .child(first)
                    .is_some_and(|part| part.accepts_type("string") && part.values().is_empty());
                let text = if accepts_any_text { to_yaml_scalar(&self.value_text()) } else { "…".to_owned() };
                lazy_message!("advice-write-section", key = self.key(), first = first, text = text)
            }
        }
    }
}

fn did_you_mean(suggestion: Option<&str>) -> LazyMessage {
    suggestion.map(|suggestion| lazy_message!("advice-did-you-mean", suggestion = suggestion)).unwrap_or_default()
}

fn choices(allowed: &[SchemaOption]) -> Vec<Choice> {
    allowed.iter().map(|option| Choice { name: option.name.clone(), title: option.title.clone() }).collect()
}

/// Whether a value is not one of the listed options.
pub(super) fn is_value_error(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), Kind::OneOfNotValid { .. } | Kind::AnyOf { .. } | Kind::Enum { .. } | Kind::Constant { .. })
}

/// A scalar as in the source (numbers and booleans verbatim); empty for collections and null.
pub(super) fn scalar_text(node: Node<'_>, file: &SourceFile) -> String {
    match node.value() {
        Value::Scalar(Scalar::String(text)) => text.clone(),
        Value::Scalar(Scalar::Boolean(_) | Scalar::Number(_)) => file.slice(node.definition_span()).to_owned(),
        Value::Scalar(Scalar::Null) | Value::Sequence(_) | Value::Mapping(_) => String::new(),
    }
}

/// A double-quoted YAML string; JSON escapes are valid in YAML.
fn double_quote(text: &str) -> String {
    Json::String(text.to_owned()).to_string()
}

/// A plain scalar if YAML would read it as the same string, quoted otherwise.
fn to_yaml_scalar(text: &str) -> String {
    let is_plain =
        text.starts_with(char::is_alphabetic) && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    if is_plain { text.to_owned() } else { double_quote(text) }
}

/// Converts to kebab case.
fn to_kebab_case(text: &str) -> String {
    let lowercase = text.to_lowercase();
    let words = lowercase.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

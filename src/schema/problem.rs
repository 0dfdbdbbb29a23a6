//! What the schema finds, in the words of the person who wrote the file.

use serde_json::Value as Json;

use crate::source::Span;

/// One thing that the schema does not allow, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// What is wrong.
    pub problem: SchemaProblem,
    /// Which document of the file it is in, from 0.
    pub document: usize,
    /// The node as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The key or the value.
    pub span: Span,
    /// The other end, where an alias is involved.
    pub related: Option<(Span, &'static str)>,
}

/// Something that may be written, with its title for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// As it is written.
    pub name: String,
    /// What it stands for; empty where the schema gives no title.
    pub title: String,
}

/// The kinds of finding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaProblem {
    /// Something else than a description.
    #[error("this is no description: it does not begin with `{marker}:`")]
    NotADescription {
        /// The section that every description has.
        marker: String,
    },
    /// A key that is not in the vocabulary.
    #[error("`{key}` is not a field{}", within(.section))]
    UnknownKey {
        /// The key as written.
        key: String,
        /// The section it stands in; empty at the top.
        section: String,
        /// The likely intention.
        meant: Option<String>,
        /// The keys that may stand there.
        allowed: Vec<Allowed>,
    },
    /// A value that is not in the vocabulary.
    #[error("`{field}` cannot be `{value}`")]
    UnknownValue {
        /// The field.
        field: String,
        /// The value as written.
        value: String,
        /// The likely intention.
        meant: Option<String>,
        /// The values that may stand there.
        allowed: Vec<Allowed>,
    },
    /// A list or a section where one value belongs.
    #[error("`{field}` takes one value, not several")]
    OneValue {
        /// The field.
        field: String,
        /// The values that may stand there.
        allowed: Vec<Allowed>,
    },
    /// A key without which nothing can be said.
    #[error("`{key}` is missing{}", within(.section))]
    Missing {
        /// The key.
        key: String,
        /// The section it belongs to; empty at the top.
        section: String,
        /// What it stands for.
        title: String,
    },
    /// Text where a list belongs, and the like.
    #[error("`{field}` must be {expected}, not `{found}`")]
    WrongType {
        /// The field.
        field: String,
        /// What belongs there.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// What to write.
        advice: String,
    },
    /// `[]`.
    #[error("`{field}` is an empty list, which says neither “none” nor “not known”")]
    EmptyList {
        /// The field.
        field: String,
    },
    /// The same item twice.
    #[error("`{value}` stands twice in `{field}`")]
    Repeated {
        /// The field.
        field: String,
        /// The item.
        value: String,
    },
    /// A key with nothing behind it.
    #[error("`{field}` is left empty")]
    LeftEmpty {
        /// The field.
        field: String,
    },
    /// Anything else, in the validator's words.
    #[error("`{field}` does not fit: {reason}")]
    Other {
        /// The field.
        field: String,
        /// Why.
        reason: String,
    },
}

fn within(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(" of `{section}`") }
}

/// A place in the instance.
pub(super) struct Place<'p> {
    pub(super) path: &'p [String],
    pub(super) field: String,
}

/// The dotted name that people use: `mentor.brings` for `/mentor/brings/2`.
pub(super) fn field_name(path: &[String]) -> String {
    path.iter().filter(|step| step.parse::<usize>().is_err()).map(String::as_str).collect::<Vec<_>>().join(".")
}

pub(super) fn pointer(path: &[String]) -> String {
    path.iter().flat_map(|step| ["/".to_owned(), escape(step)]).collect()
}

pub(super) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

fn title(schema: &Json) -> String {
    schema.get("title").and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// The values in a `oneOf` of constants or an `enum`.
pub(super) fn allowed_values(rule: &Json) -> Vec<Allowed> {
    let one = |option: &Json| match option {
        Json::String(name) => Some(Allowed { name: name.clone(), title: String::new() }),
        _ => Some(Allowed { name: option.get("const")?.as_str()?.to_owned(), title: title(option) }),
    };
    rule.as_array().into_iter().flatten().filter_map(one).collect()
}

fn allowed_keys(object: &Json) -> Vec<Allowed> {
    let keys = object.get("properties").and_then(Json::as_object);
    keys.into_iter().flatten().map(|(name, schema)| Allowed { name: name.clone(), title: title(schema) }).collect()
}

/// The nearest of `options` to `written`, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(written: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    options
        .into_iter()
        .map(|option| (strsim::damerau_levenshtein(&written, &plain(option)), option))
        .filter(|(distance, option)| *distance <= 1 + option.len().min(written.len()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, option)| option)
}

impl SchemaProblem {
    pub(super) fn unknown_key(key: &str, section: &str, object: &Json, schema: &Json) -> Self {
        let allowed = allowed_keys(object);
        let here = nearest(key, allowed.iter().map(|option| option.name.as_str())).map(str::to_owned);
        let meant = here.or_else(|| elsewhere(key, schema));
        Self::UnknownKey { key: key.into(), section: section.into(), meant, allowed }
    }

    pub(super) fn unknown_value(value: &str, field: String, allowed: Vec<Allowed>) -> Self {
        let meant = nearest(value, allowed.iter().map(|option| option.name.as_str())).map(str::to_owned);
        Self::UnknownValue { field, value: value.into(), meant, allowed }
    }

    pub(super) fn missing(key: &str, section: &str, object: &Json) -> Self {
        let title = object.pointer(&format!("/properties/{key}")).map(title).unwrap_or_default();
        Self::Missing { key: key.into(), section: section.into(), title }
    }

    pub(super) fn wrong_type(field: String, expected: &Json, found: &str, schema: &Json) -> Self {
        let accepts = |name: &str| match expected {
            Json::Array(names) => names.iter().any(|one| one == name),
            one => one == name,
        };
        let last = field.rsplit('.').next().unwrap_or_default().to_owned();
        let (expected, advice) = if accepts("object") {
            let first = allowed_keys(schema).into_iter().next().map_or("key".into(), |key| key.name);
            (
                "a section with keys of its own",
                format!("Begin with `{last}:` and put `{first}: …` on the next line, two spaces further in."),
            )
        } else if accepts("array") && accepts("string") {
            ("a text or a list of texts", "Put the text in quotes, or begin each item with `-` and a space.".into())
        } else if accepts("array") {
            let brackets = "Put what there is in brackets";
            if matches!(found, "a section with keys of its own" | "a list") {
                ("a list", "Begin each item with `-` and a space.".into())
            } else {
                ("a list", format!("{brackets}: `{last}: [{found}]`."))
            }
        } else if accepts("string") {
            ("text", format!("Put it in quotes: `{last}: \"{found}\"`."))
        } else {
            ("a number", "Write digits only.".into())
        };
        Self::WrongType { field, expected, found: found.into(), advice }
    }

    /// The stable code under which reports list it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADescription { .. } => "schema/not-a-description",
            Self::UnknownKey { .. } => "schema/unknown-field",
            Self::UnknownValue { .. } => "schema/unknown-value",
            Self::OneValue { .. } => "schema/one-value",
            Self::Missing { .. } => "schema/missing",
            Self::WrongType { .. } => "schema/wrong-type",
            Self::EmptyList { .. } => "schema/empty-list",
            Self::Repeated { .. } => "schema/repeated",
            Self::LeftEmpty { .. } => "schema/left-empty",
            Self::Other { .. } => "schema/other",
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::NotADescription { marker } => {
                format!("Check that this is the right file; a description has a section `{marker}`.")
            }
            Self::UnknownKey { meant, allowed, .. } => {
                format!(
                    "{}{}\nKeys that begin with `x-` are free for notes of your own.",
                    did_you_mean(meant.as_deref()),
                    listed(allowed)
                )
            }
            Self::UnknownValue { meant, allowed, .. } => {
                format!("{}{}", did_you_mean(meant.as_deref()), listed(allowed))
            }
            Self::OneValue { allowed, .. } => {
                format!(
                    "Take the one that has priority; a second strand of the programme can be a document of its own, after a line `---`.\n{}",
                    listed(allowed)
                )
            }
            Self::Missing { key, title, .. } if title.is_empty() => format!("Add `{key}`."),
            Self::Missing { key, title, .. } => format!("Add `{key}`: {title}."),
            Self::WrongType { advice, .. } => advice.clone(),
            Self::EmptyList { .. } => {
                "If it is known that there is none, write `[nothing-else]`. If it is not known, leave the line out."
                    .into()
            }
            Self::Repeated { .. } => "Remove one of the two.".into(),
            Self::LeftEmpty { .. } => {
                "Write what is known, or leave the line out: what is left out counts as not stated.".into()
            }
            Self::Other { .. } => "Compare it with what `mentorcheck schema` says of this field.".into(),
        }
    }
}

/// The same key in another section: `mentor.reward` for a `reward` that stands astray.
fn elsewhere(key: &str, schema: &Json) -> Option<String> {
    let sections = schema.get("properties")?.as_object()?;
    let holder =
        sections.iter().find(|(_, section)| section.pointer("/properties").and_then(|keys| keys.get(key)).is_some());
    holder.map(|(section, _)| format!("{section}.{key}"))
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|meant| format!("Did you mean `{meant}`?\n")).unwrap_or_default()
}

fn listed(allowed: &[Allowed]) -> String {
    if allowed.iter().all(|option| option.title.is_empty()) {
        let names: Vec<_> = allowed.iter().map(|option| option.name.as_str()).collect();
        return format!("Allowed here: {}.", names.join(", "));
    }
    let lines = allowed.iter().map(|Allowed { name, title }| format!("\n  {name}: {title}"));
    format!("Allowed here:{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let options = ["volunteer", "practitioner", "third_actor", "work", "one-off"];
        for (written, meant) in [
            ("volunter", Some("volunteer")),
            ("Volunteer", Some("volunteer")),
            ("third-actor", Some("third_actor")),
            ("one_off", Some("one-off")),
            ("wrok", Some("work")),
            ("unpaid", None),
            ("x", None),
        ] {
            assert_eq!(nearest(written, options), meant, "{written}");
        }
    }
}

//! Read access to a subschema: titles, keys, values and required entries, with references resolved.

use serde_json::Value as Json;

use crate::{catalogue::LazyMessage, lazy_message, schema::compiled::allows_not_stated};

/// A key or value that the schema allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SchemaOption {
    pub(super) name: String,
    /// Empty if the schema gives none.
    pub(super) title: String,
    /// The answer's wording in forms; empty if it equals the title.
    pub(super) answer: String,
}

impl SchemaOption {
    /// The strings that select this option.
    pub(super) fn synonyms(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.title, &self.answer].into_iter().map(String::as_str).filter(|text| !text.is_empty())
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Subschema<'s> {
    root: &'s Json,
    /// The unresolved subschema, whose title overrides that of the referenced one.
    unresolved: &'s Json,
    json: &'s Json,
}

impl<'s> Subschema<'s> {
    pub(super) fn new(root: &'s Json, unresolved: &'s Json) -> Self {
        let mut json = unresolved;
        // References that do not resolve are kept. A schema that passed validation has no reference cycles.
        while let Some(target) =
            json.get("$ref").and_then(Json::as_str).and_then(|reference| root.pointer(reference.strip_prefix('#')?))
        {
            json = target;
        }
        Self { root, unresolved, json }
    }

    /// The subschema of a property, or of a list's items if `step` is an index.
    pub(super) fn child(self, step: &str) -> Option<Self> {
        let part = self.json.get("properties").and_then(|keys| keys.get(step));
        let part = part.or_else(|| self.json.get("items").filter(|_| is_index(step)))?;
        Some(Self::new(self.root, part))
    }

    /// The subschema for a path in the document.
    pub(super) fn at_path(self, path: &[String]) -> Option<Self> {
        path.iter().try_fold(self, |subschema, segment| subschema.child(segment))
    }

    pub(super) fn items(self) -> Option<Self> {
        Some(Self::new(self.root, self.json.get("items")?))
    }

    pub(super) fn title(self) -> &'s str {
        self.annotation("title")
    }

    pub(super) fn description(self) -> &'s str {
        self.annotation("description")
    }

    fn annotation(self, key: &str) -> &'s str {
        [self.unresolved, self.json].iter().find_map(|part| part.get(key)?.as_str()).unwrap_or_default()
    }

    /// The field, as `section.key`, where a value unknown here may belong.
    pub(super) fn see_also(self) -> &'s str {
        self.annotation("x-see-also")
    }

    /// Whether a value of this type is allowed and is more than a “not stated” placeholder.
    pub(super) fn accepts_type(self, type_name: &str) -> bool {
        if type_name == "string" && self.json.as_object().is_some_and(allows_not_stated) {
            return false;
        }
        match self.json.get("type") {
            Some(Json::Array(allowed)) => allowed.iter().any(|item| item == type_name),
            value => value.is_some_and(|item| item == type_name),
        }
    }

    pub(super) fn keys(self) -> Vec<SchemaOption> {
        let keys = self.json.get("properties").and_then(Json::as_object);
        let key = |(name, part)| SchemaOption {
            name: String::clone(name),
            title: Self::new(self.root, part).title().into(),
            answer: String::new(),
        };
        keys.into_iter().flatten().map(key).collect()
    }

    pub(super) fn required_keys(self) -> impl Iterator<Item = &'s str> {
        self.json.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
    }

    /// The regular expressions of `patternProperties`.
    pub(super) fn key_patterns(self) -> impl Iterator<Item = &'s str> {
        self.json
            .get("patternProperties")
            .and_then(Json::as_object)
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
    }

    /// The first required key, or else the first key.
    pub(super) fn first_key(self) -> Option<&'s str> {
        let keys = self.json.get("properties").and_then(Json::as_object);
        self.required_keys().next().or_else(|| keys?.keys().next().map(String::as_str))
    }

    /// The options of a `oneOf` of constants or an `enum`.
    pub(super) fn values(self) -> Vec<SchemaOption> {
        ["oneOf", "enum"].iter().filter_map(|name| self.json.get(*name)).flat_map(options_in).collect()
    }

    /// The value that marks a list as complete.
    pub(super) fn closing_value(self) -> Option<&'s str> {
        let options = self.items()?.json.get("oneOf")?.as_array()?;
        let closing = options.iter().find(|option| option.get("x-closes-list").and_then(Json::as_bool) == Some(true));
        closing?.get("const")?.as_str()
    }

    /// The sections with a property called `key`.
    pub(super) fn sections_with_key(self, key: &str) -> Vec<&'s str> {
        let sections = self.json.get("properties").and_then(Json::as_object).into_iter().flatten();
        let matching =
            sections.filter(|(_, section)| section.get("properties").and_then(|keys| keys.get(key)).is_some());
        matching.map(|(name, _)| name.as_str()).collect()
    }

    /// How to write an entry for `key`, including what follows it.
    pub(super) fn entry_help(self, key: &str) -> LazyMessage {
        let Some(part) = self.child(key) else { return entry_line(key, "") };
        // Sections that may be “not stated” are still shown with their first key.
        let is_section = part.json.as_object().is_some_and(allows_not_stated);
        let first = part.required_keys().next().or_else(|| part.first_key().filter(|_| is_section));
        let below = first.and_then(|first| Some((first, part.child(first)?)));
        match below {
            Some((first, inner)) => {
                lazy_message!("entry-lines", key = key, first = first, title = title_suffix(inner.title()))
            }
            None => entry_line(key, part.title()),
        }
    }
}

fn entry_line(key: &str, title: &str) -> LazyMessage {
    lazy_message!("entry-line", key = key, title = title_suffix(title))
}

fn title_suffix(title: &str) -> LazyMessage {
    if title.is_empty() { LazyMessage::default() } else { lazy_message!("entry-title", title = title) }
}

/// The options of an `enum` or a `oneOf` of constants, without deprecated ones.
pub(super) fn options_in(keyword_value: &Json) -> Vec<SchemaOption> {
    let mut values = Vec::new();
    for option in keyword_value.as_array().into_iter().flatten() {
        let text = |key: &str| option.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let is_deprecated = option.get("deprecated").and_then(Json::as_bool).unwrap_or_default();
        match (option.as_str(), option.get("enum")) {
            (Some(name), _) => {
                values.push(SchemaOption { name: name.to_owned(), title: String::new(), answer: String::new() });
            }
            (None, Some(nested)) => values.extend(options_in(nested)),
            (None, None) if option.get("const").is_none_or(|name| !name.is_string()) || is_deprecated => {}
            (None, None) => {
                values.push(SchemaOption { name: text("const"), title: text("title"), answer: text("x-answer") });
            }
        }
    }
    values
}

pub(super) fn is_index(step: &str) -> bool {
    step.parse::<usize>().is_ok()
}

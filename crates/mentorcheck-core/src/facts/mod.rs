//! Extracts the facts that a document states, as sets of vocabulary values that rules evaluate.

pub mod assumption;

use crate::schema::{FieldId, Meaning, Sort, Vocabulary, is_not_stated, next, pointer};
use mentorcheck_yaml::{Document, Mapping, Node, Sequence};

/// The facts stated in a description. Fields that are left out are absent (open world).
#[derive(Debug, Clone)]
pub struct Facts {
    stated: Vec<Stated>,
    misread: Vec<FieldId>,
}

/// Equal if they state the same facts; misread fields are ignored.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.stated == other.stated
    }
}

impl Eq for Facts {}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// A bit set of value indices.
    pub values: u64,
    /// For a list: whether it is marked as complete.
    pub closed: bool,
}

/// A single fact: a field has a value, or a list is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    pub field: FieldId,
    /// The index of the value; `None` if the list is complete.
    pub value: Option<usize>,
}

impl Facts {
    #[must_use]
    pub fn none(vocabulary: &Vocabulary) -> Self {
        Self { stated: vec![Stated::default(); vocabulary.fields.len()], misread: Vec::new() }
    }

    /// Extracts the facts from `document`. Values are matched by name or title, and moved values count for their new
    /// field. Unrecognised values state nothing, and a list with an unrecognised, empty or repeated item is never
    /// complete.
    #[must_use]
    pub fn read(document: &Document, vocabulary: &Vocabulary) -> Self {
        let mut facts = Self::none(vocabulary);
        for (id, node) in fields_of(document, vocabulary) {
            let field = &vocabulary.fields[id];
            let is_misread = match (field.sort, node.as_sequence()) {
                (Sort::Free, _) => false,
                (Sort::One, _) => {
                    let value = node.as_str().and_then(|text| field.find_value(text));
                    facts.stated[id].values |= value.map_or(0, bit);
                    value.is_none() && !is_not_stated(vocabulary, node)
                }
                (Sort::List, Some(items)) => facts.read_list(items, id, vocabulary),
                (Sort::List, None) => !is_not_stated(vocabulary, node),
            };
            if is_misread {
                facts.misread.push(id);
            }
        }
        facts
    }

    /// Returns whether an item is unrecognised.
    fn read_list(&mut self, items: Sequence<'_>, id: FieldId, vocabulary: &Vocabulary) -> bool {
        let mut own = Stated::default();
        let mut is_complete = true;
        let mut is_misread = false;
        for item in items.iter() {
            match item.as_str().and_then(|text| Meaning::of(&vocabulary.fields[id], text)) {
                Some(Meaning::Value(value)) => {
                    is_complete &= own.values & bit(value) == 0;
                    own.values |= bit(value);
                }
                Some(Meaning::Closing) => {
                    is_complete &= !own.closed;
                    own.closed = true;
                }
                Some(Meaning::Moved(field, value)) => self.stated[field].values |= bit(value),
                None => {
                    is_complete = false;
                    is_misread |= !is_not_stated(vocabulary, item);
                }
            }
        }
        self.stated[id].values |= own.values;
        self.stated[id].closed = own.closed && is_complete;
        is_misread
    }

    /// The fields with unrecognised values, in document order. Free text is never misread.
    #[must_use]
    pub fn misread(&self) -> &[FieldId] {
        &self.misread
    }

    #[must_use]
    pub fn is_misread(&self, field: FieldId) -> bool {
        self.misread.contains(&field)
    }

    #[must_use]
    pub fn of(&self, field: FieldId) -> Stated {
        self.stated[field]
    }

    #[must_use]
    pub fn states(&self, field: FieldId) -> bool {
        self.stated[field] != Stated::default()
    }

    /// All facts, in the order of the vocabulary.
    pub fn all(&self) -> impl Iterator<Item = Fact> {
        self.stated.iter().enumerate().flat_map(|(field, stated)| {
            let values = (0..u64::BITS as usize).filter(|value| stated.values & bit(*value) != 0).map(Some);
            values.chain(stated.closed.then_some(None)).map(move |value| Fact { field, value })
        })
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.all().count()
    }

    /// A YAML description that states exactly these facts.
    ///
    /// # Panics
    /// Never: a mapping of strings can always be serialised.
    #[must_use]
    pub fn description(&self, vocabulary: &Vocabulary, name: &str) -> String {
        use serde_yaml::{Mapping, Value};
        let mut sections = Mapping::new();
        let mut put = |field: FieldId, value: Value| {
            let field = &vocabulary.fields[field];
            let section = sections.entry(field.section.as_str().into()).or_insert_with(|| Mapping::new().into());
            if let Value::Mapping(section) = section {
                section.insert(field.key.as_str().into(), value);
            }
        };
        put(vocabulary.name, name.into());
        for (id, field) in vocabulary.fields.iter().enumerate().filter(|(id, _)| self.states(*id)) {
            let names = self.all().filter(|fact| fact.field == id).map(|fact| fact.value_name(vocabulary).into());
            let names: Vec<Value> = names.collect();
            put(id, if field.sort == Sort::List { names.into() } else { names.into_iter().next().unwrap_or_default() });
        }
        serde_yaml::to_string(&sections).expect("a mapping of strings is serialisable")
    }

    /// Removes the values in the bit set `values` from a field.
    #[must_use]
    pub fn without(&self, field: FieldId, values: u64) -> Self {
        let mut facts = self.clone();
        facts.stated[field].values &= !values;
        facts
    }

    #[must_use]
    pub fn without_field(&self, field: FieldId) -> Self {
        let mut facts = self.clone();
        facts.stated[field] = Stated::default();
        facts.misread.retain(|misread| *misread != field);
        facts
    }

    /// Adds a fact; in a single-value field it replaces the current value.
    #[must_use]
    pub fn with(&self, vocabulary: &Vocabulary, fact: Fact) -> Self {
        let mut facts = self.clone();
        let stated = &mut facts.stated[fact.field];
        match (fact.value, vocabulary.fields[fact.field].sort) {
            (None, _) => stated.closed = true,
            (Some(value), Sort::List) => stated.values |= bit(value),
            (Some(value), _) => stated.values = bit(value),
        }
        facts
    }
}

/// The bit set with only this value.
#[must_use]
pub const fn bit(value: usize) -> u64 {
    1 << value
}

/// The known fields of a document and their nodes, in document order.
fn fields_of<'t>(document: &'t Document, vocabulary: &Vocabulary) -> impl Iterator<Item = (FieldId, Node<'t>)> {
    let parts = document.root().as_mapping().into_iter().flat_map(Mapping::iter);
    let sections = parts.filter_map(|(key, part)| {
        let section = vocabulary.sections.iter().find(|section| section.name == key.name)?;
        Some((&section.fields, part.as_mapping()?))
    });
    sections.flat_map(move |(fields, part)| {
        let mut from = fields.start;
        part.iter().filter_map(move |(key, node)| {
            let field = next(fields.clone(), from, |field| vocabulary.fields[field].key == key.name)?;
            from = field + 1;
            Some((field, node))
        })
    })
}

/// The display name of a programme without a name.
pub const UNNAMED: &str = "(unnamed)";

/// The programme's name, unless it is a placeholder.
#[must_use]
pub fn name_of<'t>(document: &'t Document, vocabulary: &Vocabulary) -> Option<&'t str> {
    let name = node_of(document, vocabulary, vocabulary.name)?.as_str()?;
    (!vocabulary.is_placeholder(name)).then_some(name)
}

#[must_use]
pub fn node_of<'t>(document: &'t Document, vocabulary: &Vocabulary, field: FieldId) -> Option<Node<'t>> {
    let field = &vocabulary.fields[field];
    document.root().get(&field.section)?.get(&field.key)
}

impl Fact {
    /// The fact as `section.key: value`.
    #[must_use]
    pub fn only_stated(self, vocabulary: &Vocabulary) -> String {
        format!("{}: {}", vocabulary.fields[self.field].name, self.value_name(vocabulary))
    }

    #[must_use]
    pub fn value_name(self, vocabulary: &Vocabulary) -> &str {
        let field = &vocabulary.fields[self.field];
        match self.value {
            Some(value) => &field.values[value].name,
            None => field.closing_name().unwrap_or_default(),
        }
    }

    /// The node that states this fact, and its index in the list.
    #[must_use]
    pub fn node<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, Option<usize>)> {
        let place = self.place(document, vocabulary)?;
        Some((place.node, place.item))
    }

    /// The node that states this fact, and its JSON Pointer.
    #[must_use]
    pub fn locate<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, String)> {
        let place = self.place(document, vocabulary)?;
        let field = &vocabulary.fields[place.field];
        let item = place.item.map(|item| format!("/{item}")).unwrap_or_default();
        Some((place.node, format!("{}{item}", pointer::field(field))))
    }

    /// Where `document` states the fact: in its own field, or in the field that had the value in an earlier version.
    fn place<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<Place<'t>> {
        let node = node_of(document, vocabulary, self.field);
        let own = self.value.map_or(Meaning::Closing, Meaning::Value);
        if let Some(place) = node.and_then(|node| item_of(node, self.field, vocabulary, own)) {
            return Some(place);
        }
        let earlier = self.value.and_then(|value| {
            let was_in = |id: &FieldId| {
                vocabulary.fields[*id].moved.iter().any(|one| (one.field, one.value) == (self.field, value))
            };
            let mut fields = (0..vocabulary.fields.len()).filter(was_in);
            fields.find_map(|id| {
                item_of(node_of(document, vocabulary, id)?, id, vocabulary, Meaning::Moved(self.field, value))
            })
        });
        earlier.or_else(|| {
            node.filter(|node| node.as_sequence().is_none()).map(|node| Place { node, field: self.field, item: None })
        })
    }
}

/// A located fact.
struct Place<'t> {
    node: Node<'t>,
    field: FieldId,
    /// The index in the list, if the field is one.
    item: Option<usize>,
}

/// The first list item with this meaning.
fn item_of<'t>(node: Node<'t>, field: FieldId, vocabulary: &Vocabulary, meaning: Meaning) -> Option<Place<'t>> {
    let means =
        |item: Node<'t>| item.as_str().and_then(|text| Meaning::of(&vocabulary.fields[field], text)) == Some(meaning);
    let (item, node) = node.as_sequence()?.iter().enumerate().find(|(_, item)| means(*item))?;
    Some(Place { node, field, item: Some(item) })
}

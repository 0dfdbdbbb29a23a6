//! Extracts the facts that a document states, as sets of vocabulary values that rules evaluate.

pub mod assumption;

use crate::schema::{FieldId, FieldType, Meaning, Vocabulary, find_from, is_not_stated, pointer};
use mentorcheck_yaml::{Document, Mapping, Node, Sequence};

/// The facts stated in a description. Fields that are left out are absent (open world).
#[derive(Debug, Clone)]
pub struct Facts {
    states: Vec<FieldState>,
    misread: Vec<FieldId>,
}

/// Equal if they state the same facts; misread fields are ignored.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.states == other.states
    }
}

impl Eq for Facts {}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldState {
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
    pub fn empty(vocabulary: &Vocabulary) -> Self {
        Self { states: vec![FieldState::default(); vocabulary.fields.len()], misread: Vec::new() }
    }

    /// Extracts the facts from `document`. Values are matched by name or title, and moved values count for their new
    /// field. Unrecognised values state nothing, and a list with an unrecognised, empty or repeated item is never
    /// complete.
    #[must_use]
    pub fn from_document(document: &Document, vocabulary: &Vocabulary) -> Self {
        let mut facts = Self::empty(vocabulary);
        for (id, node) in fields_in_order(document, vocabulary) {
            let field = &vocabulary.fields[id];
            let is_misread = match (field.field_type, node.as_sequence()) {
                (FieldType::FreeText, _) => false,
                (FieldType::Enum, _) => {
                    let value = node.as_str().and_then(|text| field.find_value(text));
                    facts.states[id].values |= value.map_or(0, value_mask);
                    value.is_none() && !is_not_stated(vocabulary, node)
                }
                (FieldType::EnumList, Some(items)) => facts.read_list(items, id, vocabulary),
                (FieldType::EnumList, None) => !is_not_stated(vocabulary, node),
            };
            if is_misread {
                facts.misread.push(id);
            }
        }
        facts
    }

    /// Returns whether an item is unrecognised.
    fn read_list(&mut self, items: Sequence<'_>, id: FieldId, vocabulary: &Vocabulary) -> bool {
        let mut state = FieldState::default();
        let mut is_complete = true;
        let mut is_misread = false;
        for item in items.iter() {
            match item.as_str().and_then(|text| Meaning::from_text(&vocabulary.fields[id], text)) {
                Some(Meaning::Value(value)) => {
                    is_complete &= state.values & value_mask(value) == 0;
                    state.values |= value_mask(value);
                }
                Some(Meaning::Closing) => {
                    is_complete &= !state.closed;
                    state.closed = true;
                }
                Some(Meaning::Moved(field, value)) => self.states[field].values |= value_mask(value),
                None => {
                    is_complete = false;
                    is_misread |= !is_not_stated(vocabulary, item);
                }
            }
        }
        self.states[id].values |= state.values;
        self.states[id].closed = state.closed && is_complete;
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

    /// Whether a stated value says that the programme has ended.
    #[must_use]
    pub fn has_ended(&self, vocabulary: &Vocabulary) -> bool {
        let says_so = |fact: Fact| fact.value.is_some_and(|value| vocabulary.fields[fact.field].values[value].ended);
        self.iter().any(says_so)
    }

    /// Whether the value with this index is stated for `field`.
    #[must_use]
    pub fn states_value(&self, field: FieldId, value: usize) -> bool {
        self.get(field).values & value_mask(value) != 0
    }

    #[must_use]
    pub fn get(&self, field: FieldId) -> FieldState {
        self.states[field]
    }

    #[must_use]
    pub fn is_stated(&self, field: FieldId) -> bool {
        self.states[field] != FieldState::default()
    }

    /// All facts, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = Fact> {
        (0..self.states.len()).flat_map(|field| self.of_field(field))
    }

    /// The facts on one field.
    pub fn of_field(&self, field: FieldId) -> impl Iterator<Item = Fact> + use<> {
        let FieldState { values, closed } = self.states[field];
        let values = values_of(values).map(Some);
        values.chain(closed.then_some(None)).map(move |value| Fact { field, value })
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.iter().count()
    }

    /// A YAML description that states exactly these facts.
    ///
    /// # Panics
    /// Never: a mapping of strings can always be serialised.
    #[must_use]
    pub fn to_yaml(&self, vocabulary: &Vocabulary, name: &str) -> String {
        use serde_yaml::{Mapping, Value};
        let mut sections = Mapping::new();
        let mut insert = |field: FieldId, value: Value| {
            let field = &vocabulary.fields[field];
            let section = sections.entry(field.section.as_str().into()).or_insert_with(|| Mapping::new().into());
            if let Value::Mapping(section) = section {
                section.insert(field.key.as_str().into(), value);
            }
        };
        insert(vocabulary.name_field, name.into());
        for (id, field) in vocabulary.fields.iter().enumerate().filter(|(id, _)| self.is_stated(*id)) {
            let names = self.iter().filter(|fact| fact.field == id).map(|fact| fact.value_name(vocabulary).into());
            let names: Vec<Value> = names.collect();
            insert(
                id,
                if field.field_type == FieldType::EnumList {
                    names.into()
                } else {
                    names.into_iter().next().unwrap_or_default()
                },
            );
        }
        serde_yaml::to_string(&sections).expect("a mapping of strings is serialisable")
    }

    /// Removes the values in the bit set `values` from a field.
    #[must_use]
    pub fn without(&self, field: FieldId, values: u64) -> Self {
        let mut facts = self.clone();
        facts.remove(field, values);
        facts
    }

    /// Removes the values in the bit set `values` from a field.
    pub fn remove(&mut self, field: FieldId, values: u64) {
        self.states[field].values &= !values;
    }

    #[must_use]
    pub fn without_field(&self, field: FieldId) -> Self {
        let mut facts = self.clone();
        facts.states[field] = FieldState::default();
        facts.misread.retain(|misread| *misread != field);
        facts
    }

    /// Adds a fact; in a single-value field it replaces the current value.
    #[must_use]
    pub fn with(&self, vocabulary: &Vocabulary, fact: Fact) -> Self {
        let mut facts = self.clone();
        facts.insert(vocabulary, fact);
        facts
    }

    /// Adds a fact; in a single-value field it replaces the current value.
    pub fn insert(&mut self, vocabulary: &Vocabulary, fact: Fact) {
        let stated = &mut self.states[fact.field];
        match (fact.value, vocabulary.fields[fact.field].field_type) {
            (None, _) => stated.closed = true,
            (Some(value), FieldType::EnumList) => stated.values |= value_mask(value),
            (Some(value), _) => stated.values = value_mask(value),
        }
    }
}

/// The indices of the values in a bit set, in order.
pub fn values_of(mut values: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let value = (values != 0).then_some(values.trailing_zeros() as usize)?;
        values &= values - 1;
        Some(value)
    })
}

/// The bit set with only this value.
#[must_use]
pub const fn value_mask(value: usize) -> u64 {
    1 << value
}

/// The known fields of a document and their nodes, in document order.
fn fields_in_order<'t>(document: &'t Document, vocabulary: &Vocabulary) -> impl Iterator<Item = (FieldId, Node<'t>)> {
    let entries = document.root().as_mapping().into_iter().flat_map(Mapping::iter);
    let sections = entries.filter_map(|(key, part)| {
        let section = vocabulary.sections.iter().find(|section| section.name == key.name)?;
        Some((&section.fields, part.as_mapping()?))
    });
    sections.flat_map(move |(fields, part)| {
        let mut start = fields.start;
        part.iter().filter_map(move |(key, node)| {
            let field = find_from(fields.clone(), start, |field| vocabulary.fields[field].key == key.name)?;
            start = field + 1;
            Some((field, node))
        })
    })
}

/// The display name of a programme without a name.
pub const UNNAMED_PROGRAMME: &str = "(unnamed)";

/// The programme's name, unless it is a placeholder.
#[must_use]
pub fn programme_name<'t>(document: &'t Document, vocabulary: &Vocabulary) -> Option<&'t str> {
    let name = field_node(document, vocabulary, vocabulary.name_field)?.as_str()?;
    (!vocabulary.is_placeholder(name)).then_some(name)
}

#[must_use]
pub fn field_node<'t>(document: &'t Document, vocabulary: &Vocabulary, field: FieldId) -> Option<Node<'t>> {
    let field = &vocabulary.fields[field];
    document.root().get(&field.section)?.get(&field.key)
}

impl Fact {
    /// The fact as `section.key: value`.
    #[must_use]
    pub fn display(self, vocabulary: &Vocabulary) -> String {
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
        let location = self.find(document, vocabulary)?;
        Some((location.node, location.item))
    }

    /// The node that states this fact, and its JSON Pointer.
    #[must_use]
    pub fn locate<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, String)> {
        let location = self.find(document, vocabulary)?;
        let field = &vocabulary.fields[location.field];
        let item = location.item.map(|item| format!("/{item}")).unwrap_or_default();
        Some((location.node, format!("{}{item}", pointer::field(field))))
    }

    /// Where `document` states the fact: in its own field, or in the field that had the value in an earlier version.
    fn find<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<FactLocation<'t>> {
        let node = field_node(document, vocabulary, self.field);
        let meaning = self.value.map_or(Meaning::Closing, Meaning::Value);
        if let Some(place) = node.and_then(|node| find_item(node, self.field, vocabulary, meaning)) {
            return Some(place);
        }
        let earlier = self.value.and_then(|value| {
            let held_value = |id: &FieldId| {
                vocabulary.fields[*id]
                    .moved
                    .iter()
                    .any(|moved_value| (moved_value.field, moved_value.value) == (self.field, value))
            };
            let mut fields = (0..vocabulary.fields.len()).filter(held_value);
            fields.find_map(|id| {
                find_item(field_node(document, vocabulary, id)?, id, vocabulary, Meaning::Moved(self.field, value))
            })
        });
        earlier.or_else(|| {
            node.filter(|node| node.as_sequence().is_none()).map(|node| FactLocation {
                node,
                field: self.field,
                item: None,
            })
        })
    }
}

/// A located fact.
struct FactLocation<'t> {
    node: Node<'t>,
    field: FieldId,
    /// The index in the list, if the field is one.
    item: Option<usize>,
}

/// The first list item with this meaning.
fn find_item<'t>(
    node: Node<'t>,
    field: FieldId,
    vocabulary: &Vocabulary,
    meaning: Meaning,
) -> Option<FactLocation<'t>> {
    let has_meaning = |item: Node<'t>| {
        item.as_str().and_then(|text| Meaning::from_text(&vocabulary.fields[field], text)) == Some(meaning)
    };
    let (item, node) = node.as_sequence()?.iter().enumerate().find(|(_, item)| has_meaning(*item))?;
    Some(FactLocation { node, field, item: Some(item) })
}

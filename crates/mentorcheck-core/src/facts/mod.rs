//! Schema → facts: a document seen through the vocabulary, as sets that rules can ask.

pub mod assumption;

use crate::schema::{FieldId, Meaning, Sort, Vocabulary, is_not_stated, next, pointer};
use mentorcheck_yaml::{Document, Mapping, Node, Sequence};

/// What a description states, and nothing else: a field left out is not there.
#[derive(Debug, Clone)]
pub struct Facts {
    stated: Vec<Stated>,
    misread: Vec<FieldId>,
}

/// Facts are the same when they state the same, whatever else the description holds.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        self.stated == other.stated
    }
}

impl Eq for Facts {}

/// What is stated of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// The values, one bit each in the order of the vocabulary.
    pub values: u64,
    /// For a list: whether it says that there is nothing else.
    pub closed: bool,
}

/// One thing that a description states: a value of a field, or that a list is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    pub field: FieldId,
    /// The value's number in the vocabulary; none for the closing of a list.
    pub value: Option<usize>,
}

impl Facts {
    /// A description that states nothing.
    #[must_use]
    pub fn none(vocabulary: &Vocabulary) -> Self {
        Self { stated: vec![Stated::default(); vocabulary.fields.len()], misread: Vec::new() }
    }

    /// What `document` states, by the names of values or by their titles. Whatever is not understood states nothing,
    /// and a list with a mistake or a gap in it is not taken for complete, whatever it says. A value of an earlier
    /// version counts for the field that it belongs to now.
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

    /// Reads the items of a field, and says whether one of them is not understood.
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

    /// The fields for which something is stated that is not understood, in the order of the file. Free text is always
    /// understood.
    #[must_use]
    pub fn misread(&self) -> &[FieldId] {
        &self.misread
    }

    /// Whether something is stated for `field` that is not understood.
    #[must_use]
    pub fn is_misread(&self, field: FieldId) -> bool {
        self.misread.contains(&field)
    }

    /// What is stated of `field`.
    #[must_use]
    pub fn of(&self, field: FieldId) -> Stated {
        self.stated[field]
    }

    /// Whether anything at all is stated of `field`.
    #[must_use]
    pub fn states(&self, field: FieldId) -> bool {
        self.stated[field] != Stated::default()
    }

    /// Everything that is stated, fact by fact, in the order of the vocabulary.
    pub fn all(&self) -> impl Iterator<Item = Fact> {
        self.stated.iter().enumerate().flat_map(|(field, stated)| {
            let values = (0..u64::BITS as usize).filter(|value| stated.values & bit(*value) != 0).map(Some);
            values.chain(stated.closed.then_some(None)).map(move |value| Fact { field, value })
        })
    }

    /// How many facts are stated.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all().count()
    }

    /// A description that states just these facts, ready to be saved and checked.
    ///
    /// # Panics
    /// Never: a mapping of texts can always be written as YAML.
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
        serde_yaml::to_string(&sections).expect("a mapping of texts is plain data")
    }

    /// The same facts without these values of a field.
    #[must_use]
    pub fn without(&self, field: FieldId, values: u64) -> Self {
        let mut facts = self.clone();
        facts.stated[field].values &= !values;
        facts
    }

    /// The same facts without anything that is stated for a field.
    #[must_use]
    pub fn without_field(&self, field: FieldId) -> Self {
        let mut facts = self.clone();
        facts.stated[field] = Stated::default();
        facts.misread.retain(|misread| *misread != field);
        facts
    }

    /// The same facts and this one besides; in a field of one value it takes the other's place.
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

/// The set that holds just the value of this number.
#[must_use]
pub const fn bit(value: usize) -> u64 {
    1 << value
}

/// The fields that a document has, with what stands in them, in the order of the file.
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

/// How reports call a programme whose description does not name it.
pub const UNNAMED: &str = "(unnamed)";

/// The programme's name, where the document states it.
#[must_use]
pub fn name_of<'t>(document: &'t Document, vocabulary: &Vocabulary) -> Option<&'t str> {
    let name = node_of(document, vocabulary, vocabulary.name)?.as_str()?;
    (!vocabulary.is_placeholder(name)).then_some(name)
}

/// The node of a field, if the document has it.
#[must_use]
pub fn node_of<'t>(document: &'t Document, vocabulary: &Vocabulary, field: FieldId) -> Option<Node<'t>> {
    let field = &vocabulary.fields[field];
    document.root().get(&field.section)?.get(&field.key)
}

impl Fact {
    /// The fact as people write it: the field's name, a colon and the value's name.
    #[must_use]
    pub fn only_stated(self, vocabulary: &Vocabulary) -> String {
        format!("{}: {}", vocabulary.fields[self.field].name, self.value_name(vocabulary))
    }

    /// The value's name.
    #[must_use]
    pub fn value_name(self, vocabulary: &Vocabulary) -> &str {
        let field = &vocabulary.fields[self.field];
        match self.value {
            Some(value) => &field.values[value].name,
            None => field.closing_name().unwrap_or_default(),
        }
    }

    /// Where `document` states it: the node, and which item it is where it is in a list.
    #[must_use]
    pub fn node<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, Option<usize>)> {
        let place = self.place(document, vocabulary)?;
        Some((place.node, place.item))
    }

    /// Where `document` states it: the node, and its JSON Pointer.
    #[must_use]
    pub fn locate<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, String)> {
        let place = self.place(document, vocabulary)?;
        let field = &vocabulary.fields[place.field];
        let item = place.item.map(|item| format!("/{item}")).unwrap_or_default();
        Some((place.node, format!("{}{item}", pointer::field(field))))
    }

    /// Where `document` states it: in its field, or in the one where an earlier version had it.
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

/// A place in a document.
struct Place<'t> {
    node: Node<'t>,
    /// The field that it is in.
    field: FieldId,
    /// Which item of the field it is, where that is a list.
    item: Option<usize>,
}

/// The first item of a field that means this.
fn item_of<'t>(node: Node<'t>, field: FieldId, vocabulary: &Vocabulary, meaning: Meaning) -> Option<Place<'t>> {
    let means =
        |item: Node<'t>| item.as_str().and_then(|text| Meaning::of(&vocabulary.fields[field], text)) == Some(meaning);
    let (item, node) = node.as_sequence()?.iter().enumerate().find(|(_, item)| means(*item))?;
    Some(Place { node, field, item: Some(item) })
}

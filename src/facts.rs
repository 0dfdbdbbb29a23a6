//! Schema → facts: a document seen through the vocabulary, as sets that rules can ask.

use crate::{
    rules::{Example, OneOrMore},
    schema::{FieldId, Sort, Vocabulary, next},
    source::{Document, Map, Node},
};

/// What a description states, and nothing else: a field left out is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    stated: Vec<Stated>,
}

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
    /// The field.
    pub field: FieldId,
    /// The value's number in the vocabulary; none for the closing of a list.
    pub value: Option<usize>,
}

impl Facts {
    /// A description that states nothing.
    #[must_use]
    pub fn none(vocabulary: &Vocabulary) -> Self {
        Self { stated: vec![Stated::default(); vocabulary.fields.len()] }
    }

    /// What `document` states. Whatever is not in the vocabulary counts as not stated, and a list
    /// with a mistake in it is not taken for complete, whatever it says.
    #[must_use]
    pub fn read(document: &Document, vocabulary: &Vocabulary) -> Self {
        let mut facts = Self::none(vocabulary);
        for (id, node) in fields_of(document, vocabulary) {
            let field = &vocabulary.fields[id];
            let value_of = |node: Node<'_>| node.text().and_then(|text| field.value(text));
            let stated = &mut facts.stated[id];
            match (field.sort, node.list()) {
                (Sort::One, _) => stated.values = value_of(node).map_or(0, bit),
                (Sort::List, Some(items)) => {
                    let mut sound = true;
                    for item in items.iter() {
                        match value_of(item).map(bit) {
                            Some(value) if stated.values & value == 0 => stated.values |= value,
                            None if item.text().is_some() && item.text() == field.closing_name() && !stated.closed => {
                                stated.closed = true;
                            }
                            _ => sound = false,
                        }
                    }
                    stated.closed &= sound;
                }
                (Sort::List, None) | (Sort::Free, _) => {}
            }
        }
        facts
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

    /// What an example of a rule pack states; none where it is not in the vocabulary.
    #[must_use]
    pub fn of_example(example: &Example, vocabulary: &Vocabulary) -> Option<Self> {
        let mut facts = Self::none(vocabulary);
        for (name, stated) in example {
            let id = vocabulary.field(name)?;
            let field = &vocabulary.fields[id];
            let values = match (stated, field.sort) {
                (OneOrMore::One(value), Sort::One) => std::slice::from_ref(value),
                (OneOrMore::More(values), Sort::List) => values.as_slice(),
                _ => return None,
            };
            for value in values {
                let closes = field.closing_name() == Some(value);
                let value = if closes { None } else { Some(field.value(value)?) };
                facts = facts.with(vocabulary, Fact { field: id, value });
            }
        }
        Some(facts)
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
    let parts = document.root().map().into_iter().flat_map(Map::iter);
    let sections = parts.filter_map(|(key, part)| {
        let section = vocabulary.sections.iter().find(|section| section.name == key.name)?;
        Some((&section.fields, part.map()?))
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

/// The node of a field, if the document has it.
#[must_use]
pub fn node_of<'t>(document: &'t Document, vocabulary: &Vocabulary, field: FieldId) -> Option<Node<'t>> {
    let field = &vocabulary.fields[field];
    document.root().get(&field.section)?.get(&field.key)
}

impl Fact {
    /// The fact as people write it: the field's name, a colon and the value's name.
    #[must_use]
    pub fn written(self, vocabulary: &Vocabulary) -> String {
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

    /// Where `document` states it: the node, and which item it is where it stands in a list.
    #[must_use]
    pub fn node<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, Option<usize>)> {
        let node = node_of(document, vocabulary, self.field)?;
        let Some(items) = node.list() else { return Some((node, None)) };
        let name = self.value_name(vocabulary);
        let (index, item) = items.iter().enumerate().find(|(_, item)| item.text() == Some(name))?;
        Some((item, Some(index)))
    }

    /// Where `document` states it: the node, and its JSON Pointer.
    #[must_use]
    pub fn locate<'t>(self, document: &'t Document, vocabulary: &Vocabulary) -> Option<(Node<'t>, String)> {
        let (node, item) = self.node(document, vocabulary)?;
        let field = &vocabulary.fields[self.field];
        let item = item.map(|item| format!("/{item}")).unwrap_or_default();
        Some((node, format!("/{}/{}{item}", field.section, field.key)))
    }
}

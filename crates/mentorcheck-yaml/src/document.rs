//! The tree of one document: every value and every key with the place where it stands.

use crate::source_file::Span;

/// One YAML document as a tree. Nodes are read through [`Node`], a cheap cursor.
#[derive(Debug, Default, PartialEq)]
pub struct Document {
    /// Which document of its file this is, from 0.
    pub index: usize,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) root: NodeId,
}

pub(crate) type NodeId = u32;

#[derive(Debug, PartialEq)]
pub(crate) struct NodeData {
    pub(crate) span: Span,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Scalar(Scalar),
    List(Vec<NodeId>),
    Map(Entries),
    /// A use of an anchor elsewhere in the document; the parser admits no cycle.
    Alias(NodeId),
}

/// A mapping's entries in the order of the file, and their numbers in the order of their keys, by
/// which they are found where there are many.
#[derive(Debug, PartialEq)]
pub(crate) struct Entries {
    all: Vec<Entry>,
    by_key: Vec<u32>,
}

/// So many entries are found sooner by looking at each.
const FEW: usize = 16;

impl Entries {
    pub(crate) fn new(all: Vec<Entry>) -> Self {
        let mut by_key = Vec::new();
        if all.len() > FEW {
            by_key = (0..).take(all.len()).collect();
            by_key.sort_by(|one, other| all[*one as usize].key.cmp(&all[*other as usize].key));
        }
        Self { all, by_key }
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        if self.by_key.is_empty() {
            return self.all.iter().find(|entry| entry.key == key);
        }
        let entry = |number: &u32| &self.all[*number as usize];
        let at = self.by_key.partition_point(|number| entry(number).key.as_str() < key);
        self.by_key.get(at).map(entry).filter(|entry| entry.key == key)
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: NodeId,
}

/// A single value, resolved by the YAML 1.2 core schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`; `yes`, `no`, `on` and `off` are text.
    Boolean(bool),
    /// A whole number or a fraction.
    Number(serde_json::Number),
    /// Anything else, and everything in quotes.
    Text(String),
}

/// A place in a document's tree, aliases already followed.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    document: &'t Document,
    id: NodeId,
    /// The alias through which the cursor came here, and whether it stands on the anchor itself.
    alias: Option<(NodeId, bool)>,
}

/// What is said of the use of an anchored value.
pub const USED: &str = "it is used here";

/// What a node is.
#[derive(Debug, Clone, Copy)]
pub enum Value<'t> {
    /// A single value.
    Scalar(&'t Scalar),
    /// A list of nodes.
    List(List<'t>),
    /// A mapping from keys to nodes.
    Map(Map<'t>),
}

impl Document {
    /// The topmost node.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::at(self, self.root, None)
    }
}

impl Document {
    /// Whether a byte of the text belongs to a key or a single value, and so to what the file says.
    #[must_use]
    pub fn is_text_at(&self, byte: usize) -> bool {
        let holds = |span: Span| (span.start..span.end).contains(&byte);
        self.nodes.iter().any(|node| match &node.content {
            Content::Scalar(_) => holds(node.span),
            Content::Map(entries) => entries.all.iter().any(|entry| holds(entry.key_span)),
            Content::List(_) | Content::Alias(_) => false,
        })
    }
}

impl<'t> Node<'t> {
    fn at(document: &'t Document, id: NodeId, outer: Option<NodeId>) -> Self {
        match document.nodes[id as usize].content {
            Content::Alias(target) => Self { document, id: target, alias: Some((id, true)) },
            _ => Self { document, id, alias: outer.map(|alias| (alias, false)) },
        }
    }

    fn child(self, id: NodeId) -> Self {
        Self::at(self.document, id, self.alias.map(|(alias, _)| alias))
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(self) -> &'t Document {
        self.document
    }

    fn data(self) -> &'t NodeData {
        &self.document.nodes[self.id as usize]
    }

    /// The node's own value.
    #[must_use]
    pub fn value(self) -> Value<'t> {
        match &self.data().content {
            Content::Scalar(scalar) => Value::Scalar(scalar),
            Content::List(items) => Value::List(List { node: self, items }),
            Content::Map(entries) => Value::Map(Map { node: self, entries }),
            // `at` never stops on an alias, and an alias never points at another.
            Content::Alias(_) => Value::Scalar(&Scalar::Null),
        }
    }

    /// Where a reader looks for this value: the use, where it is used through an alias.
    #[must_use]
    pub fn span(self) -> Span {
        match self.alias {
            Some((alias, true)) => self.document.nodes[alias as usize].span,
            _ => self.data().span,
        }
    }

    /// Where the value itself is, also where it is used through an alias.
    #[must_use]
    pub fn own_span(self) -> Span {
        self.data().span
    }

    /// The use through which the cursor came here, if it came through an alias.
    #[must_use]
    pub fn used_at(self) -> Option<Span> {
        self.alias.map(|(alias, _)| self.document.nodes[alias as usize].span)
    }

    /// The other end of an alias and what it is: the anchored value when [`Node::span`] is its use,
    /// and the use when the node lies inside an anchored value. None where no alias is involved.
    #[must_use]
    pub fn other_end(self) -> Option<(Span, &'static str)> {
        match self.alias {
            Some((_, true)) => Some((self.data().span, "it is written here")),
            _ => self.used_at().map(|span| (span, USED)),
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn text(self) -> Option<&'t str> {
        match self.value() {
            Value::Scalar(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The mapping, if this is one.
    #[must_use]
    pub fn map(self) -> Option<Map<'t>> {
        match self.value() {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The list, if this is one.
    #[must_use]
    pub fn list(self) -> Option<List<'t>> {
        match self.value() {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The value under `key`, if this is a mapping that has it.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.map()?.get(key)
    }

    /// The node at the end of a path of keys and item numbers (from 0), as JSON Pointer has them.
    #[must_use]
    pub fn find<'k>(self, path: impl IntoIterator<Item = &'k str>) -> Option<Self> {
        path.into_iter().try_fold(self, |node, step| match node.value() {
            Value::Map(map) => map.get(step),
            Value::List(list) => list.get(step.parse().ok()?),
            Value::Scalar(_) => None,
        })
    }
}

/// A list's items in order.
#[derive(Debug, Clone, Copy)]
pub struct List<'t> {
    node: Node<'t>,
    items: &'t [NodeId],
}

impl<'t> List<'t> {
    /// How many items there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    /// Item `index`, from 0.
    #[must_use]
    pub fn get(self, index: usize) -> Option<Node<'t>> {
        self.items.get(index).map(|id| self.node.child(*id))
    }

    /// The items.
    pub fn iter(self) -> impl Iterator<Item = Node<'t>> {
        self.items.iter().map(move |id| self.node.child(*id))
    }
}

/// A mapping's entries in the order of the file.
#[derive(Debug, Clone, Copy)]
pub struct Map<'t> {
    node: Node<'t>,
    entries: &'t Entries,
}

/// A key as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Key<'t> {
    /// The key, quotes and escapes resolved.
    pub name: &'t str,
    /// Where it stands.
    pub span: Span,
}

impl<'t> Map<'t> {
    /// How many entries there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.entries.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.entries.all.is_empty()
    }

    /// The value under `key`.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        Some(self.node.child(self.entries.find(key)?.value))
    }

    /// The key itself, for its place.
    #[must_use]
    pub fn key(self, key: &str) -> Option<Key<'t>> {
        self.entries.find(key).map(|entry| Key { name: &entry.key, span: entry.key_span })
    }

    /// Keys with their values, in the order of the file.
    pub fn iter(self) -> impl Iterator<Item = (Key<'t>, Node<'t>)> {
        self.entries
            .all
            .iter()
            .map(move |entry| (Key { name: &entry.key, span: entry.key_span }, self.node.child(entry.value)))
    }
}

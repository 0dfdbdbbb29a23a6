//! The tree of a document, in which every key and value has a span.

use crate::{error::Relation, source_file::Span};

/// A YAML document. Its nodes are accessed through [`Node`], a cheap cursor.
#[derive(Debug, Default, PartialEq)]
pub struct Document {
    /// The index of the document in its file, from 0.
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
    Sequence(Vec<NodeId>),
    Mapping(MappingEntries),
    /// A reference to an anchored node; the parser rejects cycles.
    Alias(NodeId),
}

/// The entries of a mapping in file order, with their indices sorted by key if there are more than [`FEW`].
#[derive(Debug, PartialEq)]
pub(crate) struct MappingEntries {
    entries: Vec<Entry>,
    by_key: Vec<u32>,
}

/// The largest mapping for which a linear search is faster.
const MAX_LINEAR_SEARCH: usize = 16;

impl MappingEntries {
    pub(crate) fn new(all: Vec<Entry>) -> Self {
        let mut by_key = Vec::new();
        if all.len() > MAX_LINEAR_SEARCH {
            by_key = (0..).take(all.len()).collect();
            by_key.sort_by(|left, right| all[*left as usize].key.cmp(&all[*right as usize].key));
        }
        Self { entries: all, by_key }
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        if self.by_key.is_empty() {
            return self.entries.iter().find(|entry| entry.key == key);
        }
        let entry = |index: &u32| &self.entries[*index as usize];
        let at = self.by_key.partition_point(|index| entry(index).key.as_str() < key);
        self.by_key.get(at).map(entry).filter(|entry| entry.key == key)
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: NodeId,
}

/// A scalar, resolved by the YAML 1.2 core schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Empty, `~` or `null`.
    Null,
    /// `true` or `false`; `yes`, `no`, `on` and `off` are strings.
    Boolean(bool),
    Number(serde_json::Number),
    /// Anything else, and all quoted scalars.
    String(String),
}

/// A cursor to a node, with aliases resolved.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    document: &'t Document,
    id: NodeId,
    /// The innermost alias on the path to the node, and whether the node is its direct target.
    alias: Option<(NodeId, bool)>,
}

#[derive(Debug, Clone, Copy)]
pub enum Value<'t> {
    Scalar(&'t Scalar),
    Sequence(Sequence<'t>),
    Mapping(Mapping<'t>),
}

impl Document {
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::resolve(self, self.root, None)
    }
}

impl Document {
    /// The spans of all keys and scalars in their order, as opposed to punctuation, comments and white space. They do not
    /// overlap.
    #[must_use]
    pub fn content_spans(&self) -> Vec<Span> {
        let mut spans = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            match &node.content {
                Content::Scalar(_) => spans.push(node.span),
                Content::Mapping(entries) => spans.extend(entries.entries.iter().map(|entry| entry.key_span)),
                Content::Sequence(_) | Content::Alias(_) => {}
            }
        }
        spans.retain(|span| span.start < span.end);
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        // A key may be a scalar of its own as well.
        spans.dedup_by(|next, span| {
            let overlaps = next.start < span.end;
            if overlaps {
                span.end = span.end.max(next.end);
            }
            overlaps
        });
        spans
    }
}

impl<'t> Node<'t> {
    fn resolve(document: &'t Document, id: NodeId, outer: Option<NodeId>) -> Self {
        match document.nodes[id as usize].content {
            Content::Alias(target) => Self { document, id: target, alias: Some((id, true)) },
            _ => Self { document, id, alias: outer.map(|alias| (alias, false)) },
        }
    }

    fn child(self, id: NodeId) -> Self {
        Self::resolve(self.document, id, self.alias.map(|(alias, _)| alias))
    }

    #[must_use]
    pub fn document(self) -> &'t Document {
        self.document
    }

    fn data(self) -> &'t NodeData {
        &self.document.nodes[self.id as usize]
    }

    #[must_use]
    pub fn value(self) -> Value<'t> {
        match &self.data().content {
            Content::Scalar(scalar) => Value::Scalar(scalar),
            Content::Sequence(items) => Value::Sequence(Sequence { node: self, items }),
            Content::Mapping(entries) => Value::Mapping(Mapping { node: self, entries }),
            // Unreachable: a `Node` resolves aliases when created, and no alias refers to another.
            Content::Alias(_) => Value::Scalar(&Scalar::Null),
        }
    }

    /// Where the value is used: the span of the alias if the node is reached through one.
    #[must_use]
    pub fn span(self) -> Span {
        match self.alias {
            Some((alias, true)) => self.document.nodes[alias as usize].span,
            _ => self.data().span,
        }
    }

    /// Where the value is defined, even if it is reached through an alias.
    #[must_use]
    pub fn definition_span(self) -> Span {
        self.data().span
    }

    /// The span of the alias on the path to this node, if any.
    #[must_use]
    pub fn alias_span(self) -> Option<Span> {
        self.alias.map(|(alias, _)| self.document.nodes[alias as usize].span)
    }

    /// The counterpart of [`Node::span`] with how it is related: the anchored value for an alias, the alias for a node within an
    /// anchored value. `None` if no alias is involved.
    #[must_use]
    pub fn related_span(self) -> Option<(Span, Relation)> {
        match self.alias {
            Some((_, true)) => Some((self.data().span, Relation::AliasedValue)),
            _ => self.alias_span().map(|span| (span, Relation::Alias)),
        }
    }

    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.value() {
            Value::Scalar(Scalar::String(text)) => Some(text),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_mapping(self) -> Option<Mapping<'t>> {
        match self.value() {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_sequence(self) -> Option<Sequence<'t>> {
        match self.value() {
            Value::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// The value of `key`, if this is a mapping that has it.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.as_mapping()?.get(key)
    }

    /// The node at a path of keys and indices (from 0), as in a JSON Pointer.
    #[must_use]
    pub fn find<'k>(self, path: impl IntoIterator<Item = &'k str>) -> Option<Self> {
        path.into_iter().try_fold(self, |node, segment| match node.value() {
            Value::Mapping(mapping) => mapping.get(segment),
            Value::Sequence(sequence) => sequence.get(segment.parse().ok()?),
            Value::Scalar(_) => None,
        })
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Sequence<'t> {
    node: Node<'t>,
    items: &'t [NodeId],
}

impl<'t> Sequence<'t> {
    #[must_use]
    pub fn len(self) -> usize {
        self.items.len()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    #[must_use]
    pub fn get(self, index: usize) -> Option<Node<'t>> {
        self.items.get(index).map(|id| self.node.child(*id))
    }

    pub fn iter(self) -> impl Iterator<Item = Node<'t>> {
        self.items.iter().map(move |id| self.node.child(*id))
    }
}

/// The entries of a mapping, in file order.
#[derive(Debug, Clone, Copy)]
pub struct Mapping<'t> {
    node: Node<'t>,
    entries: &'t MappingEntries,
}

#[derive(Debug, Clone, Copy)]
pub struct Key<'t> {
    /// The key, with quotes and escapes resolved.
    pub name: &'t str,
    pub span: Span,
}

impl<'t> Mapping<'t> {
    #[must_use]
    pub fn len(self) -> usize {
        self.entries.entries.len()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.entries.entries.is_empty()
    }

    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        Some(self.node.child(self.entries.find(key)?.value))
    }

    /// The key with its span.
    #[must_use]
    pub fn key(self, key: &str) -> Option<Key<'t>> {
        self.entries.find(key).map(|entry| Key { name: &entry.key, span: entry.key_span })
    }

    /// Entries in file order.
    pub fn iter(self) -> impl Iterator<Item = (Key<'t>, Node<'t>)> {
        self.entries
            .entries
            .iter()
            .map(move |entry| (Key { name: &entry.key, span: entry.key_span }, self.node.child(entry.value)))
    }
}

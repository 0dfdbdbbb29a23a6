//! Builds a tree per document from parser events, and enforces the limits.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, options};

use crate::{
    MAX_BYTES, MAX_DEPTH, MAX_DOCUMENTS, MAX_NODES,
    document::{Content, Document, Entry, MappingEntries, NodeData, NodeId, Scalar},
    error::{NonStringKey, ParseError, ParseErrorKind, Relation, truncate},
    flow_indent::{self, FlowKind},
    scalar,
    source_file::{SourceFile, Span},
    syntax_problem,
};

/// Parses every document of `text`. A document with errors is left out; parsing resumes at the next one.
pub(crate) fn parse(text: &SourceFile) -> (Vec<Document>, Vec<ParseError>) {
    let options = options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut parser = Parser::new_from_str_with_options(text.content(), options);
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    let mut builder = Builder::new(text, 0);
    let mut index = 0;
    loop {
        let mut related = None;
        let fatal = match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => break,
            Some(Ok((Event::DocumentEnd, _))) => {
                let (document, problems) = builder.finish();
                documents.extend(document);
                errors.extend(problems);
                index += 1;
                builder = Builder::new(text, index);
                continue;
            }
            Some(Ok((Event::DocumentStart(..), span))) if index >= MAX_DOCUMENTS => {
                let range = span.byte_range().unwrap_or_default();
                let span = Span::new(range.start, range.end);
                builder.report(ParseErrorKind::TooManyDocuments { limit: MAX_DOCUMENTS }, span, None);
                errors.extend(builder.finish().1);
                break;
            }
            Some(Ok((event, span))) => builder.handle_event(event, span),
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or(text.content().len());
                let (problem, span, open_bracket) =
                    syntax_problem::describe(error.kind(), text, at, builder.open_bracket());
                related = open_bracket.map(|span| (span, Relation::OpenBracket));
                Err((problem, span))
            }
        };
        if let Err((problem, span)) = fatal {
            builder.report(problem, span, related);
            errors.extend(builder.finish().1);
            index += 1;
            builder = Builder::new(text, index);
            if !parser.proceed_next_document().unwrap_or(false) {
                break;
            }
        }
    }
    (documents, errors)
}

type FatalError = (ParseErrorKind, Span);

/// An open collection.
struct Frame {
    id: NodeId,
    /// A flow collection, whose span ends at its closing bracket.
    is_flow: bool,
    /// The column of the entries; 0 within flow collections.
    indent: usize,
    items: Vec<NodeId>,
    mapping: Option<OpenMapping>,
    depth: usize,
}

#[derive(Default)]
struct OpenMapping {
    entries: Vec<Entry>,
    key: Option<(String, Span)>,
    seen: HashMap<String, Span>,
}

/// The size of a node with its aliases expanded, which bounds the work of readers that follow aliases.
#[derive(Clone, Copy, Default)]
struct ExpandedSize {
    values: usize,
    depth: usize,
    /// The length of all strings and keys.
    bytes: usize,
}

struct Builder<'t> {
    text: &'t SourceFile,
    document: Document,
    errors: Vec<ParseError>,
    anchors: HashMap<usize, NodeId>,
    stack: Vec<Frame>,
    sizes: Vec<ExpandedSize>,
    has_root: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t SourceFile, index: usize) -> Self {
        Self {
            text,
            document: Document { index, ..Document::default() },
            errors: Vec::new(),
            anchors: HashMap::new(),
            stack: Vec::new(),
            sizes: Vec::new(),
            has_root: false,
        }
    }

    fn report(&mut self, problem: ParseErrorKind, span: Span, related: Option<(Span, Relation)>) {
        self.errors.push(ParseError { kind: problem, document: self.document.index, span: Some(span), related });
    }

    fn finish(self) -> (Option<Document>, Vec<ParseError>) {
        let is_complete = self.errors.is_empty() && self.has_root;
        (is_complete.then_some(self.document), self.errors)
    }

    /// The innermost open flow collection.
    fn open_bracket(&self) -> Option<syntax_problem::OpenBracket> {
        let frame = self.stack.iter().rev().find(|frame| frame.is_flow)?;
        let span = self.document.nodes[frame.id as usize].span;
        Some(syntax_problem::OpenBracket { bracket: if frame.mapping.is_some() { '{' } else { '[' }, span })
    }

    fn handle_event(&mut self, event: Event<'_>, parser_span: granit_parser::Span) -> Result<(), FatalError> {
        let range = parser_span.byte_range().unwrap_or_default();
        let span = Span::new(range.start, range.end);
        if let Some(tag) = event.tag() {
            let start = parser_span.tag_start.and_then(|mark| mark.byte_offset()).unwrap_or(span.start);
            let tag = tag.original();
            self.report(ParseErrorKind::Tag { tag: truncate(&tag) }, Span::new(start, start + tag.len()), None);
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => {
                        Span::new(span.start, span.start + self.text.slice(span).trim_end().len())
                    }
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                        self.check_indent(span, FlowKind::QuotedScalar);
                        span
                    }
                    ScalarStyle::Plain => span,
                };
                // The parser emits an empty value as `~` with an empty span.
                let value = match style {
                    ScalarStyle::Plain if span.is_empty() => Scalar::Null,
                    ScalarStyle::Plain => scalar::resolve(&text),
                    _ => Scalar::String(text.into_owned()),
                };
                if self.expects_key() {
                    if anchor != 0 {
                        // Not part of the tree, but an alias may refer to the key.
                        self.add_node(Content::Scalar(value.clone()), span, anchor)?;
                    }
                    self.set_key(value, style, span);
                    return Ok(());
                }
                let id = self.add_node(Content::Scalar(value), span, anchor)?;
                self.attach(id);
            }
            Event::SequenceStart(_, anchor, _) => self.start_collection(false, span, anchor)?,
            Event::MappingStart(_, anchor, _) => self.start_collection(true, span, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => self.end_collection(span)?,
            Event::Alias(anchor) => self.add_alias(anchor, span)?,
            Event::UnresolvedAlias(name) => {
                self.report(ParseErrorKind::UnknownAlias { name: truncate(&name) }, span, None);
                let id = self.add_node(Content::Scalar(Scalar::Null), span, 0)?;
                self.attach(id);
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks the indentation of continuation lines. Within flow collections the outermost one is checked.
    fn check_indent(&mut self, span: Span, kind: FlowKind) {
        let Some(parent) = self.stack.last() else { return };
        if self.stack.iter().any(|frame| frame.is_flow) {
            return;
        }
        if let Some((problem, span)) = flow_indent::under_indented(self.text, span, parent.indent, kind) {
            self.report(problem, span, None);
        }
    }

    fn expects_key(&self) -> bool {
        self.stack.last().and_then(|frame| frame.mapping.as_ref()).is_some_and(|mapping| mapping.key.is_none())
    }

    fn set_key(&mut self, value: Scalar, style: ScalarStyle, span: Span) {
        let name = if let Scalar::String(name) = value {
            name
        } else {
            let actual = if span.is_empty() { NonStringKey::Empty } else { NonStringKey::Scalar };
            let question_mark =
                span.is_empty().then(|| syntax_problem::question_mark_before(self.text, span.start)).flatten();
            let (problem, at) = question_mark.unwrap_or((ParseErrorKind::NonStringKey { key: actual }, span));
            self.report(problem, at, None);
            self.text.slice(span).to_owned()
        };
        if name == "<<" && style == ScalarStyle::Plain {
            self.report(ParseErrorKind::MergeKey, span, None);
        }
        let Some(mapping) = self.stack.last_mut().and_then(|frame| frame.mapping.as_mut()) else { return };
        let first_span = *mapping.seen.entry(name.clone()).or_insert(span);
        mapping.key = Some((name.clone(), span));
        if first_span != span && !(name.is_empty() && span.is_empty()) {
            self.report(
                ParseErrorKind::DuplicateKey { key: truncate(&name) },
                span,
                Some((first_span, Relation::FirstKey)),
            );
        }
    }

    /// Adds a node and checks the limits.
    fn add_node(&mut self, content: Content, span: Span, anchor: usize) -> Result<NodeId, FatalError> {
        let id = self.document.nodes.len();
        if id >= MAX_NODES {
            return Err((ParseErrorKind::TooManyValues { limit: MAX_NODES, referred: false }, span));
        }
        let size = match &content {
            Content::Alias(target) => self.sizes[*target as usize],
            Content::Scalar(Scalar::String(text)) => ExpandedSize { values: 1, depth: 0, bytes: text.len() },
            _ => ExpandedSize { values: 1, ..ExpandedSize::default() },
        };
        self.document.nodes.push(NodeData { span, content });
        self.sizes.push(size);
        let id = NodeId::try_from(id).expect("MAX_NODES fits in a NodeId");
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        Ok(id)
    }

    fn start_collection(&mut self, is_mapping: bool, span: Span, anchor: usize) -> Result<(), FatalError> {
        let depth = self.stack.len() + 1;
        if depth > MAX_DEPTH {
            return Err((ParseErrorKind::TooDeep { limit: MAX_DEPTH }, span));
        }
        let id = self.add_node(Content::Sequence(Vec::new()), span, anchor)?;
        let mapping = is_mapping.then(OpenMapping::default);
        let is_flow = !span.is_empty();
        let parent_is_mapping = self.stack.last().is_some_and(|frame| frame.mapping.is_some());
        let is_in_flow = is_flow || self.stack.iter().any(|frame| frame.is_flow);
        let indent = if is_in_flow { 0 } else { flow_indent::block_indent(self.text, span.start, parent_is_mapping) };
        self.stack.push(Frame { id, is_flow, indent, items: Vec::new(), mapping, depth });
        Ok(())
    }

    fn end_collection(&mut self, end: Span) -> Result<(), FatalError> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        let (children, keys): (Vec<NodeId>, usize) = match &frame.mapping {
            Some(mapping) => (
                mapping.entries.iter().map(|entry| entry.value).collect(),
                mapping.entries.iter().map(|entry| entry.key.len()).sum(),
            ),
            None => (frame.items.clone(), 0),
        };
        let (mut size, mut last_end) = (ExpandedSize { values: 1, depth: 0, bytes: keys }, 0);
        for child in children {
            let child_size = self.sizes[child as usize];
            size.values = size.values.saturating_add(child_size.values);
            size.depth = size.depth.max(child_size.depth + 1);
            size.bytes = size.bytes.saturating_add(child_size.bytes);
            last_end = last_end.max(self.document.nodes[child as usize].span.end);
        }
        let start = self.document.nodes[frame.id as usize].span.start;
        let span = Span::new(start, if frame.is_flow { end.end } else { last_end.max(start) });
        if frame.is_flow {
            self.check_indent(span, FlowKind::FlowCollection);
        }
        if size.values > MAX_NODES {
            return Err((ParseErrorKind::TooManyValues { limit: MAX_NODES, referred: true }, span));
        }
        if size.bytes as u64 > MAX_BYTES {
            return Err((ParseErrorKind::ExpandedTooLarge { limit: MAX_BYTES }, span));
        }
        if frame.depth + size.depth > 2 * MAX_DEPTH {
            return Err((ParseErrorKind::TooDeep { limit: MAX_DEPTH }, span));
        }
        self.sizes[frame.id as usize] = size;
        let node = &mut self.document.nodes[frame.id as usize];
        node.span = span;
        node.content = match frame.mapping {
            Some(mapping) => Content::Mapping(MappingEntries::new(mapping.entries)),
            None => Content::Sequence(frame.items),
        };
        if self.expects_key() {
            self.report(ParseErrorKind::NonStringKey { key: NonStringKey::Collection }, span, None);
            if let Some(mapping) = self.stack.last_mut().and_then(|parent| parent.mapping.as_mut()) {
                mapping.key = Some((String::new(), span));
            }
            return Ok(());
        }
        self.attach(frame.id);
        Ok(())
    }

    fn add_alias(&mut self, anchor: usize, span: Span) -> Result<(), FatalError> {
        let target = self.anchors.get(&anchor).copied().unwrap_or_default();
        if self.expects_key() {
            self.set_key(Scalar::Null, ScalarStyle::Plain, span);
            return Ok(());
        }
        let open = self.stack.iter().find(|frame| frame.id == target).map(|frame| frame.id);
        let content = if let Some(open) = open {
            let start = self.document.nodes[open as usize].span.start;
            let alias = truncate(self.text.slice(span));
            let related = (Span::new(start, start), Relation::Referent);
            self.report(ParseErrorKind::RecursiveAlias { alias }, span, Some(related));
            Content::Scalar(Scalar::Null)
        } else {
            Content::Alias(target)
        };
        let id = self.add_node(content, span, 0)?;
        self.attach(id);
        Ok(())
    }

    /// Attaches a finished node to its parent, or makes it the root.
    fn attach(&mut self, id: NodeId) {
        match self.stack.last_mut() {
            None => {
                self.document.root = id;
                self.has_root = true;
            }
            Some(Frame { mapping: Some(map), .. }) => {
                if let Some((key, key_span)) = map.key.take() {
                    map.entries.push(Entry { key, key_span, value: id });
                }
            }
            Some(frame) => frame.items.push(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{MAX_DOCUMENTS, Node, ParseErrorKind, ParsedFile};

    #[test]
    fn a_reference_to_a_key_is_its_text() {
        let source = ParsedFile::parse("t", b"&a: key: &a value\nfoo: *a:\nbar: *a\n".to_vec());
        assert!(source.errors.is_empty(), "{:?}", source.errors);
        let root = source.documents[0].root();
        assert_eq!(root.get("foo").and_then(Node::as_str), Some("key"));
        assert_eq!(root.get("bar").and_then(Node::as_str), Some("value"));
    }

    #[test]
    fn texts_are_counted_with_their_references_written_out() {
        let long = "x".repeat(1_000_000);
        let read =
            |times: usize| ParsedFile::parse("t", format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(times)).into());
        assert!(read(15).errors.is_empty());
        assert!(matches!(read(16).errors[0].kind, ParseErrorKind::ExpandedTooLarge { .. }));
    }

    #[test]
    fn documents_up_to_the_limit_are_read() {
        let read = |documents: usize| ParsedFile::parse("t", "--- a\n".repeat(documents).into());
        assert!(read(MAX_DOCUMENTS).errors.is_empty());
        let more = read(MAX_DOCUMENTS + 9);
        assert_eq!((more.documents.len(), more.errors.len()), (MAX_DOCUMENTS, 1));
        assert!(matches!(more.errors[0].kind, ParseErrorKind::TooManyDocuments { .. }));
    }
}

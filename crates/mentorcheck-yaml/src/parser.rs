//! Builds a tree per document from parser events, and enforces the limits.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, options};

use crate::{
    MAX_BYTES, MAX_DEPTH, MAX_DOCUMENTS, MAX_NODES,
    document::{Content, Document, Entries, Entry, NodeData, NodeId, Scalar},
    error::{NotText, Problem, SourceError, in_short},
    flow_indent::{self, Held},
    messages, scalar,
    source_file::{SourceText, Span},
};

/// Parses every document of `text`. A document with errors is left out; parsing resumes at the next one.
pub(crate) fn documents(text: &SourceText) -> (Vec<Document>, Vec<SourceError>) {
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
                builder.report(Problem::TooManyDocuments { limit: MAX_DOCUMENTS }, span, None);
                errors.extend(builder.finish().1);
                break;
            }
            Some(Ok((event, span))) => builder.event(event, span),
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or(text.content().len());
                let (problem, span, bracket) = messages::explain(error.kind(), text, at, builder.open_bracket());
                related = bracket.map(|span| (span, "this bracket is open"));
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

type Fatal = (Problem, Span);

/// An open collection.
struct Frame {
    id: NodeId,
    /// A flow collection, whose span ends at its closing bracket.
    in_brackets: bool,
    /// The column of the entries; 0 within flow collections.
    indent: usize,
    items: Vec<NodeId>,
    map: Option<OpenMap>,
    depth: usize,
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    key: Option<(String, Span)>,
    seen: HashMap<String, Span>,
}

/// The size of a node with its aliases expanded, which bounds the work of readers that follow aliases.
#[derive(Clone, Copy, Default)]
struct Extent {
    values: usize,
    depth: usize,
    /// The length of all strings and keys.
    bytes: usize,
}

struct Builder<'t> {
    text: &'t SourceText,
    document: Document,
    errors: Vec<SourceError>,
    anchors: HashMap<usize, NodeId>,
    stack: Vec<Frame>,
    extent: Vec<Extent>,
    has_root: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t SourceText, index: usize) -> Self {
        Self {
            text,
            document: Document { index, ..Document::default() },
            errors: Vec::new(),
            anchors: HashMap::new(),
            stack: Vec::new(),
            extent: Vec::new(),
            has_root: false,
        }
    }

    fn report(&mut self, problem: Problem, span: Span, related: Option<(Span, &'static str)>) {
        self.errors.push(SourceError { problem, document: self.document.index, span: Some(span), related });
    }

    fn finish(self) -> (Option<Document>, Vec<SourceError>) {
        let whole = self.errors.is_empty() && self.has_root;
        (whole.then_some(self.document), self.errors)
    }

    /// The innermost open flow collection.
    fn open_bracket(&self) -> Option<messages::OpenBracket> {
        let frame = self.stack.iter().rev().find(|frame| frame.in_brackets)?;
        let span = self.document.nodes[frame.id as usize].span;
        Some(messages::OpenBracket { letter: if frame.map.is_some() { '{' } else { '[' }, span })
    }

    fn event(&mut self, event: Event<'_>, at: granit_parser::Span) -> Result<(), Fatal> {
        let range = at.byte_range().unwrap_or_default();
        let span = Span::new(range.start, range.end);
        if let Some(tag) = event.tag() {
            let start = at.tag_start.and_then(|mark| mark.byte_offset()).unwrap_or(span.start);
            let tag = tag.original();
            self.report(Problem::Tag { tag: in_short(&tag) }, Span::new(start, start + tag.len()), None);
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => {
                        Span::new(span.start, span.start + self.text.slice(span).trim_end().len())
                    }
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                        self.lines(span, Held::Quotes);
                        span
                    }
                    ScalarStyle::Plain => span,
                };
                // The parser emits an empty value as `~` with an empty span.
                let value = match style {
                    ScalarStyle::Plain if span.is_empty() => Scalar::Null,
                    ScalarStyle::Plain => scalar::resolve(&text),
                    _ => Scalar::Text(text.into_owned()),
                };
                if self.expects_key() {
                    if anchor != 0 {
                        // Not part of the tree, but an alias may refer to the key.
                        self.push(Content::Scalar(value.clone()), span, anchor)?;
                    }
                    self.key(value, style, span);
                    return Ok(());
                }
                let id = self.push(Content::Scalar(value), span, anchor)?;
                self.complete(id);
            }
            Event::SequenceStart(_, anchor, _) => self.open(false, span, anchor)?,
            Event::MappingStart(_, anchor, _) => self.open(true, span, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::UnresolvedAlias(name) => {
                self.report(Problem::UnknownAlias { name: in_short(&name) }, span, None);
                let id = self.push(Content::Scalar(Scalar::Null), span, 0)?;
                self.complete(id);
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks the indentation of continuation lines. Within flow collections the outermost one is checked.
    fn lines(&mut self, span: Span, held: Held) {
        let Some(outer) = self.stack.last() else { return };
        if self.stack.iter().any(|frame| frame.in_brackets) {
            return;
        }
        if let Some((problem, span)) = flow_indent::too_shallow(self.text, span, outer.indent, held) {
            self.report(problem, span, None);
        }
    }

    fn expects_key(&self) -> bool {
        self.stack.last().and_then(|frame| frame.map.as_ref()).is_some_and(|map| map.key.is_none())
    }

    fn key(&mut self, value: Scalar, style: ScalarStyle, span: Span) {
        let name = if let Scalar::Text(name) = value {
            name
        } else {
            let key = if span.is_empty() { NotText::Nothing } else { NotText::Value };
            let mark = span.is_empty().then(|| messages::question_mark_before(self.text, span.start)).flatten();
            let (problem, at) = mark.unwrap_or((Problem::KeyNotText { key }, span));
            self.report(problem, at, None);
            self.text.slice(span).to_owned()
        };
        if name == "<<" && style == ScalarStyle::Plain {
            self.report(Problem::MergeKey, span, None);
        }
        let Some(map) = self.stack.last_mut().and_then(|frame| frame.map.as_mut()) else { return };
        let first = *map.seen.entry(name.clone()).or_insert(span);
        map.key = Some((name.clone(), span));
        if first != span && !(name.is_empty() && span.is_empty()) {
            self.report(Problem::DuplicateKey { key: in_short(&name) }, span, Some((first, "it stands here first")));
        }
    }

    /// Adds a node and checks the limits.
    fn push(&mut self, content: Content, span: Span, anchor: usize) -> Result<NodeId, Fatal> {
        let id = self.document.nodes.len();
        if id >= MAX_NODES {
            return Err((Problem::TooMany { limit: MAX_NODES, referred: false }, span));
        }
        let extent = match &content {
            Content::Alias(target) => self.extent[*target as usize],
            Content::Scalar(Scalar::Text(text)) => Extent { values: 1, depth: 0, bytes: text.len() },
            _ => Extent { values: 1, ..Extent::default() },
        };
        self.document.nodes.push(NodeData { span, content });
        self.extent.push(extent);
        let id = NodeId::try_from(id).expect("MAX_NODES fits in a NodeId");
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        Ok(id)
    }

    fn open(&mut self, is_map: bool, span: Span, anchor: usize) -> Result<(), Fatal> {
        let depth = self.stack.len() + 1;
        if depth > MAX_DEPTH {
            return Err((Problem::TooDeep { limit: MAX_DEPTH }, span));
        }
        let id = self.push(Content::List(Vec::new()), span, anchor)?;
        let map = is_map.then(OpenMap::default);
        let in_brackets = !span.is_empty();
        let of_key = self.stack.last().is_some_and(|frame| frame.map.is_some());
        let held = in_brackets || self.stack.iter().any(|frame| frame.in_brackets);
        let indent = if held { 0 } else { flow_indent::depth(self.text, span.start, of_key) };
        self.stack.push(Frame { id, in_brackets, indent, items: Vec::new(), map, depth });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Fatal> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        let (children, keys): (Vec<NodeId>, usize) = match &frame.map {
            Some(map) => (
                map.entries.iter().map(|entry| entry.value).collect(),
                map.entries.iter().map(|one| one.key.len()).sum(),
            ),
            None => (frame.items.clone(), 0),
        };
        let (mut whole, mut last) = (Extent { values: 1, depth: 0, bytes: keys }, 0);
        for child in children {
            let extent = self.extent[child as usize];
            whole.values = whole.values.saturating_add(extent.values);
            whole.depth = whole.depth.max(extent.depth + 1);
            whole.bytes = whole.bytes.saturating_add(extent.bytes);
            last = last.max(self.document.nodes[child as usize].span.end);
        }
        let start = self.document.nodes[frame.id as usize].span.start;
        let span = Span::new(start, if frame.in_brackets { end.end } else { last.max(start) });
        if frame.in_brackets {
            self.lines(span, Held::Brackets);
        }
        if whole.values > MAX_NODES {
            return Err((Problem::TooMany { limit: MAX_NODES, referred: true }, span));
        }
        if whole.bytes as u64 > MAX_BYTES {
            return Err((Problem::TooMuchText { limit: MAX_BYTES }, span));
        }
        if frame.depth + whole.depth > 2 * MAX_DEPTH {
            return Err((Problem::TooDeep { limit: MAX_DEPTH }, span));
        }
        self.extent[frame.id as usize] = whole;
        let node = &mut self.document.nodes[frame.id as usize];
        node.span = span;
        node.content = match frame.map {
            Some(map) => Content::Map(Entries::new(map.entries)),
            None => Content::List(frame.items),
        };
        if self.expects_key() {
            self.report(Problem::KeyNotText { key: NotText::Part }, span, None);
            if let Some(map) = self.stack.last_mut().and_then(|outer| outer.map.as_mut()) {
                map.key = Some((String::new(), span));
            }
            return Ok(());
        }
        self.complete(frame.id);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fatal> {
        let target = self.anchors.get(&anchor).copied().unwrap_or_default();
        if self.expects_key() {
            self.key(Scalar::Null, ScalarStyle::Plain, span);
            return Ok(());
        }
        let open = self.stack.iter().find(|frame| frame.id == target).map(|frame| frame.id);
        let content = if let Some(open) = open {
            let start = self.document.nodes[open as usize].span.start;
            let alias = in_short(self.text.slice(span));
            let related = (Span::new(start, start), "the part that it refers to begins here");
            self.report(Problem::RecursiveAlias { alias }, span, Some(related));
            Content::Scalar(Scalar::Null)
        } else {
            Content::Alias(target)
        };
        let id = self.push(content, span, 0)?;
        self.complete(id);
        Ok(())
    }

    /// Attaches a finished node to its parent, or makes it the root.
    fn complete(&mut self, id: NodeId) {
        match self.stack.last_mut() {
            None => {
                self.document.root = id;
                self.has_root = true;
            }
            Some(Frame { map: Some(map), .. }) => {
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
    use crate::{MAX_DOCUMENTS, Node, Problem, Source};

    #[test]
    fn a_reference_to_a_key_is_its_text() {
        let source = Source::read("t", b"&a: key: &a value\nfoo: *a:\nbar: *a\n".to_vec());
        assert!(source.errors.is_empty(), "{:?}", source.errors);
        let root = source.documents[0].root();
        assert_eq!(root.get("foo").and_then(Node::text), Some("key"));
        assert_eq!(root.get("bar").and_then(Node::text), Some("value"));
    }

    #[test]
    fn texts_are_counted_with_their_references_written_out() {
        let long = "x".repeat(1_000_000);
        let read = |times: usize| Source::read("t", format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(times)).into());
        assert!(read(15).errors.is_empty());
        assert!(matches!(read(16).errors[0].problem, Problem::TooMuchText { .. }));
    }

    #[test]
    fn documents_up_to_the_limit_are_read() {
        let read = |documents: usize| Source::read("t", "--- a\n".repeat(documents).into());
        assert!(read(MAX_DOCUMENTS).errors.is_empty());
        let more = read(MAX_DOCUMENTS + 9);
        assert_eq!((more.documents.len(), more.errors.len()), (MAX_DOCUMENTS, 1));
        assert!(matches!(more.errors[0].problem, Problem::TooManyDocuments { .. }));
    }
}

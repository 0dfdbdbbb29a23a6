//! Splits HTML into tags and text. Malformed markup is tokenised as by a browser.

use std::{cell::Cell, rc::Rc};

use html5gum::{
    Span, State, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};

use super::bounded_reader::{BoundedReader, TooManyAttributes};
use crate::ExtractError;

/// A tag or a stretch of text. Comments and document types are left out.
#[derive(Debug)]
pub(crate) enum Token {
    Start(Tag),
    /// The name, in lower case.
    End(String),
    Text(String),
}

/// A start tag.
#[derive(Debug, Default)]
pub(crate) struct Tag {
    /// In lower case.
    pub name: String,
    pub attributes: Vec<(Attribute, String)>,
    /// Written `<x/>`, which means something in XHTML only.
    pub is_self_closing: bool,
}

impl Tag {
    /// A tag without attributes.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn with(mut self, attribute: Attribute, value: &str) -> Self {
        self.attributes.push((attribute, value.to_owned()));
        self
    }

    pub(crate) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has(&self, attribute: Attribute) -> bool {
        self.get(attribute).is_some()
    }
}

/// The attributes that matter to the text; others are dropped while they are read, so a tag takes bounded memory
/// beside the values of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    BackgroundColour,
    Checked,
    Class,
    Colour,
    EpubType,
    Hidden,
    Href,
    Id,
    Multiple,
    Open,
    Popover,
    Rel,
    Role,
    Selected,
    Size,
    Style,
    Text,
    Type,
    Value,
}

const ATTRIBUTES: [(&[u8], Attribute); 19] = [
    (b"bgcolor", Attribute::BackgroundColour),
    (b"checked", Attribute::Checked),
    (b"class", Attribute::Class),
    (b"color", Attribute::Colour),
    (b"epub:type", Attribute::EpubType),
    (b"hidden", Attribute::Hidden),
    (b"href", Attribute::Href),
    (b"id", Attribute::Id),
    (b"multiple", Attribute::Multiple),
    (b"open", Attribute::Open),
    (b"popover", Attribute::Popover),
    (b"rel", Attribute::Rel),
    (b"role", Attribute::Role),
    (b"selected", Attribute::Selected),
    (b"size", Attribute::Size),
    (b"style", Attribute::Style),
    (b"text", Attribute::Text),
    (b"type", Attribute::Type),
    (b"value", Attribute::Value),
];

/// The tokens of a page or of a fragment of one, up to a tag that exceeds a limit.
pub(crate) struct Tokens<'t> {
    tokenizer: Tokenizer<BoundedReader<'t>, CallbackEmitter<TagCollector, Token>>,
    quotation_marks: Rc<Cell<usize>>,
    is_xhtml: bool,
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(html: &'t str, is_xhtml: bool) -> Self {
        let quotation_marks = Rc::new(Cell::new(0));
        let reader = BoundedReader::new(html, Rc::clone(&quotation_marks));
        let emitter = CallbackEmitter::new(TagCollector::default());
        Self { tokenizer: Tokenizer::new_with_emitter(reader, emitter), quotation_marks, is_xhtml }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Result<Token, ExtractError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.quotation_marks.set(0);
        let mut token = match self.tokenizer.next()? {
            Ok(token) => token,
            Err(TooManyAttributes) => return Some(Err(ExtractError::TooComplex)),
        };
        if let Token::Start(tag) = &mut token {
            tag.is_self_closing &= self.is_xhtml;
            if !tag.is_self_closing
                && let Some(state) = content_state(&tag.name)
            {
                self.tokenizer.set_state(state);
            }
        }
        Some(Ok(token))
    }
}

/// How the tokeniser reads the content of an element, if it is not markup.
fn content_state(name: &str) -> Option<State> {
    match name {
        "textarea" | "title" => Some(State::RcData),
        "script" => Some(State::ScriptData),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => Some(State::RawText),
        "plaintext" => Some(State::PlainText),
        _ => None,
    }
}

/// Puts the events of a tag together.
#[derive(Debug, Default)]
struct TagCollector {
    tag: Option<Tag>,
    attribute: Option<Attribute>,
}

impl Callback<Token, ()> for TagCollector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Tag::new(&String::from_utf8_lossy(name)));
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = ATTRIBUTES.iter().find(|(known, _)| *known == name).map(|(_, attribute)| *attribute);
                // The first of several counts.
                match (&mut self.tag, self.attribute) {
                    (Some(tag), Some(attribute)) if !tag.has(attribute) => {
                        tag.attributes.push((attribute, String::new()));
                    }
                    _ => self.attribute = None,
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(tag), Some(attribute)) = (&mut self.tag, self.attribute.take())
                    && let Some((_, stored)) = tag.attributes.iter_mut().find(|(name, _)| *name == attribute)
                {
                    *stored = String::from_utf8_lossy(value).into_owned();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = self.tag.take()?;
                tag.is_self_closing = self_closing;
                return Some(Token::Start(tag));
            }
            CallbackEvent::EndTag { name } => {
                self.tag = None;
                return Some(Token::End(String::from_utf8_lossy(name).into_owned()));
            }
            CallbackEvent::String { value } => return Some(Token::Text(String::from_utf8_lossy(value).into_owned())),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

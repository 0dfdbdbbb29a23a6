//! Reads tags and text: a stack of open elements with their styles, built as the HTML standard builds its tree.

use std::rc::Rc;

use mentorcheck_core::evidence::passage::{DocumentText, Visibility};

use super::{
    css::Display,
    elements::{Kind, closed_by},
    fields::{Choice, input_text},
    flow::{Appearance, Flow, MarkHint},
    limits::{MAX_CLASS, MAX_DEPTH, MAX_WORK},
    sheet::{Selectable, Sheet},
    style::{OwnStyle, Style},
    tokens::{Attribute, Tag, Token},
};
use crate::ExtractError;

/// Reads tokens into passages.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    sheet: &'s Sheet,
    flow: Flow,
    stack: Vec<Open>,
    /// Formatting elements that were open at the end of a block, and go on in the next.
    reopened: Vec<Rc<Tag>>,
    /// The list to choose from that is open.
    choice: Option<Choice>,
    has_pictures: bool,
    /// The comparisons so far.
    work: usize,
}

/// An open element.
#[derive(Debug)]
struct Open {
    tag: Rc<Tag>,
    kind: Kind,
    own: OwnStyle,
    style: Style,
    /// Ends the stretch that may be the mark of a note.
    ends_mark: bool,
    /// The formatting elements outside an element in which they do not go on.
    outer_reopened: Vec<Rc<Tag>>,
}

impl Selectable for Open {
    fn name(&self) -> &str {
        &self.tag.name
    }

    fn id(&self) -> Option<&str> {
        self.tag.get(Attribute::Id)
    }

    fn class(&self) -> &str {
        let class = self.tag.get(Attribute::Class).unwrap_or_default();
        &class[..class.floor_char_boundary(MAX_CLASS)]
    }

    fn is_hidden(&self) -> bool {
        self.tag.has(Attribute::Hidden)
    }
}

impl<'s> Reader<'s> {
    pub(crate) fn new(sheet: &'s Sheet) -> Self {
        Self {
            sheet,
            flow: Flow::new(),
            stack: Vec::new(),
            reopened: Vec::new(),
            choice: None,
            has_pictures: false,
            work: 0,
        }
    }

    /// # Errors
    /// When the page exceeds a limit.
    pub(crate) fn read(&mut self, token: Token) -> Result<(), ExtractError> {
        match token {
            Token::Start(tag) => self.start(tag),
            Token::End(name) => self.end(&name),
            Token::Text(text) => self.text(&text),
        }
    }

    /// # Errors
    /// When the text exceeds a limit.
    pub(crate) fn finish(mut self) -> Result<DocumentText, ExtractError> {
        self.end_choice()?;
        self.flow.finish(self.has_pictures)
    }

    /// Reads a start tag.
    ///
    /// # Errors
    /// When the page exceeds a limit.
    pub(crate) fn start(&mut self, tag: Tag) -> Result<(), ExtractError> {
        let kind = Kind::of(&tag.name);
        if let Some(choice) = &mut self.choice {
            match tag.name.as_str() {
                "option" => choice.start_option(&tag),
                "optgroup" => choice.end_option(),
                "input" | "textarea" => self.end("select")?,
                "select" => return self.end("select"),
                _ if kind.is_code() => return self.open(Rc::new(tag), kind),
                _ => {}
            }
            if self.choice.is_some() {
                return Ok(());
            }
        }
        if matches!(tag.name.as_str(), "html" | "body") && self.position(|open| open.tag.name == tag.name)?.is_some() {
            return Ok(());
        }
        self.close_implied(&tag, kind)?;
        if kind.is_formatting() || !kind.is_special() || kind.is_object() || tag.name == "br" {
            self.reopen()?;
        }
        self.open(Rc::new(tag), kind)
    }

    /// Reads an end tag.
    ///
    /// # Errors
    /// When the page exceeds a limit.
    pub(crate) fn end(&mut self, name: &str) -> Result<(), ExtractError> {
        let kind = Kind::of(name);
        if let Some(choice) = &mut self.choice {
            match name {
                "option" | "optgroup" => choice.end_option(),
                "select" => self.end_choice()?,
                _ => {}
            }
            if name != "select" && !kind.is_code() {
                return Ok(());
            }
        }
        match name {
            "html" | "body" => Ok(()),
            "br" => self.start(Tag::new("br")),
            _ if kind.is_void() => Ok(()),
            _ if kind.is_formatting() => self.end_formatting(name),
            _ if kind.is_special() => {
                let is_in_table =
                    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption");
                let is_end = |open: &Open| open.tag.name == name || kind.is_heading() && open.kind.is_heading();
                let is_limit = |open: &Open| {
                    if is_in_table {
                        matches!(open.tag.name.as_str(), "table" | "template" | "html")
                    } else {
                        open.kind.is_scope() || name == "p" && open.tag.name == "button"
                    }
                };
                match self.position_within(is_end, is_limit)? {
                    Some(index) => self.close(index),
                    None if name == "p" && !self.is_removed() => self.flow.end_block(),
                    None => Ok(()),
                }
            }
            _ => match self.position_within(|open| open.tag.name == name, |open| open.kind.is_special())? {
                Some(index) => self.close(index),
                None => Ok(()),
            },
        }
    }

    /// Reads text.
    ///
    /// # Errors
    /// When the text exceeds a limit.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), ExtractError> {
        let style = self.style();
        if style.is_code {
            return Ok(());
        }
        if let Some(choice) = &mut self.choice {
            choice.add_text(text);
            return Ok(());
        }
        if !self.reopened.is_empty() && text.contains(|c: char| !c.is_whitespace()) {
            self.reopen()?;
        }
        let mut appearance = self.appearance();
        if self.style().is_ruby {
            self.flow.add_ruby(text, appearance.visibility);
            return Ok(());
        }
        if self.stack.last().is_some_and(|open| open.tag.name == "textarea")
            && appearance.visibility == Visibility::Visible
        {
            appearance.visibility = Visibility::FieldValue;
        }
        self.flow.add_text(text, appearance)
    }

    fn style(&self) -> Style {
        self.stack.last().map_or_else(Style::default, |open| open.style)
    }

    fn is_removed(&self) -> bool {
        self.style().is_removed
    }

    fn appearance(&self) -> Appearance {
        self.appearance_of(&self.style())
    }

    fn appearance_of(&self, style: &Style) -> Appearance {
        Appearance {
            visibility: style.visibility(self.sheet.has_unread_background()),
            keeps_lines: style.keeps_lines,
            is_note: style.is_note,
        }
    }

    /// Closes the elements that a start tag closes.
    fn close_implied(&mut self, tag: &Tag, kind: Kind) -> Result<(), ExtractError> {
        if kind.ends_paragraph() {
            let is_limit = |open: &Open| open.kind.is_scope() || open.tag.name == "button";
            if let Some(index) = self.position_within(|open| open.tag.name == "p", is_limit)? {
                self.close(index)?;
            }
        }
        if let Some((closed, limits)) = closed_by(&tag.name) {
            let is_item = matches!(tag.name.as_str(), "li" | "dt" | "dd");
            let mut outermost = None;
            for (index, open) in self.stack.iter().enumerate().rev() {
                let name = open.tag.name.as_str();
                self.work += 1;
                if closed.contains(&name) {
                    outermost = Some(index);
                    if is_item {
                        break;
                    }
                } else if limits.contains(&name)
                    || is_item && open.kind.is_special() && !matches!(name, "address" | "div" | "p")
                {
                    break;
                }
            }
            self.check_work()?;
            if let Some(index) = outermost {
                self.close(index)?;
            }
        }
        if tag.name == "a"
            && self.position_within(|open| open.tag.name == "a", |open| open.kind.is_isolating())?.is_some()
        {
            self.end_formatting("a")?;
        }
        Ok(())
    }

    /// Opens an element; one without content ends at once.
    fn open(&mut self, tag: Rc<Tag>, kind: Kind) -> Result<(), ExtractError> {
        let parent = self.style();
        let style = Style::default();
        let own = OwnStyle::new(&tag, kind, &[]);
        let mut open = Open { tag, kind, own, style, ends_mark: false, outer_reopened: Vec::new() };
        let matched = self.sheet.matching(&open, &self.stack, &mut self.work);
        self.check_work()?;
        if !matched.is_empty() {
            open.own = OwnStyle::new(&open.tag, kind, &matched);
        }
        open.style = open.own.compute(&parent);
        self.start_line(&open, &parent)?;
        if kind.is_void() {
            self.read_void(&open)?;
            return self.end_line(&open);
        }
        if open.tag.name == "select" {
            self.choice = Some(Choice::new(&open.tag));
        }
        if self.stack.len() == MAX_DEPTH {
            return Err(ExtractError::TooComplex);
        }
        if kind.is_isolating() {
            open.outer_reopened = std::mem::take(&mut self.reopened);
        }
        if let Some(hint) = mark_hint(&open) {
            open.ends_mark = self.flow.start_mark(hint);
        }
        self.has_pictures |= is_picture(&open.tag.name) && !parent.is_removed;
        let is_empty = open.tag.is_self_closing;
        self.stack.push(open);
        if is_empty { self.pop().map(|_| ()) } else { Ok(()) }
    }

    /// Starts a line or separates words, where an element does that.
    fn start_line(&mut self, open: &Open, parent: &Style) -> Result<(), ExtractError> {
        if parent.is_removed {
            return self.add_space(open);
        }
        if open.style.is_removed {
            return Ok(());
        }
        if open.kind.is_heading() && open.style.display == Display::Block {
            self.flow.start_heading()?;
        } else if open.style.display == Display::Block {
            self.flow.end_block()?;
        }
        if open.kind.is_object() { self.flow.separate(Visibility::Visible) } else { Ok(()) }
    }

    fn end_line(&mut self, open: &Open) -> Result<(), ExtractError> {
        if open.style.is_removed {
            return self.add_space(open);
        }
        if open.kind.is_heading() && open.style.display == Display::Block {
            return self.flow.end_heading();
        }
        if open.kind.is_object() {
            self.flow.separate(Visibility::Visible)?;
        }
        if open.style.display == Display::Block { self.flow.end_block() } else { Ok(()) }
    }

    /// Separates hidden words; what is not displayed does not end a line of what is.
    fn add_space(&mut self, open: &Open) -> Result<(), ExtractError> {
        let appearance = Appearance { visibility: Visibility::Hidden, keeps_lines: false, is_note: false };
        if open.kind.is_block() || open.kind.is_object() { self.flow.add_text(" ", appearance) } else { Ok(()) }
    }

    fn read_void(&mut self, open: &Open) -> Result<(), ExtractError> {
        let mut appearance = self.appearance_of(&open.style);
        match open.tag.name.as_str() {
            "br" => self.flow.break_line(appearance),
            "input" => match input_text(&open.tag) {
                Some((text, visibility)) => {
                    if appearance.visibility == Visibility::Visible {
                        appearance.visibility = visibility;
                    }
                    self.flow.add_field(text, appearance)
                }
                None => Ok(()),
            },
            name => {
                self.has_pictures |= is_picture(name) && !open.style.is_removed;
                Ok(())
            }
        }
    }

    fn end_choice(&mut self) -> Result<(), ExtractError> {
        let Some(choice) = self.choice.take() else { return Ok(()) };
        let appearance = self.appearance();
        for (text, visibility) in choice.into_options() {
            let visibility =
                if appearance.visibility == Visibility::Visible { visibility } else { appearance.visibility };
            self.flow.add_field(&text, Appearance { visibility, keeps_lines: false, ..appearance })?;
        }
        Ok(())
    }

    /// Closes an element and those inside it.
    fn close(&mut self, index: usize) -> Result<(), ExtractError> {
        let mut formatting = Vec::new();
        while self.stack.len() > index {
            let Some(open) = self.pop()? else { break };
            if open.kind.is_isolating() {
                formatting.clear();
            } else if open.kind.is_formatting() && self.stack.len() > index && open.own.has_effect() {
                formatting.push(open.tag);
            }
        }
        for tag in formatting.into_iter().rev() {
            let is_same = |other: &&Rc<Tag>| other.name == tag.name && other.attributes == tag.attributes;
            self.work += self.reopened.len();
            // More than three of a kind change nothing; so says the standard.
            if self.reopened.iter().filter(is_same).count() < 3 {
                self.reopened.push(tag);
            }
        }
        self.check_work()
    }

    fn pop(&mut self) -> Result<Option<Open>, ExtractError> {
        let Some(mut open) = self.stack.pop() else { return Ok(None) };
        if open.tag.name == "select" {
            self.end_choice()?;
        }
        if open.ends_mark {
            self.flow.end_mark()?;
        }
        if open.kind.is_isolating() {
            self.reopened = std::mem::take(&mut open.outer_reopened);
        }
        self.end_line(&open)?;
        Ok(Some(open))
    }

    /// Ends a formatting element, whose end may stand inside a block that started inside the element.
    fn end_formatting(&mut self, name: &str) -> Result<(), ExtractError> {
        if let Some(index) = self.reopened.iter().rposition(|tag| tag.name == name) {
            self.reopened.remove(index);
            return Ok(());
        }
        let Some(index) = self.position_within(|open| open.tag.name == name, |open| open.kind.is_isolating())? else {
            return Ok(());
        };
        if !self.stack[index + 1..].iter().any(|open| open.kind.is_special()) {
            return self.close(index);
        }
        let ended = self.stack.remove(index);
        if ended.ends_mark {
            self.flow.end_mark()?;
        }
        self.work += 4 * (self.stack.len() - index);
        for at in index..self.stack.len() {
            let parent = at.checked_sub(1).map_or_else(Style::default, |outer| self.stack[outer].style);
            self.stack[at].style = self.stack[at].own.compute(&parent);
        }
        self.check_work()
    }

    /// Opens the formatting elements again that go on in this block.
    fn reopen(&mut self) -> Result<(), ExtractError> {
        for tag in std::mem::take(&mut self.reopened) {
            let kind = Kind::of(&tag.name);
            self.open(tag, kind)?;
        }
        Ok(())
    }

    /// The innermost open element that is one, if none before it is a limit.
    fn position_within(
        &mut self,
        is_one: impl Fn(&Open) -> bool,
        is_limit: impl Fn(&Open) -> bool,
    ) -> Result<Option<usize>, ExtractError> {
        let found = self.stack.iter().rposition(|open| is_one(open) || is_limit(open));
        self.work += self.stack.len() - found.unwrap_or_default();
        self.check_work()?;
        Ok(found.filter(|index| is_one(&self.stack[*index])))
    }

    fn position(&mut self, is_one: impl Fn(&Open) -> bool) -> Result<Option<usize>, ExtractError> {
        self.position_within(is_one, |_| false)
    }

    fn check_work(&self) -> Result<(), ExtractError> {
        if self.work > MAX_WORK { Err(ExtractError::TooComplex) } else { Ok(()) }
    }
}

fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "image" | "svg" | "canvas" | "object" | "embed" | "video" | "iframe" | "frame")
}

/// Whether the content of an element may be the mark of a note.
fn mark_hint(open: &Open) -> Option<MarkHint> {
    let has_word = |attribute: Attribute, words: &[&str]| {
        open.tag.get(attribute).is_some_and(|value| value.split_ascii_whitespace().any(|word| words.contains(&word)))
    };
    if has_word(Attribute::Role, &["doc-noteref"])
        || has_word(Attribute::EpubType, &["noteref"])
        || has_word(Attribute::Class, &["footnote-ref", "footnote-reference", "noteref"])
    {
        return Some(MarkHint::Reference);
    }
    if open.style.is_raised {
        return Some(MarkHint::Raised);
    }
    let is_link = open.tag.name == "a" && open.tag.get(Attribute::Href).is_some_and(|link| link.starts_with('#'));
    is_link.then_some(MarkHint::Linked)
}

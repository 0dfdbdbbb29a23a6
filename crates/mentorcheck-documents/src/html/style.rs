//! Computes whether the text of an element is visible, from its own styles and those of the elements around it.

use mentorcheck_core::evidence::passage::Visibility;

use super::{
    colour::{Paint, parse_attribute},
    css::{Declaration, Display, Property, Value, parse_declarations},
    elements::Kind,
    sheet::Matched,
    tokens::{Attribute, Tag},
};

/// Where a declaration comes from; a later origin goes before an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Browser,
    Attribute,
    Sheet,
    Inline,
}

/// Importance, origin, specificity, order.
type Rank = (bool, Origin, u32, usize);

/// The styles of one element, without those that it inherits.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties, as in CSS")]
pub(super) struct OwnStyle {
    /// At most one value for each property.
    values: Vec<(Property, Rank, Value)>,
    default_display: Display,
    /// Struck out by its name: `del`, `s`, `strike`.
    is_struck: bool,
    /// The content is code, no text.
    is_code: bool,
    /// A footnote or endnote by its role.
    is_note: bool,
    is_link: bool,
    /// The reading of a character, which is set above it.
    is_ruby: bool,
}

/// The styles of an element with those that it inherits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties, as in CSS")]
pub(super) struct Style {
    pub display: Display,
    /// The element or one around it is not displayed, and does not take part in the layout.
    pub is_removed: bool,
    /// Moved off the page, clipped, transparent or struck out: what no element inside can undo.
    is_out_of_sight: bool,
    is_struck: bool,
    is_invisible: bool,
    has_no_size: bool,
    is_indented_away: bool,
    colour: Option<Paint>,
    text_fill: Option<Paint>,
    background: Option<Paint>,
    pub keeps_lines: bool,
    pub is_code: bool,
    pub is_note: bool,
    pub is_ruby: bool,
    pub is_raised: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            display: Display::Block,
            is_removed: false,
            is_out_of_sight: false,
            is_struck: false,
            is_invisible: false,
            has_no_size: false,
            is_indented_away: false,
            colour: None,
            text_fill: None,
            background: None,
            keeps_lines: false,
            is_code: false,
            is_note: false,
            is_ruby: false,
            is_raised: false,
        }
    }
}

impl Style {
    /// Whether text of this style is visible. `has_unread_background`: backgrounds may come from styles that were not
    /// read.
    pub(super) fn visibility(&self, has_unread_background: bool) -> Visibility {
        let is_unseen = self.is_removed
            || self.is_out_of_sight
            || self.is_invisible
            || self.has_no_size
            || self.is_indented_away
            || self.has_no_contrast(has_unread_background);
        match (is_unseen, self.is_struck) {
            (true, _) => Visibility::Hidden,
            (false, true) => Visibility::StruckOut,
            (false, false) => Visibility::Visible,
        }
    }

    fn has_no_contrast(&self, has_unread_background: bool) -> bool {
        let page = if has_unread_background { Paint::Unknown } else { Paint::Rgb([255; 3]) };
        let colour = self.text_fill.or(self.colour);
        let background = self.background.unwrap_or(page);
        match (colour, background) {
            // A picture may be cut to the shape of the letters.
            (Some(Paint::Transparent), Paint::Unknown) => self.background.is_none(),
            (Some(colour), background) => colour.is_invisible_on(background),
            (None, _) => false,
        }
    }
}

impl OwnStyle {
    /// Collects the styles of an element: of the browser for its name, of attributes, sheets, and the attribute
    /// `style`.
    pub(super) fn new(tag: &Tag, kind: Kind, matched: &[Matched<'_>]) -> Self {
        let name = tag.name.as_str();
        let mut own = Self {
            is_struck: matches!(name, "del" | "s" | "strike"),
            is_code: kind.is_code(),
            is_note: is_note(tag),
            is_link: name == "a" && tag.has(Attribute::Href),
            is_ruby: name == "rt",
            values: Vec::new(),
            default_display: if kind.is_block() { Display::Block } else { Display::Inline },
        };
        own.add_browser_styles(tag, kind);
        own.add_attributes(tag);
        for (specificity, order, declarations) in matched {
            own.add(Origin::Sheet, *specificity, *order, declarations);
        }
        if let Some(style) = tag.get(Attribute::Style) {
            own.add(Origin::Inline, 0, 0, &parse_declarations(style));
        }
        own
    }

    fn add_browser_styles(&mut self, tag: &Tag, kind: Kind) {
        let has = |attribute| tag.has(attribute);
        let mut set = |property, value| self.set(property, value, (false, Origin::Browser, 0, 0));
        let is_closed = tag.name == "dialog" && !has(Attribute::Open) || has(Attribute::Popover);
        if kind.is_hidden() || is_closed || has(Attribute::Hidden) {
            set(Property::Display, Value::Display(Display::None));
        }
        if kind.is_preformatted() {
            set(Property::WhiteSpace, Value::Flag(true));
        }
        match tag.name.as_str() {
            "sup" => set(Property::VerticalAlign, Value::Flag(true)),
            "mark" => {
                set(Property::Colour, Value::Paint(Paint::Rgb([0; 3])));
                set(Property::Background, Value::Paint(Paint::Rgb([255, 255, 0])));
            }
            // Controls have colours of their own.
            "button" | "input" | "select" | "textarea" => {
                set(Property::Colour, Value::Paint(Paint::Unknown));
            }
            _ => {}
        }
    }

    fn add_attributes(&mut self, tag: &Tag) {
        let rank = (false, Origin::Attribute, 0, 0);
        let colour = |attribute| tag.get(attribute).and_then(parse_attribute).map(Value::Paint);
        let text = match tag.name.as_str() {
            "font" => colour(Attribute::Colour),
            "body" => colour(Attribute::Text),
            _ => None,
        };
        if let Some(text) = text {
            self.set(Property::Colour, text, rank);
        }
        if let Some(background) = colour(Attribute::BackgroundColour) {
            self.set(Property::Background, background, rank);
        }
    }

    fn add(&mut self, origin: Origin, specificity: u32, order: usize, declarations: &[Declaration]) {
        for one in declarations {
            self.set(one.property, one.value, (one.is_important, origin, specificity, order));
        }
    }

    fn set(&mut self, property: Property, value: Value, rank: Rank) {
        match self.values.iter_mut().find(|(known, ..)| *known == property) {
            Some((_, known, stored)) if *known <= rank => (*known, *stored) = (rank, value),
            Some(_) => {}
            None => self.values.push((property, rank, value)),
        }
    }

    /// Whether it differs from the style of the element around it.
    pub(super) fn has_effect(&self) -> bool {
        self.is_struck || !self.values.is_empty()
    }

    fn value(&self, property: Property) -> Option<Value> {
        self.values.iter().find(|(known, ..)| *known == property).map(|(.., value)| *value)
    }

    /// Whether a property that is not inherited has its effect.
    fn has(&self, property: Property) -> bool {
        self.value(property) == Some(Value::Flag(true))
    }

    fn inherited_flag(&self, property: Property, parent: bool) -> bool {
        match self.value(property) {
            Some(Value::Flag(value)) => value,
            Some(Value::Initial) => false,
            _ => parent,
        }
    }

    fn inherited_paint(&self, property: Property, parent: Option<Paint>) -> Option<Paint> {
        match self.value(property) {
            Some(Value::Paint(paint)) => Some(paint),
            Some(Value::Initial) => None,
            _ => parent,
        }
    }

    /// The styles of the element inside an element of the style `parent`.
    pub(super) fn compute(&self, parent: &Style) -> Style {
        let display = match self.value(Property::Display) {
            Some(Value::Display(display)) => display,
            Some(Value::Inherit) => parent.display,
            Some(Value::Initial) => Display::Inline,
            _ => self.default_display,
        };
        let background = match self.value(Property::Background) {
            _ if self.has(Property::BackgroundImage) => Some(Paint::Unknown),
            Some(Value::Paint(Paint::Transparent)) | None => parent.background,
            Some(Value::Paint(paint)) => Some(paint),
            Some(_) => parent.background,
        };
        // Links have a colour of their own.
        let colour = if self.is_link && self.value(Property::Colour).is_none() { None } else { parent.colour };
        Style {
            display,
            is_removed: parent.is_removed || display == Display::None,
            is_out_of_sight: parent.is_out_of_sight || self.is_out_of_sight(),
            is_struck: parent.is_struck || self.is_struck || self.has(Property::LineThrough),
            is_invisible: self.inherited_flag(Property::Visibility, parent.is_invisible),
            has_no_size: self.inherited_flag(Property::FontSize, parent.has_no_size),
            is_indented_away: self.inherited_flag(Property::Indent, parent.is_indented_away),
            colour: self.inherited_paint(Property::Colour, colour),
            text_fill: self.inherited_paint(Property::TextFill, parent.text_fill),
            background,
            keeps_lines: self.inherited_flag(Property::WhiteSpace, parent.keeps_lines),
            is_code: parent.is_code || self.is_code,
            is_note: parent.is_note || self.is_note,
            is_ruby: parent.is_ruby || self.is_ruby,
            is_raised: self.has(Property::VerticalAlign),
        }
    }

    fn is_out_of_sight(&self) -> bool {
        use Property as P;
        let is_moved =
            self.has(P::Position) && [P::Left, P::Top, P::Right, P::Bottom].iter().any(|side| self.has(*side));
        let is_clipped = self.has(P::Overflow) && (self.has(P::Width) || self.has(P::Height));
        is_moved
            || is_clipped
            || [P::Opacity, P::MarginLeft, P::MarginTop, P::Clip, P::ClipPath, P::Transform]
                .iter()
                .any(|one| self.has(*one))
    }
}

/// Whether an element is a footnote or a list of notes.
fn is_note(tag: &Tag) -> bool {
    let words = |attribute| tag.get(attribute).unwrap_or_default().split_ascii_whitespace();
    words(Attribute::Role).any(|role| matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes"))
        || words(Attribute::EpubType)
            .any(|one| matches!(one, "footnote" | "footnotes" | "endnote" | "endnotes" | "rearnote" | "rearnotes"))
        || words(Attribute::Class).any(|class| matches!(class, "footnotes" | "footnote-definition"))
        || words(Attribute::Id).any(is_id_of_exported_note)
}

/// Whether Word or LibreOffice, saving a page, names the block of a footnote or an endnote like this: `ftn1`,
/// `sdendnote2`.
fn is_id_of_exported_note(id: &str) -> bool {
    ["sdfootnote", "sdendnote", "ftn", "edn"].iter().any(|prefix| {
        id.strip_prefix(prefix).is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
    })
}

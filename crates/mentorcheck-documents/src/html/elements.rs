//! What is known of elements by their names.

/// Properties of an element, by its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kind(u16);

/// Has no content and no end tag.
const VOID: u16 = 1;
/// Starts on a new line, and ends the line.
const BLOCK: u16 = 1 << 1;
/// End tags of inline elements do not close it.
const SPECIAL: u16 = 1 << 2;
/// Goes on in the next block if it was not closed in its own.
const FORMATTING: u16 = 1 << 3;
/// End tags inside it do not close elements around it.
const SCOPE: u16 = 1 << 4;
/// Its start tag closes an open paragraph.
const ENDS_PARAGRAPH: u16 = 1 << 5;
/// Is not displayed.
const HIDDEN: u16 = 1 << 6;
/// A picture or control: separates the words around it.
const OBJECT: u16 = 1 << 7;
const HEADING: u16 = 1 << 8;
/// Its content is code, no text.
const CODE: u16 = 1 << 9;
/// Keeps line ends and spaces.
const PREFORMATTED: u16 = 1 << 10;
/// Formatting elements around it do not go on inside it.
const ISOLATING: u16 = 1 << 11;

const SECTION: u16 = BLOCK | SPECIAL | ENDS_PARAGRAPH;

/// Sorted by name. Other elements are inline.
const KINDS: &[(&str, u16)] = &[
    ("a", FORMATTING),
    ("address", SECTION),
    // Inside `math`.
    ("annotation", HIDDEN),
    ("applet", SPECIAL | SCOPE | ISOLATING | OBJECT),
    ("area", VOID | SPECIAL),
    ("article", SECTION),
    ("aside", SECTION),
    ("audio", HIDDEN | OBJECT),
    ("b", FORMATTING),
    ("base", VOID | SPECIAL),
    ("basefont", VOID | SPECIAL),
    ("bgsound", VOID | SPECIAL),
    ("big", FORMATTING),
    ("blockquote", SECTION),
    ("body", BLOCK | SPECIAL),
    ("br", VOID | SPECIAL),
    ("button", SPECIAL | OBJECT),
    ("canvas", HIDDEN | OBJECT),
    ("caption", BLOCK | SPECIAL | SCOPE | ISOLATING),
    ("center", SECTION),
    ("code", FORMATTING),
    ("col", VOID | SPECIAL),
    ("colgroup", SPECIAL),
    ("datalist", HIDDEN),
    ("dd", SECTION),
    // Inside `svg`.
    ("desc", HIDDEN),
    ("details", SECTION),
    ("dialog", SECTION),
    ("dir", SECTION),
    ("div", SECTION),
    ("dl", SECTION),
    ("dt", SECTION),
    ("em", FORMATTING),
    ("embed", VOID | SPECIAL | OBJECT),
    ("fieldset", SECTION),
    ("figcaption", SECTION),
    ("figure", SECTION),
    ("font", FORMATTING),
    ("footer", SECTION),
    ("form", SECTION),
    ("frame", VOID | SPECIAL),
    ("frameset", SPECIAL),
    ("h1", SECTION | HEADING),
    ("h2", SECTION | HEADING),
    ("h3", SECTION | HEADING),
    ("h4", SECTION | HEADING),
    ("h5", SECTION | HEADING),
    ("h6", SECTION | HEADING),
    ("head", SPECIAL),
    ("header", SECTION),
    ("hgroup", SECTION),
    ("hr", VOID | SECTION),
    ("html", BLOCK | SPECIAL | SCOPE),
    ("i", FORMATTING),
    ("iframe", SPECIAL | HIDDEN | OBJECT),
    ("image", VOID | OBJECT),
    ("img", VOID | SPECIAL | OBJECT),
    ("input", VOID | SPECIAL | OBJECT),
    ("keygen", VOID | SPECIAL | OBJECT),
    ("legend", BLOCK),
    ("li", SECTION),
    ("link", VOID | SPECIAL),
    ("listing", SECTION | PREFORMATTED),
    ("main", SECTION),
    ("marquee", SPECIAL | SCOPE | ISOLATING),
    ("menu", SECTION),
    ("meta", VOID | SPECIAL),
    // Inside `svg`.
    ("metadata", HIDDEN),
    ("meter", HIDDEN | OBJECT),
    ("nav", SECTION),
    ("nobr", FORMATTING),
    ("noembed", SPECIAL | HIDDEN),
    ("noframes", SPECIAL | HIDDEN),
    ("noscript", SPECIAL | HIDDEN),
    ("object", SPECIAL | SCOPE | ISOLATING | OBJECT),
    ("ol", SECTION),
    ("optgroup", BLOCK),
    ("option", BLOCK),
    ("p", SECTION),
    ("param", VOID | SPECIAL),
    ("plaintext", SECTION | PREFORMATTED),
    ("pre", SECTION | PREFORMATTED),
    ("progress", HIDDEN | OBJECT),
    ("rp", HIDDEN),
    ("s", FORMATTING),
    ("script", SPECIAL | CODE),
    ("search", SECTION),
    ("section", SECTION),
    ("select", SPECIAL | OBJECT),
    ("small", FORMATTING),
    ("source", VOID | SPECIAL),
    ("strike", FORMATTING),
    ("strong", FORMATTING),
    ("style", SPECIAL | CODE),
    ("summary", SECTION),
    ("svg", OBJECT),
    ("table", SECTION | SCOPE),
    ("tbody", BLOCK | SPECIAL),
    ("td", BLOCK | SPECIAL | SCOPE | ISOLATING),
    ("template", SPECIAL | SCOPE | ISOLATING | HIDDEN),
    ("textarea", SPECIAL | OBJECT | PREFORMATTED),
    ("tfoot", BLOCK | SPECIAL),
    ("th", BLOCK | SPECIAL | SCOPE | ISOLATING),
    ("thead", BLOCK | SPECIAL),
    ("title", SPECIAL | HIDDEN),
    ("tr", BLOCK | SPECIAL),
    ("track", VOID | SPECIAL),
    ("tt", FORMATTING),
    ("u", FORMATTING),
    ("ul", SECTION),
    ("video", HIDDEN | OBJECT),
    ("wbr", VOID | SPECIAL),
    ("xml", HIDDEN),
    ("xmp", SECTION | PREFORMATTED),
];

impl Kind {
    pub(super) fn of(name: &str) -> Self {
        let index = KINDS.binary_search_by_key(&name, |(known, _)| known);
        Self(index.map_or(0, |index| KINDS[index].1))
    }

    const fn has(self, property: u16) -> bool {
        self.0 & property != 0
    }

    pub(super) const fn is_void(self) -> bool {
        self.has(VOID)
    }

    pub(super) const fn is_block(self) -> bool {
        self.has(BLOCK)
    }

    pub(super) const fn is_special(self) -> bool {
        self.has(SPECIAL)
    }

    pub(super) const fn is_formatting(self) -> bool {
        self.has(FORMATTING)
    }

    pub(super) const fn is_scope(self) -> bool {
        self.has(SCOPE)
    }

    pub(super) const fn ends_paragraph(self) -> bool {
        self.has(ENDS_PARAGRAPH)
    }

    pub(super) const fn is_hidden(self) -> bool {
        self.has(HIDDEN)
    }

    pub(super) const fn is_object(self) -> bool {
        self.has(OBJECT)
    }

    pub(super) const fn is_heading(self) -> bool {
        self.has(HEADING)
    }

    pub(super) const fn is_code(self) -> bool {
        self.has(CODE)
    }

    pub(super) const fn is_preformatted(self) -> bool {
        self.has(PREFORMATTED)
    }

    pub(super) const fn is_isolating(self) -> bool {
        self.has(ISOLATING)
    }
}

/// The elements that a start tag closes, and those beyond which it closes none.
pub(super) const fn closed_by(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const TABLE: &[&str] = &["table", "template", "html"];
    Some(match name.as_bytes() {
        b"li" => (&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th", "template", "html"]),
        b"dt" | b"dd" => (&["dt", "dd"], &["dl", "table", "td", "th", "template", "html"]),
        b"option" => (&["option"], &["select", "datalist", "html"]),
        b"optgroup" => (&["option", "optgroup"], &["select", "datalist", "html"]),
        b"rt" | b"rp" => (&["rt", "rp"], &["ruby", "rtc", "p", "div", "td", "html"]),
        b"rb" | b"rtc" => (&["rb", "rt", "rp", "rtc"], &["ruby", "p", "div", "td", "html"]),
        b"td" | b"th" => (&["td", "th", "caption", "colgroup"], &["tr", "table", "template", "html"]),
        b"tr" => (&["tr", "td", "th", "caption", "colgroup"], TABLE),
        b"thead" | b"tbody" | b"tfoot" | b"caption" | b"colgroup" => {
            (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"], TABLE)
        }
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
            (&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "article", "td", "th", "li", "html"])
        }
        b"body" => (&["head"], &["html"]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[test]
    fn elements_are_known_by_name() {
        assert!(KINDS.is_sorted_by_key(|(name, _)| name));
        assert!(Kind::of("p").is_block() && Kind::of("br").is_void() && Kind::of("xmp").is_preformatted());
        assert!(Kind::of("annotation").is_hidden());
        assert_eq!(Kind::of("my-element"), Kind::default());
    }
}

//! Fonts: what text the bytes of a string stand for, and how wide it is.

use std::{collections::HashMap, rc::Rc};

use super::{
    cmap::{CharacterMap, code_of, decode_utf16},
    file::File,
    glyphs::{base_encoding, glyph_texts, standard_width},
    object::{Dictionary, Object},
    tokens::{Budget, Item, Lexer},
};

/// The maximum number of fonts of a document.
const MAX_FONTS: usize = 2_000;
/// The part of an embedded font that may hold its encoding as text, in bytes.
const MAX_CLEAR_TEXT: usize = 16 * 1024;

/// The fonts that were decoded so far.
#[derive(Default)]
pub(super) struct FontCache {
    fonts: HashMap<(u32, u16), Rc<Font>>,
    count: usize,
}

impl FontCache {
    /// The font that `reference` leads to; none if it is no font, or there are too many.
    pub(super) fn font(&mut self, file: &File<'_>, reference: &Object) -> Option<Rc<Font>> {
        let id = match reference {
            Object::Reference(number, generation) => Some((*number, *generation)),
            _ => None,
        };
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        self.count += 1;
        if self.count > MAX_FONTS {
            return None;
        }
        let font = Rc::new(Font::new(file, file.resolve(reference).dictionary()?));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

/// One character of a string.
#[derive(Debug)]
pub(super) struct Glyph {
    /// None if it cannot be decoded.
    pub(super) text: Option<String>,
    /// Whether the text is a guess.
    pub(super) is_guess: bool,
    /// In ems.
    pub(super) width: f64,
    /// Whether it is the single byte 32, which word spacing widens.
    pub(super) is_space_byte: bool,
}

#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<CharacterMap>,
    widths: Widths,
    /// The height of an em in text space: 1, but for fonts whose glyphs are drawn by content streams.
    pub(super) em: f64,
    pub(super) is_vertical: bool,
    /// Whether the texts of codes are known; else those that `to_unicode` does not tell are a guess.
    is_certain: bool,
    /// Whether the widths are known; else they are a guess.
    pub(super) has_widths: bool,
}

#[derive(Debug)]
enum Kind {
    /// The text of each byte.
    Simple(Vec<Option<String>>),
    /// Codes of two bytes, or as a map says.
    Composite { code_map: Option<CharacterMap>, is_utf16: bool },
}

#[derive(Debug, Default)]
struct Widths {
    first: u32,
    /// From the first code on, in ems.
    list: Vec<f64>,
    /// The first and last code, and the width, in the order of first codes.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
}

impl Widths {
    fn width(&self, code: u32) -> f64 {
        if let Some(width) = code.checked_sub(self.first).and_then(|index| self.list.get(index as usize)) {
            return *width;
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        match self.ranges[..after].last() {
            Some((_, last, width)) if code <= *last => *width,
            _ => self.default,
        }
    }
}

impl Font {
    fn new(file: &File<'_>, dictionary: &Dictionary) -> Self {
        let subtype = file.lookup(dictionary, b"Subtype");
        let to_unicode = character_map(file, &file.lookup(dictionary, b"ToUnicode")).filter(|map| !map.is_empty());
        match subtype.name() {
            Some(b"Type0") => Self::composite(file, dictionary, to_unicode),
            subtype => Self::simple(file, dictionary, to_unicode, subtype.unwrap_or_default()),
        }
    }

    fn simple(file: &File<'_>, dictionary: &Dictionary, to_unicode: Option<CharacterMap>, subtype: &[u8]) -> Self {
        let descriptor = file.lookup(dictionary, b"FontDescriptor").dictionary().cloned().unwrap_or_default();
        let base_font = file.lookup(dictionary, b"BaseFont").name().unwrap_or_default().to_vec();
        let (texts, is_certain) = simple_encoding(file, dictionary, &descriptor, &base_font, subtype);
        let is_drawn = subtype == b"Type3";
        let matrix = numbers(file, &file.lookup(dictionary, b"FontMatrix"));
        let unit = if is_drawn { matrix.first().map_or(0.001, |scale| scale.abs()) } else { 0.001 };
        let list: Vec<f64> =
            numbers(file, &file.lookup(dictionary, b"Widths")).into_iter().map(|width| width * unit).collect();
        let has_widths = !list.is_empty();
        let widths = if has_widths {
            let first = file.lookup(dictionary, b"FirstChar").index().unwrap_or_default();
            let default = file.lookup(&descriptor, b"MissingWidth").number().unwrap_or_default() * unit;
            Widths { first: u32::try_from(first).unwrap_or_default(), list, ranges: Vec::new(), default }
        } else {
            let first_char = |text: &Option<String>| text.as_ref().and_then(|text| text.chars().next());
            let width = |text| standard_width(&base_font, first_char(text).unwrap_or('n')) / 1000.0;
            Widths { list: texts.iter().map(width).collect(), ..Widths::default() }
        };
        let em = if is_drawn {
            let bounds = numbers(file, &file.lookup(dictionary, b"FontBBox"));
            let height = bounds.get(3).zip(bounds.get(1)).map_or(0.0, |(top, bottom)| (top - bottom).abs());
            matrix.get(3).map_or(0.001, |scale| scale.abs()) * if height > 0.0 { height } else { 1000.0 }
        } else {
            1.0
        };
        Self { kind: Kind::Simple(texts), to_unicode, widths, em, is_vertical: false, is_certain, has_widths }
    }

    fn composite(file: &File<'_>, dictionary: &Dictionary, to_unicode: Option<CharacterMap>) -> Self {
        let encoding = file.lookup(dictionary, b"Encoding");
        let name = encoding.name().map(<[u8]>::to_vec).unwrap_or_default();
        let has = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
        let is_utf16 = has(b"UCS2") || has(b"UTF16");
        let descendants = file.lookup(dictionary, b"DescendantFonts");
        let descendant = descendants.array().and_then(|fonts| fonts.first()).map(|font| file.resolve(font));
        let descendant = descendant.as_ref().and_then(Object::dictionary).cloned().unwrap_or_default();
        Self {
            kind: Kind::Composite { code_map: character_map(file, &encoding), is_utf16 },
            to_unicode,
            widths: composite_widths(file, &descendant),
            em: 1.0,
            is_vertical: name.ends_with(b"-V"),
            is_certain: true,
            // Widths are listed by glyph, which is the code only in this encoding.
            has_widths: name.starts_with(b"Identity"),
        }
    }

    /// The glyphs of a string.
    pub(super) fn glyphs<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Glyph> + 'f {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let length = self.code_length(rest).clamp(1, rest.len());
            let (code, after) = rest.split_at(length);
            rest = after;
            Some(self.glyph(code))
        })
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Composite { code_map: Some(map), .. } => map.code_length(bytes).unwrap_or(2),
            Kind::Composite { is_utf16: true, .. } => {
                if matches!(bytes[0], 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Kind::Composite { .. } if self.has_widths => 2,
            // An encoding that is not known here: the map of its text may tell.
            Kind::Composite { .. } => self.to_unicode.as_ref().and_then(|map| map.code_length(bytes)).unwrap_or(2),
        }
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = code_of(bytes);
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let is_guess = mapped.is_none() && !self.is_certain;
        let text = mapped.or_else(|| match &self.kind {
            Kind::Simple(texts) => texts.get(code as usize).cloned().flatten(),
            Kind::Composite { is_utf16: true, .. } => Some(decode_utf16(bytes)),
            Kind::Composite { .. } => None,
        });
        let text = text.filter(|text| !text.contains(char::REPLACEMENT_CHARACTER));
        Glyph { text, is_guess, width: self.widths.width(code), is_space_byte: bytes == b" " }
    }
}

fn character_map(file: &File<'_>, object: &Object) -> Option<CharacterMap> {
    let Object::Stream(stream) = object else { return None };
    let map = CharacterMap::parse(&file.content(stream).bytes, &mut file.map_budget.borrow_mut());
    map.ok()
}

pub(super) fn numbers(file: &File<'_>, object: &Object) -> Vec<f64> {
    let number = |value| file.resolve(value).number().unwrap_or_default();
    object.array().unwrap_or_default().iter().map(number).collect()
}

/// The text of each byte, and whether it is known.
fn simple_encoding(
    file: &File<'_>,
    dictionary: &Dictionary,
    descriptor: &Dictionary,
    base_font: &[u8],
    subtype: &[u8],
) -> (Vec<Option<String>>, bool) {
    let encoding = file.lookup(dictionary, b"Encoding");
    let differences = encoding.dictionary().map(|encoding| file.lookup(encoding, b"Differences"));
    let base = match &encoding {
        Object::Dictionary(encoding) => file.lookup(encoding, b"BaseEncoding"),
        other => other.clone(),
    };
    let is_embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
        .iter()
        .any(|name| matches!(file.lookup(descriptor, name), Object::Stream(_)));
    let is_symbolic = file.lookup(descriptor, b"Flags").index().is_some_and(|flags| flags & 4 != 0);
    let has = |word: &[u8]| base_font.windows(word.len()).any(|window| window == word);
    let mut is_certain = true;
    let mut texts = match base.name() {
        Some(name) => base_encoding(name),
        None if subtype == b"Type3" => vec![None; 256],
        None if has(b"ZapfDingbats") || has(b"Wingdings") => vec![Some("•".to_owned()); 256],
        None if has(b"Symbol") => symbols(),
        None => built_in_encoding(file, descriptor).unwrap_or_else(|| {
            // The font has its own encoding, which often is the standard one.
            is_certain = !(is_embedded && is_symbolic);
            base_encoding(b"StandardEncoding")
        }),
    };
    if let Some(differences) = differences.as_ref().and_then(Object::array) {
        let (mut codes, mut names, mut code) = (Vec::new(), Vec::new(), 0);
        let differences: Vec<Object> = differences.iter().take(1024).map(|one| file.resolve(one)).collect();
        for one in &differences {
            match one {
                Object::Name(name) => {
                    codes.push(code);
                    names.push(&**name);
                    code += 1;
                }
                other => code = other.index().unwrap_or(code),
            }
        }
        for (code, text) in codes.into_iter().zip(glyph_texts(&names)) {
            if let Some(slot) = texts.get_mut(code) {
                *slot = text;
            }
        }
    }
    (texts, is_certain)
}

/// The characters of the Symbol font that can stand in prose: figures, punctuation, the bullet.
fn symbols() -> Vec<Option<String>> {
    let text = |code: u8| match code {
        b' '..=b'!'
        | b'#'
        | b'%'..=b'&'
        | b'('..=b')'
        | b'+'..=b','
        | b'.'..=b'?'
        | b'['
        | b']'
        | b'_'
        | b'{'..=b'}' => Some(char::from(code).to_string()),
        b'-' => Some("−".to_owned()),
        0xb7 => Some("•".to_owned()),
        _ => None,
    };
    (0..=u8::MAX).map(text).collect()
}

/// The encoding that an embedded Type 1 font writes in clear text: `dup 65 /A put`.
fn built_in_encoding(file: &File<'_>, descriptor: &Dictionary) -> Option<Vec<Option<String>>> {
    let Object::Stream(stream) = file.lookup(descriptor, b"FontFile") else { return None };
    let content = file.content(&stream).bytes;
    let clear = &content[..content.len().min(MAX_CLEAR_TEXT)];
    let start = super::xref::find_all(clear, b"/Encoding").next()?;
    let (mut lexer, mut budget) = (Lexer::new(clear, start + 9), Budget(4096));
    let (mut codes, mut glyphs) = (Vec::new(), Vec::new());
    let mut last = [Object::Null, Object::Null];
    while let Ok(Some(item)) = lexer.item(&mut budget) {
        match item {
            Item::Value(value) => {
                last.swap(0, 1);
                last[1] = value;
            }
            Item::Keyword(b"put") => {
                if let (Some(code), Object::Name(name)) = (last[0].index(), &last[1]) {
                    codes.push(code);
                    glyphs.push(name.clone());
                }
            }
            Item::Keyword(b"StandardEncoding") => return Some(base_encoding(b"StandardEncoding")),
            Item::Keyword(b"def" | b"readonly") if !codes.is_empty() => break,
            Item::Keyword(_) => {}
        }
    }
    let mut texts = vec![None; 256];
    let names: Vec<&[u8]> = glyphs.iter().map(|name| &**name).collect();
    for (code, text) in codes.into_iter().zip(glyph_texts(&names)) {
        if let Some(slot) = texts.get_mut(code) {
            *slot = text;
        }
    }
    texts.iter().any(Option::is_some).then_some(texts)
}

fn composite_widths(file: &File<'_>, descendant: &Dictionary) -> Widths {
    let code = |number: Option<usize>| number.and_then(|number| u32::try_from(number).ok());
    let mut ranges = Vec::new();
    let list = file.lookup(descendant, b"W");
    let mut values = list.array().unwrap_or_default().iter().map(|value| file.resolve(value));
    while let Some((first, second)) = values.next().zip(values.next()) {
        let Some(first) = code(first.index()) else { continue };
        if let Object::Array(_) = second {
            let widths = numbers(file, &second).into_iter();
            ranges.extend((first..).zip(widths).map(|(code, width)| (code, code, width / 1000.0)));
        } else if let Some((last, width)) = code(second.index()).zip(values.next().and_then(|width| width.number())) {
            ranges.push((first, last, width / 1000.0));
        }
    }
    ranges.sort_by_key(|(first, ..)| *first);
    let default = file.lookup(descendant, b"DW").number().unwrap_or(1000.0) / 1000.0;
    Widths { ranges, default, ..Widths::default() }
}

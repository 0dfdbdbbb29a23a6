//! The values that a PDF is made of. Clones share their content.

use std::rc::Rc;

/// A value. Whole and real numbers are one kind: both are exact up to 2^53.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Object {
    #[default]
    Null,
    Boolean(bool),
    Number(f64),
    Name(Rc<[u8]>),
    String(Rc<[u8]>),
    Array(Rc<[Object]>),
    Dictionary(Dictionary),
    Stream(Rc<Stream>),
    /// The number and the generation of an indirect object.
    Reference(u32, u16),
}

/// A stream: its dictionary, and where its encoded bytes stand in the file.
#[derive(Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) dictionary: Dictionary,
    pub(super) start: usize,
    pub(super) length: usize,
    /// The number and the generation of the object, which its encryption depends on.
    pub(super) id: (u32, u16),
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) if number.is_finite() => Some(*number),
            _ => None,
        }
    }

    /// The number as an index, a count or an offset; none if it is negative, broken or above 2^32.
    pub(super) fn index(&self) -> Option<usize> {
        self.number().and_then(index_of)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// A dictionary, also that of a stream.
    pub(super) fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            Self::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }
}

/// The number as an index; none if it is negative, broken or above 2^32.
pub(super) fn index_of(number: f64) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    (0.0..=f64::from(u32::MAX)).contains(&number).then_some(number as usize)
}

/// Names and their values, in the order of names, so that a look-up takes few steps however many there are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dictionary(Rc<[(Rc<[u8]>, Object)]>);

impl Default for Dictionary {
    fn default() -> Self {
        Self(Rc::from([]))
    }
}

impl Dictionary {
    /// Of two entries with one name the first counts.
    pub(super) fn new(mut entries: Vec<(Rc<[u8]>, Object)>) -> Self {
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|(later, _), (earlier, _)| later == earlier);
        Self(entries.into())
    }

    /// The value as it is written, perhaps a reference; `Null` if there is none.
    pub(super) fn get(&self, name: &[u8]) -> &Object {
        match self.0.binary_search_by(|(one, _)| (**one).cmp(name)) {
            Ok(index) => &self.0[index].1,
            Err(_) => &Object::Null,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

//! The objects of a PDF file, read only when they are asked for, within limits on all that is read.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use super::{
    cmap,
    encryption::Decryption,
    filters::{Parameters, Unpacked, unpack},
    object::{Dictionary, Object, Stream},
    tokens::{Budget, Item, Lexer, LimitExceeded},
    xref::{self, Entry, ObjectReader},
};
use crate::ExtractError;

/// The maximum number of values in all objects that are read.
const MAX_VALUES: usize = 1_000_000;
/// The maximum size of all unpacked streams, in bytes.
const MAX_UNPACKED_BYTES: usize = if cfg!(test) { 8 } else { 64 } * 1024 * 1024;
/// The maximum size of all unpacked object streams, which stay in memory, in bytes.
const MAX_OBJECT_STREAM_BYTES: usize = 32 * 1024 * 1024;
/// The maximum number of filters of one stream.
const MAX_FILTERS: usize = 4;
/// The maximum number of references from reference to reference.
const MAX_REFERENCES: usize = 16;

/// A PDF file. Objects that are missing or broken are `Null`, as the format says.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    entries: HashMap<u32, Entry>,
    pub(super) trailer: Dictionary,
    decryption: Option<Decryption>,
    objects: RefCell<HashMap<u32, Object>>,
    object_streams: RefCell<HashMap<u32, Rc<ObjectStream>>>,
    /// Where each stream may end, in order; found when first needed.
    stream_ends: RefCell<Option<Rc<[usize]>>>,
    budget: RefCell<Budget>,
    /// What is left for the character maps of fonts.
    pub(super) map_budget: RefCell<Budget>,
    unpacked_bytes: Cell<usize>,
    object_stream_bytes: Cell<usize>,
    is_limit_exceeded: Cell<bool>,
}

/// An unpacked object stream, and where its objects start.
#[derive(Default)]
struct ObjectStream {
    bytes: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl<'b> File<'b> {
    /// # Errors
    /// When the file is not a PDF, needs a password, or exceeds a limit.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ExtractError> {
        let malformed = ExtractError::Malformed { format: "PDF" };
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|window| window == b"%PDF-") {
            return Err(malformed);
        }
        let mut file = Self {
            bytes,
            entries: HashMap::new(),
            trailer: Dictionary::default(),
            decryption: None,
            objects: RefCell::default(),
            object_streams: RefCell::default(),
            stream_ends: RefCell::default(),
            budget: RefCell::new(Budget(MAX_VALUES)),
            map_budget: RefCell::new(Budget(cmap::MAX_VALUES)),
            unpacked_bytes: Cell::new(0),
            object_stream_bytes: Cell::new(0),
            is_limit_exceeded: Cell::new(false),
        };
        let table = xref::read_tables(&file, bytes).map_err(|LimitExceeded| ExtractError::DecompressionLimit)?;
        file.use_table(table)?;
        if !file.has_pages() {
            let table = xref::scan_objects(&file, bytes).map_err(|LimitExceeded| ExtractError::DecompressionLimit)?;
            file.use_table(table)?;
            if file.catalog().is_none() {
                return Err(if file.is_limit_exceeded() { ExtractError::DecompressionLimit } else { malformed });
            }
        }
        Ok(file)
    }

    fn use_table(&mut self, table: xref::Table) -> Result<(), ExtractError> {
        self.entries = table.entries;
        self.trailer = table.trailer;
        self.decryption = None;
        self.objects.borrow_mut().clear();
        self.object_streams.borrow_mut().clear();
        let encrypt = self.lookup(&self.trailer, b"Encrypt");
        if let Some(dictionary) = encrypt.dictionary() {
            let id = self.lookup(&self.trailer, b"ID");
            self.decryption =
                Some(Decryption::new(&|object| self.resolve(object), dictionary, &id).ok_or(ExtractError::Encrypted)?);
            self.objects.borrow_mut().clear();
            if let Object::Reference(number, _) = self.trailer.get(b"Encrypt") {
                self.objects.borrow_mut().insert(*number, encrypt.clone());
            }
        }
        Ok(())
    }

    fn has_pages(&self) -> bool {
        self.catalog().is_some_and(|catalog| {
            let pages = self.lookup(&catalog, b"Pages");
            pages.dictionary().is_some_and(|pages| self.lookup(pages, b"Kids").array().is_some())
        })
    }

    pub(super) fn catalog(&self) -> Option<Dictionary> {
        self.lookup(&self.trailer, b"Root").dictionary().cloned()
    }

    /// Whether something was left out because of a limit.
    pub(super) fn is_limit_exceeded(&self) -> bool {
        self.is_limit_exceeded.get()
    }

    /// The numbers of all objects, in order.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.entries.keys().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    /// The entry of a dictionary, with references followed.
    pub(super) fn lookup(&self, dictionary: &Dictionary, name: &[u8]) -> Object {
        self.resolve(dictionary.get(name))
    }

    /// The value, with references followed.
    pub(super) fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..MAX_REFERENCES {
            let Object::Reference(number, _) = object else { return object };
            object = self.object(number);
        }
        Object::Null
    }

    fn object(&self, number: u32) -> Object {
        if let Some(object) = self.objects.borrow().get(&number) {
            return object.clone();
        }
        // While it is read, a reference to itself is null.
        self.objects.borrow_mut().insert(number, Object::Null);
        let object = self.limited(match self.entries.get(&number) {
            Some(Entry::Offset(offset)) => self.read_object(*offset, Some(number)),
            Some(Entry::InStream { stream, index }) => self.read_streamed(*stream, *index, number),
            None => Ok(Object::Null),
        });
        self.objects.borrow_mut().insert(number, object.clone());
        object
    }

    fn limited<T: Default>(&self, result: Result<T, LimitExceeded>) -> T {
        result.unwrap_or_else(|LimitExceeded| {
            self.is_limit_exceeded.set(true);
            T::default()
        })
    }

    /// The stream whose bytes start behind the word `stream` at `position`.
    fn stream_at(&self, dictionary: Dictionary, position: usize, id: (u32, u16)) -> Object {
        let start = match self.bytes.get(position..).unwrap_or_default() {
            [b'\r', b'\n', ..] => position + 2,
            [b'\r' | b'\n', ..] => position + 1,
            _ => position,
        };
        let ends_at = |end: &usize| {
            let rest = self.bytes.get(*end..).unwrap_or_default();
            let space = rest.iter().take(4).take_while(|byte| byte.is_ascii_whitespace()).count();
            rest[space..].starts_with(b"endstream")
        };
        let stated = self.lookup(&dictionary, b"Length").index().map(|length| start + length);
        let end = stated.filter(ends_at).unwrap_or_else(|| {
            let ends = self.stream_ends();
            let index = ends.partition_point(|end| *end < start);
            ends.get(index).copied().unwrap_or(self.bytes.len())
        });
        Object::Stream(Rc::new(Stream { dictionary, start, length: end.saturating_sub(start), id }))
    }

    fn stream_ends(&self) -> Rc<[usize]> {
        let find = || xref::find_all(self.bytes, b"endstream").collect();
        Rc::clone(self.stream_ends.borrow_mut().get_or_insert_with(find))
    }

    fn read_streamed(&self, stream: u32, index: usize, number: u32) -> Result<Object, LimitExceeded> {
        let objects = self.object_stream(stream)?;
        // The index is a hint; the number decides.
        let by_index = objects.starts.get(index).filter(|(one, _)| *one == number);
        let Some((_, start)) = by_index.or_else(|| objects.starts.iter().find(|(one, _)| *one == number)) else {
            return Ok(Object::Null);
        };
        Lexer::new(&objects.bytes, *start).value(&mut self.budget.borrow_mut())
    }

    fn object_stream(&self, number: u32) -> Result<Rc<ObjectStream>, LimitExceeded> {
        if let Some(objects) = self.object_streams.borrow().get(&number) {
            return Ok(Rc::clone(objects));
        }
        self.object_streams.borrow_mut().insert(number, Rc::default());
        // An object stream is never in an object stream itself.
        let stream = match self.entries.get(&number) {
            Some(Entry::Offset(offset)) => self.read_object(*offset, Some(number))?,
            _ => Object::Null,
        };
        let Object::Stream(stream) = stream else { return Ok(Rc::default()) };
        let objects = Rc::new(self.unpack_object_stream(&stream)?);
        self.object_streams.borrow_mut().insert(number, Rc::clone(&objects));
        Ok(objects)
    }

    fn unpack_object_stream(&self, stream: &Stream) -> Result<ObjectStream, LimitExceeded> {
        let bytes = self.unpack(stream)?.bytes;
        self.object_stream_bytes.set(self.object_stream_bytes.get() + bytes.len());
        if self.object_stream_bytes.get() > MAX_OBJECT_STREAM_BYTES {
            return Err(LimitExceeded);
        }
        let first = self.lookup(&stream.dictionary, b"First").index().unwrap_or_default();
        let count = self.lookup(&stream.dictionary, b"N").index().unwrap_or_default();
        let mut starts = Vec::new();
        let mut lexer = Lexer::new(&bytes, 0);
        let mut number = || match lexer.item(&mut self.budget.borrow_mut())? {
            Some(Item::Value(value)) => Ok(value.index()),
            _ => Ok(None),
        };
        for _ in 0..count {
            let Some((number, start)) = number()?.zip(number()?) else { break };
            starts.push((u32::try_from(number).unwrap_or_default(), first + start));
        }
        Ok(ObjectStream { bytes, starts })
    }

    /// Unpacks a stream; what is broken or exceeds a limit is left out, and the result is not complete.
    pub(super) fn content(&self, stream: &Stream) -> Unpacked {
        let content = self.unpack(stream).ok();
        if content.is_none() {
            self.is_limit_exceeded.set(true);
        }
        content.unwrap_or(Unpacked { bytes: Vec::new(), is_complete: false })
    }

    fn unpack_within_limit(&self, stream: &Stream) -> Result<Unpacked, LimitExceeded> {
        let packed = self.bytes.get(stream.start..stream.start + stream.length).unwrap_or_default();
        let limit = || MAX_UNPACKED_BYTES.saturating_sub(self.unpacked_bytes.get());
        let count = |bytes: &[u8]| {
            if bytes.len() > limit() {
                return Err(LimitExceeded);
            }
            self.unpacked_bytes.set(self.unpacked_bytes.get() + bytes.len());
            Ok(())
        };
        count(packed)?;
        let dictionary = &stream.dictionary;
        let decrypted = match &self.decryption {
            Some(decryption) => decryption.stream(dictionary, packed, stream.id),
            None => packed.to_vec(),
        };
        let entry = |long: &[u8], short: &[u8]| match self.lookup(dictionary, long) {
            Object::Null => self.lookup(dictionary, short),
            value => value,
        };
        let filters = match entry(b"Filter", b"F") {
            Object::Array(filters) => filters.iter().map(|filter| self.resolve(filter)).collect(),
            Object::Null => Vec::new(),
            filter => vec![filter],
        };
        let parameters = match entry(b"DecodeParms", b"DP") {
            Object::Array(parameters) => parameters.iter().map(|one| self.resolve(one)).collect(),
            parameters => vec![parameters],
        };
        let mut content = Unpacked { bytes: decrypted, is_complete: filters.len() <= MAX_FILTERS };
        for (index, filter) in filters.iter().take(MAX_FILTERS).enumerate() {
            let parameters = self.parameters(parameters.get(index).and_then(Object::dictionary));
            let next = unpack(filter.name().unwrap_or_default(), parameters, &content.bytes, limit())?;
            count(&next.bytes)?;
            content = Unpacked { is_complete: content.is_complete && next.is_complete, ..next };
        }
        Ok(content)
    }

    fn parameters(&self, dictionary: Option<&Dictionary>) -> Parameters {
        let value = |name: &[u8], default: usize| {
            dictionary.and_then(|dictionary| self.lookup(dictionary, name).index()).unwrap_or(default)
        };
        Parameters {
            predictor: value(b"Predictor", 1),
            colors: value(b"Colors", 1),
            bits: value(b"BitsPerComponent", 8),
            columns: value(b"Columns", 1),
            early_change: value(b"EarlyChange", 1) != 0,
        }
    }
}

impl ObjectReader for File<'_> {
    fn read_object(&self, offset: usize, expected: Option<u32>) -> Result<Object, LimitExceeded> {
        let mut lexer = Lexer::new(self.bytes, offset);
        let mut head = Budget(8);
        let mut number = || match lexer.item(&mut head) {
            Ok(Some(Item::Value(value))) => value.index(),
            _ => None,
        };
        let Some((number, generation)) = number().zip(number()) else { return Ok(Object::Null) };
        let number = u32::try_from(number).unwrap_or_default();
        let id = (number, u16::try_from(generation).unwrap_or_default());
        if lexer.item(&mut head) != Ok(Some(Item::Keyword(b"obj"))) || expected.is_some_and(|one| one != number) {
            return Ok(Object::Null);
        }
        let value = lexer.value(&mut self.budget.borrow_mut())?;
        if let Object::Dictionary(dictionary) = &value {
            let mut ahead = lexer.clone();
            if ahead.item(&mut head) == Ok(Some(Item::Keyword(b"stream"))) {
                return Ok(self.stream_at(dictionary.clone(), ahead.position, id));
            }
        }
        Ok(match &self.decryption {
            Some(decryption) => decryption.strings(&value, id),
            None => value,
        })
    }

    fn unpack(&self, stream: &Stream) -> Result<Unpacked, LimitExceeded> {
        let unpacked = self.unpack_within_limit(stream);
        if unpacked.is_err() {
            // Else each use of a stream that is too large would unpack most of it again.
            self.unpacked_bytes.set(MAX_UNPACKED_BYTES);
        }
        unpacked
    }

    fn streamed_numbers(&self, stream: &Stream) -> Result<Vec<u32>, LimitExceeded> {
        Ok(self.unpack_object_stream(stream)?.starts.into_iter().map(|(number, _)| number).collect())
    }
}

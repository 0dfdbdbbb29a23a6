//! Where the objects of a file are: by its cross-reference tables, or by a scan if those are broken.

use std::collections::{HashMap, HashSet};

use super::{
    filters::Unpacked,
    object::{Dictionary, Object, Stream},
    tokens::{Budget, Item, Lexer, LimitExceeded},
};

/// The maximum number of objects.
const MAX_OBJECTS: usize = 500_000;
/// The maximum number of tables; each saving of a file may add one.
const MAX_TABLES: usize = 500;

/// Reads objects while the tables are not known yet.
pub(super) trait ObjectReader {
    /// The object at an offset; `Null` if none is there, or it has another number than the expected one.
    fn read_object(&self, offset: usize, expected: Option<u32>) -> Result<Object, LimitExceeded>;

    /// Unpacks a stream.
    fn unpack(&self, stream: &Stream) -> Result<Unpacked, LimitExceeded>;

    /// The numbers of the objects that an object stream holds.
    fn streamed_numbers(&self, stream: &Stream) -> Result<Vec<u32>, LimitExceeded>;
}

/// Where an object is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// At this offset of the file.
    Offset(usize),
    InStream {
        stream: u32,
        index: usize,
    },
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) entries: HashMap<u32, Entry>,
    pub(super) trailer: Dictionary,
    /// Freed objects, which older tables must not bring back.
    freed: HashSet<u32>,
}

impl Table {
    /// The newest table is read first, so that an entry stays once it is there.
    fn add(&mut self, number: usize, entry: Option<Entry>) -> Result<(), LimitExceeded> {
        let Ok(number) = u32::try_from(number) else { return Ok(()) };
        if self.entries.contains_key(&number) || self.freed.contains(&number) {
            return Ok(());
        }
        match entry {
            Some(entry) => drop(self.entries.insert(number, entry)),
            None => drop(self.freed.insert(number)),
        }
        if self.entries.len() + self.freed.len() > MAX_OBJECTS { Err(LimitExceeded) } else { Ok(()) }
    }
}

/// The offsets at which `needle` starts.
pub(super) fn find_all<'b>(bytes: &'b [u8], needle: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + bytes.get(from..)?.iter().position(|byte| *byte == needle[0])?;
            from = at + 1;
            if bytes[at..].starts_with(needle) {
                return Some(at);
            }
        }
    })
}

/// Reads the tables from the newest to the oldest; what is broken is left out.
///
/// # Errors
/// When there are more objects than a document needs.
pub(super) fn read_tables(file: &impl ObjectReader, bytes: &[u8]) -> Result<Table, LimitExceeded> {
    let mut table = Table::default();
    let tail = bytes.len().saturating_sub(2048);
    let Some(start) = find_all(&bytes[tail..], b"startxref").last() else { return Ok(table) };
    let start = Lexer::new(bytes, tail + start + 9).value(&mut Budget(8))?.index();
    let mut waiting = Vec::from_iter(start);
    let mut seen = HashSet::new();
    while let Some(offset) = waiting.pop() {
        if offset >= bytes.len() || !seen.insert(offset) || seen.len() > MAX_TABLES {
            continue;
        }
        let mut lexer = Lexer::new(bytes, offset);
        lexer.skip_space();
        let trailer = if bytes[lexer.position..].starts_with(b"xref") {
            read_plain_table(&mut table, bytes, lexer.position + 4)?
        } else if let Object::Stream(stream) = file.read_object(offset, None)? {
            read_stream_table(&mut table, file, &stream)?;
            stream.dictionary.clone()
        } else {
            continue;
        };
        if *table.trailer.get(b"Root") == Object::Null {
            table.trailer = trailer.clone();
        }
        waiting.extend(trailer.get(b"Prev").index());
        // Read before the previous table, so pushed after it.
        waiting.extend(trailer.get(b"XRefStm").index());
    }
    Ok(table)
}

/// Reads the table behind the word `xref`, and returns its trailer.
fn read_plain_table(table: &mut Table, bytes: &[u8], position: usize) -> Result<Dictionary, LimitExceeded> {
    let mut lexer = Lexer::new(bytes, position);
    // A table is as long as the file lets it be; the number of its objects is limited.
    let mut budget = Budget(MAX_OBJECTS * 4);
    loop {
        let first = match lexer.item(&mut budget)? {
            Some(Item::Value(value)) => value.index(),
            Some(Item::Keyword(b"trailer")) => {
                return Ok(lexer.value(&mut Budget(10_000))?.dictionary().cloned().unwrap_or_default());
            }
            _ => None,
        };
        let count = match lexer.item(&mut budget)? {
            Some(Item::Value(value)) => value.index(),
            _ => None,
        };
        let Some((first, count)) = first.zip(count) else { return Ok(Dictionary::default()) };
        for number in first..first.saturating_add(count) {
            let before = lexer.position;
            let (Some(Item::Value(offset)), Some(Item::Value(_)), Some(Item::Keyword(kind))) =
                (lexer.item(&mut budget)?, lexer.item(&mut budget)?, lexer.item(&mut budget)?)
            else {
                lexer.position = before;
                break;
            };
            let offset = offset.index().filter(|offset| kind == b"n" && *offset > 0);
            table.add(number, offset.map(Entry::Offset))?;
        }
    }
}

fn read_stream_table(table: &mut Table, file: &impl ObjectReader, stream: &Stream) -> Result<(), LimitExceeded> {
    let dictionary = &stream.dictionary;
    let numbers = |name: &[u8]| -> Option<Vec<usize>> {
        dictionary
            .get(name)
            .array()
            .map(|values| values.iter().map(|value| value.index().unwrap_or_default()).collect())
    };
    let Some(widths) = numbers(b"W").filter(|widths| widths.len() >= 3 && widths.iter().all(|width| *width <= 8))
    else {
        return Ok(());
    };
    let size = dictionary.get(b"Size").index().unwrap_or_default();
    let sections = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
    let content = file.unpack(stream)?.bytes;
    let length: usize = widths[..3].iter().sum();
    let mut rows = content.chunks_exact(length.max(1));
    for section in sections.chunks_exact(2) {
        for number in section[0]..section[0].saturating_add(section[1]) {
            let Some(row) = rows.next() else { return Ok(()) };
            let (kind, rest) = row.split_at(widths[0]);
            let (second, third) = rest.split_at(widths[1]);
            let third = &third[..widths[2]];
            let entry = match if kind.is_empty() { 1 } else { big_endian(kind) } {
                1 => Some(Entry::Offset(big_endian(second))),
                2 => u32::try_from(big_endian(second))
                    .ok()
                    .map(|stream| Entry::InStream { stream, index: big_endian(third) }),
                _ => None,
            };
            table.add(number, entry)?;
        }
    }
    Ok(())
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0_usize, |value, byte| (value << 8) | usize::from(*byte))
}

/// Finds objects by their heads, `7 0 obj`; of two with one number the later counts.
///
/// # Errors
/// When there are more objects than a document needs.
pub(super) fn scan_objects(file: &impl ObjectReader, bytes: &[u8]) -> Result<Table, LimitExceeded> {
    let mut table = Table::default();
    let mut heads = Vec::new();
    for at in find_all(bytes, b"obj") {
        let Some((number, offset)) = object_head(bytes, at) else { continue };
        if heads.len() >= MAX_OBJECTS {
            return Err(LimitExceeded);
        }
        table.entries.insert(number, Entry::Offset(offset));
        heads.push((offset, number));
    }
    // The object in which a position lies.
    let object_at = |position: usize| {
        let after = heads.partition_point(|(offset, _)| *offset < position);
        after.checked_sub(1).map(|index| heads[index])
    };
    let root = find_all(bytes, b"/Catalog").last().and_then(object_at).map(|(_, number)| number);
    let mut streams: Vec<(usize, u32)> = [&b"/ObjStm"[..], b"/XRef"]
        .into_iter()
        .flat_map(|name| find_all(bytes, name).filter_map(object_at).collect::<Vec<_>>())
        .collect();
    streams.sort_unstable();
    streams.dedup();
    for at in find_all(bytes, b"trailer").take(MAX_TABLES) {
        let trailer = Lexer::new(bytes, at + 7).value(&mut Budget(10_000))?;
        if let Some(trailer) = trailer.dictionary().filter(|trailer| *trailer.get(b"Root") != Object::Null) {
            table.trailer = trailer.clone();
        }
    }
    for (offset, number) in streams {
        let Object::Stream(stream) = file.read_object(offset, Some(number))? else { continue };
        match stream.dictionary.get(b"Type").name() {
            Some(b"XRef") if *table.trailer.get(b"Root") == Object::Null => {
                table.trailer = stream.dictionary.clone();
            }
            Some(b"ObjStm") => {
                for (index, one) in file.streamed_numbers(&stream)?.into_iter().enumerate() {
                    table.add(one as usize, Some(Entry::InStream { stream: number, index }))?;
                }
            }
            _ => {}
        }
    }
    if let Some(root) = root.filter(|_| *table.trailer.get(b"Root") == Object::Null) {
        table.trailer = Dictionary::new(vec![(b"Root"[..].into(), Object::Reference(root, 0))]);
    }
    Ok(table)
}

/// The number of the object whose word `obj` is at `at`, and the offset of its head.
fn object_head(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let start = at.saturating_sub(24);
    let head = &bytes[start..at];
    let trim = |head: &[u8]| head.len() - head.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let digits = |head: &[u8]| head.len() - head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation_end = trim(head);
    let generation = digits(&head[..generation_end]);
    let number_end = trim(&head[..generation]);
    let number = digits(&head[..number_end]);
    if generation == generation_end || number_end == generation || number == number_end {
        return None;
    }
    let value = std::str::from_utf8(&head[number..number_end]).ok()?.parse().ok()?;
    Some((value, start + number))
}

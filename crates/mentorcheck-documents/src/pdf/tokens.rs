//! Reads tokens and values of PDF syntax, from files, content streams and character maps, within limits.

use std::rc::Rc;

use super::object::{Dictionary, Object};

/// The maximum nesting of arrays and dictionaries.
const MAX_NESTING: usize = 48;
/// The bytes of a string or name that count as one value.
const BYTES_PER_VALUE: usize = 32;

/// A limit was exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LimitExceeded;

/// The number of values that may still be read.
#[derive(Debug)]
pub(super) struct Budget(pub(super) usize);

impl Budget {
    /// # Errors
    /// When less than `count` is left.
    pub(super) fn take(&mut self, count: usize) -> Result<(), LimitExceeded> {
        let left = self.0.checked_sub(count);
        self.0 = left.unwrap_or_default();
        left.map(drop).ok_or(LimitExceeded)
    }
}

#[derive(Debug, PartialEq)]
pub(super) enum Token<'b> {
    Value(Object),
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,
    /// An operator, or a word such as `obj`.
    Keyword(&'b [u8]),
}

/// A value, or a word between values.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'b> {
    Value(Object),
    Keyword(&'b [u8]),
}

#[derive(Debug, Clone)]
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    pub(super) position: usize,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8], position: usize) -> Self {
        Self { bytes, position }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.position += 1;
                }
            } else if is_space(byte) {
                self.position += 1;
            } else {
                break;
            }
        }
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) -> &'b [u8] {
        let start = self.position;
        while self.peek().is_some_and(&accept) {
            self.position += 1;
        }
        &self.bytes[start..self.position]
    }

    /// The next token; none at the end. Never fails: stray delimiters are skipped.
    fn token(&mut self) -> Option<Token<'b>> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            let next = self.bytes.get(self.position + 1).copied();
            let (token, length) = match (byte, next) {
                (b'[', _) => (Token::ArrayStart, 1),
                (b']', _) => (Token::ArrayEnd, 1),
                (b'<', Some(b'<')) => (Token::DictionaryStart, 2),
                (b'>', Some(b'>')) => (Token::DictionaryEnd, 2),
                (b'<', _) => return Some(Token::Value(self.hex_string())),
                (b'(', _) => return Some(Token::Value(self.literal_string())),
                (b'/', _) => return Some(Token::Value(self.name())),
                (b')' | b'>' | b'{' | b'}', _) => {
                    self.position += 1;
                    continue;
                }
                _ => {
                    let word = self.take_while(|byte| !is_space(byte) && !is_delimiter(byte));
                    return Some(word_token(word));
                }
            };
            self.position += length;
            return Some(token);
        }
    }

    fn name(&mut self) -> Object {
        self.position += 1;
        let written = self.take_while(|byte| !is_space(byte) && !is_delimiter(byte));
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let Some((&byte, after)) = rest.split_first() {
            let escaped = match after {
                [high, low, ..] if byte == b'#' => hex_digit(*high).zip(hex_digit(*low)),
                _ => None,
            };
            if let Some((high, low)) = escaped {
                name.push(high * 16 + low);
                rest = &after[2..];
            } else {
                name.push(byte);
                rest = after;
            }
        }
        Object::Name(name.into())
    }

    fn hex_string(&mut self) -> Object {
        self.position += 1;
        let written = self.take_while(|byte| byte != b'>');
        self.position += 1;
        let digits: Vec<u8> = written.iter().filter_map(|byte| hex_digit(*byte)).collect();
        let pair = |pair: &[u8]| pair[0] * 16 + pair.get(1).copied().unwrap_or_default();
        Object::String(digits.chunks(2).map(pair).collect())
    }

    fn literal_string(&mut self) -> Object {
        self.position += 1;
        let mut string = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.position += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    if let Some(byte) = self.escape() {
                        string.push(byte);
                    }
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        Object::String(string.into())
    }

    /// The byte that stands behind a backslash; none for a continued line.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.position += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.position += 1;
                }
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.position += 1;
                }
                Some(value)
            }
            other => Some(other),
        }
    }

    /// The next value or word; none at the end. References are not recognised at the outermost level.
    ///
    /// # Errors
    /// When nesting or the number of values exceeds its limit.
    pub(super) fn item(&mut self, budget: &mut Budget) -> Result<Option<Item<'b>>, LimitExceeded> {
        // The open arrays (false) and dictionaries (true). No recursion, so the stack does not grow.
        let mut open: Vec<(bool, Vec<Object>)> = Vec::new();
        loop {
            let before = self.position;
            let token = self.token();
            budget.take(match &token {
                Some(Token::Value(Object::Name(bytes) | Object::String(bytes))) => 1 + bytes.len() / BYTES_PER_VALUE,
                _ => 1,
            })?;
            let value = match token {
                Some(Token::Value(value)) => value,
                Some(start @ (Token::ArrayStart | Token::DictionaryStart)) => {
                    if open.len() >= MAX_NESTING {
                        return Err(LimitExceeded);
                    }
                    open.push((start == Token::DictionaryStart, Vec::new()));
                    continue;
                }
                Some(Token::ArrayEnd | Token::DictionaryEnd) => match open.pop() {
                    Some(container) => close(container),
                    // A stray end.
                    None => continue,
                },
                Some(Token::Keyword(word)) => {
                    let Some((_, values)) = open.last_mut() else { return Ok(Some(Item::Keyword(word))) };
                    match word {
                        b"R" => join_reference(values),
                        // The container was never closed.
                        b"endobj" | b"obj" | b"stream" | b"endstream" => {
                            self.position = before;
                            return Ok(Some(Item::Value(close_all(open))));
                        }
                        _ => {}
                    }
                    continue;
                }
                None if open.is_empty() => return Ok(None),
                None => return Ok(Some(Item::Value(close_all(open)))),
            };
            match open.last_mut() {
                Some((_, values)) => values.push(value),
                None => return Ok(Some(Item::Value(value))),
            }
        }
    }

    /// The next value, which may be a reference; `Null` if none stands here.
    ///
    /// # Errors
    /// As of [`Self::item`].
    pub(super) fn value(&mut self, budget: &mut Budget) -> Result<Object, LimitExceeded> {
        let Some(Item::Value(value)) = self.item(budget)? else { return Ok(Object::Null) };
        if value.number().is_some() {
            let mut ahead = self.clone();
            if let Some(Token::Value(generation @ Object::Number(_))) = ahead.token()
                && ahead.token() == Some(Token::Keyword(b"R"))
            {
                self.position = ahead.position;
                let mut values = vec![value, generation];
                join_reference(&mut values);
                return Ok(values.pop().unwrap_or_default());
            }
        }
        Ok(value)
    }
}

fn word_token(word: &[u8]) -> Token<'_> {
    match word {
        b"true" => Token::Value(Object::Boolean(true)),
        b"false" => Token::Value(Object::Boolean(false)),
        b"null" => Token::Value(Object::Null),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => match parse_number(word) {
            Some(number) => Token::Value(Object::Number(number)),
            None => Token::Keyword(word),
        },
        _ => Token::Keyword(word),
    }
}

/// A number; digits after a second sign or point are ignored, as viewers do.
fn parse_number(word: &[u8]) -> Option<f64> {
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let (mut value, mut scale, mut digits) = (0.0, 0.0, 0);
    for byte in &word[signs..] {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                let digit = f64::from(byte - b'0');
                if scale == 0.0 {
                    value = value * 10.0 + digit;
                } else {
                    value += digit * scale;
                    scale /= 10.0;
                }
            }
            b'.' if scale == 0.0 => scale = 0.1,
            b'.' | b'-' => break,
            _ => return None,
        }
    }
    let is_number = digits > 0 || scale > 0.0;
    is_number.then_some(if word[0] == b'-' { -value } else { value })
}

/// Replaces the last two numbers by a reference.
fn join_reference(values: &mut Vec<Object>) {
    let Some(at) = values.len().checked_sub(2) else { return };
    let (number, generation) = (values[at].index(), values[at + 1].index());
    if let Some((number, generation)) = number.zip(generation) {
        values.truncate(at);
        let number = u32::try_from(number).unwrap_or_default();
        values.push(Object::Reference(number, u16::try_from(generation).unwrap_or_default()));
    }
}

fn close((is_dictionary, values): (bool, Vec<Object>)) -> Object {
    if !is_dictionary {
        return Object::Array(values.into());
    }
    let mut entries: Vec<(Rc<[u8]>, Object)> = Vec::with_capacity(values.len() / 2);
    let mut values = values.into_iter();
    while let Some(key) = values.next() {
        if let Object::Name(key) = key {
            entries.push((key, values.next().unwrap_or_default()));
        }
    }
    Object::Dictionary(Dictionary::new(entries))
}

fn close_all(mut open: Vec<(bool, Vec<Object>)>) -> Object {
    let mut inner = None;
    while let Some((kind, mut values)) = open.pop() {
        values.extend(inner);
        inner = Some(close((kind, values)));
    }
    inner.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Object {
        Lexer::new(text, 0).value(&mut Budget(1000)).unwrap()
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        assert_eq!(read(b"-12.5"), Object::Number(-12.5));
        assert_eq!(read(b"/A#20b"), Object::Name(Rc::from(*b"A b")));
        assert_eq!(
            read(
                br"(a\(b\051 (c) \101\
d)"
            ),
            Object::String(Rc::from(*b"a(b) (c) Ad"))
        );
        assert_eq!(read(b"<48 656>"), Object::String(Rc::from(*b"He`")));
        assert_eq!(read(b"7 0 R"), Object::Reference(7, 0));
        let dictionary = read(b"<< /A [1 7 0 R true] /B << /C null >> /A 2 >>");
        let dictionary = dictionary.dictionary().unwrap();
        let expected = [Object::Number(1.0), Object::Reference(7, 0), Object::Boolean(true)];
        assert_eq!(dictionary.get(b"A").array().unwrap(), expected);
        assert!(dictionary.get(b"B").dictionary().is_some());
        assert_eq!(*dictionary.get(b"D"), Object::Null);
    }

    #[test]
    fn nesting_and_values_are_limited() {
        let nested = b"[".repeat(100_000);
        assert_eq!(Lexer::new(&nested, 0).value(&mut Budget(1_000_000)), Err(LimitExceeded));
        let long = [&b"["[..], &b"1 ".repeat(2000)].concat();
        assert_eq!(Lexer::new(&long, 0).value(&mut Budget(1000)), Err(LimitExceeded));
        let string = [&b"("[..], &b"a".repeat(40_000)].concat();
        assert_eq!(Lexer::new(&string, 0).value(&mut Budget(1000)), Err(LimitExceeded));
    }
}

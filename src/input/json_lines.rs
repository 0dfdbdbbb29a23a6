//! Reads descriptions from JSON lines: `{"id": …, "text": …}`, as data pipelines write them. The `id` is the path in reports.

use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::input::read;
use mentorcheck_core::input::Input;
use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// Iterates over the descriptions of a stream of JSON lines. A line that cannot be read costs only itself.
#[derive(Debug)]
pub struct JsonLines<R> {
    reader: R,
    name: String,
    /// From 1.
    line_number: usize,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// `name` is what messages call the stream.
    pub fn new(reader: R, name: String) -> Self {
        Self { reader, name, line_number: 0, ended: false }
    }

    fn error(&self, kind: ParseErrorKind) -> Input {
        let path = format!("{}, line {}", self.name, self.line_number);
        Input { path, first_document: 0, is_explicit: true, content: Err(kind), origin: None }
    }
}

/// Escapes in JSON take up to six bytes for one.
const MAX_LINE: u64 = 6 * MAX_BYTES;

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while !self.ended {
            let mut line = Vec::new();
            self.line_number += 1;
            match self.reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
                Ok(0) => self.ended = true,
                Ok(length) if length as u64 == MAX_LINE => {
                    // Where the next line begins is not known.
                    self.ended = true;
                    return Some(self.error(ParseErrorKind::TooLarge { limit: MAX_BYTES }));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    return Some(match serde_json::from_slice::<Line>(&line) {
                        Ok(Line { id, text }) => Input::new(id, text),
                        Err(error) => {
                            let reason =
                                format!("a line must be {{\"id\": …, \"text\": …}}, both texts, and here {error}");
                            self.error(ParseErrorKind::Unreadable { reason })
                        }
                    });
                }
                Err(error) => {
                    self.ended = true;
                    return Some(self.error(read::problem(&error)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_description_and_a_broken_one_costs_only_itself() {
        let stream = "{\"id\": \"a\", \"text\": \"x: y\"}\n\nno json\n{\"id\": 1, \"text\": \"\"}\n{\"text\": \"\", \"id\": \"b\"}";
        let inputs: Vec<Input> = JsonLines::new(stream.as_bytes(), "<stdin>".into()).collect();
        let paths: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
        assert_eq!(paths, ["a", "<stdin>, line 3", "<stdin>, line 4", "b"]);
        assert!(inputs[0].content.is_ok() && inputs[1].content.is_err() && inputs[2].content.is_err());
        assert_eq!(JsonLines::new(&b""[..], "<stdin>".into()).count(), 0);
    }
}

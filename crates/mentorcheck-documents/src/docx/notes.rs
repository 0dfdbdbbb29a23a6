//! Footnotes, endnotes and comments: the stories that paragraphs refer to, and the marks that stand for them.

use std::collections::HashMap;

use crate::paragraph::Paragraph;

/// The stories that paragraphs refer to, by the number in the reference. Each is taken where it is referred to first.
#[derive(Debug, Default)]
pub(super) struct Referred {
    pub(super) footnotes: HashMap<String, Vec<Paragraph>>,
    pub(super) endnotes: HashMap<String, Vec<Paragraph>>,
    pub(super) comments: HashMap<String, Vec<Paragraph>>,
    /// How many marks of each were shown.
    shown_footnotes: usize,
    shown_endnotes: usize,
}

impl Referred {
    /// Takes the story that an element of this name refers to; nothing if there is none, or it was taken before.
    pub(super) fn take(&mut self, reference: &str, id: &str) -> Vec<Paragraph> {
        let stories = match reference {
            "footnoteReference" => &mut self.footnotes,
            "endnoteReference" => &mut self.endnotes,
            _ => &mut self.comments,
        };
        stories.remove(id).unwrap_or_default()
    }

    /// The mark of the next note that an element of this name refers to, as Word numbers notes by default. A
    /// quotation may leave marks out, so one in another form does no harm.
    pub(super) fn next_mark(&mut self, reference: &str) -> Option<String> {
        match reference {
            "footnoteReference" => {
                self.shown_footnotes += 1;
                Some(self.shown_footnotes.to_string())
            }
            "endnoteReference" => {
                self.shown_endnotes += 1;
                Some(roman(self.shown_endnotes))
            }
            _ => None,
        }
    }
}

/// A number in small Roman figures, or in digits if it is larger than anybody writes so.
fn roman(number: usize) -> String {
    const FIGURES: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    if number >= 400 {
        return number.to_string();
    }
    let mut rest = number;
    let mut figures = String::new();
    for (value, figure) in FIGURES {
        while rest >= value {
            rest -= value;
            figures.push_str(figure);
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_figures() {
        let written: Vec<String> = [1, 4, 9, 14, 40, 99, 399, 400].map(roman).into();
        assert_eq!(written, ["i", "iv", "ix", "xiv", "xl", "xcix", "cccxcix", "400"]);
    }
}

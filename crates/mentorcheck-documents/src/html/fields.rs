//! The fields of forms: what they show.

use mentorcheck_core::evidence::passage::Visibility;

use super::tokens::{Attribute, Tag};

/// The sign for a box or button that is chosen, and for one that is not.
const CHOSEN: &str = "☑";
const NOT_CHOSEN: &str = "☐";

/// What an `input` shows, and whether that was filled in. Passwords show nothing; hidden fields are data.
pub(super) fn input_text(tag: &Tag) -> Option<(&str, Visibility)> {
    let value = tag.get(Attribute::Value).unwrap_or_default();
    let kind = tag.get(Attribute::Type).unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "hidden" | "password" | "image" | "file" | "color" | "range" => None,
        "submit" | "button" | "reset" => Some((value, Visibility::Visible)),
        "checkbox" | "radio" if tag.has(Attribute::Checked) => Some((CHOSEN, Visibility::FieldValue)),
        "checkbox" | "radio" => Some((NOT_CHOSEN, Visibility::Visible)),
        _ => Some((value, Visibility::FieldValue)),
    }
}

/// A list to choose from.
#[derive(Debug)]
pub(super) struct Choice {
    /// Each with whether it is selected.
    options: Vec<(String, bool)>,
    /// All options are shown, not only the selected one.
    is_open: bool,
    /// Text is that of the last option.
    is_in_option: bool,
}

impl Choice {
    pub(super) fn new(select: &Tag) -> Self {
        let rows = select.get(Attribute::Size).and_then(|size| size.trim().parse::<u32>().ok());
        let is_open = select.has(Attribute::Multiple) || rows.is_some_and(|rows| rows > 1);
        Self { options: Vec::new(), is_open, is_in_option: false }
    }

    pub(super) fn start_option(&mut self, option: &Tag) {
        self.options.push((String::new(), option.has(Attribute::Selected)));
        self.is_in_option = true;
    }

    pub(super) fn end_option(&mut self) {
        self.is_in_option = false;
    }

    pub(super) fn add_text(&mut self, text: &str) {
        if let (true, Some((option, _))) = (self.is_in_option, self.options.last_mut()) {
            option.push_str(text);
        }
    }

    /// The options with how they are seen. A list that is closed shows the last selected option, or the first one.
    pub(super) fn into_options(self) -> impl Iterator<Item = (String, Visibility)> {
        let selected = self.options.iter().rposition(|(_, is_selected)| *is_selected);
        let shown = selected.unwrap_or(0);
        self.options.into_iter().enumerate().map(move |(index, (text, is_selected))| {
            let visibility = match (self.is_open, index == shown, is_selected) {
                (true, _, true) | (false, true, true) => Visibility::FieldValue,
                (true, _, false) | (false, true, false) => Visibility::Visible,
                (false, false, _) => Visibility::Hidden,
            };
            (text, visibility)
        })
    }
}

//! What lies on a page: form fields with their values, notes, stamps and text written onto it.

use mentorcheck_core::evidence::passage::Visibility;

use super::{
    file::File,
    fonts::numbers,
    geometry::{Matrix, Rect},
    interpreter::Interpreter,
    object::{Dictionary, Object},
    state::State,
    text_string::decode_text,
};

/// The maximum number of annotations of a page.
const MAX_ANNOTATIONS: usize = 5_000;
/// The maximum nesting of fields.
const MAX_NESTING: usize = 32;
/// The flags of annotations and fields, as bits.
const HIDDEN: usize = 1 << 1;
const NO_VIEW: usize = 1 << 5;
const PASSWORD: usize = 1 << 13;
const PUSH_BUTTON: usize = 1 << 16;

/// Text of an annotation that is not drawn with the page.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) text: String,
    pub(super) visibility: Visibility,
    /// Where it is, if it is part of what a reader reads there.
    pub(super) bounds: Option<Rect>,
}

/// Draws the annotations that have an appearance, strikes out what they strike out, and returns the text of the others.
pub(super) fn read_annotations(page: &Dictionary, interpreter: &mut Interpreter<'_, '_, '_>) -> Vec<Note> {
    let file = interpreter.session.file;
    let list = file.lookup(page, b"Annots");
    let (mut notes, mut struck) = (Vec::new(), Vec::new());
    let annotations = list.array().unwrap_or_default();
    if annotations.len() > MAX_ANNOTATIONS {
        interpreter.canvas.is_limit_exceeded = true;
    }
    for annotation in annotations.iter().take(MAX_ANNOTATIONS) {
        let resolved = file.resolve(annotation);
        let Some(annotation) = resolved.dictionary() else { continue };
        let flags = file.lookup(annotation, b"F").index().unwrap_or_default();
        let bounds = Rect::from_numbers(&numbers(file, &file.lookup(annotation, b"Rect")));
        let is_hidden = flags & (HIDDEN | NO_VIEW) != 0
            || interpreter.session.optional_content.is_off(file, annotation.get(b"OC"))
            || bounds.is_none_or(|bounds| bounds.intersect(interpreter.page_box).width() <= 0.0)
            || bounds.is_none_or(|bounds| bounds.intersect(interpreter.page_box).height() <= 0.0);
        let subtype = file.lookup(annotation, b"Subtype");
        let seen_as = |visibility| if is_hidden { Visibility::Hidden } else { visibility };
        let contents = || decode_text(file.lookup(annotation, b"Contents").string().unwrap_or_default());
        match subtype.name() {
            Some(b"Widget") => {
                let field = Field { file, widget: annotation };
                if let Some(text) = field.value() {
                    let is_password = field.flags() & PASSWORD != 0;
                    let visibility = if is_password { Visibility::Hidden } else { seen_as(Visibility::FieldValue) };
                    notes.push(Note { text, visibility, bounds });
                } else {
                    draw_appearance(annotation, bounds, is_hidden, interpreter);
                }
            }
            Some(b"FreeText" | b"Stamp" | b"Watermark") => {
                if !draw_appearance(annotation, bounds, is_hidden, interpreter) {
                    notes.push(Note { text: contents(), visibility: seen_as(Visibility::Visible), bounds });
                }
            }
            // A popup shows the text of the note that it belongs to; links and the like show nothing.
            Some(b"Popup" | b"Link" | b"Screen" | b"PrinterMark" | b"TrapNet") | None => {}
            Some(kind) => {
                if kind == b"StrikeOut" && !is_hidden {
                    struck.extend(quadrilaterals(file, annotation));
                }
                notes.push(Note { text: contents(), visibility: seen_as(Visibility::Comment), bounds: None });
            }
        }
    }
    interpreter.canvas.strike_out(&struck);
    notes.retain(|note| !note.text.trim().is_empty());
    notes
}

/// The bounds of the quadrilaterals that an annotation marks.
fn quadrilaterals(file: &File<'_>, annotation: &Dictionary) -> Vec<Rect> {
    let points = numbers(file, &file.lookup(annotation, b"QuadPoints"));
    let bounds =
        |quad: &[f64]| quad.chunks_exact(2).fold(Rect::EMPTY, |bounds, point| bounds.with((point[0], point[1])));
    points.chunks_exact(8).take(1000).map(bounds).collect()
}

/// Draws the normal appearance of an annotation into its rectangle; false if it has none.
fn draw_appearance(
    annotation: &Dictionary,
    bounds: Option<Rect>,
    is_hidden: bool,
    interpreter: &mut Interpreter<'_, '_, '_>,
) -> bool {
    let file = interpreter.session.file;
    let appearances = file.lookup(annotation, b"AP");
    let normal = appearances.dictionary().map(|appearances| file.lookup(appearances, b"N")).unwrap_or_default();
    let stream = match normal {
        Object::Dictionary(states) => {
            let state = file.lookup(annotation, b"AS");
            file.lookup(&states, state.name().unwrap_or_default())
        }
        other => other,
    };
    let (Object::Stream(form), Some(target)) = (stream, bounds) else { return false };
    let form_box = Rect::from_numbers(&numbers(file, &file.lookup(&form.dictionary, b"BBox")));
    let form_matrix = Matrix::from_numbers(&numbers(file, &file.lookup(&form.dictionary, b"Matrix")));
    let source = form_matrix.apply_to(form_box.unwrap_or(target));
    let scale = |from: f64, to: f64| if from > 0.0 { to / from } else { 1.0 };
    let (x, y) = (scale(source.width(), target.width()), scale(source.height(), target.height()));
    let placement = Matrix([x, 0.0, 0.0, y, target.x0 - source.x0 * x, target.y0 - source.y0 * y]);
    let state = State::new(placement, interpreter.page_box);
    interpreter.draw_form(&form, &Dictionary::default(), state, is_hidden);
    true
}

/// A form field at the place of one of its widgets.
struct Field<'a, 'f, 'b> {
    file: &'f File<'b>,
    widget: &'a Dictionary,
}

impl Field<'_, '_, '_> {
    /// An entry of the field, or of a field that it is part of.
    fn entry(&self, name: &[u8]) -> Object {
        let mut node = self.widget.clone();
        for _ in 0..MAX_NESTING {
            let own = self.file.lookup(&node, name);
            if own != Object::Null {
                return own;
            }
            match self.file.lookup(&node, b"Parent").dictionary() {
                Some(parent) => node = parent.clone(),
                None => break,
            }
        }
        Object::Null
    }

    fn flags(&self) -> usize {
        self.entry(b"Ff").index().unwrap_or_default()
    }

    /// What is filled in; none if nothing is.
    fn value(&self) -> Option<String> {
        let value = self.entry(b"V");
        let text = match self.entry(b"FT").name()? {
            b"Tx" => self.text(&value)?,
            b"Ch" => match &value {
                Object::Array(values) => {
                    let values: Vec<String> = values.iter().take(1000).filter_map(|one| self.choice(one)).collect();
                    values.join("\n")
                }
                one => self.choice(one)?,
            },
            b"Btn" if self.flags() & PUSH_BUTTON == 0 => {
                let state = match self.file.lookup(self.widget, b"AS") {
                    Object::Null => value,
                    state => state,
                };
                let name = state.name().filter(|name| *name != b"Off")?;
                // A value that the widget has no state for belongs to another widget of the field.
                let is_own = self.states().is_none_or(|states| *states.get(name) != Object::Null);
                is_own.then(|| decode_text(name))?
            }
            _ => return None,
        };
        (!text.trim().is_empty()).then_some(text)
    }

    fn states(&self) -> Option<Dictionary> {
        let appearances = self.file.lookup(self.widget, b"AP");
        self.file.lookup(appearances.dictionary()?, b"N").dictionary().cloned()
    }

    fn text(&self, value: &Object) -> Option<String> {
        match value {
            Object::String(bytes) => Some(decode_text(bytes)),
            Object::Stream(stream) => Some(decode_text(&self.file.content(stream).bytes)),
            _ => None,
        }
    }

    /// What is shown for a chosen value: options may have a value and a text.
    fn choice(&self, value: &Object) -> Option<String> {
        let value = self.file.resolve(value);
        let options = self.entry(b"Opt");
        let shown = options.array().unwrap_or_default().iter().take(10_000).find_map(|option| {
            match self.file.resolve(option).array() {
                Some([export, shown]) if self.file.resolve(export) == value => Some(self.file.resolve(shown)),
                _ => None,
            }
        });
        self.text(&shown.unwrap_or(value))
    }
}

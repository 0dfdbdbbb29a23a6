//! Shows text: places each word on the page and decides whether it can be seen.

use mentorcheck_core::evidence::passage::Visibility;

use super::{
    canvas::Word,
    geometry::Matrix,
    interpreter::{CHARACTER_WORK, Interpreter, Run, WORD_WORK},
    object::Object,
};

/// Text below this height cannot be read, in points.
const MIN_SIZE: f64 = 1.0;
/// `TJ` adjustments below this count as a space, in thousandths of an em.
const SPACE_ADJUSTMENT: f64 = -180.0;
/// How far text may stand over the edge of the page or of a clipping path, in ems.
const EDGE_TOLERANCE: f64 = 0.2;

/// The word that is being drawn, in text space.
#[derive(Default)]
struct OpenWord {
    text: String,
    start: Option<Matrix>,
}

impl Interpreter<'_, '_, '_> {
    /// Shows the strings among the operands, and in arrays among them.
    pub(super) fn show_text(&mut self, operands: &[Object], run: &mut Run<'_>) {
        let mut word = OpenWord::default();
        for operand in operands {
            let parts = match operand {
                Object::Array(parts) => parts,
                operand => std::slice::from_ref(operand),
            };
            for part in parts {
                match part {
                    Object::String(bytes) => self.show_string(bytes, run, &mut word),
                    Object::Number(adjustment) => {
                        if *adjustment < SPACE_ADJUSTMENT {
                            self.end_word(run, &mut word);
                            run.has_space_before = true;
                        }
                        let distance = -adjustment / 1000.0 * run.state.text.size;
                        advance(run, distance);
                    }
                    _ => {}
                }
            }
        }
        self.end_word(run, &mut word);
    }

    fn show_string(&mut self, bytes: &[u8], run: &mut Run<'_>, word: &mut OpenWord) {
        let Some(font) = run.state.text.font.clone() else {
            self.add_character(char::REPLACEMENT_CHARACTER, run, word);
            return;
        };
        let is_replaced = run.marked.replacement().is_some();
        for glyph in font.glyphs(bytes) {
            self.session.work = self.session.work.saturating_sub(CHARACTER_WORK);
            if self.session.work == 0 {
                return;
            }
            self.canvas.has_undecodable_text |= glyph.is_guess;
            match glyph.text {
                _ if is_replaced => self.add_character('\u{fffc}', run, word),
                Some(text) => text.chars().for_each(|c| self.add_character(c, run, word)),
                None => self.add_character(char::REPLACEMENT_CHARACTER, run, word),
            }
            let text = &run.state.text;
            let spacing = text.character_spacing + if glyph.is_space_byte { text.word_spacing } else { 0.0 };
            let width = if font.is_vertical { 1.0 } else { glyph.width };
            advance(run, width * run.state.text.size + spacing);
        }
    }

    fn add_character(&mut self, c: char, run: &mut Run<'_>, word: &mut OpenWord) {
        if c.is_whitespace() || c.is_control() {
            self.end_word(run, word);
            // Some programs write spaces that are squeezed to nothing.
            let [a, b, ..] = placed(run.text_matrix, run).0;
            run.has_space_before |= (a, b) != (0.0, 0.0) || is_vertical(run);
        } else {
            word.start.get_or_insert(run.text_matrix);
            word.text.push(c);
        }
    }

    /// Puts the open word on the page.
    #[expect(clippy::many_single_char_names, reason = "the names that the format gives them")]
    fn end_word(&mut self, run: &mut Run<'_>, word: &mut OpenWord) {
        let Some(start) = word.start.take() else { return };
        self.session.work = self.session.work.saturating_sub(WORD_WORK);
        let mut text = std::mem::take(&mut word.text);
        let (start, end) = (placed(start, run), placed(run.text_matrix, run));
        let is_vertical = is_vertical(run);
        let [a, b, c, d, x, y] = start.0;
        let (along_x, along_y) = if is_vertical { (-c, -d) } else { (a, b) };
        let length = along_x.hypot(along_y);
        let (cos, sin) = if length > 0.0 { (along_x / length, along_y / length) } else { (1.0, 0.0) };
        let em = run.state.text.font.as_ref().map_or(1.0, |font| font.em) * run.state.text.size.abs();
        let size = c.hypot(d) * em * self.unit;
        let end_point = (end.0[4], end.0[5]);
        let middle_height = 0.3 * run.state.text.size;
        let raise = |matrix: Matrix| matrix.apply((0.0, middle_height));
        let (first, last) = (raise(start), raise(end));
        let middle = (f64::midpoint(first.0, last.0), f64::midpoint(first.1, last.1));
        let points = [first, middle, last];
        let is_exact = run.state.text.font.as_ref().is_some_and(|font| font.has_widths);
        let turned = Word {
            visibility: self.visibility(run, size, length * em * self.unit, points),
            x0: x * cos + y * sin,
            x1: end_point.0 * cos + end_point.1 * sin,
            y: y * cos - x * sin,
            #[expect(clippy::cast_possible_truncation, reason = "an angle is at most 180 degrees")]
            angle: sin.atan2(cos).to_degrees().round() as i16,
            size: if size.is_finite() { size.max(0.01) } else { 0.01 },
            has_space_before: std::mem::take(&mut run.has_space_before),
            is_exact,
            points,
            order: self.canvas.next_order(),
            text: String::new(),
        };
        if !(turned.x0.is_finite() && turned.x1.is_finite() && turned.y.is_finite()) {
            self.canvas.is_malformed = true;
            return;
        }
        if let Some(replacement) = run.marked.replacement() {
            if replacement.is_drawn {
                let drawn = replacement.word.and_then(|index| self.canvas.words.get_mut(index));
                if let Some(drawn) = drawn.filter(|drawn| drawn.angle == turned.angle && turned.x1 > drawn.x1) {
                    drawn.x1 = turned.x1;
                }
                return;
            }
            replacement.is_drawn = true;
            text = replacement.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                return;
            }
            replacement.word = Some(self.canvas.words.len());
        } else if text.contains(char::REPLACEMENT_CHARACTER) {
            self.canvas.has_undecodable_text |= turned.visibility.is_visible();
        }
        self.canvas.add_word(Word { text, ..turned });
    }

    fn visibility(&self, run: &Run<'_>, height: f64, width: f64, points: [(f64, f64); 3]) -> Visibility {
        let state = &run.state;
        let visible_box = self.page_box.intersect(state.clip).grow(height * EDGE_TOLERANCE);
        let inks: &[_] = match state.text.render_mode {
            0 | 4 => &[state.fill],
            1 | 5 => &[state.stroke],
            2 | 6 => &[state.fill, state.stroke],
            _ => &[],
        };
        let has_contrast = |color| points.iter().any(|point| self.canvas.has_contrast(color, *point));
        let is_seen = height >= MIN_SIZE
            && width >= MIN_SIZE / 4.0
            && !run.marked.is_hidden()
            && !state.is_transparent
            && points.iter().any(|point| visible_box.contains(*point))
            && inks.iter().any(|ink| ink.color.is_none_or(has_contrast));
        if is_seen { Visibility::Visible } else { Visibility::Hidden }
    }
}

/// Where text at this text matrix stands on the page; a unit along x is the font size.
fn placed(text_matrix: Matrix, run: &Run<'_>) -> Matrix {
    let text = &run.state.text;
    Matrix([text.horizontal_scale, 0.0, 0.0, 1.0, 0.0, text.rise]).then(text_matrix).then(run.state.matrix)
}

fn is_vertical(run: &Run<'_>) -> bool {
    run.state.text.font.as_ref().is_some_and(|font| font.is_vertical)
}

fn advance(run: &mut Run<'_>, distance: f64) {
    let (x, y) = if is_vertical(run) { (0.0, -distance) } else { (distance * run.state.text.horizontal_scale, 0.0) };
    run.text_matrix = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(run.text_matrix);
}

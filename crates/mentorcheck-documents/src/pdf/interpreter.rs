//! Runs content streams: graphics and text state, paths, form `XObjects`.

use std::rc::Rc;

use super::{
    canvas::Canvas,
    file::File,
    fonts::{FontCache, numbers},
    geometry::{Matrix, Rect},
    marked_content::{MarkedContent, OptionalContent},
    object::{Dictionary, Object, Stream},
    path::Path,
    state::{Paint, State},
    tokens::{Budget, Item, Lexer, LimitExceeded},
};

/// The maximum number of operators of a document, form `XObjects` counted as often as they are drawn.
const MAX_OPERATORS: usize = if cfg!(test) { 200_000 } else { 3_000_000 };
/// The maximum number of values, characters and words in all content streams, each with its weight.
const MAX_WORK: usize = if cfg!(test) { 2_000_000 } else { 12_000_000 };
pub(super) const CHARACTER_WORK: usize = 2;
pub(super) const WORD_WORK: usize = 16;
/// The maximum number of form `XObjects` that are drawn in a document.
const MAX_FORMS: usize = if cfg!(test) { 1_000 } else { 20_000 };
/// The maximum nesting of form `XObjects`, and of saved graphics states.
const MAX_FORM_NESTING: usize = 12;
const MAX_SAVED_STATES: usize = 256;
/// The maximum number of operands that are kept, and of values in them.
const MAX_OPERANDS: usize = 64;
const MAX_OPERAND_VALUES: usize = 50_000;

/// What all pages share.
pub(super) struct Session<'f, 'b> {
    pub(super) file: &'f File<'b>,
    pub(super) fonts: FontCache,
    pub(super) optional_content: OptionalContent,
    operators: usize,
    forms: usize,
    /// What is left of the work; none once it was exceeded.
    pub(super) work: usize,
}

impl<'f, 'b> Session<'f, 'b> {
    pub(super) fn new(file: &'f File<'b>) -> Self {
        Self {
            file,
            fonts: FontCache::default(),
            optional_content: OptionalContent::new(file),
            operators: MAX_OPERATORS,
            forms: MAX_FORMS,
            work: MAX_WORK,
        }
    }
}

/// Draws the content of one page.
pub(super) struct Interpreter<'s, 'f, 'b> {
    pub(super) session: &'s mut Session<'f, 'b>,
    pub(super) canvas: Canvas,
    /// What a reader sees of the page.
    pub(super) page_box: Rect,
    /// The size of a unit, in points.
    pub(super) unit: f64,
    /// The streams that are being drawn, by their place in the file.
    open_forms: Vec<usize>,
}

/// What changes while one content stream runs.
pub(super) struct Run<'r> {
    pub(super) resources: &'r Dictionary,
    pub(super) state: State,
    saved: Vec<State>,
    pub(super) text_matrix: Matrix,
    line_matrix: Matrix,
    path: Path,
    is_clip_pending: bool,
    pub(super) marked: MarkedContent,
    /// Whether the last character that was drawn was a space.
    pub(super) has_space_before: bool,
}

impl<'s, 'f, 'b> Interpreter<'s, 'f, 'b> {
    pub(super) fn new(session: &'s mut Session<'f, 'b>, page_box: Rect, unit: f64) -> Self {
        Self { session, canvas: Canvas::default(), page_box, unit, open_forms: Vec::new() }
    }

    /// Draws the content of the page itself.
    pub(super) fn draw_page(&mut self, content: &[u8], resources: &Dictionary) {
        let state = State::new(Matrix::IDENTITY, self.page_box);
        self.draw(content, resources, state, false);
    }

    fn draw(&mut self, content: &[u8], resources: &Dictionary, state: State, is_hidden: bool) {
        let mut run = Run {
            resources,
            state,
            saved: Vec::new(),
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            path: Path::default(),
            is_clip_pending: false,
            marked: MarkedContent::new(is_hidden),
            has_space_before: false,
        };
        if self.run(content, &mut run).is_err() {
            self.canvas.is_limit_exceeded = true;
        }
    }

    fn run(&mut self, content: &[u8], run: &mut Run<'_>) -> Result<(), LimitExceeded> {
        let mut lexer = Lexer::new(content, 0);
        let mut operands = Vec::new();
        let mut budget = Budget(MAX_OPERAND_VALUES);
        loop {
            let before = budget.0;
            let Some(item) = lexer.item(&mut budget)? else { return Ok(()) };
            self.session.work = self.session.work.checked_sub(before - budget.0).ok_or(LimitExceeded)?;
            match item {
                // More operands than any operator takes are noise.
                Item::Value(value) if operands.len() < MAX_OPERANDS => operands.push(value),
                Item::Value(_) => budget = Budget(MAX_OPERAND_VALUES),
                Item::Keyword(b"BI") => {
                    skip_inline_image(content, &mut lexer);
                    self.draw_picture(run);
                    operands.clear();
                }
                Item::Keyword(operator) => {
                    self.session.operators = self.session.operators.checked_sub(1).ok_or(LimitExceeded)?;
                    self.apply(operator, &operands, run);
                    if self.session.forms == 0 {
                        return Err(LimitExceeded);
                    }
                    operands.clear();
                    budget = Budget(MAX_OPERAND_VALUES);
                }
            }
        }
    }

    fn apply(&mut self, operator: &[u8], operands: &[Object], run: &mut Run<'_>) {
        match operator {
            b"q" if run.saved.len() < MAX_SAVED_STATES => run.saved.push(run.state.clone()),
            b"Q" => {
                if let Some(state) = run.saved.pop() {
                    run.state = state;
                }
            }
            b"cm" => run.state.matrix = matrix(operands).then(run.state.matrix),
            b"gs" => self.apply_parameters(operands, run),
            b"w" => run.state.line_width = number(operands, 0),
            b"Do" => self.draw_object(operands, run),
            b"sh" => self.canvas.add_area(run.state.clip, None),
            b"BDC" | b"BMC" => {
                let optional_content = &self.session.optional_content;
                run.marked.start(self.session.file, optional_content, run.resources, operands);
            }
            b"EMC" => run.marked.end(),
            _ => {
                if !set_color(self.session.file, operator, operands, run) && !self.apply_path(operator, operands, run) {
                    self.apply_text(operator, operands, run);
                }
            }
        }
    }

    fn apply_text(&mut self, operator: &[u8], operands: &[Object], run: &mut Run<'_>) {
        let first = number(operands, 0);
        match operator {
            b"BT" => (run.text_matrix, run.line_matrix) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Td" => next_line(run, first, number(operands, 1)),
            b"TD" => {
                run.state.text.leading = -number(operands, 1);
                next_line(run, first, number(operands, 1));
            }
            b"Tm" => (run.text_matrix, run.line_matrix) = (matrix(operands), matrix(operands)),
            b"T*" => next_line(run, 0.0, -run.state.text.leading),
            b"Tc" => run.state.text.character_spacing = first,
            b"Tw" => run.state.text.word_spacing = first,
            b"Tz" => run.state.text.horizontal_scale = first / 100.0,
            b"TL" => run.state.text.leading = first,
            b"Ts" => run.state.text.rise = first,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
            b"Tr" => run.state.text.render_mode = first as u8,
            b"Tf" => self.set_font(operands.first(), number(operands, 1), run),
            b"Tj" | b"TJ" => self.show_text(operands, run),
            b"'" => {
                next_line(run, 0.0, -run.state.text.leading);
                self.show_text(operands, run);
            }
            b"\"" => {
                run.state.text.word_spacing = first;
                run.state.text.character_spacing = number(operands, 1);
                next_line(run, 0.0, -run.state.text.leading);
                self.show_text(operands.get(2..).unwrap_or_default(), run);
            }
            _ => {}
        }
    }

    fn set_font(&mut self, name: Option<&Object>, size: f64, run: &mut Run<'_>) {
        let fonts = self.session.file.lookup(run.resources, b"Font");
        let reference = fonts.dictionary().zip(name.and_then(Object::name)).map(|(fonts, name)| fonts.get(name));
        run.state.text.font = reference.and_then(|reference| self.session.fonts.font(self.session.file, reference));
        run.state.text.size = size;
    }

    fn apply_parameters(&mut self, operands: &[Object], run: &mut Run<'_>) {
        let file = self.session.file;
        let states = file.lookup(run.resources, b"ExtGState");
        let Some((states, name)) = states.dictionary().zip(operands.first().and_then(Object::name)) else { return };
        let parameters = file.lookup(states, name);
        let Some(parameters) = parameters.dictionary() else { return };
        run.state.apply_parameters(file, parameters);
        if let Some([font, size]) = file.lookup(parameters, b"Font").array() {
            run.state.text.font = self.session.fonts.font(file, font);
            run.state.text.size = size.number().unwrap_or_default();
        }
    }

    /// Applies an operator on paths; false if it is none.
    fn apply_path(&mut self, operator: &[u8], operands: &[Object], run: &mut Run<'_>) -> bool {
        let matrix = run.state.matrix;
        let point = |index: usize| matrix.apply((number(operands, index), number(operands, index + 1)));
        match operator {
            b"m" => run.path.move_to(point(0)),
            b"l" => run.path.line_to(point(0)),
            b"c" => run.path.curve_to([point(0), point(2), point(4)]),
            b"v" | b"y" => run.path.curve_to([point(0), point(2), point(2)]),
            b"h" => run.path.close(),
            b"re" => run.path.rectangle(matrix, [0, 1, 2, 3].map(|index| number(operands, index))),
            b"W" | b"W*" => run.is_clip_pending = true,
            b"n" => self.paint(run, None, false),
            b"f" | b"F" => self.paint(run, Some(false), false),
            b"f*" => self.paint(run, Some(true), false),
            b"S" => self.paint(run, None, true),
            b"B" => self.paint(run, Some(false), true),
            b"B*" => self.paint(run, Some(true), true),
            b"s" | b"b" | b"b*" => {
                run.path.close();
                self.paint(run, (operator != b"s").then_some(operator == b"b*"), true);
            }
            _ => return false,
        }
        true
    }

    /// Fills (by the parity of crossings, or by their direction) and strokes the path.
    fn paint(&mut self, run: &mut Run<'_>, fill: Option<bool>, stroke: bool) {
        let is_seen = !run.marked.is_hidden() && !run.state.is_transparent;
        if let Some(by_parity) = fill.filter(|_| is_seen) {
            for (bounds, is_rectangle) in run.path.filled(by_parity) {
                let color = run.state.fill.color.filter(|_| is_rectangle && run.state.is_opaque);
                let bounds = bounds.intersect(run.state.clip);
                if bounds.x0 <= bounds.x1 && bounds.y0 <= bounds.y1 {
                    self.canvas.add_area(bounds, color);
                }
            }
        }
        if stroke && is_seen {
            let (horizontal, vertical) = run.state.matrix.scales();
            let half = run.state.line_width * f64::midpoint(horizontal, vertical) / 2.0;
            for line in run.path.lines() {
                self.canvas
                    .add_bar(line.grow(half.clamp(0.05, 1000.0)).intersect(run.state.clip), run.state.stroke.color);
            }
        }
        if std::mem::take(&mut run.is_clip_pending) {
            run.state.clip = run.state.clip.intersect(run.path.bounds());
        }
        run.path.clear();
    }

    fn draw_picture(&mut self, run: &Run<'_>) {
        if !run.marked.is_hidden() {
            let square = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
            let bounds = run.state.matrix.apply_to(square).intersect(run.state.clip);
            // Rules and logos are pictures too, but none that could hold a sentence.
            self.canvas.has_pictures |= bounds.width() * bounds.height() > 10_000.0;
            self.canvas.add_area(bounds, None);
        }
    }

    fn draw_object(&mut self, operands: &[Object], run: &mut Run<'_>) {
        let file = self.session.file;
        let objects = file.lookup(run.resources, b"XObject");
        let Some((objects, name)) = objects.dictionary().zip(operands.first().and_then(Object::name)) else { return };
        let Object::Stream(stream) = file.lookup(objects, name) else { return };
        let is_off = self.session.optional_content.is_off(file, stream.dictionary.get(b"OC"));
        match file.lookup(&stream.dictionary, b"Subtype").name() {
            Some(b"Image") if !is_off => self.draw_picture(run),
            Some(b"Form") => {
                let is_hidden = is_off || run.marked.is_hidden();
                self.draw_form(&stream, run.resources, run.state.clone(), is_hidden);
            }
            _ => {}
        }
    }

    /// Draws a form `XObject` or the appearance of an annotation.
    pub(super) fn draw_form(&mut self, form: &Rc<Stream>, resources: &Dictionary, mut state: State, is_hidden: bool) {
        if self.open_forms.contains(&form.start) {
            return;
        }
        if self.open_forms.len() >= MAX_FORM_NESTING || self.session.forms == 0 {
            self.canvas.is_limit_exceeded = true;
            return;
        }
        self.session.forms -= 1;
        let file = self.session.file;
        let form_matrix = Matrix::from_numbers(&numbers(file, &file.lookup(&form.dictionary, b"Matrix")));
        state.matrix = form_matrix.then(state.matrix);
        if let Some(bounds) = Rect::from_numbers(&numbers(file, &file.lookup(&form.dictionary, b"BBox"))) {
            state.clip = state.clip.intersect(state.matrix.apply_to(bounds));
        }
        let own = file.lookup(&form.dictionary, b"Resources");
        let content = file.content(form);
        if !content.is_complete {
            self.canvas.is_malformed = true;
        }
        self.open_forms.push(form.start);
        self.draw(&content.bytes, own.dictionary().unwrap_or(resources), state, is_hidden);
        self.open_forms.pop();
    }
}

pub(super) fn number(operands: &[Object], index: usize) -> f64 {
    operands.get(index).and_then(Object::number).unwrap_or_default()
}

fn matrix(operands: &[Object]) -> Matrix {
    Matrix([0, 1, 2, 3, 4, 5].map(|index| number(operands, index)))
}

fn next_line(run: &mut Run<'_>, x: f64, y: f64) {
    run.line_matrix = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(run.line_matrix);
    run.text_matrix = run.line_matrix;
}

/// Sets the colour for filling or stroking; false if the operator does something else.
fn set_color(file: &File<'_>, operator: &[u8], operands: &[Object], run: &mut Run<'_>) -> bool {
    let values: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    let paint = match operator {
        b"g" | b"G" => Paint::gray(&values),
        b"rg" | b"RG" => Paint::rgb(&values),
        b"k" | b"K" => Paint::cmyk(&values),
        b"sc" | b"scn" => run.state.fill.with(&values),
        b"SC" | b"SCN" => run.state.stroke.with(&values),
        b"cs" | b"CS" => match operands.first() {
            Some(space) => Paint::of_space(file, run.resources, space),
            None => return true,
        },
        _ => return false,
    };
    let is_stroke = operator[0].is_ascii_uppercase();
    *(if is_stroke { &mut run.state.stroke } else { &mut run.state.fill }) = paint;
    true
}

/// Moves behind an inline picture: to its end, or that of the stream.
fn skip_inline_image(content: &[u8], lexer: &mut Lexer<'_>) {
    let rest = content.get(lexer.position..).unwrap_or_default();
    let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0);
    let end = rest.windows(2).enumerate().position(|(index, window)| {
        window == b"EI"
            && index > 0
            && is_space(rest.get(index - 1))
            && is_space(rest.get(index + 2))
            // Behind the picture comes text again.
            && rest[index + 2..].iter().take(12).all(u8::is_ascii)
    });
    lexer.position += end.map_or(rest.len(), |end| end + 2);
}

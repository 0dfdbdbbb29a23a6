# Findings on evidence. $facts names the facts that the evidence is for, each in quotation marks: “main aim: finding paid
# work”. $document is the name of a document, as the description gives it.

## Not enough evidence

evidence-none = No evidence is given for { $facts }.
# All arguments but $field are keys of the description.
evidence-none-help = Add an entry to `{ $section }` with `{ $key }: { $field }`, the document under `{ $document }`, the place in it under `{ $place }` and its own words under `{ $quotation }`.
evidence-none-help-folder = Put the document into the description's folder.
evidence-stated-here = stated here
evidence-no-words = No words are quoted for { $facts }: the entry only names `{ $document }`.
evidence-no-words-help = Add the document's own words under `{ $quotation }`.
evidence-no-words-here = named without its words
evidence-no-file = The quotation for { $facts } cannot be checked: `{ $document }` is a title or an address, not a file.
evidence-no-file-help = Put the document into the description's folder, and give its path from there.
evidence-no-file-here = not a file
evidence-no-folder = The quotation for { $facts } could not be checked: a description from standard input has no folder in which `{ $document }` could be.
evidence-no-folder-help = Save the description as a file in the folder of its documents, and check that file.
evidence-no-folder-here = no folder

## Quotations that prove nothing

evidence-too-short = The quotation for { $facts } is too short to prove anything. Such words can be in any document.
evidence-too-short-help = Quote the whole sentence: at least { $words } words or { $letters } letters, also before and behind words that are left out.
evidence-too-short-here = too short
evidence-too-long-to-search = The quotation for { $facts } could not be checked: searching for it in `{ $document }` would take too long.
evidence-too-long-to-search-help = Quote less, or put only the part that is quoted into the description's folder.
evidence-not-checked-here = not checked
# $gaps lists the parts that cannot be read.
evidence-gaps = The quotation for { $facts } could not be checked: parts of `{ $document }` cannot be read ({ $gaps }).
# $where is a list of the messages seen-….
evidence-gaps-unseen = In the other parts, the words are only { $where }.
evidence-gaps-help = Compare the quotation with the document yourself, or put the passage into the description's folder as a text file.

## Wrong quotations

evidence-unseen = The words quoted for { $facts } are not in what a reader of `{ $document }` sees. They are only { $where }.
evidence-unseen-help = Quote what the document says to its readers, or remove the quotation.
evidence-unseen-here = not what a reader sees
seen-struck-out = in text that is struck out
seen-deleted = in text that was deleted (a tracked change)
seen-comment = in a comment on the text
seen-hidden = in hidden text
evidence-misquoted = The words quoted for { $facts } are not in `{ $document }`.
evidence-misquoted-help = Quote one passage word for word, in the document's own language, with […] for words that you leave out; or correct `{ $key }`.
evidence-misquoted-here = not in the document
# $place is in brackets, or empty, with a space before it: “ (page 3)”.
evidence-nearest = The nearest passage{ $place } is “{ $text }”
evidence-nearest-left-out = The quotation leaves out “{ $words }”.
evidence-nearest-added = The document does not have “{ $words }” there.
evidence-nearest-changed = The quotation has “{ $quoted }”; the document has “{ $words }”.

## Parts of a document that cannot be read

gap-font = text in a font that cannot be decoded
gap-malformed = a part that breaks the rules of its format
gap-limit = a part that is larger than mentorcheck reads
gap-picture = a picture without text
gap-page = page { $page }: { $gap }
# The end of a list of gaps.
gap-more = and { $count } more

## Places in a document

place-page = page { $page }
place-paragraph = paragraph { $paragraph }
place-paragraph-heading = paragraph { $paragraph }, under “{ $heading }”

## Documents that cannot be used

# $error is one of the messages document-….
evidence-unusable = The document given for { $facts } { $error }: `{ $document }`.
evidence-unusable-here = this document
evidence-not-opened-here = not opened
document-outside = is outside the description's folder, and was not opened
document-outside-help = Put the document into the description's folder, or a folder in it, and give its path from there.
document-missing = was not found in the description's folder
document-missing-help = Put the document there, or correct its path, which starts at the description's folder. If you cannot put it there, give its title instead of a path.
document-not-a-file = is not a file
document-not-a-file-help = Give the path of the document itself.
document-unreadable = cannot be read ({ $reason })
document-unreadable-help = Check the permission to read it.
document-no-text = has no text
document-over-budget = was not read, because the documents of this run have more than { $megabytes } MB
document-over-budget-help = Check fewer descriptions at once, or put only the parts that are quoted beside them.

# Findings on a programme: the sentences around the texts that come from the rules. $field is the key that a person
# types, such as “purpose.main”, and stands in code marks.

## A building block that is not understood, not met or contradictory

# $facts is a list of two or more clauses: “mentors are paid, and mentors are volunteers”.
finding-contradicts = The description contradicts itself: { $facts }.
finding-contradicts-help = Find out which of the two is right, and correct the other.
finding-contradicts-for = one says that it is so
finding-contradicts-against = the other that it is not
# $point completes “whether”.
finding-not-understood = What the description says under `{ $field }` is not understood, so it does not show whether { $point }.
finding-not-understood-help = Correct `{ $field }` first.
finding-not-understood-here = not understood
# $fields is a list of keys in code marks.
finding-refuted-help = If the description is wrong, correct { $fields }.
finding-refuted-here = this decides it

## What to write in the description

# $alternatives is made of the messages finding-step, joined by finding-steps-or.
finding-suggestion = If this is how it works now, state { $alternatives }.
finding-step = `{ $field }` ({ $values })
# Between alternatives, as in “a (b), or c (d)”.
finding-steps-or = , or
# The last of a long list of values.
finding-another-value = another that fits
finding-missing-here = this leaves it open
finding-missing-in-section = `{ $key }` is missing here
finding-missing-after-section = `{ $section }:` with `{ $key }:` could follow this part

## Labels and interpretations

finding-label = The label is { $title }.
finding-label-here = the label
finding-label-ruled-out = this rules it out
finding-interpreted-here = this is interpreted

# Letters to applicants, boards and designers. The messages are Markdown: ** marks bold text. $name is the programme's
# name, $concept what the rules are about, such as “mentoring to work”, and $kind and $target are kinds, without article
# or with one. A placeholder in square brackets is for the sender to fill in.

## The frame of every letter

letter-from = [Name and address of sender]
letter-sender = [Name of sender]
letter-date = [Date]
letter-reference = Reference: { $reference }
letter-reference-open = [reference]
letter-reply-by-open = [date]
letter-dear-applicant = Dear applicant
letter-dear-designer = Dear colleague
letter-regards = Kind regards
# In the place of the name of a programme that has none.
letter-unnamed = this programme
letter-quality = This letter is about the kind of programme. It says nothing about the quality of your work.
letter-source = The definition is by { $source }.
# $sources is a list of works.
letter-source-kind = For { $kind } we use other works, as we read them: { $sources }.

## Applicant: questions

letter-questions-title =
    { $count ->
        [one] One question about { $name }
       *[other] { $words } questions about { $name }
    }
# $blocks and $clear are numbers in words.
letter-compared = Thank you for your description of { $name }. We compared it with a published definition of { $concept }, which { $call } uses.
letter-points-some = The definition has { $blocks } points. Your description is clear on { $clear } of them.
letter-points-none = The definition has { $blocks } points. Your description is not clear on any of them yet.
letter-points-all = The definition has { $blocks } points. Your description is clear on all of them, but something else is open.
letter-call = our call
letter-call-named = the call “{ $call }”
letter-please-reply = Please reply by { $date }.
letter-tick-true = The questions are about the kind of programme this is. They are not about its quality. Please tick what is true.
letter-ended = { $name } has ended, so please answer for the time when it ran.
letter-tick-one = Tick one.
letter-tick-all = Tick all that apply.
letter-answer-none = none of these
letter-answer-nothing-else = nothing else
letter-answer-unknown = not decided, or not known
letter-answer-otherwise = neither is right

# $topic completes “the definition covers”. It must not give away which answer is the right one.
letter-why = Why we ask: the definition covers { $topic }, and your description leaves it open.
# $known is a list of answers.
letter-why-known = Why we ask: the definition covers { $topic }, and your description mentions only this: { $known }.
letter-why-misread = Why we ask: the definition covers { $topic }, and we did not understand what your description says about it.
letter-why-kind = Why we ask: kinds of programme differ in { $topic }, and your description leaves it open.
letter-why-kind-known = Why we ask: kinds of programme differ in { $topic }, and your description mentions only this: { $known }.
letter-why-kind-misread = Why we ask: kinds of programme differ in { $topic }, and we did not understand what your description says about it.
letter-conflict = Which of these is right?
letter-why-conflict =
    { $count ->
        [2] Why we ask: your description says both, and they cannot both be true of the same people.
       *[other] Why we ask: your description says all of this, and it cannot all be true of the same people.
    }
letter-quoted = You wrote: “{ $words }” ({ $document }).
letter-quoted-place = You wrote: “{ $words }” ({ $document }, { $place }).

# $documents is a list joined by “or”.
letter-attach = If you can, send us a page that supports each answer. This could be { $documents }.
letter-more-questions =
    { $count ->
        [one] When we have your answers, we may ask one more question.
       *[other] When we have your answers, we may ask { $words } more questions.
    }
letter-next-page-all = The next page shows how we read your description. Please correct anything that is wrong.
letter-next-page = The next page shows how we read the rest. Please correct anything that is wrong.

## Applicant: nothing to ask

letter-clear-title = Your description of { $name }
letter-clear = The description says everything that { $kind } requires, so we have no questions.
letter-no-decision = This letter is not a decision on your application. You will hear about the decision separately.

## Applicant: another kind

letter-other-title = { $name } and { $call }
letter-other-kind = We read { $name } as { $kind }. That is a different kind of programme. A different kind of programme is not a lesser one.
letter-other-kind-likely = { $name } looks like { $kind }. That is a different kind of programme. A different kind of programme is not a lesser one.
letter-description-says = What your description says
letter-how-differs = How this differs from { $target }
# $quote is in quotation marks; $meaning and $summary begin with a small letter.
letter-differs = The paper that defines { $concept } says: { $quote } In our words: { $meaning }
letter-differs-kind = By { $kind } we mean: { $summary }
letter-means = What this means for the call
letter-means-text = The call is for { $target }. As you describe it, { $name } is not that kind of programme.
letter-can-do = What you can do
letter-can-do-text = You do not need to reply. If we have read something wrongly, please write to us by { $date }. Say which document says otherwise, and on which page. We will gladly look at it again.

## Applicant: the enclosure

letter-enclosure = Enclosure: how we read your description of { $name }
letter-point = Point
letter-read = What we read
letter-read-nothing = We found nothing about this.
# $missing is a list joined by “or” whose items are the message whether.
letter-read-open = The description leaves open { $missing }.
letter-read-question =
    { $state ->
        [alone] See question { $number }.
        [conflict] The description contradicts itself here. See the questions.
        [several] See questions { $number }.
        [rest-several] The rest is questions { $number }.
       *[rest] The rest is question { $number }.
    }
letter-read-refuted = This differs from the definition.

## Board

letter-board-from = From: { $from }
letter-board-date = Date: { $date }
letter-board-title = { $name }: note for the board
letter-board-compared = We compared the description with one definition of { $concept }.
letter-board-established = The description says everything that { $kind } requires.
letter-board-provisional = Every other kind is ruled out. Further answers can confirm { $kind } or rule it out. They cannot make this another kind.
# $kinds is a list joined by “or”.
letter-board-open = These kinds are still possible: { $kinds }.
letter-board-unclassified = It is none of the kinds that we compare.
letter-board-contradictory = Until this is resolved, the kind cannot be given.
letter-board-ended = The programme has ended.
letter-board-block = Building block
letter-board-answer = Answer
letter-board-says = What the description says
letter-board-missing = It does not say { $points }.
letter-board-why = **Why { $kind }.** { $reasons }
letter-board-why-sources = The criteria come from other works, as we read them: { $sources }.
letter-board-unmet = **Why not { $target }.** { $reasons }
letter-board-evidence = **Evidence.** The description quotes: { $quotes }
letter-board-quote = “{ $words }” ({ $document })
letter-board-quote-place = “{ $words }” ({ $document }, { $place })
letter-board-evidence-more = Its { $count } other quotations are in the full report.
letter-board-evidence-none = **Evidence.** The description cites no words of any document. So these facts could not be checked against a source.
letter-board-asked =
    { $count ->
        [one] **What the applicant is asked.** The letter to the applicant asks one question.
       *[other] **What the applicant is asked.** The letter to the applicant asks { $words } questions.
    }
letter-board-asked-more =
    { $count ->
        [one] One more question may follow.
       *[other] { $words } more may follow.
    }
letter-board-asked-nothing = **What the applicant is asked.** The letter to the applicant asks nothing. It explains what this means for the call.
letter-board-asked-clear = **What the applicant is asked.** The letter to the applicant asks nothing.
letter-board-conflict-asked = Which of the statements that contradict each other is right?
letter-board-limits = **What this note does not say.** Fitting the definition does not make a programme effective. Being effective does not by itself make it good.
letter-board-recommendation = Recommendation:
letter-board-decision = Decision:
letter-board-signature = Signature:
letter-board-sign-date = Date:
letter-board-digest = Description, SHA-256: { $digest }.
letter-board-versions = Rules: { $rules }, version { $rules_version }. Software: mentorcheck { $version }.
letter-board-definition = “{ $quote }” { $source }. All footnotes quote this paper.
letter-board-note = “{ $quote }”

## Designer

letter-designer-title-clear = { $name }: what would make it clear
letter-designer-title-change = { $name }: what would make it { $target }
letter-designer-title-met = { $name }: nothing to add
letter-designer-title-ended = { $name }: what the description leaves open
letter-designer-compared = We compared the description with one definition of { $concept }, by { $source }. Every building block of it is necessary.
letter-designer-now = If { $name } works this way now, you only need to write it down.
letter-designer-differs = Some of what the description says differs from { $target }. Change it only if you want this to be { $target }. A different kind of programme is not a lesser one.
letter-designer-met = The description says everything that { $target } requires.
letter-designer-ended = { $name } has ended, so this letter gives no advice on its design. It only says what the description leaves open.
letter-designer-contradiction = Resolve the contradiction first. Find out which statement is right, and correct the other.
letter-designer-unreachable = Nothing that could be added or changed would make it { $target }.
letter-designer-quote = The paper says: { $quote } In our words: { $meaning }
letter-designer-fine = What to keep in mind
letter-designer-write = What to write in the description
letter-designer-only-true = State only what is true.
# $field is the title of a question, $values a list of answers joined by “or”.
letter-designer-state = { $field }: { $values }.
letter-designer-or = Or { $field }: { $values }.
letter-designer-show = What could show it

# The text report on one programme. Titles of fields, answers, kinds and building blocks come from the rules and the
# vocabulary, which have files of their own. A line of the report is about 90 characters long, but long lines are
# wrapped.

## Answers on a building block. At most 14 characters.

answer-shown = met
answer-refuted = not met
answer-open = not stated
answer-contradictory = contradictory

# After the answer, where a value of the description is not one that mentorcheck knows. At most 14 characters.
answer-not-understood = not understood

## What decides a building block

# $field and $values are titles in running text, such as “main aim” and “finding paid work”.
# $place is “line 14”, or a place in a filled-in form, such as “Question 14, cell C31”.
deciding-fact = { $field }: { $values } ({ $place })

# $rest counts the values after the first ones.
values-and-more = { $values } and { $rest } more

# $point completes “whether”, such as “both share and listen”.
missing-point = whether { $point }

# A fact that the command line supposes with --what-if.
supposed-fact = { $fact } (supposed)

## Headings

heading-correct = Correct first
heading-why = Why { $kind }
heading-blocks = The building blocks of { $concept }
heading-kinds = Possible kinds
heading-questions = Ask next
heading-help = What would help

## Lines below the building blocks

line-label = Label
line-spectrum = Spectrum
label-supported = { $label }. The description supports it.
label-refuted = { $label }. The description does not match it.
label-provisional = { $label }. Nothing in the description contradicts it.
label-unclear = { $label }. The description does not say enough to check it.
label-contradictory = { $label }. It can be checked once the contradiction is resolved.
spectrum-range = between { $from } and { $to }

# $kind is the title of the kind. Its criteria do not come from the paper that the rules follow.
criteria-from-elsewhere = The criteria for { $kind } come from other sources, as we read them. --full names them.

## Questions

# Where the answer to the question goes, for a field with few answers.
question-field = Answer under `{ $field }` with { $answers }.
question-explain = Answer under `{ $field }`. For all answers: mentorcheck explain { $field }
questions-more =
    { $count ->
        [one] One more question follows. --full lists it.
       *[other] { $count } more questions follow. --full lists them.
    }
nothing-to-ask = Nothing. The description contains everything that { $kind } requires.

## What an answer would mean. The line begins with the answers.

outcome = { $answers }: { $outcome }
# In the place of the answers, on the last line.
outcome-others = any other answer
outcome-established = it is { $kind }
outcome-provisional = it looks like { $kind }
outcome-unclassified = it is not { $target }
outcome-contradictory = the description contradicts itself
# $kinds is a list of two or three kinds.
outcome-open = it could be { $kinds }
outcome-open-with = it could be one of { $count } kinds, { $target } among them
outcome-open-without = it could be one of { $count } kinds, but not { $target }

## The end

findings-more =
    { $count ->
        [one] One finding has details: add --full.
       *[other] { $count } findings have details: add --full.
    }
findings-excused =
    { $count ->
        [one] One finding is excused: --full names it.
       *[other] { $count } findings are excused: --full names them.
    }
limits = Fitting it does not make a programme effective or good.

# The verdict on a programme: the first and last sentences of every report. $name is the programme's name, and a kind's
# title is a noun phrase without article or with one, such as “mentoring to work” or “a one-off activity”.

## Established, provisional and open verdicts

verdict-established = { $name } is { $kind }.
verdict-established-unexpected = { $name } is { $kind }, not { $expected }.
# $subject is the programme's name, or the message subject-uncorrected with it.
verdict-provisional = { $subject } looks like { $kind }.
verdict-provisional-unexpected = { $subject } looks like { $kind }, not { $expected }.
# $kinds is a list of up to three kinds: “befriending, coaching or peer support”.
verdict-open = { $subject } could be { $kinds }.
verdict-open-unexpected = { $subject } is not { $expected }. It could be { $kinds }.
# $count is a number in words, from four on.
verdict-open-many = { $subject } could be one of { $count } kinds.
verdict-open-many-with = { $subject } could be one of { $count } kinds. { $kind } is among them.
verdict-open-many-unexpected = { $subject } is not { $expected }. It could be one of { $count } kinds.
verdict-says-too-little = The description does not say enough yet.

# Begins the sentences above in the place of the name, where mistakes of form come first.
subject-uncorrected =
    { $count ->
        [one] { $name } cannot be classified until line { $lines } is corrected. As it is, it
       *[other] { $name } cannot be classified until lines { $lines } are corrected. As it is, it
    }

# $points is a list of clauses with “whether”, such as “whether both share and listen”.
not-clear-yet = Not clear yet: { $points }.
also-not-clear-yet = Also not clear yet: { $points }.
whether = whether { $point }

# $fact is a clause, such as “they meet only once”; $kind is the kind that it would make of the programme.
verdict-if = If { $fact }, it is { $kind }.

## No kind

verdict-unclassified = { $name } is not { $expected }.
verdict-unclassified-close = { $name } is not { $expected }, although it comes close.
# $count is the number of kinds in words.
verdict-no-kind = { $name } is none of the { $count } kinds.
verdict-closest = It comes closest to { $kinds }.

## Building blocks. $total is their number in words; $titles lists those that are meant.

blocks-one-not-clear = One of the { $total } building blocks is not clear yet: { $titles }.
blocks-some-not-clear = { $count } of the { $total } building blocks are not clear yet: { $titles }.
blocks-none-clear = None of the { $total } building blocks is clear yet.
blocks-one-not-met = One of the { $total } building blocks is not met: { $titles }.
blocks-some-not-met = { $count } of the { $total } building blocks are not met: { $titles }.
blocks-none-met = None of the { $total } building blocks is met.

## Contradictions

verdict-contradictory = { $name } cannot be classified, because its description contradicts itself.
# Both facts are clauses with “that”, made by the message that-clause.
verdict-contradictory-facts = It says { $facts }.
that-clause = that { $clause }
that-clause-line = that { $clause } (line { $line })
verdict-several-kinds = { $name } cannot be classified: it is { $kinds } at once.

## Lists

# Joins the last two items of a list: “a, b and c”, “a, b or c”.
list-and = and
list-or = or
# The end of a list of which only the first two items are printed.
list-two-and-more = { $first }, { $second } and { $count } more

## Numbers in words

number-0 = no
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten

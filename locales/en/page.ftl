# The browser page. Titles, questions, answers and rules come from the schema and the rules; all else that the page says is
# here. `page/bundle` reads arguments and plurals, and no more of Fluent than that.

## Around every view

tool = mentorcheck
describe-title = Describe a mentoring programme
# $page is the title of the view.
title-of = { $page }: { $tool }
skip-to-content = Skip to the content
starting = The page is getting ready.
needs-script = This page needs JavaScript, which your browser has switched off. Switch it on for this file and open the page again. Nothing is sent anywhere.
needs-webassembly = Your browser is too old for this page, or has WebAssembly switched off. Open the page in a current Firefox, Chrome, Edge or Safari.
other-ways = You can also fill in the Excel form, and ask the organisation that sent you this page for it.
views = Views
questions = Questions
check-answers = Check your answers
result = Result
portfolio = Portfolio
definition = Definition
undo = Undo
open = Open
save = Save
close = Close
back = Back
change = Change
joined-and = { $first } and { $last }
joined-or = { $first } or { $last }
joined-then = { $first } { $last }
unnamed-programme = The programme
none = None
engine-failed = This was too much for the page.
engine-failed-text = The page has started its calculation again. Your answers are unchanged. If it happens again, save your answers and open the page again.
kept-in-browser = Kept in this browser at { $time }. Nothing has been sent.
not-kept = Not kept: save a file before you close the page. Nothing has been sent.
keeping-failed = The browser does not let this page keep your answers. Save a file before you close the page.

## The first view

# $concept is “mentoring to work”.
start-title = Is your programme { $concept }?
start-text = Answer questions about how the programme is set up. You will see which parts of a published definition it meets, which it does not, and what the description leaves out.
applicant-title = Describe your mentoring programme
applicant-text = Answer questions about how the programme is set up. Then check your answers, save them as a file and send that file to the organisation that asked for it.
describe = Describe a programme
describe-new = Describe another programme
# The time is that of someone who knows the programme and skims the rules below the answers.
questions-count = { $count } questions in { $sections } sections, about 30 minutes. You can leave any question open. To go on later, save a file.
texts-at-hand = Have the programme’s own texts at hand, such as its plan, its website or its guide for mentors. “The text” in a question means these.
short-way-text = Do you only want the verdict?
# After the button; $most is the number of questions that can decide it.
short-way-most = There are at most { $most }, and the one that settles most comes first.
short-way = Answer the questions that decide it
carry-on = Other ways to begin
kept-at = { $answered } of { $all } questions answered. Last changed on { $time }, in this browser.
answers-of = { $answered } of { $all } questions answered.
resume = Continue
go-on = Continue
delete = Delete
open-title = Open a file
open-text = A description or a filled-in form: .yaml, .json, .xlsx or .ods. You can also drop it anywhere on this page.
choose-file = Choose a file
portfolio-title = Look at many programmes
portfolio-text = Drop a folder, many files or an export from KoboToolbox. Sort, filter and compare.
open-portfolio = Open the portfolio
stays-with-you = Your answers stay with you
stays-text = This page is one file on your computer. It sends nothing anywhere and works without a connection. To pass your answers on, save them as a file and send that file yourself.
keep-title = Keep my answers in this browser
keep-text = Then nothing is lost if the page closes. Other pages that are opened from this computer’s disk may be able to read them. Leave this off on a shared computer. Switching it off deletes what was kept.
blocks-title =
    { $count ->
        [7] The seven building blocks
       *[other] The { $count } building blocks
    }
blocks-text = The paper names them. All of them are needed, and none makes up for another, so there is no score.
limits-short = Fitting the definition does not make a programme effective, and a different kind of programme is not a lesser one.

## Questions

sections = Sections
# $section is the title of the section that is shown.
sections-at = Section: { $section }
# “6 of 9”; screen readers add “answered”.
of = { $answered } of { $all }
answered = answered
question-at = { $section }: question { $number } of { $all }
# On the way that asks the question that settles most, whatever its number.
# $more is how many questions at most come after it.
short-way-at =
    { $more ->
        [0] { $section }: question { $number }, the last one
        [one] { $section }: question { $number }, and at most one more
       *[other] { $section }: question { $number }, and at most { $more } more
    }
question-number = Question { $number }
question-link = Question { $number }: { $question }
continue = Continue
see-result = See the result
all-of-section = All questions on “{ $section }”
next-section = Next: { $section }
one-at-a-time = One question at a time
all-on-one-page = All questions on one page
all-questions = All questions
optional = (optional)
# Below the help of a question that no rule reads.
informative = You can skip this question: the result does not depend on it.
tick-all = Tick all that apply.
# Below a question that is answered with codes of countries.
names-of-countries = You can write the name of a country too. The page replaces it by the code.
# $text is an entry.
not-a-country = “{ $text }” is neither the code nor the name of a country. Check the spelling.
add-another = Add another
add-passage = Add another passage
not-answered = Not answered
not-decided = Not decided yet
# $texts are texts of the opened file in quotation marks.
not-understood = The file says { $texts }, which is not one of the answers. Choose one.

## Check, save and print

# $name is the name of the programme.
check-title = Check your answers about { $name }
check-complete = All questions are answered.
check-open =
    { $count ->
        [one] One question is open. An open question never counts as a no.
       *[other] { $count } questions are open. Open questions never count as a no.
    }
can-be-sent = You can send the file like this.
send-title = Save the file and send it
send-text = The page sends nothing. Save the file and send it to the organisation that asked for it.
save-title = Save
save-text = Save your answers as a file. This page and mentorcheck itself can open it again.
save-xlsx = Save as an Excel form
save-yaml = Save as a description (.yaml)
save-json = Save as .json
save-hint = The Excel form shows every question with your answers. The description is a short text file. All of them hold the same answers.
saved = { $file } is saved where your browser keeps downloads.
not-saved = The file could not be saved.
print-answers = Print, or save as PDF
file-name = programme
# $file is the name of the file that was opened.
loses-comments = { $file } has comments or notes that are not answers. The page does not keep them: a file that you save here is without them. Your own file stays as it is.

## Open

not-opened = { $file } could not be opened.
opened-in-part = A part of { $file } could not be read.
opened-with-problems =
    { $count ->
        [one] { $file } is open, but one entry could not be taken over.
       *[other] { $file } is open, but { $count } entries could not be taken over.
    }
too-large = The file is larger than 16 MB. A description is far smaller.
several-programmes = { $file } describes { $count } programmes. Which one do you want to open?

## The verdict

verdict-so-far = Verdict so far
no-answers = No question is answered yet.
no-answers-text = The verdict appears here and changes with each answer.
no-answers-result = Describe a programme or open a file. The verdict appears here and changes with each answer.
was = was: { $answer }
ask-next = The question that settles most
then-ask = Then
open-questions = Open questions
nothing-decisive = No open question can change the verdict any more.
see-why = See why, and what would change it
correct-first = Correct first
why-by-block = Why, block by block
# $kind is the title of a kind.
why-kind = Why { $kind }
criteria-from = The criteria are our own interpretation, which draws on: { $sources }.
fact = Question { $number }, { $title }:
fact-short = question { $number }, { $title }
answer-question = Answer question { $number }: { $question }
answer-number = Answer question { $number }
point-not-understood = The answer in the file is not one that this page knows, so it does not count.
would-help = What would help:
never-decides = also asked, but never decisive
must-not-mislead = What must not mislead you
our-reading = Where this is our reading
# $block is the title of a building block.
more-on = More on { $block }
quoted-from = { $author }, quoted in { $source }, “{ $heading }”
cited-from = { $source }, “{ $heading }”
the-definition = The definition
read-definition = Read the definition, the kinds and the codebook
calls-itself = What it calls itself
names-none = The description does not say what the programme calls itself.
names-open = It calls itself “{ $label }”. The description does not say enough to check that.
names-holds = It calls itself “{ $label }”. The description supports that.
names-wrong = It calls itself “{ $label }”. The description does not match that.
print-result = Print, or save as PDF
save-report = Save as a report (.html)
save-result = Save as data (.json)
compare-another = Compare with another version

## The spectrum

# $place is “point 5”, “points 3 to 4” or “no place”.
spectrum-at = On the spectrum: { $place }
point = point { $point }
points = points { $from } to { $to }
no-place = no place
no-place-why = The answers give the programme no place on it.
here = Here
no-better-place = No place is better than another.

## What would change the verdict

what-else = What would change this
try-hint = Try an answer to see what it does. Nothing is saved.
try-this = Try this
trying = Trying
# $kind is the title of a kind.
would-make-it = Would make it { $kind }
is-already = It is { $kind } already. Nothing needs to change.
nothing-would = There is no way in a few answers to make it { $kind }. The questions above settle it step by step.
not-in-one-step = There is no short way to make it { $kind }. Below is what decides each block.
more-sets =
    { $count ->
        [one] There is one more way.
       *[other] There are { $count } more ways.
    }
set-state = { $title }: { $values } (question { $number }).
set-change = { $title } changes to: { $values } (question { $number }).
set-remove = { $title } is no longer: { $values } (question { $number }).
# Other answers that would do as well.
or-else = Or: { $values }
would-established = It would be { $kind }
would-provisional = It would look like { $kind }
would-open = It could be { $kinds }
# Numbers in running text, as the verdict has them.
number =
    { $count ->
        [4] four
        [5] five
        [6] six
        [7] seven
        [8] eight
        [9] nine
       *[other] { $count }
    }
# $count is a number in running text, here and in short-open-many.
would-open-many = It could be one of { $count } kinds
would-unclassified = It would not be { $concept }, and fit no other kind
would-contradictory = The description would contradict itself
trying-text = Trying “{ $answer }”. { $outcome }.
unchanged = Your answers are unchanged.
keep-answer = Keep this answer
stop-trying = Stop trying

## Portfolio

portfolio-empty = Drop a folder or many files here: descriptions (.yaml, .json), filled-in forms (.xlsx, .ods) or exports from KoboToolbox and ODK (.xlsx, .csv). They stay on your computer.
add-files = Add files
add-folder = Add a folder
save-table-xlsx = Save as Excel
save-table-csv = Save as CSV
empty-portfolio = Remove all
portfolio-file = portfolio
judging = The files are being read.
pending =
    { $count ->
        [one] One file is still to be read.
       *[other] { $count } files are still to be read.
    }
# $established, $provisional, $other and $unsettled are numbers of programmes.
portfolio-summary =
    { $all ->
        [one] One programme.
       *[other] { $all } programmes.
    } Fully described as { $concept }: { $established }. Looks like it: { $provisional }. Something else: { $other }. Not settled yet: { $unsettled }.
most-often =
    { $count ->
        [one] Most often { $answer }: { $block } (one programme).
       *[other] Most often { $answer }: { $block } ({ $count } programmes).
    }
unreadable =
    { $count ->
        [one] One file could not be read. This does not affect the others.
       *[other] { $count } files could not be read. This does not affect the others.
    }
and-more = And { $count } more.
skipped =
    { $count ->
        [one] One file is no description, and is left out.
       *[other] { $count } files are no descriptions, and are left out.
    }
narrow-name = Name or file
narrow-kind = Kind
narrow-block = Building block
narrow-answer = Answer
all-kinds = All kinds
any-block = Any block
any-answer = Any answer
clear-filters = Clear filters
remains-open = More than one kind left
remains-unclassified = Fits no kind
remains-contradictory = Contradicts itself
showing-all =
    { $count ->
        [one] Showing the one programme.
       *[other] Showing all { $count } programmes.
    }
showing-some = Showing { $shown } of { $count } programmes.
no-match = No programme matches.
show-more = Show more programmes
sort-by = Sort by
reverse-order = Reverse the order
table-select = Selected
table-programme = Programme
table-verdict = Verdict
table-spectrum = Spectrum
table-question = Question
select-row = Select { $name }
select-two =
    { $count ->
        [0] Select two programmes to compare them.
        [1] Select one more programme to compare both.
       *[other] Two programmes can be compared at a time. { $count } are selected.
    }
row-label = Calls itself “{ $label }”
row-no-label = Does not say what it calls itself
row-wrong-label = Not what it calls itself
row-invalid = Some entries could not be understood
row-ask = Ask next: { $question }
row-document = { $path }, description { $document }
short-established = Is { $kind }
short-provisional = Looks like { $kind }
short-open = Could be { $kinds }
short-open-many = Could be one of { $count } kinds
short-unclassified = Fits no kind
short-contradictory = Contradicts itself
compare-selected = Compare both

## Compare

compare-title = Compare
compare-text = Choose another description, or another version of this one. It is shown next to “{ $name }”. Your answers stay as they are.
compare-none = First describe a programme or open a file. Then you can compare it with another one.
back-to-start = Go to the start
side-name = { $name } ({ $file })
on-the-spectrum = On the spectrum
answers = Answers
only-different = Show only what differs
no-difference = All answers are the same.
swap = Swap sides
compare-others = Compare others

## The definition

# $concept is “mentoring to work”.
definition-title = What is { $concept }?
on-this-page = On this page
definition-text = This is the definition of one paper, in its own words. Below are its building blocks, the kinds of programme, and every question with its answers.
the-blocks = Building blocks
the-kinds = Kinds of programme
the-kinds-text = A programme that is something else is not a lesser one. Each kind has its own criteria.
requires-blocks =
    { $count ->
        [one] It requires one of the building blocks.
       *[other] It requires { $count } building blocks.
    }
the-codebook = Codebook
the-codebook-text = Every question, with its answers and when to choose each.
read-from = Decided by:

# The report of a programme.

report-title = { $program }: { $period }
report-year = year { $year }
report-quarter = { $quarter ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[other] { $quarter }th
} quarter of { $year }
report-day = { $day }
report-days = { $from } to { $to }
report-lede = Advice asked: { $asked } · given: { $given }, of which { $share } within { $days } days
report-lede-short = Advice asked: { $asked } · given: { $given }
report-lede-nothing = Nothing happened in this period.
report-choose = Choose a period.
report-why-team = You see the exact figures because you are in the team of this programme.
report-why-lead = You see these figures because you lead programmes: nobody can be recognised in them.
report-computed = Figures computed on { $at }.
report-masked = Counts of fewer than 5 persons are hidden.
report-export = Export as a spreadsheet
report-others = Reports of other programmes
report-presets = Periods
report-form = Choose the period
report-period = Period
report-from = From
report-to = To
report-compare = Compare with
report-show = Show
report-became = What became of the questions?
report-changed = What the advice changed
report-dates = Each fact counts on its own date: advice given in January may have been asked for in December.
report-how-long = How long before the answer?
report-by-organization = By CPTS
report-by-structure = By structure
report-lede-referrals = Referrals: { $sent } · accepted: { $accepted } · shared care begun: { $shared }
report-lede-pathways = Persons referred: { $referred } · visits held: { $visits } · hand-overs accepted: { $accepted }
report-lede-reception = Arrivals: { $arrivals } · oriented: { $oriented } · interviews held: { $interviews }
facts-arrival = Arrival, { $organization }
report-small = < 5
report-not-told = n/a
report-not-told-long = not published
report-nothing = –
report-in-days = { $days } d
report-not-told-meaning = n/a: not published, so that nobody can work out a “< 5” by subtraction.
report-no-share = The share given on time is not published by CPTS: it would tell small counts.
report-as-funder = See what the funder reads
report-as-team = Back to the exact figures
report-blank = This period cannot be shown by itself.
report-blank-text = Beside the year and the other quarters, its figures would tell small counts. Choose the whole year.
report-empty = Nothing to count in this period.
report-empty-text = Choose another one above.

# Periods at hand.

preset-this-year = This year
preset-last-year = Last year
preset-this-quarter = This quarter
preset-last-quarter = Last quarter
compare-nothing = Nothing
compare-before = The period before

# The figures at the head.

headline-asked = advice asked
headline-given = advice given
headline-on-time = { $days ->
    [1] given within a day
   *[other] given within { $days } days
}
headline-median = median delay
headline-days = days
headline-offered = consultations offered
headline-avoided = referrals avoided
headline-before = { $period }: { $value }

# The bars.

funnel-asked = Asked
funnel-given = Given
funnel-on-time = Given on time
funnel-closed = Closed by the asker
funnel-closed-note = The asker said what became of the advice.
funnel-of-given = { $share } of the advice given
funnel-of-closed = { $share } of the requests closed
funnel-avoided = Referral avoided
funnel-prompted = Referral prompted
funnel-emergency = Emergency visit avoided
funnel-offered = Consultation offered
funnel-held = Consultation held in time
delays-title = Advice given by delay, in days
delays-axis = Time from sending to answer, pauses deducted (days)
delays-counted = Advice
delays-all = any length
delays-more = over { $days }
delays-range = { $from } to { $to }
delays-promise = { $days ->
    [1] Promise: one day
   *[other] Promise: { $days } days
}
delays-decile = 9 answers out of 10 come within { $days } days.
delays-hatched = Hatched: beyond the promise.
delays-merged = Classes are merged so that none counts fewer than 5.
delays-summary = Most often { $label }: { $count } out of { $total }.
delays-none = No advice given in this period.
delays-too-few = Too little advice to say how long it took without somebody being recognised.

# The table.

table-organization = CPTS or structure
table-whole = Total

# The facts behind a figure.

facts-what = Reference
facts-when = Date
facts-days = Delay
facts-back = Back to the report
facts-empty = Nothing to count in this period.
facts-empty-text = Go back to the report to choose another one.
facts-reach = Only the requests that are open to you have a link.

# The definitions.

adoption-title = Doctors who open the social part
adoption-this-month = { $opened ->
    [0] This month no doctor has yet opened the rights of a person they follow, of { $concerned }.
    [one] This month one doctor of { $concerned } opened the rights of a person they follow.
   *[other] This month { $opened } doctors of { $concerned } opened the rights of a person they follow.
}
adoption-few = Fewer than five doctors follow a person who applied for a right: the detail is told to the teams alone.
adoption-nobody = No doctor follows a person yet who applied for a right.
adoption-month = Month
adoption-opened = Opened
adoption-concerned = Concerned
adoption-share = Share
adoption-percent = { $share } %
adoption-rule = Opened: doctors who within the month opened the page of rights or an application. Concerned: doctors of the care team of at least one person for whom an application was opened. From the journal of accesses; no person is counted in it.
definitions-title = What each figure means
definitions-link = Definitions
definitions-back = Back to the report
definitions-rule = Outside the team, nobody can be recognised
definitions-rule-text = A count of 1 to 4 persons reads “< 5”. Other figures are then left out (“n/a”), so that no small count can be worked out by subtraction, from a share or by comparing periods. Times are rounded to the tenth of a day.
definitions-rule-periods = Outside the team, only years that are over and their quarters can be read: two reports that differ by a day would tell that day, and quarters that were kept would tell the last one once the year comes out.

## dynamic

indicator-advices-asked = advice asked
indicator-advices-given = advice given
indicator-answered-on-time = advice given on time
indicator-delay-days-median = median delay
indicator-delay-days-p90 = 9th decile of the delay
indicator-consultations-offered = consultations offered
indicator-consultations-within-15-days = consultations held in time
indicator-referral-avoided = referrals avoided
indicator-referral-prompted = referrals prompted
indicator-emergency-avoided = emergency visits avoided
indicator-closed = requests closed
indicator-asking-gps = GPs who asked
indicator-gps-in-territory = GPs in office
indicator-persons-referred = persons referred
indicator-without-gp-at-entry = without a general practitioner at entry
indicator-without-gp-now = without a general practitioner today
indicator-visits-held = visits held
indicator-syntheses-sent = syntheses signed
indicator-handovers-accepted = hand-overs accepted
indicator-first-visits-confirmed = first visits confirmed
indicator-followed-at-six-months = still followed at six months
indicator-referrals-sent = referrals
indicator-referrals-to-somatic = to somatic care
indicator-referrals-to-psychiatry = to psychiatry
indicator-referrals-to-social = to social support
indicator-referrals-to-group = to a group
indicator-referrals-accepted = referrals accepted
indicator-referrals-declined = declined or redirected
indicator-attempts-before-first-appointment = tries before the first appointment
indicator-persons-in-shared-care = shared care begun
indicator-referrals-done = referrals done
indicator-referrals-not-done = could not be done
indicator-arrivals = arrivals at the reception
indicator-arrivals-anonymous = that stayed without a name
indicator-oriented = sent to somebody
indicator-became-persons = that became persons of the house
indicator-persons-accompanied = persons whose accompaniment begins
indicator-applications-opened = applications for rights opened
indicator-applications-granted = rights granted
indicator-interviews-held = interviews held
definition-advices-asked = Requests for advice sent in the period. A draft does not count; a request later cancelled or redirected does.
definition-advices-given = Reasoned answers sent in the period, whenever the request was made.
definition-answered-on-time = Of the advice given, what was answered at most { $answer } days after sending, or within what was promised at the time. The time during which the asker owed information is deducted.
definition-delay-days-median = Half of the advice given in the period took less, half took more. From sending to answer, in days, pauses deducted; between two middle values, their mean.
definition-delay-days-p90 = Nine out of ten took this long or less (nearest rank). Outside the team it is given only where advice given on time is.
definition-consultations-offered = Advice given in the period that offers a consultation.
definition-consultations-within-15-days = Consultations held in the period, at most { $consultation } days after the advice that offered them.
definition-referral-avoided = Requests closed in the period whose asker says that the advice avoided a referral to psychiatry.
definition-referral-prompted = Requests closed in the period whose asker says that the advice led to a referral.
definition-emergency-avoided = Requests closed in the period whose asker says that a visit to the emergency unit was avoided.
definition-closed = Requests that their asker closed in the period, saying what became of the advice.
definition-asking-gps = Different general practitioners who sent at least one request in the period.
definition-gps-in-territory = General practitioners in office at the end of the period, whether they asked or not. Whoever works in two CPTS counts in each, once in the total.
definition-persons-referred = Pathways begun in the period. Whoever begins two counts twice.
definition-without-gp-at-entry = Of the persons referred, those who had no attending doctor, in the team or elsewhere, when the pathway began.
definition-without-gp-now = Of the persons referred in the period, those who have no attending doctor, in the team or elsewhere, today.
definition-visits-held = Visits of pathways that took place in the period.
definition-syntheses-sent = Syntheses signed in the period.
definition-handovers-accepted = Hand-overs that a doctor accepted in the period.
definition-first-visits-confirmed = First visits at that doctor’s, confirmed in the period.
definition-followed-at-six-months = Persons of whom it was confirmed, in the period, that this doctor still follows them six months later.
definition-referrals-sent = Referrals sent in the period, even if cancelled later.
definition-referrals-to-somatic = Of the referrals, those to somatic care.
definition-referrals-to-psychiatry = Of the referrals, those to psychiatry.
definition-referrals-to-social = Of the referrals, those to social support.
definition-referrals-to-group = Of the referrals, those to a group.
definition-referrals-accepted = Referrals that somebody accepted in the period.
definition-referrals-declined = Referrals declined or redirected in the period.
definition-attempts-before-first-appointment = Calls, letters and visits noted in the period between acceptance and first appointment.
definition-persons-in-shared-care = Accepted referrals whose first appointment took place in the period: both follow the person.
definition-referrals-done = Referrals of which whoever received said in the period that it was done.
definition-referrals-not-done = Accepted referrals of which whoever received said in the period that it could not be done.
definition-arrivals = Arrivals noted at the reception that came in the period, but for those noted by mistake. Whoever comes twice counts twice.
definition-arrivals-anonymous = Of the arrivals, those of whom nobody said within 24 hours who it was.
definition-oriented = Of the arrivals, those that were sent to somebody, in the house or elsewhere.
definition-became-persons = Arrivals without a name that were made a new person in the period.
definition-persons-accompanied = Different persons whose first interview held, first application opened or first arrival under their name falls into the period. Each counts once, in the structure where it began.
definition-applications-opened = Applications for rights opened in the period by those who take part in the programme.
definition-applications-granted = Grants noted by those who take part in the programme, on the day of the grant.
definition-interviews-held = Interviews of accompaniment that took place in the period, held by those who take part in the programme.
fault-period-order = The end comes before the start: correct one of the two dates.
fault-period-code = There is no such period: choose one in the list.
fault-period-future = This period has not begun: choose another one.
fault-whole-periods = Choose a year that is over, or one of its quarters.

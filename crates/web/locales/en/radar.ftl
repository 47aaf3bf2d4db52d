# The rupture radar.

radar-title = Risks of rupture
radar-lines = What may be lost, the nearest first
radar-lede = { $count ->
    [0] Nothing ahead.
    [one] One risk.
   *[other] { $count } risks, the nearest first.
}
radar-empty = No risk of rupture among the persons you accompany.
radar-empty-text = A right to renew, a declaration to make, a silence that counts as a refusal, missed appointments, months without news: they will stand here.
radar-rule = Rights are in order of date. Without a date: three absences count as something due in a week, two as due in two weeks, months without news as due in three weeks, no attending doctor as due in a month. Nothing counts that you could not read.
whose-team = For the team
risk-until = open until { $date }
risk-missed = Get back in touch
risk-missed-words = { $count ->
    [one] one absence
   *[other] { $count } absences in a row
}
risk-missed-interviews = { $count ->
    [one] one interview missed
   *[other] { $count } interviews missed in a row
}
risk-silent = Ask for news
risk-silent-since = nothing recorded since { $date }
risk-silent-for = nothing recorded for { $months } months or more
risk-no-doctor = Find an attending doctor
risk-no-doctor-words = no attending doctor
risk-no-date = No date
day-risks = Risks of rupture
day-risks-count = { $count }, the nearest first
day-risks-all = All risks of rupture

## dynamic

risk-declaration = { $right }: declare income
risk-contact = { $right }: be in contact
risk-silence = { $right }: without an answer it will be a refusal
risk-appeal = { $right }: refused, an appeal is possible
risk-renewal = { $right }: ask for the renewal
risk-renewal-to-file = { $right }: file the renewal
risk-ran-out = { $right }: over, to be taken up again
risk-clock-declaration = To declare before { $date }
risk-clock-contact = Contact before { $date }
risk-clock-silence = Silence of the body on { $date }
risk-clock-appeal = Appeal before { $date }
risk-clock-renewal = To ask for before { $date }
risk-clock-renewal-to-file = To file before { $date }
risk-clock-ran-out = Over since { $date }
